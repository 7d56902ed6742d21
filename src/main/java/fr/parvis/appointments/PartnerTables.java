package fr.parvis.appointments;

import static fr.parvis.appointments.AgendaTables.utc;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for what partners have booked. */
@Repository
class PartnerTables {
    private static final String OF_SOMEBODY =
            "partner_id = ? and state not in ('held', 'expired') and erased_at is null";

    private final JdbcClient jdbc;

    PartnerTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One booking at a time for each partner, until the transaction ends: none is counted by two. */
    void waitForTurn(UUID partnerId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('partner ' || ?::text, 0))::text")
                .param(partnerId)
                .query(String.class)
                .single();
    }

    void mark(UUID appointmentId, UUID partnerId, UUID callerId) {
        jdbc.sql("update appointments.appointment set partner_id = ?, booked_by = ? where id = ?")
                .params(partnerId, callerId, appointmentId)
                .update();
    }

    Optional<UUID> partnerOf(UUID appointmentId) {
        return Optional.ofNullable(partnersOf(List.of(appointmentId)).get(appointmentId));
    }

    /** Of those that a partner has booked. */
    Map<UUID, UUID> partnersOf(Collection<UUID> appointmentIds) {
        var partners = new HashMap<UUID, UUID>();
        jdbc.sql("select id, partner_id from appointments.appointment where id = any (?) and partner_id is not null")
                .param(appointmentIds.toArray(UUID[]::new))
                .query(row -> {
                    partners.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                });
        return partners;
    }

    /** Booked and to come, or held by colleagues: what the caller holds gives way to what the caller takes next. */
    int open(UUID partnerId, UUID callerId, Instant now) {
        return jdbc.sql("""
                        select count(*) from appointments.appointment
                         where partner_id = ? and (state = 'booked' and starts_at > ?
                            or state = 'held' and held_until > ? and booked_by <> ?)""")
                .params(partnerId, utc(now), utc(now), callerId)
                .query(Integer.class)
                .single();
    }

    List<UUID> held(UUID partnerId, UUID callerId, Instant now) {
        return ids(
                "partner_id = ? and booked_by = ? and state = 'held' and held_until > ? order by held_until desc",
                partnerId,
                callerId,
                utc(now));
    }

    /** The first ones, in order. */
    List<UUID> toCome(UUID partnerId, Instant now, int most) {
        return ids(OF_SOMEBODY + " and starts_at > ? order by starts_at limit ?", partnerId, utc(now), most);
    }

    /** The last ones. */
    List<UUID> past(UUID partnerId, Instant now, int most) {
        return ids(OF_SOMEBODY + " and starts_at <= ? order by starts_at desc limit ?", partnerId, utc(now), most);
    }

    List<UUID> all(UUID partnerId) {
        return ids(OF_SOMEBODY, partnerId);
    }

    private List<UUID> ids(String where, Object... about) {
        return jdbc.sql("select id from appointments.appointment where " + where)
                .params(about)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Those whose time has changed since they were booked, whoever changed it. */
    Set<UUID> moved(Collection<UUID> appointmentIds) {
        return jdbc.sql(
                        "select appointment_id from appointments.event where type = 'moved' and appointment_id = any (?)")
                .param(appointmentIds.toArray(UUID[]::new))
                .query((row, _) -> row.getObject(1, UUID.class))
                .set();
    }
}
