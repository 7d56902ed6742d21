package fr.parvis.messaging;

import fr.parvis.messaging.PushDevices.Device;
import fr.parvis.platform.web.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for devices that are told. */
@Repository
class PushDeviceTables {
    /** @param sealed see {@link PushDevices} */
    record Row(UUID id, String subject, String mark, byte[] sealed, Instant until) {}

    private final JdbcClient jdbc;

    PushDeviceTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Said twice, it is one device. */
    void put(UUID organisation, Row row, String topic, Language language, Instant now) {
        jdbc.sql("""
                        insert into messaging.push_device as d (id, organisation_id, subject, topic, mark, sealed, language, until, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (subject, mark) do update
                           set sealed = excluded.sealed, language = excluded.language, until = excluded.until, topic = excluded.topic""")
                .params(
                        row.id(),
                        organisation,
                        row.subject(),
                        topic,
                        row.mark(),
                        row.sealed(),
                        language.tag(),
                        utc(row.until()),
                        utc(now))
                .update();
    }

    /** The newest ones stay. */
    void keepNewest(String subject, int most) {
        jdbc.sql("""
                        delete from messaging.push_device where subject = :subject and id not in
                            (select id from messaging.push_device where subject = :subject order by created_at desc, id desc limit :most)""").param("subject", subject).param("most", most).update();
    }

    Optional<Row> find(UUID id) {
        return jdbc.sql("select id, subject, mark, sealed, until from messaging.push_device where id = ?")
                .param(id)
                .query(PushDeviceTables::row)
                .optional();
    }

    /** Whatever the browser of that address is told about; kept from others until the transaction ends. */
    List<Row> marked(String mark, Instant now) {
        return jdbc.sql(
                        "select id, subject, mark, sealed, until from messaging.push_device where mark = ? and until > ? for update")
                .params(mark, utc(now))
                .query(PushDeviceTables::row)
                .list();
    }

    void renew(UUID id, String mark, byte[] sealed) {
        jdbc.sql("update messaging.push_device set mark = ?, sealed = ? where id = ?")
                .params(mark, sealed, id)
                .update();
    }

    List<Device> of(String subject, Instant now) {
        return jdbc.sql("select id, subject, language from messaging.push_device where subject = ? and until > ?")
                .params(subject, utc(now))
                .query(PushDeviceTables::device)
                .list();
    }

    List<Device> on(String topic, Instant now) {
        return jdbc.sql("select id, subject, language from messaging.push_device where topic = ? and until > ?")
                .params(topic, utc(now))
                .query(PushDeviceTables::device)
                .list();
    }

    Set<String> marks(String subject, Instant now) {
        return jdbc.sql("select mark from messaging.push_device where subject = ? and until > ?")
                .params(subject, utc(now))
                .query((row, _) -> row.getString(1))
                .set();
    }

    void remove(String subject, String mark) {
        jdbc.sql("delete from messaging.push_device where subject = ? and mark = ?")
                .params(subject, mark)
                .update();
    }

    /** Whatever it was told about: its browser takes nothing any more. */
    void removeEverywhere(String mark) {
        jdbc.sql("delete from messaging.push_device where mark = ?").param(mark).update();
    }

    void removeAll(String subject) {
        jdbc.sql("delete from messaging.push_device where subject = ?")
                .param(subject)
                .update();
    }

    int removeOver(Instant now) {
        return jdbc.sql("delete from messaging.push_device where until <= ?")
                .param(utc(now))
                .update();
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("subject"),
                row.getString("mark"),
                row.getBytes("sealed"),
                row.getTimestamp("until").toInstant());
    }

    private static Device device(ResultSet row, int index) throws SQLException {
        return new Device(
                row.getObject("id", UUID.class),
                row.getString("subject"),
                Language.of(row.getString("language")).orElse(Language.FRENCH));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
