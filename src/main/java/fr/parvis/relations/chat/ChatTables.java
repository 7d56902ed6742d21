package fr.parvis.relations.chat;

import fr.parvis.platform.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for chats. */
@Repository
class ChatTables {
    private final JdbcClient jdbc;

    ChatTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** With the words that the request came with as its first line. */
    void insert(
            UUID id,
            UUID organisation,
            UUID request,
            @Nullable UUID site,
            @Nullable UUID service,
            String key,
            Chat.@Nullable Outcome end,
            Instant now) {
        jdbc.sql("""
                        insert into relations.chat (id, organisation_id, request_id, site_id, service_id, key_hash, state, started_at,
                            waiting_since, asked_at, ended_at, outcome, lines)
                        values (:id, :organisation, :request, :site, :service, :key, :state, :now, :now, :now, :ended, :outcome, 1)""")
                .param("id", id)
                .param("organisation", organisation)
                .param("request", request)
                .param("site", site)
                .param("service", service)
                .param("key", Sha256.of(key))
                .param("state", end == null ? "WAITING" : "ENDED")
                .param("now", utc(now))
                .param("ended", end == null ? null : utc(now))
                .param("outcome", end == null ? null : end.name())
                .update();
        jdbc.sql("""
                        insert into relations.chat_line (chat_id, seq, at, what, interaction_id)
                        select ?, 1, i.at, 'SAID', i.id from relations.interaction i
                         where i.request_id = ? and i.direction = 'IN' order by i.at, i.id limit 1""").params(id, request).update();
    }

    /** @param endedAfter a key opens what has ended for a while only */
    Optional<Chat> find(String key, Instant endedAfter) {
        return jdbc.sql(
                        "select c.* from relations.chat c where c.key_hash = ? and (c.ended_at is null or c.ended_at > ?)")
                .params(Sha256.of(key), utc(endedAfter))
                .query(ChatTables::read)
                .optional();
    }

    Optional<Chat> find(UUID organisation, UUID id) {
        return jdbc.sql("select c.* from relations.chat c where c.organisation_id = ? and c.id = ?")
                .params(organisation, id)
                .query(ChatTables::read)
                .optional();
    }

    /** Those that go on, as the line is. */
    List<Chat> goingOn(UUID organisation) {
        return jdbc.sql("""
                        select c.* from relations.chat c where c.organisation_id = ? and c.state <> 'ENDED'
                         order by c.waiting_since, c.id""").param(organisation).query(ChatTables::read).list();
    }

    /** After a line, in order. */
    List<ChatLine> lines(UUID chat, int after) {
        return jdbc.sql("""
                        select l.*, i.direction, i.words, i.by_name, coalesce(
                            (select string_agg(a.name, ', ' order by a.at, a.id) from relations.attachment a
                              where a.interaction_id = i.id), '') as files from relations.chat_line l
                          left join relations.interaction i on i.id = l.interaction_id
                         where l.chat_id = ? and l.seq > ? order by l.seq""")
                .params(chat, after)
                .query((row, _) -> new ChatLine(
                        row.getInt("seq"),
                        row.getTimestamp("at").toInstant(),
                        ChatLine.What.valueOf(row.getString("what")),
                        "IN".equals(row.getString("direction")),
                        row.getString("by_name") == null
                                        || row.getString("by_name").isEmpty()
                                ? row.getString("name")
                                : row.getString("by_name"),
                        row.getString("words"),
                        row.getString("files")))
                .list();
    }

    /** What happened, on a line of its own. */
    void line(UUID chat, ChatLine.What what, String name, Instant at) {
        jdbc.sql("""
                        with one as (update relations.chat set lines = lines + 1 where id = :chat returning lines)
                        insert into relations.chat_line (chat_id, seq, at, what, name) select :chat, lines, :at, :what, :name from one""")
                .param("chat", chat)
                .param("what", what.name())
                .param("name", name)
                .param("at", utc(at))
                .update();
    }

    /** False when this very message was stored before. */
    boolean sent(UUID chat, String message) {
        return jdbc.sql("insert into relations.chat_sent (chat_id, message) values (?, ?) on conflict do nothing")
                        .params(chat, message)
                        .update()
                == 1;
    }

    /**
     * To an agent who has a free place: in one statement, on the first place that nobody stands on. Of two agents one gets it, and an
     * agent whose places are taken gets none; two chats at once for the last place break on its index.
     *
     * @return false when it no longer waits, or no place is free
     */
    boolean take(UUID chat, UUID agent, String name, int most, Instant now) {
        return jdbc.sql("""
                        update relations.chat c
                           set state = 'ACTIVE', agent_id = :agent, agent_name = :name, slot = free.slot, team_id = null,
                               taken_at = coalesce(c.taken_at, :now)
                          from (select place.slot from generate_series(1, :most) as place (slot)
                                 where not exists (select from relations.chat o
                                                    where o.agent_id = :agent and o.state = 'ACTIVE' and o.slot = place.slot)
                                   and (select count(*) from relations.chat o
                                         where o.agent_id = :agent and o.state = 'ACTIVE') < :most
                                 order by place.slot limit 1) free
                         where c.id = :chat and c.state = 'WAITING'""")
                        .param("agent", agent)
                        .param("name", name)
                        .param("most", most)
                        .param("now", utc(now))
                        .param("chat", chat)
                        .update()
                == 1;
    }

    /** Back to the line, where it keeps its place. */
    boolean wait(UUID chat, @Nullable UUID team, Instant now) {
        return jdbc.sql("""
                        update relations.chat set state = 'WAITING', agent_id = null, slot = null, team_id = :team, asked_at = :now
                         where id = :chat and state = 'ACTIVE'""")
                        .param("team", team)
                        .param("now", utc(now))
                        .param("chat", chat)
                        .update()
                == 1;
    }

    boolean end(UUID chat, Chat.Outcome outcome, Instant now) {
        return jdbc.sql("""
                        update relations.chat set state = 'ENDED', outcome = ?, ended_at = ?, agent_id = null, slot = null
                         where id = ? and state <> 'ENDED'""").params(outcome.name(), utc(now), chat).update() == 1;
    }

    /** What ended as one thing goes on as another. */
    void endsAs(UUID chat, Chat.Outcome outcome, Instant now) {
        jdbc.sql("update relations.chat set outcome = ?, ended_at = ? where id = ? and state = 'ENDED'")
                .params(outcome.name(), utc(now), chat)
                .update();
    }

    /** Whoever had left waits again, behind those who wait. */
    boolean waitsAgain(UUID chat, Instant now) {
        return jdbc.sql("""
                        update relations.chat
                           set state = 'WAITING', outcome = null, ended_at = null, waiting_since = :now, asked_at = :now
                         where id = :chat and state = 'ENDED' and outcome = 'ABANDONED' and site_id is not null""").param("now", utc(now)).param("chat", chat).update() == 1;
    }

    void waitsOn(UUID chat, Instant now) {
        jdbc.sql("update relations.chat set asked_at = ? where id = ?")
                .params(utc(now), chat)
                .update();
    }

    void transcriptTo(UUID chat, String email) {
        jdbc.sql("update relations.chat set transcript_to = ? where id = ?")
                .params(email, chat)
                .update();
    }

    void seen(UUID chat, UUID agent, int line) {
        jdbc.sql(
                        "update relations.chat set agent_seen = :line where id = :chat and agent_id = :agent and agent_seen < :line")
                .param("line", line)
                .param("chat", chat)
                .param("agent", agent)
                .update();
    }

    void hasScripts(UUID chat) {
        jdbc.sql("update relations.chat set scripts = true where id = ? and not scripts")
                .param(chat)
                .update();
    }

    /** A sign of life of a side. */
    void there(UUID chat, String side, boolean writing, Instant now) {
        jdbc.sql("""
                        insert into relations.chat_presence (chat_id, side, seen_at, typed_at) values (:chat, :side, :now, :typed)
                        on conflict (chat_id, side) do update
                           set seen_at = excluded.seen_at, typed_at = coalesce(excluded.typed_at, chat_presence.typed_at)""")
                .param("chat", chat)
                .param("side", side)
                .param("now", utc(now))
                .param("typed", writing ? utc(now) : null)
                .update();
    }

    void wroteIt(UUID chat, String side) {
        jdbc.sql("update relations.chat_presence set typed_at = null where chat_id = ? and side = ?")
                .params(chat, side)
                .update();
    }

    void left(UUID chat, String side) {
        jdbc.sql("delete from relations.chat_presence where chat_id = ? and side = ?")
                .params(chat, side)
                .update();
    }

    boolean isWriting(UUID chat, String side, Instant since) {
        return jdbc.sql(
                        "select exists (select from relations.chat_presence where chat_id = ? and side = ? and typed_at > ?)")
                .params(chat, side, utc(since))
                .query(Boolean.class)
                .single();
    }

    boolean isThere(UUID chat, String side, Instant since) {
        return jdbc.sql(
                        "select exists (select from relations.chat_presence where chat_id = ? and side = ? and seen_at > ?)")
                .params(chat, side, utc(since))
                .query(Boolean.class)
                .single();
    }

    static Chat read(ResultSet row, int index) throws SQLException {
        var outcome = row.getString("outcome");
        return new Chat(
                row.getObject("id", UUID.class),
                row.getObject("request_id", UUID.class),
                row.getObject("site_id", UUID.class),
                row.getObject("service_id", UUID.class),
                Chat.State.valueOf(row.getString("state")),
                row.getObject("agent_id", UUID.class),
                row.getString("agent_name"),
                row.getObject("team_id", UUID.class),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("waiting_since").toInstant(),
                row.getTimestamp("asked_at").toInstant(),
                instant(row.getTimestamp("ended_at")),
                outcome == null ? null : Chat.Outcome.valueOf(outcome),
                row.getInt("lines"),
                row.getInt("agent_seen"),
                row.getString("transcript_to"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
