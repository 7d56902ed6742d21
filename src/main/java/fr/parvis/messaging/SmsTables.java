package fr.parvis.messaging;

import fr.parvis.messaging.IncomingSms.Received;
import fr.parvis.messaging.sms.SmppReceiver.Part;
import fr.parvis.messaging.sms.SmppReceiver.Receipt;
import fr.parvis.platform.rights.Reach;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for SMS that come, and for what becomes of those that left. */
@Repository
class SmsTables {
    static final Duration PARTS_KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;

    SmsTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What one telephone writes is read in turn. */
    void lockSender(String sender) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('incoming sms ' || ?::text, 0))::text")
                .param(sender)
                .query(String.class)
                .single();
    }

    Optional<UUID> named(String gatewayKey) {
        return jdbc.sql("select id from messaging.incoming_sms where gateway_key = ?")
                .param(gatewayKey)
                .query(UUID.class)
                .optional();
    }

    Optional<UUID> same(String sender, String text, Instant since) {
        return jdbc.sql("""
                        select id from messaging.incoming_sms where sender = ? and body = ? and received_at > ?
                         order by received_at desc limit 1""").params(sender, text, utc(since)).query(UUID.class).optional();
    }

    void insert(UUID organisationId, @Nullable String gatewayKey, Received sms) {
        jdbc.sql("""
                        insert into messaging.incoming_sms (id, organisation_id, gateway_key, sender, recipient, body, received_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        sms.id(), organisationId, gatewayKey, sms.from(), sms.to(), sms.text(), utc(sms.at())))
                .update();
    }

    Optional<Received> find(UUID id) {
        return jdbc.sql("select * from messaging.incoming_sms where id = ? and erased_at is null")
                .param(id)
                .query((row, _) -> new Received(
                        row.getObject("id", UUID.class),
                        row.getString("sender"),
                        row.getString("recipient"),
                        row.getString("body"),
                        row.getTimestamp("received_at").toInstant()))
                .optional();
    }

    void insertPart(Part part, Instant now) {
        jdbc.sql("""
                        insert into messaging.incoming_sms_part (sender, reference, total, number, coding, content, received_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        part.from(),
                        part.reference(),
                        part.total(),
                        part.number(),
                        (int) part.coding(),
                        part.content(),
                        utc(now))
                .update();
    }

    /** In their order. */
    List<byte[]> parts(Part one) {
        return jdbc.sql("""
                        select content from messaging.incoming_sms_part where sender = ? and reference = ? and total = ?
                         order by number""")
                .params(one.from(), one.reference(), one.total())
                .query((row, _) -> row.getBytes(1))
                .list();
    }

    void deleteParts(Part one) {
        jdbc.sql("delete from messaging.incoming_sms_part where sender = ? and reference = ? and total = ?")
                .params(one.from(), one.reference(), one.total())
                .update();
    }

    /** The message that it is about; none while we do not know yet. */
    Optional<UUID> receipt(Receipt receipt, Instant now) {
        return jdbc.sql("""
                        insert into messaging.sms_part as p (gateway_id, delivered, detail, at) values (?, ?, ?, ?)
                        on conflict (gateway_id) do update set delivered = excluded.delivered, detail = excluded.detail
                        returning message_id""")
                .params(receipt.id(), receipt.delivered(), receipt.detail(), utc(now))
                .query((row, _) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single();
    }

    /** The parts of an earlier try say nothing any more. */
    void sentAs(UUID message, List<String> gatewayIds, Instant now) {
        jdbc.sql("delete from messaging.sms_part where message_id = ?")
                .param(message)
                .update();
        for (var one : gatewayIds) {
            jdbc.sql("""
                            insert into messaging.sms_part as p (gateway_id, message_id, at) values (?, ?, ?)
                            on conflict (gateway_id) do update set message_id = excluded.message_id""").params(one, message, utc(now)).update();
        }
    }

    /** What is of no use any more to put an SMS together, or to say what became of one. */
    void forgetParts(Instant before, Instant receiptsBefore) {
        jdbc.sql("delete from messaging.incoming_sms_part where received_at < ?")
                .param(utc(before))
                .update();
        jdbc.sql("delete from messaging.sms_part where at < ?")
                .param(utc(receiptsBefore))
                .update();
    }

    /** Those among these, and those that came from these telephones. */
    List<UUID> from(String[] phones, UUID[] ids) {
        return jdbc.sql(
                        "select id from messaging.incoming_sms where erased_at is null and (id = any (?) or %s = any (?))"
                                .formatted(Reach.lastDigits("sender")))
                .params(ids, phones)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
