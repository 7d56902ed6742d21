package fr.parvis.appointments.sessions;

import static fr.parvis.appointments.sessions.SessionTables.instant;
import static fr.parvis.appointments.sessions.SessionTables.orNull;
import static fr.parvis.appointments.sessions.SessionTables.utc;

import fr.parvis.appointments.Appointment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for registrations. */
@Repository
class RegistrationTables {
    private static final String SELECT = "select r.* from appointments.registration r ";
    private static final String OPEN = "state in ('registered', 'waiting', 'offered', 'lapsed')";

    private final JdbcClient jdbc;

    RegistrationTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Registration one, @Nullable UUID by) {
        var usager = Objects.requireNonNull(one.usager());
        jdbc.sql("""
                        insert into appointments.registration (id, organisation_id, session_id, token, state, seats, channel, joined_at, since,
                            came, added_by, first_name, last_name, known_as, email, phone, language)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        one.id(),
                        one.organisationId(),
                        one.sessionId(),
                        one.token(),
                        one.state().code(),
                        one.seats(),
                        one.channel().code(),
                        utc(one.joinedAt()),
                        utc(one.since()),
                        one.came(),
                        by,
                        usager.firstName(),
                        usager.lastName(),
                        usager.knownAs(),
                        usager.email(),
                        usager.phone(),
                        usager.language()))
                .update();
    }

    Optional<Registration> find(UUID id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query(RegistrationTables::read)
                .optional();
    }

    Optional<Registration> findByToken(String token) {
        return jdbc.sql(SELECT + "where token = ?")
                .param(token)
                .query(RegistrationTables::read)
                .optional();
    }

    /** All that were ever made, in the order of the line. */
    /** By session, in the order of each one's line. */
    Map<UUID, List<Registration>> of(Collection<UUID> sessions) {
        return jdbc
                .sql(SELECT + "where session_id = any (?) order by position")
                .param(sessions.toArray(UUID[]::new))
                .query(RegistrationTables::read)
                .stream()
                .collect(Collectors.groupingBy(Registration::sessionId));
    }

    List<Registration> of(UUID sessionId) {
        return jdbc.sql(SELECT + "where session_id = ? order by position")
                .param(sessionId)
                .query(RegistrationTables::read)
                .list();
    }

    /** The same person's open one in the session. */
    Optional<Registration> openOf(UUID sessionId, Appointment.Usager usager) {
        return jdbc.sql(SELECT + "where session_id = ? and " + OPEN + """
                         and known_as = ? and (lower(email) = lower(?) or phone = ?) order by position limit 1""")
                .params(Arrays.asList(sessionId, usager.knownAs(), usager.email(), usager.phone()))
                .query(RegistrationTables::read)
                .optional();
    }

    /** Under whatever names. */
    int openAt(UUID sessionId, Appointment.Usager usager) {
        return jdbc.sql("select count(*) from appointments.registration where session_id = ? and " + OPEN + """
                         and (lower(email) = lower(?) or phone = ?)""")
                .params(Arrays.asList(sessionId, usager.email(), usager.phone()))
                .query(Integer.class)
                .single();
    }

    void state(UUID id, Registration.State state, @Nullable Instant offeredUntil, Instant now) {
        var ended = state == Registration.State.LEFT || state == Registration.State.CANCELLED;
        jdbc.sql(
                        "update appointments.registration set state = ?, offered_until = ?, since = ?, ended_at = ? where id = ?")
                .params(Arrays.asList(state.code(), orNull(offeredUntil), utc(now), ended ? utc(now) : null, id))
                .update();
    }

    /** At the end of the line. */
    void rejoin(UUID id, Instant now) {
        jdbc.sql("""
                        update appointments.registration set state = 'waiting', since = ?,
                               position = nextval(pg_get_serial_sequence('appointments.registration', 'position'))
                         where id = ?""").params(utc(now), id).update();
    }

    void seats(UUID id, int seats) {
        jdbc.sql("update appointments.registration set seats = ? where id = ?")
                .params(seats, id)
                .update();
    }

    void asked(UUID sessionId, Instant now) {
        jdbc.sql("""
                        update appointments.registration set asked_at = ?, confirmed_at = null where session_id = ? and state = 'registered'""").params(utc(now), sessionId).update();
    }

    void confirmed(UUID id, Instant now) {
        jdbc.sql("update appointments.registration set confirmed_at = ? where id = ?")
                .params(utc(now), id)
                .update();
    }

    void came(UUID id, @Nullable Integer people) {
        jdbc.sql("update appointments.registration set came = ? where id = ?")
                .params(Arrays.asList(people, id))
                .update();
    }

    /** Offers whose time is over. */
    List<Registration> passed(Instant now) {
        return jdbc.sql(SELECT + "where state = 'offered' and offered_until <= ? order by session_id, position")
                .param(utc(now))
                .query(RegistrationTables::read)
                .list();
    }

    /** In sessions that begin after the first instant and not after the second one. */
    List<Registration> registeredBetween(Instant after, Instant until) {
        return jdbc.sql(SELECT + """
                        join appointments.session s on s.id = r.session_id
                         where r.state = 'registered' and s.state = 'published' and s.starts_at > ? and s.starts_at <= ?
                         order by s.starts_at, r.position""")
                .params(utc(after), utc(until))
                .query(RegistrationTables::read)
                .list();
    }

    private static Registration read(ResultSet row, int index) throws SQLException {
        var first = row.getString("first_name");
        var last = row.getString("last_name");
        return new Registration(
                row.getObject("id", UUID.class),
                row.getObject("organisation_id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getLong("position"),
                row.getString("token"),
                Registration.State.of(row.getString("state")),
                row.getInt("seats"),
                Appointment.Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                row.getTimestamp("joined_at").toInstant(),
                row.getTimestamp("since").toInstant(),
                instant(row, "offered_until"),
                instant(row, "asked_at"),
                instant(row, "confirmed_at"),
                row.getObject("came", Integer.class),
                first == null || last == null
                        ? null
                        : new Appointment.Usager(
                                first,
                                last,
                                row.getString("email"),
                                row.getString("phone"),
                                Objects.requireNonNullElse(row.getString("language"), "fr")));
    }
}
