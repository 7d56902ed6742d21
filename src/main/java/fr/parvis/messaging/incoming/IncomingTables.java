package fr.parvis.messaging.incoming;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for messages that came in. */
@Repository
class IncomingTables {
    /** @param sealed null once it is erased */
    record Row(
            UUID id,
            UUID mailboxId,
            String mailboxAddress,
            @Nullable UUID siteId,
            boolean whole,
            @Nullable String answers,
            Instant receivedAt,
            byte @Nullable [] sealed) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    IncomingTables(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return false when the mailbox has brought it before */
    boolean insert(
            UUID id,
            Mailbox box,
            String digest,
            RawMail raw,
            byte[] sealed,
            String sender,
            String nature,
            @Nullable String answers,
            Instant at,
            Instant keptUntil) {
        return jdbc.sql("""
                        insert into messaging.incoming (id, organisation_id, mailbox_id, digest, whole, size, nature, answers, received_at,
                            sealed, sender_mark, kept_until) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (mailbox_id, digest) do nothing""")
                        .params(Arrays.asList(
                                id,
                                box.organisationId(),
                                box.id(),
                                digest,
                                raw.whole(),
                                raw.bytes().length,
                                nature,
                                answers,
                                utc(at),
                                sealed,
                                sender,
                                utc(keptUntil)))
                        .update()
                == 1;
    }

    Optional<UUID> known(UUID mailboxId, String digest) {
        return jdbc.sql("select id from messaging.incoming where mailbox_id = ? and digest = ?")
                .params(mailboxId, digest)
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional();
    }

    void take(UUID mailboxId, long validity, long uid, UUID id) {
        jdbc.sql("""
                        insert into messaging.taken (mailbox_id, uidvalidity, uid, incoming_id) values (?, ?, ?, ?)
                        on conflict do nothing""").params(mailboxId, validity, uid, id).update();
    }

    /** The numbers that were taken from this one on, and whether their messages were taken whole. */
    Map<Long, Boolean> taken(UUID mailboxId, long validity, long from) {
        var taken = new HashMap<Long, Boolean>();
        jdbc.sql("""
                        select t.uid, i.whole from messaging.taken t join messaging.incoming i on i.id = t.incoming_id
                         where t.mailbox_id = ? and t.uidvalidity = ? and t.uid >= ?""").params(mailboxId, validity, from).query(row -> {
            taken.put(row.getLong(1), row.getBoolean(2));
        });
        return taken;
    }

    Optional<Row> find(UUID id) {
        return jdbc.sql("""
                        select i.*, b.address, b.site_id from messaging.incoming i join messaging.mailbox b on b.id = i.mailbox_id
                         where i.id = ?""").param(id).query(IncomingTables::read).optional();
    }

    int count(UUID mailboxId) {
        return jdbc.sql("select count(*) from messaging.incoming where mailbox_id = ?")
                .param(mailboxId)
                .query(Integer.class)
                .single();
    }

    void done(UUID id, Instant keptUntil) {
        jdbc.sql("update messaging.incoming set done_at = coalesce(done_at, ?), kept_until = ? where id = ?")
                .params(utc(clock.instant()), utc(keptUntil), id)
                .update();
    }

    void erase(UUID id) {
        for (var table : List.of("scanned", "enclosed")) {
            jdbc.sql("delete from messaging." + table + " where incoming_id = ?")
                    .param(id)
                    .update();
        }
        jdbc.sql(
                        "update messaging.incoming set sealed = null, sender_mark = null, erased_at = ? where id = ? and erased_at is null")
                .params(utc(clock.instant()), id)
                .update();
    }

    /** Those that came before the mark was kept. */
    List<UUID> unmarked() {
        return jdbc.sql("select id from messaging.incoming where erased_at is null and sender_mark is null")
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    void mark(UUID id, String sender) {
        jdbc.sql("update messaging.incoming set sender_mark = ? where id = ? and erased_at is null")
                .params(sender, id)
                .update();
    }

    List<UUID> from(String[] senders, UUID[] ids) {
        return jdbc.sql("""
                        select id from messaging.incoming where erased_at is null and (sender_mark = any (?) or id = any (?)) order by received_at, id""")
                .params(senders, ids)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    int countOverdue(Instant at) {
        return jdbc.sql("select count(*) from messaging.incoming where erased_at is null and kept_until < ?")
                .param(utc(at))
                .query(Integer.class)
                .single();
    }

    List<UUID> overdue(Instant at) {
        return jdbc.sql(
                        "select id from messaging.incoming where erased_at is null and kept_until < ? order by kept_until")
                .param(utc(at))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /**
     * A row of what is attached.
     *
     * @param name sealed
     * @param scanned empty when no scanner has looked at it
     */
    record EnclosedRow(
            int number,
            byte[] name,
            String type,
            int size,
            boolean inline,
            String sha256,
            String rule,
            Optional<Verdict> scanned) {}

    /** Empty when there is no such message, or it is erased. */
    Optional<Boolean> isListed(UUID id) {
        return jdbc.sql("select listed from messaging.incoming where id = ? and erased_at is null")
                .param(id)
                .query(Boolean.class)
                .optional();
    }

    void list(UUID id, List<EnclosedRow> rows) {
        for (var row : rows) {
            jdbc.sql("""
                            insert into messaging.enclosed (incoming_id, number, name, type, size, inline, sha256, rule)
                            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                    .params(
                            id,
                            row.number(),
                            row.name(),
                            row.type(),
                            row.size(),
                            row.inline(),
                            row.sha256(),
                            row.rule())
                    .update();
        }
        jdbc.sql("update messaging.incoming set listed = true where id = ?")
                .param(id)
                .update();
    }

    List<EnclosedRow> enclosed(UUID id) {
        return jdbc.sql("""
                        select e.*, s.verdict, s.finding from messaging.enclosed e
                          left join messaging.scanned s on s.incoming_id = e.incoming_id and s.sha256 = e.sha256
                         where e.incoming_id = ? order by e.number""")
                .param(id)
                .query((row, _) -> new EnclosedRow(
                        row.getInt("number"),
                        row.getBytes("name"),
                        row.getString("type"),
                        row.getInt("size"),
                        row.getBoolean("inline"),
                        row.getString("sha256"),
                        row.getString("rule"),
                        row.getString("verdict") == null
                                ? Optional.empty()
                                : Optional.of(verdict(row.getString("verdict"), row.getString("finding")))))
                .list();
    }

    /** Messages with an attachment that no scanner has looked at, the newest first. */
    List<UUID> unscanned(Instant since, int most) {
        return jdbc.sql("""
                        select i.id from messaging.incoming i
                         where i.received_at > ? and i.erased_at is null
                           and exists (select from messaging.enclosed e
                                        where e.incoming_id = i.id and e.rule in ('', 'macros')
                                          and not exists (select from messaging.scanned s
                                                           where s.incoming_id = e.incoming_id and s.sha256 = e.sha256))
                         order by i.received_at desc limit ?""")
                .params(utc(since), most)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    private static Verdict verdict(String kind, String finding) {
        return new Verdict(Verdict.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), finding);
    }

    Optional<Verdict> scanned(UUID id, String sha256) {
        return jdbc.sql("select verdict, finding from messaging.scanned where incoming_id = ? and sha256 = ?")
                .params(id, sha256)
                .query((row, _) -> verdict(row.getString(1), row.getString(2)))
                .optional();
    }

    void keepScan(UUID id, String sha256, Verdict verdict) {
        jdbc.sql("""
                        insert into messaging.scanned (incoming_id, sha256, verdict, finding, at) values (?, ?, ?, ?, ?)
                        on conflict do nothing""")
                .params(
                        id,
                        sha256,
                        verdict.kind().name().toLowerCase(Locale.ROOT),
                        verdict.reason(),
                        utc(clock.instant()))
                .update();
    }

    private static Row read(ResultSet row, int index) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("mailbox_id", UUID.class),
                row.getString("address"),
                row.getObject("site_id", UUID.class),
                row.getBoolean("whole"),
                row.getString("answers"),
                row.getTimestamp("received_at").toInstant(),
                row.getBytes("sealed"));
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
