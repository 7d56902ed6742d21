package fr.parvis.queue;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Every act in the hall. Each is one transaction: done and recorded, or refused with a {@link
 * fr.parvis.platform.web.ProblemException} (404 unknown, 409 when the state does not allow it) and nothing changed.
 */
@Component
public class Reception {
    public Ticket take(NewTicket wanted) {
        throw new UnsupportedOperationException();
    }

    /** Opens, or changes what an open counter serves; empty services means the counter's usual ones. */
    public CounterState open(UUID counterId, Set<UUID> services, @Nullable UUID agentId) {
        throw new UnsupportedOperationException();
    }

    public CounterState close(UUID counterId) {
        throw new UnsupportedOperationException();
    }

    public CounterState pause(UUID counterId) {
        throw new UnsupportedOperationException();
    }

    public CounterState resume(UUID counterId) {
        throw new UnsupportedOperationException();
    }

    /** Empty when nobody waits for this counter. */
    public Optional<Ticket> callNext(UUID counterId) {
        throw new UnsupportedOperationException();
    }

    public Ticket recall(UUID ticketId) {
        throw new UnsupportedOperationException();
    }

    public Ticket start(UUID ticketId) {
        throw new UnsupportedOperationException();
    }

    public Ticket finish(UUID ticketId, Outcome outcome) {
        throw new UnsupportedOperationException();
    }

    public Ticket noShow(UUID ticketId) {
        throw new UnsupportedOperationException();
    }

    /** Back to the line, at the old place. */
    public Ticket requeue(UUID ticketId) {
        throw new UnsupportedOperationException();
    }

    /** Set aside (a form to fill in, a copy to make); comes back by requeue or {@link #callParked}. */
    public Ticket park(UUID ticketId) {
        throw new UnsupportedOperationException();
    }

    public Ticket callParked(UUID ticketId, UUID counterId) {
        throw new UnsupportedOperationException();
    }

    public Ticket transferToService(UUID ticketId, UUID serviceId) {
        throw new UnsupportedOperationException();
    }

    public Ticket transferToCounter(UUID ticketId, UUID counterId) {
        throw new UnsupportedOperationException();
    }

    public Ticket abandon(UUID ticketId) {
        throw new UnsupportedOperationException();
    }

    public Ticket note(UUID ticketId, String note) {
        throw new UnsupportedOperationException();
    }

    /** The usager's answer to the one question; score 1 to 5; refused unless the visit is finished. */
    public void giveOpinion(UUID ticketId, int score, @Nullable String words) {
        throw new UnsupportedOperationException();
    }
}
