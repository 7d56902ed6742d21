package fr.parvis.appointments;

import static fr.parvis.appointments.AgendaTables.utc;

import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that finds booked appointments whose time is not sure. */
@Repository
class ConflictTables {
    private final JdbcClient jdbc;

    ConflictTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The days of the site's calendar on which something is booked. */
    List<LocalDate> bookedDays(Site site) {
        return jdbc.sql("""
                        select distinct (starts_at at time zone ?)::date from appointments.appointment
                         where site_id = ? and state = 'booked'""")
                .params(site.zone().getId(), site.id())
                .query((row, _) -> row.getObject(1, LocalDate.class))
                .list();
    }

    List<UUID> bookedOn(Site site, Collection<LocalDate> days) {
        return jdbc.sql("""
                        select id from appointments.appointment
                         where site_id = ? and state = 'booked' and (starts_at at time zone ?)::date = any (?::text[]::date[])""")
                .params(
                        site.id(),
                        site.zone().getId(),
                        days.stream().map(LocalDate::toString).toArray(String[]::new))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Booked at an agenda that is out of use, or away at the time. */
    List<UUID> bookedWhereNobodyReceives(Collection<UUID> sites) {
        return jdbc.sql("""
                        select a.id from appointments.appointment a
                         where a.site_id = any (?) and a.state = 'booked'
                           and exists (select from appointments.place p join appointments.agenda g on g.id = p.agenda_id
                                        where p.appointment_id = a.id and p.until is null
                                          and (not g.active or exists (select from appointments.absence b
                                                                        where b.agenda_id = g.id and b.during && p.during)))""")
                .param(sites.toArray(UUID[]::new))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Booked at an agenda while an opening that was taken away would have been. */
    record InWithdrawn(UUID appointmentId, UUID agendaId, UUID siteId, UUID serviceId, Stretch during) {}

    List<InWithdrawn> bookedInWithdrawn(Collection<UUID> sites) {
        return jdbc.sql("""
                        select distinct a.id, p.agenda_id, a.site_id, a.service_id, a.starts_at, a.ends_at
                          from appointments.withdrawn_opening w
                          join appointments.place p on p.agenda_id = w.agenda_id and p.during && w.during and p.until is null
                          join appointments.appointment a on a.id = p.appointment_id
                         where a.site_id = any (?) and a.state = 'booked'""")
                .param(sites.toArray(UUID[]::new))
                .query((row, _) -> new InWithdrawn(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        row.getObject(4, UUID.class),
                        new Stretch(
                                row.getTimestamp(5).toInstant(),
                                row.getTimestamp(6).toInstant())))
                .list();
    }

    void withdraw(UUID agendaId, Collection<Stretch> stretches) {
        for (var one : stretches) {
            jdbc.sql("""
                            insert into appointments.withdrawn_opening (agenda_id, during) values (?, tstzrange(?, ?))
                            on conflict do nothing""").params(agendaId, utc(one.from()), utc(one.to())).update();
        }
    }

    void forgetWithdrawn(Instant before) {
        jdbc.sql("delete from appointments.withdrawn_opening where upper(during) < ?")
                .param(utc(before))
                .update();
    }

    /** Those that a move has left without a place of their own so far, whatever their time says. */
    List<UUID> inDoubt() {
        return jdbc.sql("""
                        select l.appointment_id from appointments.move_line l join appointments.appointment a on a.id = l.appointment_id
                         where l.state in ('asked', 'call', 'decide') and a.site_id = l.site_id and a.starts_at = lower(l.during)""").query((row, _) -> row.getObject(1, UUID.class)).list();
    }
}
