package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.Arrivals;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.Halls;
import fr.parvis.queue.QueueOrder;
import fr.parvis.queue.Ticket;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a kiosk answers to somebody with an appointment: their ticket, or why there is none and what to do. */
@Component
class KioskArrivals {
    private static final Set<Ticket.State> OVER =
            Set.of(Ticket.State.FINISHED, Ticket.State.NO_SHOW, Ticket.State.ABANDONED);

    sealed interface Answer {
        record Arrived(Ticket ticket) implements Answer {}

        /** @param about placeholders of the words, none of them a name */
        record Said(String why, String reference, Object... about) implements Answer {}
    }

    private final Arrivals arrivals;
    private final Directory directory;
    private final Halls halls;
    private final Clock clock;

    KioskArrivals(Arrivals arrivals, Directory directory, Halls halls, Clock clock) {
        this.arrivals = arrivals;
        this.directory = directory;
        this.halls = halls;
        this.clock = clock;
    }

    Answer unknown() {
        return said("unknown");
    }

    Answer said(String why) {
        return new Answer.Said(why, "");
    }

    /** @param late the person knows that they are */
    Answer arrive(Appointment one, Site here, boolean late, Locale locale) {
        var when = AppointmentWords.moment(one.start(), directory.site(one.siteId()), locale);
        if (!one.siteId().equals(here.id())) {
            var there = directory.site(one.siteId());
            return one.state() == Appointment.State.BOOKED
                    ? new Answer.Said("elsewhere", "", when, there.name(), there.address())
                    : unknown();
        }
        if (one.meeting().isAfar()
                && (one.state() == Appointment.State.BOOKED || one.state() == Appointment.State.NO_SHOW)) {
            return notHere(one.meeting().modality(), when);
        }
        return switch (one.state()) {
            case HELD, EXPIRED -> unknown();
            case CANCELLED -> new Answer.Said("cancelled", "", when);
            case ARRIVED -> again(one.ticketId());
            case BOOKED, NO_SHOW ->
                isLate(one, here) && !late
                        ? new Answer.Said("late", one.reference(), AppointmentWords.time(one.start(), here))
                        : checkIn(one, here, when);
        };
    }

    /** Nobody is called from the hall for it: a ticket would wait in vain. */
    private static Answer notHere(Modality modality, String when) {
        return new Answer.Said(
                switch (modality) {
                    case PHONE -> "phone";
                    case VIDEO -> "video";
                    case HOME, ON_SITE -> "home";
                },
                "",
                when);
    }

    private boolean isLate(Appointment one, Site here) {
        var now = clock.instant();
        return one.start().plus(QueueOrder.STANDARD.lateTolerance()).isBefore(now)
                && one.start()
                        .atZone(here.zone())
                        .toLocalDate()
                        .equals(now.atZone(here.zone()).toLocalDate());
    }

    private Answer again(@Nullable UUID ticketId) {
        if (ticketId == null) {
            return said("received");
        }
        var ticket = halls.ticket(ticketId);
        return OVER.contains(ticket.state()) ? said("received") : new Answer.Arrived(ticket);
    }

    private Answer checkIn(Appointment one, Site here, String when) {
        try {
            return again(arrivals.checkIn(one.id()).ticketId());
        } catch (ProblemException refusal) {
            return switch (refusal.key()) {
                case "problem.appointments.not-today" -> new Answer.Said("not-today", "", when);
                case "problem.appointments.not-yet" ->
                    new Answer.Said(
                            "not-yet",
                            "",
                            AppointmentWords.time(one.start(), here),
                            AppointmentWords.time(one.start().minus(Arrivals.EARLIEST), here));
                default -> throw refusal;
            };
        }
    }
}
