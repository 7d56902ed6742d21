package fr.parvis.appointments;

import static fr.parvis.appointments.AgendaTables.utc;

import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The time of agendas that group sessions take: places like those of appointments, in the same turn and under the same constraint. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class SessionTime {
    private final AppointmentTables appointments;
    private final AgendaTables agendas;
    private final PlaceTables places;
    private final JdbcClient jdbc;
    private final Clock clock;

    SessionTime(
            AppointmentTables appointments, AgendaTables agendas, PlaceTables places, JdbcClient jdbc, Clock clock) {
        this.appointments = appointments;
        this.agendas = agendas;
        this.places = places;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Until the transaction ends nobody books at the site. */
    public void waitForTurn(Site site) {
        appointments.waitForTurn(site.id());
        places.clearPassed(site.id(), clock.instant());
    }

    /** Those of them that are away or have something else in that time. */
    public List<UUID> busy(UUID sessionId, Collection<UUID> wanted, Stretch during) {
        var ids = wanted.toArray(UUID[]::new);
        var from = utc(during.from());
        var to = utc(during.to());
        var taken = jdbc.sql("""
                        select agenda_id from appointments.place
                         where agenda_id = any (?) and during && tstzrange(?, ?) and session_id is distinct from ?""")
                .params(ids, from, to, sessionId)
                .query((row, _) -> row.getObject(1, UUID.class))
                .set();
        agendas.away(wanted).stream()
                .filter(one -> one.during().overlaps(during))
                .forEach(one -> taken.add(one.agendaId()));
        return wanted.stream().filter(taken::contains).toList();
    }

    /** Instead of what the session took before. */
    public void take(UUID sessionId, Collection<UUID> wanted, Stretch during) {
        giveBack(sessionId);
        for (var agenda : wanted.stream().sorted().toList()) {
            jdbc.sql("""
                            insert into appointments.place (id, session_id, agenda_id, during) values (?, ?, ?, tstzrange(?, ?))""")
                    .params(Ids.next(), sessionId, agenda, utc(during.from()), utc(during.to()))
                    .update();
        }
    }

    public void giveBack(UUID sessionId) {
        jdbc.sql("delete from appointments.place where session_id = ?")
                .param(sessionId)
                .update();
    }
}
