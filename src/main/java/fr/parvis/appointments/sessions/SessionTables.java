package fr.parvis.appointments.sessions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL for sessions and the record of what happened to them. */
@Repository
class SessionTables {
    private static final String SELECT = "select s.* from appointments.session s ";
    private static final int MOST_SHOWN = 300;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SessionTables(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(Session one, @Nullable UUID by) {
        var plan = one.plan();
        jdbc.sql("""
                        insert into appointments.session (id, organisation_id, site_id, service_id, title, description, place, agendas, was_at,
                            starts_at, ends_at, seats, most_seats, opens_at, closes_at, language, step_free, by_staff, created_at, changed_at,
                            created_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        one.id(),
                        one.organisationId(),
                        plan.siteId(),
                        plan.serviceId(),
                        plan.title(),
                        plan.description(),
                        plan.place(),
                        ids(plan.agendas()),
                        ids(plan.agendas()),
                        utc(plan.start()),
                        utc(plan.end()),
                        plan.seats(),
                        plan.mostSeats(),
                        orNull(plan.opensAt()),
                        utc(plan.closesAt()),
                        plan.language(),
                        plan.stepFree(),
                        plan.byStaff(),
                        utc(one.createdAt()),
                        utc(one.changedAt()),
                        by))
                .update();
    }

    void update(UUID id, SessionPlan plan, Instant now) {
        jdbc.sql("""
                        update appointments.session set service_id = ?, title = ?, description = ?, place = ?, agendas = ?,
                               was_at = array(select distinct unnest(was_at || ?::uuid[])), starts_at = ?, ends_at = ?, seats = ?, most_seats = ?,
                               opens_at = ?, closes_at = ?, language = ?, step_free = ?, by_staff = ?, revision = revision + 1, changed_at = ?
                         where id = ?""")
                .params(Arrays.asList(
                        plan.serviceId(),
                        plan.title(),
                        plan.description(),
                        plan.place(),
                        ids(plan.agendas()),
                        ids(plan.agendas()),
                        utc(plan.start()),
                        utc(plan.end()),
                        plan.seats(),
                        plan.mostSeats(),
                        orNull(plan.opensAt()),
                        utc(plan.closesAt()),
                        plan.language(),
                        plan.stepFree(),
                        plan.byStaff(),
                        utc(now),
                        id))
                .update();
    }

    void state(UUID id, Session.State state, Instant now) {
        jdbc.sql("update appointments.session set state = ?, revision = revision + 1, changed_at = ? where id = ?")
                .params(state.code(), utc(now), id)
                .update();
    }

    Optional<Session> find(UUID id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query(SessionTables::read)
                .optional();
    }

    Optional<Session> lock(UUID id) {
        return jdbc.sql(SELECT + "where id = ? for update")
                .param(id)
                .query(SessionTables::read)
                .optional();
    }

    /** Published and to come, in order. */
    List<Session> toCome(Collection<UUID> sites, Instant now) {
        return jdbc.sql(SELECT + """
                        where state = 'published' and starts_at > ? and site_id = any (?) order by starts_at, title, id limit ?""")
                .params(utc(now), ids(sites), MOST_SHOWN)
                .query(SessionTables::read)
                .list();
    }

    /** Whether the public finds any. */
    boolean isAnyToCome(Collection<UUID> sites, Instant now) {
        return jdbc.sql("""
                        select exists (select from appointments.session
                                        where state = 'published' and not by_staff and starts_at > ? and site_id = any (?))""").params(utc(now), ids(sites)).query(Boolean.class).single();
    }

    /** Whatever became of them, in order. */
    List<Session> between(UUID siteId, Instant from, Instant to) {
        return jdbc.sql(SELECT + "where site_id = ? and ends_at > ? and starts_at < ? order by starts_at, title, id")
                .params(siteId, utc(from), utc(to))
                .query(SessionTables::read)
                .list();
    }

    /** Whose time they have ever taken. */
    List<Session> everAt(UUID agendaId, Instant from, Instant to) {
        return jdbc.sql(SELECT + """
                        where ? = any (was_at) and ends_at > ? and starts_at < ? order by starts_at, id""")
                .params(agendaId, utc(from), utc(to))
                .query(SessionTables::read)
                .list();
    }

    List<UUID> ended(Instant now) {
        return jdbc.sql(
                        "select id from appointments.session where state = 'published' and ends_at <= ? order by ends_at")
                .param(utc(now))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Answers with its place in the record. */
    long append(Session one, @Nullable UUID registration, String type, Instant at, Map<String, ?> data) {
        return jdbc.sql("""
                        insert into appointments.session_event (organisation_id, session_id, registration_id, type, at, data)
                        values (?, ?, ?, ?, ?, ?::jsonb) returning seq""")
                .params(Arrays.asList(
                        one.organisationId(), one.id(), registration, type, utc(at), json.writeValueAsString(data)))
                .query(Long.class)
                .single();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime orNull(@Nullable Instant at) {
        return at == null ? null : utc(at);
    }

    private static UUID[] ids(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static Session read(ResultSet row, int index) throws SQLException {
        return new Session(
                row.getObject("id", UUID.class),
                row.getObject("organisation_id", UUID.class),
                Session.State.of(row.getString("state")),
                new SessionPlan(
                        row.getObject("site_id", UUID.class),
                        row.getObject("service_id", UUID.class),
                        row.getString("title"),
                        row.getString("description"),
                        row.getString("place"),
                        List.of((UUID[]) row.getArray("agendas").getArray()),
                        row.getTimestamp("starts_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant(),
                        row.getInt("seats"),
                        row.getInt("most_seats"),
                        instant(row, "opens_at"),
                        row.getTimestamp("closes_at").toInstant(),
                        row.getString("language"),
                        row.getBoolean("step_free"),
                        row.getBoolean("by_staff")),
                row.getInt("taken"),
                row.getInt("revision"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("changed_at").toInstant());
    }
}
