package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QueueOrderProperties {
    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    private static final QueueOrder ORDER = QueueOrder.STANDARD;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    /** Arrivals so close together that every kind of tie happens. */
    static List<Ticket> hall(long seed) {
        var random = new SplittableRandom(seed);
        var hall = new ArrayList<Ticket>();
        for (int i = 0; i < 60; i++) {
            var arrived = MORNING.plusSeconds(random.nextInt(120) * 60L);
            var due = random.nextInt(4) == 0 ? arrived.plusSeconds((random.nextInt(90) - 40) * 60L) : null;
            hall.add(ticket(new UUID(random.nextLong(), random.nextLong()), arrived, due, random.nextInt(6) == 0));
        }
        return hall;
    }

    static Ticket ticket(UUID id, Instant arrived, @Nullable Instant due, boolean priority) {
        var service = new UUID(7, 7);
        var wanted = new NewTicket(
                new UUID(1, 1),
                service,
                due == null ? Ticket.Kind.WALKIN : Ticket.Kind.APPOINTMENT,
                priority,
                due,
                null,
                Set.of(),
                NewTicket.Origin.KIOSK);
        return new Ticket(
                id,
                new UUID(9, 9),
                wanted.siteId(),
                service,
                LocalDate.of(2026, 3, 2),
                "A" + Math.abs(id.hashCode()),
                "t" + id,
                Ticket.State.WAITING,
                wanted.kind(),
                priority,
                null,
                Set.of(),
                arrived,
                due,
                ORDER.keyOf(QueueOrder.Arrival.of(wanted, arrived)),
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_two_people_are_ordered_one_way_only(long seed) {
        var hall = hall(seed);
        for (var a : hall) {
            for (var b : hall) {
                var ab = Integer.signum(QueueOrder.LINE.compare(a, b));
                assertThat(ab).isEqualTo(-Integer.signum(QueueOrder.LINE.compare(b, a)));
                assertThat(ab == 0).isEqualTo(a.id().equals(b.id()));
                for (var c : hall.subList(0, 10)) {
                    if (ab < 0 && QueueOrder.LINE.compare(b, c) < 0) {
                        assertThat(QueueOrder.LINE.compare(a, c)).isNegative();
                    }
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void who_comes_later_than_the_credit_never_passes_a_walk_in(long seed) {
        var line = hall(seed).stream().sorted(QueueOrder.LINE).toList();
        for (int i = 0; i < line.size(); i++) {
            var me = line.get(i);
            if (me.kind() == Ticket.Kind.WALKIN) {
                line.subList(0, i).stream()
                        .filter(before -> before.kind() == Ticket.Kind.WALKIN)
                        .forEach(before -> assertThat(before.arrivedAt())
                                .isBeforeOrEqualTo(me.arrivedAt().plus(ORDER.priorityCredit())));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nobody_starves_however_many_priorities_keep_coming(long seed) {
        var random = new SplittableRandom(seed);
        var me = ticket(new UUID(5, 5), MORNING, null, false);
        var hall = new ArrayList<>(List.of(me));
        var now = MORNING;
        int served = 0;
        while (hall.contains(me)) {
            now = now.plusSeconds(60);
            for (int i = random.nextInt(2); i >= 0; i--) {
                hall.add(ticket(new UUID(random.nextLong(), random.nextLong()), now, null, true));
            }
            hall.sort(QueueOrder.LINE);
            hall.removeFirst();
            served++;
        }
        assertThat(served).isLessThanOrEqualTo(2 * (int) ORDER.priorityCredit().toMinutes() + 2);
    }

    @Test
    void an_appointment_counts_from_its_hour_and_from_arrival_when_too_late() {
        var due = MORNING.plusSeconds(3600);
        assertThat(ORDER.keyOf(new QueueOrder.Arrival.Booked(due.minusSeconds(1200), due)))
                .isEqualTo(due);
        assertThat(ORDER.keyOf(new QueueOrder.Arrival.Booked(due.plus(ORDER.lateTolerance()), due)))
                .isEqualTo(due);
        var late = due.plus(ORDER.lateTolerance()).plusSeconds(1);
        assertThat(ORDER.keyOf(new QueueOrder.Arrival.Booked(late, due))).isEqualTo(late);
    }

    @Test
    void the_legal_priority_is_worth_half_an_hour() {
        assertThat(ORDER.keyOf(new QueueOrder.Arrival.Priority(MORNING)))
                .isEqualTo(MORNING.minus(Duration.ofMinutes(30)));
    }
}
