package fr.parvis.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * The queueing key: whoever has the earliest key among the services of a free counter is called. Somebody who arrives more
 * than {@code priorityCredit} after me is never called before me.
 *
 * <p>Pure. Legal priority: Code de l'action sociale et des familles, art. L241-3.
 */
public record QueueOrder(Duration priorityCredit, Duration lateTolerance) {
    public static final QueueOrder STANDARD = new QueueOrder(Duration.ofMinutes(30), Duration.ofMinutes(10));

    /** The order of the line, as in the statement that calls the next: key, then arrival, then identifier. */
    public static final Comparator<Ticket> LINE = Comparator.comparing(Ticket::queueAt)
            .thenComparing(Ticket::arrivedAt)
            // unsigned, as PostgreSQL compares identifiers
            .thenComparing(ticket -> ticket.id().toString());

    public Instant keyOf(Arrival arrival) {
        return switch (arrival) {
            case Arrival.WalkIn(var at) -> at;
            case Arrival.Priority(var at) -> at.minus(priorityCredit);
            case Arrival.Booked(var at, var due) when at.isAfter(due.plus(lateTolerance)) -> at;
            case Arrival.Booked(var _, var due) -> due;
        };
    }

    /** How somebody comes into the hall. */
    public sealed interface Arrival {
        record WalkIn(Instant at) implements Arrival {}

        record Priority(Instant at) implements Arrival {}

        record Booked(Instant at, Instant due) implements Arrival {}

        static Arrival of(NewTicket wanted, Instant now) {
            var due = wanted.scheduledAt();
            if (due != null) {
                return new Booked(now, due);
            }
            return wanted.priority() ? new Priority(now) : new WalkIn(now);
        }
    }
}
