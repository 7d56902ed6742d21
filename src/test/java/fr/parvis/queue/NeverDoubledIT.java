package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.identity.Role;
import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class NeverDoubledIT {
    private static final int ISSUERS = 16;
    private static final int CALLERS = 9;
    private static final int TICKETS_EACH = 15;

    @Autowired
    Town town;

    @Autowired
    Reception reception;

    @Autowired
    Halls halls;

    @Autowired
    Tickets tickets;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @Test
    void sixteen_issuers_and_nine_counters_at_once_lose_and_double_nobody() throws Exception {
        var place = town.place(2, CALLERS);
        var agent = new Api(port, town.token(Role.AGENT));
        var kiosk = new Api(port, town.token(Role.KIOSK));
        place.counters().forEach(counter -> reception.open(counter.id(), java.util.Set.of(), null));
        var issued = new ConcurrentLinkedQueue<String>();
        var called = new ConcurrentLinkedQueue<String>();
        var left = new AtomicInteger(ISSUERS * TICKETS_EACH);
        var work = new ArrayList<Callable<Void>>();
        for (int i = 0; i < ISSUERS; i++) {
            var service = place.services().get(i % 2).slug();
            work.add(() -> {
                for (int n = 0; n < TICKETS_EACH; n++) {
                    var answer = kiosk.post(place.path() + "/tickets", "{\"service\":\"" + service + "\"}");
                    assertThat(answer.status()).isEqualTo(201);
                    issued.add(answer.text("number"));
                }
                return null;
            });
        }
        for (var counter : place.counters()) {
            work.add(() -> {
                while (left.get() > 0) {
                    var answer = agent.post(place.path() + "/counters/" + counter.slug() + "/call-next");
                    if (answer.status() == 204) {
                        Thread.onSpinWait();
                        continue;
                    }
                    assertThat(answer.status()).isEqualTo(200);
                    called.add(answer.text("number"));
                    left.decrementAndGet();
                    var ticket = "/api/v1/tickets/" + answer.text("id");
                    assertThat(agent.post(ticket + "/start").status()).isEqualTo(200);
                    assertThat(agent.post(ticket + "/finish", "{\"outcome\":\"solved\"}")
                                    .status())
                            .isEqualTo(200);
                }
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(work.size())) {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
        var each = ISSUERS / 2 * TICKETS_EACH;
        var expected = IntStream.rangeClosed(1, each)
                .boxed()
                .flatMap(n -> List.of("A%03d".formatted(n), "B%03d".formatted(n)).stream())
                .toList();
        assertThat(issued).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(called).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void two_presses_on_next_at_once_get_two_people() throws Exception {
        var place = town.place(1, 2);
        place.counters().forEach(counter -> reception.open(counter.id(), java.util.Set.of(), null));
        for (int round = 0; round < 20; round++) {
            var first = reception.take(NewTicket.walkIn(
                    place.site().id(), place.services().getFirst().id(), NewTicket.Origin.KIOSK));
            var second = reception.take(NewTicket.walkIn(
                    place.site().id(), place.services().getFirst().id(), NewTicket.Origin.KIOSK));
            try (var threads = Executors.newFixedThreadPool(2)) {
                var presses = threads.invokeAll(place.counters().stream()
                        .map(counter -> (Callable<UUID>) () ->
                                reception.callNext(counter.id()).orElseThrow().id())
                        .toList());
                assertThat(List.of(presses.get(0).get(), presses.get(1).get()))
                        .containsExactlyInAnyOrder(first.id(), second.id());
            }
            for (var ticket : List.of(first, second)) {
                reception.noShow(ticket.id());
            }
        }
    }

    @Test
    void the_record_refuses_to_be_changed() {
        var place = town.place(1, 1);
        var ticket = reception.take(
                NewTicket.walkIn(place.site().id(), place.services().getFirst().id(), NewTicket.Origin.API));
        for (var change : List.of(
                "update queue.event set type = 'called' where ticket_id = ?",
                "delete from queue.event where ticket_id = ?")) {
            assertThatThrownBy(() -> jdbc.sql(change).param(ticket.id()).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("append-only");
        }
        assertThatThrownBy(() -> jdbc.sql("truncate queue.event").update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 5);
    }

    /** A day of random acts, legal or not, told again from its record alone. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void todays_state_is_rebuilt_from_the_record(long seed) {
        var place = town.place(2, 3);
        var random = new SplittableRandom(seed);
        var known = new ArrayList<UUID>();
        place.counters().forEach(counter -> reception.open(counter.id(), java.util.Set.of(), null));
        for (int i = 0; i < 250; i++) {
            try {
                step(place, random, known);
            } catch (fr.parvis.platform.web.ProblemException refused) {
                assertThat(refused.getStatusCode().value()).isEqualTo(409);
            }
        }
        var rebuilt = ActRecord.replay(
                place.site().organisationId(), halls.eventsAfter(place.site().id(), "0-0", 10_000));
        assertThat(new HashSet<>(known)).isEqualTo(rebuilt.keySet());
        for (var id : known) {
            var live = tickets.find(id).orElseThrow();
            var told = java.util.Objects.requireNonNull(rebuilt.get(id));
            assertThat(told.state()).isEqualTo(live.state());
            assertThat(told.number()).isEqualTo(live.number());
            assertThat(told.serviceId()).isEqualTo(live.serviceId());
            assertThat(told.queueAt()).isEqualTo(live.queueAt());
            assertThat(told.counterId()).isEqualTo(live.counterId());
            assertThat(told.onlyCounterId()).isEqualTo(live.onlyCounterId());
            assertThat(told.calledAt()).isEqualTo(live.calledAt());
            assertThat(told.startedAt()).isEqualTo(live.startedAt());
            assertThat(told.endedAt()).isEqualTo(live.endedAt());
            assertThat(told.recalls()).isEqualTo(live.recalls());
            assertThat(told.awayUntil()).isEqualTo(live.awayUntil());
        }
    }

    private void step(Town.Place place, SplittableRandom random, List<UUID> known) {
        var counter = place.counters().get(random.nextInt(3)).id();
        var service = place.services().get(random.nextInt(2)).id();
        if (known.isEmpty() || random.nextInt(4) == 0) {
            known.add(reception
                    .take(new NewTicket(
                            place.site().id(),
                            service,
                            Ticket.Kind.WALKIN,
                            random.nextInt(5) == 0,
                            null,
                            null,
                            java.util.Set.of(),
                            NewTicket.Origin.API))
                    .id());
            return;
        }
        var ticket = known.get(random.nextInt(known.size()));
        switch (random.nextInt(15)) {
            case 12 -> reception.stepOut(ticket);
            case 13 -> reception.comeBack(ticket);
            case 14 -> reception.endAway(ticket, Instant.now().plus(Duration.ofHours(random.nextInt(2))));
            case 0 -> reception.start(ticket);
            case 1 -> reception.finish(ticket, new Outcome.Solved());
            case 2 ->
                reception.finish(
                        ticket,
                        new Outcome.NextStep(
                                "rappeler", "la mairie", LocalDate.now().plusDays(30)));
            case 3 -> reception.noShow(ticket);
            case 4 -> reception.requeue(ticket);
            case 5 -> reception.park(ticket);
            case 6 -> reception.transferToService(ticket, service);
            case 7 -> reception.transferToCounter(ticket, counter);
            case 8 -> reception.abandon(ticket);
            case 9 -> reception.recall(ticket);
            case 10 -> reception.callParked(ticket, counter);
            default -> reception.callNext(counter);
        }
    }

    /** The same line in the database's order and in Java's. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_database_calls_in_the_order_of_the_rule(long seed) {
        var place = town.place(1, 1);
        var counter = place.counters().getFirst().id();
        var hall = new ArrayList<Ticket>();
        for (var model : QueueOrderProperties.hall(seed)) {
            hall.add(new Ticket(
                    model.id(),
                    place.site().organisationId(),
                    place.site().id(),
                    place.services().getFirst().id(),
                    model.day(),
                    model.number(),
                    model.token(),
                    model.state(),
                    model.kind(),
                    model.priority(),
                    null,
                    model.help(),
                    model.arrivedAt(),
                    model.scheduledAt(),
                    model.queueAt(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    0,
                    null,
                    null,
                    null));
        }
        Collections.shuffle(hall, new java.util.Random(seed));
        tickets.insert(hall);
        reception.open(counter, java.util.Set.of(), null);
        var called = new ArrayList<UUID>();
        for (var next = reception.callNext(counter); next.isPresent(); next = reception.callNext(counter)) {
            called.add(next.get().id());
            reception.noShow(next.get().id());
        }
        assertThat(called)
                .isEqualTo(hall.stream().sorted(QueueOrder.LINE).map(Ticket::id).toList());
    }
}
