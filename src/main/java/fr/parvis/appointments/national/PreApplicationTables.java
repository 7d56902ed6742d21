package fr.parvis.appointments.national;

import fr.parvis.appointments.national.NationalApi.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/** SQL for the numbers of pre-applications. */
@Repository
class PreApplicationTables {
    /**
     * One that the national service is to be told of.
     *
     * @param told what it was told before; null for nothing
     * @param surely whether it is known to have heard it
     */
    record Due(
            UUID appointmentId,
            String number,
            boolean removed,
            int revision,
            int tries,
            Instant claimedUntil,
            @Nullable Told told,
            boolean surely) {}

    private final JdbcClient jdbc;

    PreApplicationTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<PreApplication> of(UUID appointmentId) {
        return jdbc.sql("""
                        select number, status, elsewhere, problem, told_date is not null and told_surely told from appointments.pre_application
                         where appointment_id = ? and not removed order by number""")
                .param(appointmentId)
                .query((row, _) -> new PreApplication(
                        row.getString("number"),
                        row.getString("status"),
                        row.getString("elsewhere"),
                        row.getString("problem"),
                        row.getBoolean("told")))
                .list();
    }

    /** Living appointments to come with these numbers, of others than this one. */
    List<UUID> booked(String number, @Nullable UUID otherThan, Instant now) {
        return jdbc.sql("""
                        select a.id from appointments.pre_application p join appointments.appointment a on a.id = p.appointment_id
                         where p.number = ? and not p.removed and a.state = 'booked' and a.starts_at > ? and a.id is distinct from ?
                         order by a.starts_at""")
                .params(Arrays.asList(number, utc(now), otherThan))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    void put(UUID appointmentId, UUID organisationId, String number, @Nullable String status) {
        jdbc.sql("""
                        insert into appointments.pre_application as p (appointment_id, organisation_id, number, status) values (?, ?, ?, ?)
                        on conflict (appointment_id, number) do update set removed = false, status = coalesce(excluded.status, p.status)""")
                .params(Arrays.asList(appointmentId, organisationId, number, status))
                .update();
    }

    void removeOthers(UUID appointmentId, List<String> kept) {
        jdbc.sql(
                        "update appointments.pre_application set removed = true where appointment_id = ? and number <> all (?)")
                .params(appointmentId, kept.toArray(String[]::new))
                .update();
    }

    /** Whatever is told of it is looked at again. */
    void due(UUID appointmentId, Instant now) {
        jdbc.sql("""
                        update appointments.pre_application set next_try_at = ?, tries = 0, revision = revision + 1
                         where appointment_id = ?""").params(utc(now), appointmentId).update();
    }

    Optional<Due> claim(Instant now, Instant until) {
        return jdbc.sql("""
                        update appointments.pre_application set claimed_until = ?
                         where (appointment_id, number) in (select appointment_id, number from appointments.pre_application
                                where next_try_at <= ? and (claimed_until is null or claimed_until <= ?)
                                order by next_try_at, appointment_id, number limit 1 for update skip locked)
                        returning *""")
                .params(utc(until), utc(now), utc(now))
                .query(PreApplicationTables::read)
                .optional();
    }

    /**
     * Written before it is told, so that whoever is stopped in the middle leaves behind what is to be withdrawn.
     *
     * @return false when the number was erased meanwhile: then it must not be told
     */
    boolean telling(Due one, Told told) {
        return jdbc.sql("""
                        update appointments.pre_application set told_point_id = ?, told_point = ?, told_date = ?, told_surely = false
                         where appointment_id = ? and number = ?""")
                        .params(told.pointId(), told.point(), told.date(), one.appointmentId(), one.number())
                        .update()
                > 0;
    }

    void told(Due one) {
        jdbc.sql("update appointments.pre_application set told_surely = true where appointment_id = ? and number = ?")
                .params(one.appointmentId(), one.number())
                .update();
    }

    void withdrawn(Due one) {
        jdbc.sql("""
                        update appointments.pre_application set told_point_id = null, told_point = null, told_date = null, told_surely = true
                         where appointment_id = ? and number = ?""").params(one.appointmentId(), one.number()).update();
    }

    void heard(Due one, String status, String elsewhere) {
        jdbc.sql("""
                        update appointments.pre_application set status = ?, elsewhere = ?
                         where appointment_id = ? and number = ?""")
                .params(status, elsewhere, one.appointmentId(), one.number())
                .update();
    }

    /** @param next null when there is nothing more to do, unless something has happened meanwhile */
    void done(Due one, String problem, @Nullable Instant next, Instant now) {
        jdbc.sql("""
                        update appointments.pre_application set claimed_until = null, problem = ?, tries = tries + 1,
                               next_try_at = case when revision = ? then ? else ? end
                         where appointment_id = ? and number = ? and claimed_until = ?""")
                .params(Arrays.asList(
                        problem,
                        one.revision(),
                        next == null ? null : utc(next),
                        utc(now),
                        one.appointmentId(),
                        one.number(),
                        utc(one.claimedUntil())))
                .update();
        jdbc.sql("""
                        delete from appointments.pre_application p where appointment_id = ? and number = ?
                           and told_date is null and next_try_at is null
                           and (removed or exists (select from appointments.appointment a
                                                    where a.id = p.appointment_id and a.erased_at is not null))""").params(one.appointmentId(), one.number()).update();
    }

    /** Of holds that nobody made theirs, and of appointments whose personal data are erased, but for what is still to be withdrawn. */
    int forget(Instant now) {
        return jdbc.sql("""
                        delete from appointments.pre_application p using appointments.appointment a
                         where a.id = p.appointment_id
                           and (a.state = 'expired'
                                or a.erased_at is not null
                                   and (p.told_date is null or p.next_try_at is null or a.starts_at <= ?))""").param(utc(now)).update();
    }

    private static Due read(ResultSet row, int index) throws SQLException {
        var date = row.getString("told_date");
        return new Due(
                row.getObject("appointment_id", UUID.class),
                row.getString("number"),
                row.getBoolean("removed"),
                row.getInt("revision"),
                row.getInt("tries"),
                row.getTimestamp("claimed_until").toInstant(),
                date == null ? null : new Told(row.getString("told_point_id"), row.getString("told_point"), date),
                row.getBoolean("told_surely"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
