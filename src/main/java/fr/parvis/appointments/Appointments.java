package fr.parvis.appointments;

import fr.parvis.directory.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds appointments. */
@Component
@Transactional(readOnly = true)
public class Appointments {
    private static final Duration TODAY = Duration.ofHours(16);

    private final AppointmentTables tables;
    private final AppointmentActs acts;

    Appointments(AppointmentTables tables, AppointmentActs acts) {
        this.tables = tables;
        this.acts = acts;
    }

    /** @throws fr.parvis.platform.web.ProblemException 404 */
    public Appointment find(UUID id) {
        return acts.known(id);
    }

    public Optional<Appointment> findByToken(String token) {
        return tables.findByToken(token);
    }

    /** As people copy it or say it. */
    public Optional<Appointment> findByReference(String typed) {
        return Appointment.reference(typed).flatMap(tables::findByReference);
    }

    /** Those of the appointments whose person said that their time still suits. */
    public Set<UUID> confirmed(Collection<UUID> ids) {
        return tables.confirmed(ids);
    }

    /** Booked, arrived or missed on that day of the site's calendar, in order. */
    public List<Appointment> ofDay(Site site, LocalDate day) {
        return ofDays(site, day, day);
    }

    /** The same, from one day to another, both included. */
    public List<Appointment> ofDays(Site site, LocalDate first, LocalDate last) {
        return tables.between(
                site.id(),
                first.atStartOfDay(site.zone()).toInstant(),
                last.plusDays(1).atStartOfDay(site.zone()).toInstant());
    }

    /** Those that are to come and take time of the agenda between two moments, in order. */
    public List<Appointment> bookedIn(UUID agendaId, Instant from, Instant to) {
        var now = acts.now();
        var since = from.isBefore(now) ? now : from;
        return since.isBefore(to) ? tables.bookedIn(agendaId, since, to) : List.of();
    }

    /** Whose last name begins so, however it is typed, of today and later; the first ones, in order. */
    public List<Appointment> named(Collection<UUID> sites, String typed, int most) {
        var name = AppointmentWords.plain(typed);
        return name.isEmpty() ? List.of() : tables.named(sites, name, acts.now().minus(TODAY), most);
    }
}
