package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ParvisTest
class MidnightIT {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    Reception reception;

    @Autowired
    Halls halls;

    @Autowired
    HallKeeping keeping;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private Ticket take(Town.Place place) {
        return reception.take(
                NewTicket.walkIn(place.site().id(), place.services().getFirst().id(), NewTicket.Origin.KIOSK));
    }

    private static Instant paris(LocalDate day, int hour, int minute) {
        return day.atTime(LocalTime.of(hour, minute)).atZone(PARIS).toInstant();
    }

    @Test
    void numbers_begin_again_at_midnight_on_the_sites_clock_and_nobody_loses_their_place() {
        var place = town.place(1, 1);
        var day = LocalDate.of(2027, 3, 1);
        clock.setTo(paris(day, 23, 59));
        var evening = take(place);
        clock.setTo(paris(day.plusDays(1), 0, 1));
        var morning = take(place);
        assertThat(evening.number()).isEqualTo("A001");
        assertThat(morning.number()).isEqualTo("A001");
        assertThat(evening.day()).isEqualTo(day);
        assertThat(morning.day()).isEqualTo(day.plusDays(1));
        reception.open(place.counters().getFirst().id(), Set.of(), null);
        assertThat(reception
                        .callNext(place.counters().getFirst().id())
                        .orElseThrow()
                        .id())
                .isEqualTo(evening.id());
    }

    @Test
    void yesterdays_hall_is_cleared_once_the_site_is_closed_and_not_before() {
        var day = LocalDate.of(2027, 3, 3);
        var closing = town.place(1, 1, Collections.nCopies(7, "08:00-18:00"));
        var allNight = town.place(1, 1);
        clock.setTo(paris(day, 17, 0));
        var left = take(closing);
        reception.open(closing.counters().getFirst().id(), Set.of(), null);
        var stays = take(allNight);
        clock.setTo(paris(day.plusDays(1), 3, 0));
        keeping.tidy();
        keeping.tidy();
        assertThat(halls.ticket(left.id()).state()).isEqualTo(Ticket.State.ABANDONED);
        assertThat(halls.state(closing.counters().getFirst().id()).orElseThrow().mode())
                .isEqualTo(CounterState.Mode.CLOSED);
        assertThat(halls.ticket(stays.id()).state()).isEqualTo(Ticket.State.WAITING);
    }

    @Test
    void on_both_clock_change_nights_the_order_is_the_order_of_arrival() {
        for (var night :
                java.util.List.of(Instant.parse("2027-03-28T00:30:00Z"), Instant.parse("2027-10-31T00:30:00Z"))) {
            var place = town.place(1, 1);
            var counter = place.counters().getFirst().id();
            var arrived = new java.util.ArrayList<Ticket>();
            for (int i = 0; i < 6; i++) {
                clock.setTo(night.plus(Duration.ofMinutes(20L * i)));
                arrived.add(take(place));
            }
            assertThat(arrived)
                    .extracting(Ticket::number)
                    .containsExactly("A001", "A002", "A003", "A004", "A005", "A006");
            reception.open(counter, Set.of(), null);
            for (var expected : arrived) {
                assertThat(reception.callNext(counter).orElseThrow().number()).isEqualTo(expected.number());
                reception.noShow(expected.id());
            }
        }
    }
}
