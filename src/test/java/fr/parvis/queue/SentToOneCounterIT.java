package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.platform.web.ProblemException;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody sent to one counter is never left behind by it. */
@ParvisTest
class SentToOneCounterIT {
    @Autowired
    Town town;

    @Autowired
    Reception reception;

    @Autowired
    Halls halls;

    Town.Place place;
    UUID here;
    UUID there;

    @BeforeEach
    void openTwoCounters() {
        place = town.place(2, 2);
        here = place.counters().getFirst().id();
        there = place.counters().getLast().id();
        reception.open(here, Set.of(), null);
        reception.open(there, Set.of(), null);
    }

    private Ticket take() {
        return reception.take(
                NewTicket.walkIn(place.site().id(), place.services().getFirst().id(), NewTicket.Origin.KIOSK));
    }

    @Test
    void the_other_counters_pass_them_over_while_it_is_open() {
        var sent = reception.transferToCounter(take().id(), there);
        assertThat(reception.callNext(here)).isEmpty();
        assertThat(reception.callNext(there).orElseThrow().id()).isEqualTo(sent.id());
    }

    @Test
    void when_it_closes_any_counter_may_call_them_at_the_same_place() {
        var sent = reception.transferToCounter(take().id(), there);
        take();
        reception.close(there);
        var called = reception.callNext(here).orElseThrow();
        assertThat(called.id()).isEqualTo(sent.id());
        assertThat(called.queueAt()).isEqualTo(sent.queueAt());
    }

    @Test
    void who_was_set_aside_meanwhile_comes_back_for_any_counter() {
        var sent = reception.transferToCounter(take().id(), there);
        reception.callNext(there);
        reception.park(sent.id());
        reception.close(there);
        reception.requeue(sent.id());
        assertThat(reception.callNext(here).orElseThrow().id()).isEqualTo(sent.id());
    }

    @Test
    void who_was_set_aside_is_not_called_by_another_counter_meanwhile() {
        var sent = reception.transferToCounter(take().id(), there);
        reception.callNext(there);
        reception.park(sent.id());
        assertRefused(() -> reception.callParked(sent.id(), here));
        assertThat(reception.callParked(sent.id(), there).counterId()).isEqualTo(there);
    }

    @Test
    void sent_to_a_counter_that_is_closed_any_other_may_call_them() {
        reception.close(there);
        var sent = reception.transferToCounter(take().id(), there);
        assertThat(halls.currentBoard(place.site().id()).keptFor(sent)).isEmpty();
        assertThat(reception.callNext(here).orElseThrow().id()).isEqualTo(sent.id());
    }

    @Test
    void a_counter_calls_whom_it_was_sent_even_for_a_service_that_it_does_not_serve() {
        reception.open(there, Set.of(place.services().getLast().id()), null);
        var sent = reception.transferToCounter(take().id(), there);
        var board = halls.currentBoard(place.site().id());
        assertThat(board.mayCall(board.desk(there).orElseThrow(), sent)).isTrue();
        assertThat(board.mayCall(board.desk(here).orElseThrow(), sent)).isFalse();
        assertThat(reception.callNext(there).orElseThrow().id()).isEqualTo(sent.id());
    }

    private static void assertRefused(Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.getStatusCode().value()).isEqualTo(409));
    }
}
