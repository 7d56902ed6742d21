package fr.parvis.queue;

import static fr.parvis.queue.Ticket.State.ABANDONED;
import static fr.parvis.queue.Ticket.State.CALLED;
import static fr.parvis.queue.Ticket.State.FINISHED;
import static fr.parvis.queue.Ticket.State.NO_SHOW;
import static fr.parvis.queue.Ticket.State.PARKED;
import static fr.parvis.queue.Ticket.State.SERVING;
import static fr.parvis.queue.Ticket.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import fr.parvis.queue.Ticket.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The life of a ticket")
class TicketLifeTest {
    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    private static final UUID OTHER_SERVICE = new UUID(7, 8);
    private static final UUID COUNTER = new UUID(4, 1);
    private static final UUID OTHER_COUNTER = new UUID(4, 2);
    private static final Instant LATER = MORNING.plusSeconds(600);
    private static final Outcome SOLVED = new Outcome.Solved();

    private static final List<Act> ACTS = List.of(
            new Act.Called(LATER, COUNTER),
            new Act.Recalled(LATER),
            new Act.Started(LATER),
            new Act.Finished(LATER, SOLVED),
            new Act.MarkedAbsent(LATER),
            new Act.Requeued(LATER),
            new Act.Parked(LATER),
            new Act.TransferredToService(LATER, OTHER_SERVICE),
            new Act.TransferredToCounter(LATER, OTHER_COUNTER),
            new Act.Abandoned(LATER));

    /** The whole table, written out once more by hand. */
    private static final Map<String, Map<State, State>> LEGAL = Map.of(
            "Called", Map.of(WAITING, CALLED, PARKED, CALLED),
            "Recalled", Map.of(CALLED, CALLED),
            "Started", Map.of(CALLED, SERVING),
            "Finished", Map.of(SERVING, FINISHED),
            "MarkedAbsent", Map.of(CALLED, NO_SHOW),
            "Requeued", Map.of(CALLED, WAITING, SERVING, WAITING, PARKED, WAITING),
            "Parked", Map.of(CALLED, PARKED, SERVING, PARKED),
            "TransferredToService", Map.of(WAITING, WAITING, CALLED, WAITING, SERVING, WAITING, PARKED, WAITING),
            "TransferredToCounter", Map.of(WAITING, WAITING, CALLED, WAITING, SERVING, WAITING, PARKED, WAITING),
            "Abandoned", Map.of(WAITING, ABANDONED, CALLED, ABANDONED, PARKED, ABANDONED));

    static Stream<Arguments> everyActInEveryState() {
        return ACTS.stream()
                .flatMap(act -> Arrays.stream(State.values())
                        .map(state -> Arguments.of(act.getClass().getSimpleName(), state, act)));
    }

    @ParameterizedTest(name = "{0} on a ticket that is {1}")
    @MethodSource("everyActInEveryState")
    void goes_on_where_the_table_says_and_nowhere_else(String name, State state, Act act) {
        var ticket = in(state);
        var after = LEGAL.getOrDefault(name, Map.of()).get(state);
        if (after == null) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> TicketLife.after(ticket, act))
                    .withMessageContaining(name);
            assertThat(TicketLife.allowedFrom(act)).doesNotContain(state);
        } else {
            var changed = TicketLife.after(ticket, act);

            assertThat(changed.state()).isEqualTo(after);
            assertThat(TicketLife.allowedFrom(act)).contains(state);
            assertThat(changed.id()).isEqualTo(ticket.id());
            assertThat(changed.number()).isEqualTo(ticket.number());
            assertThat(changed.queueAt())
                    .as("the place in the line never moves")
                    .isEqualTo(ticket.queueAt());
            assertThat(changed.arrivedAt()).isEqualTo(ticket.arrivedAt());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("acts")
    void begins_with_being_issued(String name, Act act) {
        assertThatIllegalStateException().isThrownBy(() -> TicketLife.after(null, act));
    }

    static Stream<Arguments> acts() {
        return ACTS.stream().map(act -> Arguments.of(act.getClass().getSimpleName(), act));
    }

    @Test
    void begins_only_once() {
        var ticket = waiting();

        assertThatIllegalStateException().isThrownBy(() -> TicketLife.after(ticket, new Act.Issued(LATER, waiting())));
    }

    @Test
    void holds_a_counter_only_from_the_call_to_the_end() {
        assertThat(in(CALLED).counterId()).isEqualTo(COUNTER);
        assertThat(in(SERVING).counterId()).isEqualTo(COUNTER);
        assertThat(in(WAITING).counterId()).isNull();
        assertThat(in(PARKED).counterId()).isNull();
        assertThat(TicketLife.after(in(SERVING), new Act.Requeued(LATER)).startedAt())
                .isNull();
    }

    @Test
    void counts_recalls_and_forgets_them_with_the_call() {
        var recalled = TicketLife.after(TicketLife.after(in(CALLED), new Act.Recalled(LATER)), new Act.Recalled(LATER));

        assertThat(recalled.recalls()).isEqualTo(2);
        assertThat(recalled.calledAt())
                .as("a recall is no new call")
                .isEqualTo(in(CALLED).calledAt());
        assertThat(TicketLife.after(recalled, new Act.Requeued(LATER)).recalls())
                .isZero();
    }

    @Test
    void sends_a_transfer_to_a_counter_to_that_one_until_it_goes_to_a_service() {
        var toCounter = TicketLife.after(in(SERVING), new Act.TransferredToCounter(LATER, OTHER_COUNTER));

        assertThat(toCounter.onlyCounterId()).isEqualTo(OTHER_COUNTER);
        assertThat(toCounter.serviceId()).isEqualTo(waiting().serviceId());

        var toService = TicketLife.after(toCounter, new Act.TransferredToService(LATER, OTHER_SERVICE));

        assertThat(toService.onlyCounterId()).isNull();
        assertThat(toService.serviceId()).isEqualTo(OTHER_SERVICE);
    }

    @Test
    void ends_with_its_outcome() {
        var outcome = new Outcome.NextStep("Rappeler", "Accueil", LocalDate.of(2026, 3, 10));
        var finished = TicketLife.after(in(SERVING), new Act.Finished(LATER, outcome));

        assertThat(finished.outcome()).isEqualTo(outcome);
        assertThat(finished.endedAt()).isEqualTo(LATER);
        assertThat(finished.startedAt()).isEqualTo(in(SERVING).startedAt());
    }

    private static Ticket waiting() {
        return QueueOrderProperties.ticket(new UUID(5, 5), MORNING, null, false);
    }

    private static Ticket in(State state) {
        var paths = new EnumMap<State, List<Act>>(State.class);
        var called = new Act.Called(MORNING.plusSeconds(60), COUNTER);
        var started = new Act.Started(MORNING.plusSeconds(90));
        paths.put(WAITING, List.of());
        paths.put(CALLED, List.of(called));
        paths.put(SERVING, List.of(called, started));
        paths.put(PARKED, List.of(called, new Act.Parked(LATER)));
        paths.put(FINISHED, List.of(called, started, new Act.Finished(LATER, SOLVED)));
        paths.put(NO_SHOW, List.of(called, new Act.MarkedAbsent(LATER)));
        paths.put(ABANDONED, List.of(new Act.Abandoned(LATER)));
        var ticket = waiting();
        for (var act : paths.getOrDefault(state, List.of())) {
            ticket = TicketLife.after(ticket, act);
        }
        return ticket;
    }
}
