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
        jdbc.sql("delete from messaging.scanned where incoming_id = ?")
                .param(id)
                .update();
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

    Optional<Verdict> scanned(UUID id, String sha256) {
        return jdbc.sql("select verdict, finding from messaging.scanned where incoming_id = ? and sha256 = ?")
                .params(id, sha256)
                .query((row, _) ->
                        new Verdict(Verdict.Kind.valueOf(row.getString(1).toUpperCase(Locale.ROOT)), row.getString(2)))
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
