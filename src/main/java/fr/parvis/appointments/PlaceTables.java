package fr.parvis.appointments;

import static fr.parvis.appointments.AgendaTables.utc;

import fr.parvis.appointments.slots.SlotSearch.Place;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.platform.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for the places that appointments take in the time of agendas, for good or for a while. */
@Repository
class PlaceTables {
    private final JdbcClient jdbc;

    PlaceTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param until null when it is taken for good */
    void take(UUID appointmentId, Place place, @Nullable Instant until) {
        for (var agenda : place.agendas().stream().sorted().toList()) {
            jdbc.sql("""
                            insert into appointments.place (id, appointment_id, agenda_id, during, until)
                            values (?, ?, ?, tstzrange(?, ?), ?)""")
                    .params(Arrays.asList(
                            Ids.next(),
                            appointmentId,
                            agenda,
                            utc(place.during().from()),
                            utc(place.during().to()),
                            until == null ? null : utc(until)))
                    .update();
        }
    }

    /** @param until null when they are taken for good */
    void keep(UUID appointmentId, @Nullable Instant until) {
        jdbc.sql("update appointments.place set until = ?::timestamptz where appointment_id = ? and until is not null")
                .params(Arrays.asList(until == null ? null : utc(until), appointmentId))
                .update();
    }

    /** @param shutUntil nobody else gets them before; null when they are free at once */
    void giveBack(UUID appointmentId, @Nullable Instant shutUntil) {
        if (shutUntil == null) {
            jdbc.sql("delete from appointments.place where appointment_id = ?")
                    .param(appointmentId)
                    .update();
        } else {
            jdbc.sql("update appointments.place set until = ? where appointment_id = ?")
                    .params(utc(shutUntil), appointmentId)
                    .update();
        }
    }

    /** Places whose time has come; those of the site first take their turn. */
    void clearPassed(UUID siteId, Instant now) {
        jdbc.sql("""
                        delete from appointments.place
                         where until <= ? and agenda_id in (select id from appointments.agenda where site_id = ?)""").params(utc(now), siteId).update();
    }

    /** The sites where something has passed. */
    List<UUID> sitesWithPassed(Instant now) {
        return jdbc.sql("""
                        select site_id from appointments.appointment where state = 'held' and held_until <= ?
                        union select g.site_id from appointments.place p join appointments.agenda g on g.id = p.agenda_id where p.until <= ?""")
                .params(utc(now), utc(now))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** What they take for good. */
    Map<UUID, Place> of(Collection<UUID> ids) {
        return of(ids, "until is null");
    }

    private Map<UUID, Place> of(Collection<UUID> ids, String which, Object... more) {
        var places = new HashMap<UUID, Place>();
        var params = new ArrayList<Object>();
        params.add(ids.toArray(UUID[]::new));
        params.addAll(List.of(more));
        jdbc.sql("""
                        select appointment_id, array_agg(agenda_id order by agenda_id) agendas, min(lower(during)) lo, max(upper(during)) hi
                          from appointments.place where appointment_id = any (?) and\s""" + which + " group by 1").params(params).query(row -> {
            places.put(
                    row.getObject("appointment_id", UUID.class),
                    new Place(
                            List.of((UUID[]) row.getArray("agendas").getArray()),
                            new Stretch(
                                    row.getTimestamp("lo").toInstant(),
                                    row.getTimestamp("hi").toInstant())));
        });
        return places;
    }

    /** What was kept for it becomes its own, instead of what it had; empty when it is kept no more. */
    Optional<Place> takeHeld(UUID id, Instant now) {
        var kept = Optional.ofNullable(of(List.of(id), "until > ?", utc(now)).get(id));
        if (kept.isPresent()) {
            jdbc.sql("delete from appointments.place where appointment_id = ? and (until is null or until <= ?)")
                    .params(id, utc(now))
                    .update();
            keep(id, null);
        }
        return kept;
    }

    void release(UUID id) {
        jdbc.sql("delete from appointments.place where appointment_id = ? and until is not null")
                .param(id)
                .update();
    }
}
