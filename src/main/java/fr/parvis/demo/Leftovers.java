package fr.parvis.demo;

import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Reception;
import fr.parvis.queue.Ticket;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends home the people whom a town stopped for long, or a night, has left in the hall. */
@Component
class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration FORGOTTEN = Duration.ofMinutes(100);

    private final Reception reception;

    Leftovers(Reception reception) {
        this.reception = reception;
    }

    /** Those at a counter that a person holds are that person's to finish. */
    void clear(TownPlan.Site plan, HallBoard board, Instant now) {
        var before = now.minus(FORGOTTEN);
        board.waiting().stream()
                .map(HallBoard.Place::ticket)
                .filter(ticket -> ticket.arrivedAt().isBefore(before))
                .forEach(this::sendHome);
        board.parked().stream()
                .filter(ticket -> ticket.arrivedAt().isBefore(before))
                .forEach(this::sendHome);
        for (var desk : board.counters()) {
            var ticket = desk.current();
            if (ticket != null && plan.isDriven(desk) && isIdle(ticket, before)) {
                sendHome(ticket);
            }
        }
    }

    /** Everybody goes, and every counter closes. */
    void empty(HallBoard board) {
        board.called().forEach(this::sendHome);
        board.waiting().forEach(place -> sendHome(place.ticket()));
        board.parked().forEach(this::sendHome);
        board.counters().forEach(desk -> reception.close(desk.counter().id()));
    }

    private static boolean isIdle(Ticket ticket, Instant before) {
        var called = ticket.calledAt();
        return called == null || called.isBefore(before);
    }

    private void sendHome(Ticket ticket) {
        try {
            if (ticket.state() == Ticket.State.SERVING) {
                reception.requeue(ticket.id());
            }
            reception.abandon(ticket.id());
        } catch (ProblemException refusal) {
            LOG.debug("gone already: {}", refusal.getMessage());
        }
    }
}
