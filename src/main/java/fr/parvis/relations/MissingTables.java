package fr.parvis.relations;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for what the person still has to bring (CRPA L114-5). */
@Repository
class MissingTables {
    private final JdbcClient jdbc;

    MissingTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void askMissing(UUID id, LocalDate today, LocalDate until) {
        jdbc.sql("""
                        insert into relations.request_missing (request_id, asked_on, until) values (?, ?, ?)
                        on conflict (request_id, asked_on) do update set until = excluded.until, completed_on = null""").params(id, today, until).update();
    }

    /** Asked again before it came: time has stood still since the first asking. */
    void askAgain(UUID id, LocalDate until) {
        jdbc.sql("""
                        update relations.request_missing m set until = :until
                         where m.request_id = :id and m.completed_on is null
                           and m.asked_on = (select max(o.asked_on) from relations.request_missing o where o.request_id = m.request_id)""").param("until", until).param("id", id).update();
    }

    /** When the person last wrote since something missing was asked for. */
    Optional<Instant> heardSinceAsked(UUID id) {
        return jdbc.sql("""
                        select max(i.at) from relations.interaction i
                         where i.request_id = :id and i.direction = 'IN'
                           and i.at > (select max(e.at) from relations.request_event e
                                        where e.request_id = :id and e.what = 'missing-asked')""").param("id", id).query((row, _) -> row.getTimestamp(1)).list().stream()
                .filter(Objects::nonNull)
                .map(Timestamp::toInstant)
                .findFirst();
    }

    void completed(UUID id, LocalDate on) {
        jdbc.sql("update relations.request_missing set completed_on = ? where request_id = ? and completed_on is null")
                .params(on, id)
                .update();
    }
}
