package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.platform.web.ProblemException;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody fetches a missing document while the place in the line is kept. */
@ParvisTest
class SteppedOutIT {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    @Autowired
    Town town;

    @Autowired
    Reception reception;

    @Autowired
    Halls halls;

    @Autowired
    HallKeeping keeping;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Town.Place place;
    UUID counter;
    Visitor visitor;

    @BeforeEach
    void arrive() {
        town.account("Essai", fr.parvis.identity.Role.ADMIN);
        settleAt(Collections.nCopies(7, "00:00-24:00"));
        visitor = new Visitor(port);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private void settleAt(List<String> hours) {
        place = town.place(1, 1, hours);
        counter = place.counters().getFirst().id();
        reception.open(counter, Set.of(), null);
    }

    private Ticket take() {
        return reception.take(
                NewTicket.walkIn(place.site().id(), place.services().getFirst().id(), NewTicket.Origin.KIOSK));
    }

    private Ticket out() {
        return reception.stepOut(take().id());
    }

    private String page(Ticket ticket) {
        return visitor.open("/ticket/" + ticket.token()).body();
    }

    private static String goesTo(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
    }

    @Test
    void nobody_is_called_while_out_and_the_old_place_is_taken_again() {
        var out = out();
        var next = take();
        assertThat(out.awayUntil())
                .isBetween(out.arrivedAt().plus(HALF_AN_HOUR), clock.instant().plus(HALF_AN_HOUR));
        assertThat(halls.currentBoard(place.site().id()).away())
                .extracting(Ticket::number)
                .containsExactly(out.number());
        assertThat(reception.callNext(counter).orElseThrow().id()).isEqualTo(next.id());
        reception.noShow(next.id());
        assertThat(reception.callNext(counter)).isEmpty();

        take();
        var back = reception.comeBack(out.id());
        assertThat(back.awayUntil()).isNull();
        assertThat(back.queueAt()).isEqualTo(out.queueAt());
        assertThat(reception.comeBack(out.id())).isEqualTo(back);
        assertThat(reception.callNext(counter).orElseThrow().id()).isEqualTo(out.id());
    }

    @Test
    void the_place_is_given_back_a_little_later_than_was_said_and_the_page_says_so() {
        var out = out();
        clock.forward(HALF_AN_HOUR.plusMinutes(2));
        keeping.endAways();
        assertThat(halls.ticket(out.id()).state()).isEqualTo(Ticket.State.PARKED);
        clock.forward(Duration.ofMinutes(2));
        keeping.endAways();
        var lost = halls.ticket(out.id());
        assertThat(lost.state()).isEqualTo(Ticket.State.ABANDONED);
        var said = TIME.format(java.util.Objects.requireNonNull(lost.awayUntil())
                .atZone(place.site().zone()));
        assertThat(page(lost)).contains("Votre place a été gardée jusqu’à " + said, "Reprendre un ticket");
        assertThatThrownBy(() -> reception.comeBack(out.id())).isInstanceOf(ProblemException.class);
    }

    private static final java.time.format.DateTimeFormatter TIME =
            java.time.format.DateTimeFormatter.ofPattern("HH:mm");

    @Test
    void who_comes_back_at_the_last_moment_is_not_sent_away() {
        var out = out();
        clock.forward(Duration.ofHours(1));
        reception.comeBack(out.id());
        assertThatThrownBy(() -> reception.endAway(out.id(), clock.instant())).isInstanceOf(ProblemException.class);
        keeping.endAways();
        assertThat(halls.ticket(out.id()).state()).isEqualTo(Ticket.State.WAITING);
    }

    @Test
    void nobody_is_told_to_come_back_after_the_doors_have_closed() {
        settleAt(Collections.nCopies(7, "09:00-17:00"));
        var zone = place.site().zone();
        var day = LocalDate.now(zone).plusDays(30);
        clock.setTo(day.atTime(LocalTime.of(16, 45)).atZone(zone).toInstant());
        assertThat(out().awayUntil()).isEqualTo(day.atTime(17, 0).atZone(zone).toInstant());
        clock.setTo(day.atTime(LocalTime.of(16, 52)).atZone(zone).toInstant());
        var late = take();
        assertThatThrownBy(() -> reception.stepOut(late.id()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.key()).isEqualTo("problem.queue.closes-too-soon"));
        assertThat(halls.ticket(late.id()).state()).isEqualTo(Ticket.State.WAITING);
    }

    @Test
    void the_telephone_says_that_they_are_back() {
        var out = out();
        var address = "/ticket/" + out.token();
        assertThat(page(out)).contains("Votre place est gardée jusqu’à", address + "/retour");
        assertThat(visitor.open(address + "/retour").body()).contains("êtes-vous de retour");
        assertThat(goesTo(visitor.send(address + "/retour", address + "/retour")))
                .isEqualTo(address);
        assertThat(halls.ticket(out.id()).state()).isEqualTo(Ticket.State.WAITING);
        assertThat(goesTo(visitor.open(address + "/retour"))).isEqualTo(address);
    }

    @Test
    void at_the_kiosk_they_touch_their_number() {
        var out = out();
        var kiosk = "/borne/" + place.site().slug();
        assertThat(visitor.open(kiosk + "/services").body()).contains("Je reviens", kiosk + "/retour");
        assertThat(visitor.open(kiosk + "/retour").body())
                .contains(out.number())
                .doesNotContain(out.token());
        var done = goesTo(visitor.send(kiosk + "/retour", kiosk + "/retour", "number", out.number()));
        assertThat(visitor.open(done).body())
                .contains("Vous êtes de nouveau dans la file", out.number())
                .doesNotContain(out.token());
        assertThat(goesTo(visitor.send(kiosk + "/services", kiosk + "/retour", "number", out.number())))
                .isEqualTo(kiosk + "/retour");
        assertThat(visitor.open(kiosk + "/retour").body()).contains("Aucune place n’est gardée");
        assertThat(visitor.open(kiosk + "/services").body()).doesNotContain(kiosk + "/retour");
    }

    @Test
    void who_was_set_aside_by_an_agent_waits_for_the_agent() {
        var ticket = take();
        reception.callNext(counter);
        reception.park(ticket.id());
        assertThat(reception.comeBack(ticket.id()).state()).isEqualTo(Ticket.State.PARKED);
        assertThat(page(ticket)).doesNotContain("/retour");
        assertThat(goesTo(visitor.send(
                        "/sites/" + place.site().slug() + "/ticket", "/ticket/" + ticket.token() + "/retour")))
                .isEqualTo("/ticket/" + ticket.token());
        assertThat(halls.ticket(ticket.id()).state()).isEqualTo(Ticket.State.PARKED);
        assertThat(visitor.open("/borne/" + place.site().slug() + "/retour").body())
                .doesNotContain(ticket.number());
    }
}
