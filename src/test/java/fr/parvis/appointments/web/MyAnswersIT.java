package fr.parvis.appointments.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** "Still coming" from a reminder, and "I am there" from the hall. */
@ParvisTest
class MyAnswersIT {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    Appointments appointments;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Appointment mine;
    LocalDate day;
    Visitor visitor;

    @BeforeEach
    void book() {
        var place = town.place(1, 1);
        var service = place.services().getFirst();
        day = LocalDate.now(PARIS).plusWeeks(2);
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20));
        var agenda = agendas.create(
                place.site(), "Guichet", null, place.counters().getFirst().id(), null, Set.of(service.id()));
        agendas.saveRule(
                agenda.id(), null, Set.of(), day, LocalTime.of(9, 0), LocalTime.of(12, 0), "FREQ=DAILY", Set.of());
        clock.setTo(at("08:00").minusSeconds(86_400));
        mine = bookings.book(
                new NewAppointment(place.site().id(), service.id(), at("10:00"), 1, Appointment.Channel.ONLINE),
                new Appointment.Usager("Reponse", "Essai", java.util.UUID.randomUUID() + "@essai.example", null, "fr"));
        visitor = new Visitor(port);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private Instant at(String time) {
        return day.atTime(LocalTime.parse(time)).atZone(PARIS).toInstant();
    }

    private String page() {
        return "/rdv/mien/" + mine.token();
    }

    private boolean isConfirmed() {
        return !appointments.confirmed(Set.of(mine.id())).isEmpty();
    }

    @Test
    void a_mail_program_that_opens_the_link_says_nothing_a_person_who_presses_does() {
        assertThat(visitor.open(page() + "/oui").body()).contains("Toujours d’accord", "Oui, je viens");
        assertThat(isConfirmed()).isFalse();
        var answer = visitor.send(page() + "/oui", page() + "/oui");
        assertThat(Visitor.goesTo(answer)).isEqualTo(page() + "?vient");
        assertThat(visitor.open(page() + "?vient").body()).contains("C’est noté", "Vous venez");
        assertThat(isConfirmed()).isTrue();
    }

    @Test
    void another_time_is_another_question() {
        visitor.send(page() + "/oui", page() + "/oui");
        bookings.move(mine.id(), at("11:00"), false);
        assertThat(isConfirmed()).isFalse();
    }

    @Test
    void a_cancelled_one_asks_nothing() {
        bookings.cancel(mine.id(), false);
        assertThat(Visitor.goesTo(visitor.open(page() + "/oui"))).isEqualTo(page());
    }

    @Test
    void who_is_in_the_hall_says_so_on_the_telephone_and_has_a_ticket() {
        clock.setTo(at("08:30"));
        assertThat(visitor.open(page()).body()).doesNotContain("Je suis là");
        clock.setTo(at("09:20"));
        assertThat(visitor.open(page()).body()).contains("Je suis là");
        var ticket = Visitor.goesTo(visitor.send(page(), page() + "/arrivee"));
        assertThat(ticket).startsWith("/ticket/");
        assertThat(visitor.open(ticket).statusCode()).isEqualTo(200);
        assertThat(appointments.find(mine.id()).state()).isEqualTo(Appointment.State.ARRIVED);
        assertThat(visitor.open(page()).body()).doesNotContain("Je suis là").contains("Voir mon ticket");
    }

    @Test
    void who_presses_too_early_or_on_another_day_has_no_ticket() {
        assertThat(Visitor.goesTo(visitor.send(page() + "/annuler", page() + "/arrivee")))
                .isEqualTo(page());
        assertThat(appointments.find(mine.id()).state()).isEqualTo(Appointment.State.BOOKED);
    }
}
