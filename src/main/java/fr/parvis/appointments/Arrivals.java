package fr.parvis.appointments;

import static fr.parvis.appointments.Appointment.State.ARRIVED;
import static fr.parvis.appointments.Appointment.State.BOOKED;
import static fr.parvis.appointments.Appointment.State.NO_SHOW;

import fr.parvis.appointments.AppointmentChanged.Change;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.BeforeTicket;
import fr.parvis.queue.NewTicket;
import fr.parvis.queue.Reception;
import fr.parvis.queue.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The day itself: people come, or they do not. Each act is one transaction, or refused with a {@link ProblemException} (404 unknown, 409
 * when the day or the state does not allow it) and nothing changed.
 */
@Component
@Transactional
public class Arrivals {
    /** Nobody is checked in earlier before their time. */
    public static final Duration EARLIEST = Duration.ofHours(4);

    private final AppointmentActs acts;
    private final AppointmentTables tables;
    private final Reception reception;
    private final BeforeTicket beforeTickets;
    private final HelpOnArrival help;

    Arrivals(
            AppointmentActs acts,
            AppointmentTables tables,
            Reception reception,
            BeforeTicket beforeTickets,
            HelpOnArrival help) {
        this.help = help;
        this.acts = acts;
        this.tables = tables;
        this.reception = reception;
        this.beforeTickets = beforeTickets;
    }

    /**
     * The person is in the hall, on the day itself: their ticket has the appointment's place in the line. Without a ticket, contact is
     * made by telephone, by video or at their door.
     */
    public Appointment checkIn(UUID id) {
        var before = acts.lock(id);
        if (before.state() == ARRIVED) {
            return before;
        }
        if (before.state() != BOOKED && before.state() != NO_SHOW) {
            throw acts.notAllowed(before);
        }
        var site = acts.site(before.siteId());
        var now = acts.now();
        if (!day(now, site).equals(day(before.start(), site))) {
            throw acts.atItsTime(AppointmentProblem.NOT_TODAY, before);
        }
        if (before.start().isAfter(now.plus(EARLIEST))) {
            throw acts.atItsTime(AppointmentProblem.NOT_YET, before);
        }
        if (before.meeting().isAfar()) {
            // contact is made where the person is: nobody stands in the hall
            return acts.save(before, before.as(ARRIVED, before.usager()), Change.ARRIVED, "arrived");
        }
        var ticket = reception.receive(new NewTicket(
                before.siteId(),
                before.serviceId(),
                Ticket.Kind.APPOINTMENT,
                false,
                before.start(),
                help.language(before),
                help.of(before),
                NewTicket.Origin.KIOSK));
        tables.papers(id).ifPresent(papers -> beforeTickets.keep(ticket, papers));
        return acts.save(before, before.arrived(ticket.id()), Change.ARRIVED, "arrived");
    }

    /** The time has come and nobody has. */
    public Appointment noShow(UUID id) {
        var before = acts.lock(id);
        if (before.state() == NO_SHOW) {
            return before;
        }
        if (before.state() != BOOKED) {
            throw acts.notAllowed(before);
        }
        if (before.start().isAfter(acts.now())) {
            throw acts.atItsTime(AppointmentProblem.NOT_YET, before);
        }
        return acts.save(before, before.as(NO_SHOW, before.usager()), Change.NO_SHOW, "no-show");
    }

    private static LocalDate day(Instant at, Site site) {
        return at.atZone(site.zone()).toLocalDate();
    }
}
