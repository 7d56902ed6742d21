package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Help that somebody asked for decides which counter calls them, and nobody else's place. */
@ParvisTest
class CounterFitIT {
    @Autowired
    Town town;

    @Autowired
    DirectoryEditor editor;

    @Autowired
    Reception reception;

    @Autowired
    Halls halls;

    Town.Place place;
    UUID stepped;
    UUID levelled;

    @BeforeEach
    void twoCountersOfWhichOneHasAStep() {
        place = town.place(1, 2);
        stepped = place.counters().getFirst().id();
        levelled = place.counters().getLast().id();
        editor.updateCounter(stepped, "Guichet 1", services(), false, true);
        reception.open(stepped, Set.of(), agent("Oksana", Set.of("fr", "uk")));
        reception.open(levelled, Set.of(), agent("Rose", Set.of("fr")));
    }

    private Set<UUID> services() {
        return place.services().stream().map(ServiceOffer::id).collect(Collectors.toSet());
    }

    private UUID agent(String name, Set<String> languages) {
        return editor.saveAgent(null, name, Set.of(place.site().id()), services(), languages, true);
    }

    private Ticket take(Set<Ticket.Help> help, @Nullable String language) {
        return reception.take(new NewTicket(
                place.site().id(),
                place.services().getFirst().id(),
                Ticket.Kind.WALKIN,
                false,
                null,
                language,
                help,
                NewTicket.Origin.KIOSK));
    }

    private Ticket take() {
        return take(Set.of(), null);
    }

    private void assertCalledAt(UUID counter, Ticket expected) {
        assertThat(reception.callNext(counter)).map(Ticket::id).contains(expected.id());
    }

    @Test
    void a_wheelchair_is_called_where_there_is_no_step() {
        var wheelchair = take(Set.of(Ticket.Help.WHEELCHAIR), null);
        var next = take();
        assertCalledAt(stepped, next);
        assertCalledAt(levelled, wheelchair);
    }

    @Test
    void whoever_asks_for_their_language_is_called_by_who_speaks_it() {
        var ukrainian = take(Set.of(Ticket.Help.INTERPRETER), "uk");
        var readsUkrainian = take(Set.of(), "uk");
        assertCalledAt(levelled, readsUkrainian);
        assertCalledAt(stepped, ukrainian);
    }

    @Test
    void a_language_that_nobody_speaks_keeps_nobody_waiting() {
        var asked = take(Set.of(Ticket.Help.INTERPRETER), "ar");
        assertCalledAt(levelled, asked);
    }

    @Test
    void the_step_weighs_more_than_the_language() {
        var both = take(Set.of(Ticket.Help.WHEELCHAIR, Ticket.Help.INTERPRETER), "uk");
        assertThat(reception.callNext(stepped)).isEmpty();
        assertCalledAt(levelled, both);
    }

    @Test
    void a_counter_that_is_closed_or_paused_holds_nobody_back() {
        var first = take(Set.of(Ticket.Help.WHEELCHAIR), null);
        var second = take(Set.of(Ticket.Help.WHEELCHAIR), null);
        reception.pause(levelled);
        assertCalledAt(stepped, first);
        reception.requeue(first.id());
        reception.close(levelled);
        assertCalledAt(stepped, first);
        reception.start(first.id());
        reception.finish(first.id(), new Outcome.Solved());
        assertCalledAt(stepped, second);
    }

    @Test
    void who_was_sent_to_a_counter_goes_there_whatever_it_is_like() {
        var sent = reception.transferToCounter(
                take(Set.of(Ticket.Help.WHEELCHAIR), null).id(), stepped);
        assertThat(reception.callNext(levelled)).isEmpty();
        assertCalledAt(stepped, sent);
    }

    @Test
    void help_takes_time_to_come() {
        assertThat(take().timeToCome()).isEqualTo(Duration.ofSeconds(90));
        assertThat(take(Set.of(Ticket.Help.HEARING), null).timeToCome()).isEqualTo(Duration.ofMinutes(3));
        assertThat(take(Set.of(Ticket.Help.HEARING, Ticket.Help.WHEELCHAIR), null)
                        .timeToCome())
                .isEqualTo(Duration.ofMinutes(4));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_board_says_who_calls_whom_as_the_database_does_and_all_are_called(long seed) {
        var random = new SplittableRandom(seed);
        var left = new HashSet<UUID>();
        for (var i = 0; i < 8; i++) {
            var help = EnumSet.noneOf(Ticket.Help.class);
            List.of(Ticket.Help.values()).forEach(one -> {
                if (random.nextInt(3) == 0) {
                    help.add(one);
                }
            });
            left.add(
                    take(help, List.of("fr", "uk", "ar").get(random.nextInt(3))).id());
        }
        for (var i = 0; i < 200 && !left.isEmpty(); i++) {
            var counter = random.nextBoolean() ? stepped : levelled;
            if (random.nextInt(6) == 0) {
                var other = counter.equals(stepped) ? levelled : stepped;
                reception.pause(other);
                reception.resume(counter);
            }
            var board = halls.currentBoard(place.site().id());
            var desk = board.desk(counter).orElseThrow();
            if (desk.state().mode() != CounterState.Mode.OPEN) {
                reception.resume(counter);
                continue;
            }
            var expected = board.waiting().stream()
                    .map(HallBoard.Place::ticket)
                    .filter(ticket -> board.mayCall(desk, ticket))
                    .map(Ticket::id)
                    .findFirst();
            var called = reception.callNext(counter).map(Ticket::id);
            assertThat(called).isEqualTo(expected);
            called.ifPresent(id -> {
                reception.start(id);
                reception.finish(id, new Outcome.Solved());
                left.remove(id);
            });
        }
        assertThat(left).isEmpty();
    }
}
