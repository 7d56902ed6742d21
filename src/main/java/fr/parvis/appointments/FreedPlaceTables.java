package fr.parvis.appointments;

import static fr.parvis.appointments.AgendaTables.utc;

import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.platform.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for places that are kept for the waiting line. */
@Repository
class FreedPlaceTables {
    private final JdbcClient jdbc;

    FreedPlaceTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keepForLine(UUID appointmentId, Instant from, Instant until) {
        jdbc.sql("""
                        update appointments.place set line_from = ?, until = ? where appointment_id = ? and line_from is null""").params(utc(from), utc(until), appointmentId).update();
    }

    List<FreedPlaces.Left> of(UUID appointmentId) {
        return jdbc.sql("""
                        select agenda_id, lower(during), upper(during) from appointments.place
                         where appointment_id = ? and until is null order by agenda_id""")
                .param(appointmentId)
                .query((row, _) -> new FreedPlaces.Left(
                        row.getObject(1, UUID.class),
                        new Stretch(
                                row.getTimestamp(2).toInstant(),
                                row.getTimestamp(3).toInstant())))
                .list();
    }

    void leaveToLine(UUID appointmentId, FreedPlaces.Left left, Instant from, Instant until) {
        var during = left.during();
        jdbc.sql("""
                        insert into appointments.place (id, appointment_id, agenda_id, during, line_from, until)
                        select ?, ?, ?, tstzrange(?, ?), ?, ?
                         where not exists (select from appointments.place where agenda_id = ? and during && tstzrange(?, ?))""")
                .params(
                        Ids.next(),
                        appointmentId,
                        left.agendaId(),
                        utc(during.from()),
                        utc(during.to()),
                        utc(from),
                        utc(until),
                        left.agendaId(),
                        utc(during.from()),
                        utc(during.to()))
                .update();
    }

    List<UUID> sitesForLine(Instant now) {
        return jdbc.sql("""
                        select distinct g.site_id from appointments.place p join appointments.agenda g on g.id = p.agenda_id
                         where p.line_from <= ? order by g.site_id""")
                .param(utc(now))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    void openForLine(UUID siteId, Instant now) {
        jdbc.sql("""
                        delete from appointments.place
                         where line_from <= ? and agenda_id in (select id from appointments.agenda where site_id = ?)""").params(utc(now), siteId).update();
    }

    /** What one holds is the other's for good. */
    void handOver(UUID from, UUID to) {
        jdbc.sql("""
                        update appointments.place set appointment_id = ?, until = null where appointment_id = ? and line_from is null""").params(to, from).update();
    }
}
