package fr.parvis.queue.web;

import fr.parvis.platform.DayWords;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Outcome;
import fr.parvis.queue.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a ticket tells beside its state, ready to be read. Times are those of the site's own clock.
 *
 * @param basis where the place comes from: {@code arrival}, {@code priority}, {@code booked} or {@code late}
 * @param due time of the appointment, "" without one
 * @param outUntil until when the person may go out; null when that is too short to be worth it
 * @param called time of the last call, "" when there was none
 * @param comeBy until when somebody called who asked for help is waited for, "" for others
 * @param kept until when the place of somebody who stepped out is, or was, kept; "" for others
 * @param overnight left in the line by an earlier day
 * @param next what follows a finished visit, null when nothing does
 */
record TicketFacts(
        String basis,
        String due,
        @Nullable String outUntil,
        String called,
        String comeBy,
        String kept,
        boolean overnight,
        @Nullable Next next) {
    /** Time kept in hand to walk back before the earliest likely call. */
    private static final Duration WALK_BACK = Duration.ofMinutes(5);

    private static final Duration WORTH_GOING_OUT = Duration.ofMinutes(10);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    record Next(String what, String owner, String due) {}

    static TicketFacts of(Ticket ticket, HallBoard board, Locale locale) {
        var zone = board.site().zone();
        var ended = ticket.endedAt();
        return new TicketFacts(
                basis(ticket),
                time(ticket.scheduledAt(), zone),
                board.place(ticket.id()).map(place -> outUntil(place, board)).orElse(null),
                time(ticket.calledAt(), zone),
                comeBy(ticket, zone),
                time(ticket.awayUntil(), zone),
                ended != null && LocalDate.ofInstant(ended, zone).isAfter(ticket.day()),
                ticket.outcome() instanceof Outcome.NextStep step && !isErased(step) ? next(step, locale) : null);
    }

    private static String comeBy(Ticket ticket, ZoneId zone) {
        var called = ticket.calledAt();
        return called == null || ticket.help().isEmpty() ? "" : time(called.plus(ticket.timeToCome()), zone);
    }

    private static String basis(Ticket ticket) {
        var due = ticket.scheduledAt();
        if (due != null) {
            return ticket.queueAt().equals(due) ? "booked" : "late";
        }
        return ticket.queueAt().isBefore(ticket.arrivedAt()) ? "priority" : "arrival";
    }

    private static @Nullable String outUntil(HallBoard.Place place, HallBoard board) {
        var interval = place.interval();
        var away = interval.p10().minus(WALK_BACK);
        return interval.assumesOpening() || away.compareTo(WORTH_GOING_OUT) < 0
                ? null
                : time(board.at().plus(away), board.site().zone());
    }

    /** The words of a step are kept for thirty days after its date. */
    private static boolean isErased(Outcome.NextStep step) {
        return step.what().equals("-");
    }

    private static Next next(Outcome.NextStep step, Locale locale) {
        return new Next(step.what(), step.owner(), DayWords.full(step.due(), locale));
    }

    static String time(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : TIME.format(at.atZone(zone));
    }
}
