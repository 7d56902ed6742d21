package fr.parvis.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.identity.Role;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.RefusingMailServer;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** An address that a mail server refuses is seen by whoever receives that person. */
@ParvisTest
class RefusedAddressIT {
    @Autowired
    LastWords lastWords;

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    Outbox outbox;

    @Autowired
    MessageTables tables;

    @Autowired
    SmsTables sms;

    @Autowired
    SendingPolicy policy;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext application;

    private final RefusingMailServer mail = new RefusingMailServer();
    private Town.Place place;
    private LocalDate monday;

    @BeforeEach
    void open() {
        jdbc.sql("delete from messaging.message").update();
        place = town.place(1, 1);
        monday = LocalDate.now(PARIS).plusWeeks(1).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.setTo(monday.minusDays(3).atTime(10, 0).atZone(PARIS).toInstant());
        var service = place.services().getFirst().id();
        agendas.saveTerms(ServiceTerms.usual(service, 20));
        var agenda = agendas.create(
                place.site(), "Guichet", null, place.counters().getFirst().id(), null, Set.of(service));
        agendas.saveRule(
                agenda.id(),
                null,
                Set.of(),
                monday,
                LocalTime.of(9, 0),
                LocalTime.of(12, 0),
                "FREQ=WEEKLY;BYDAY=MO",
                Set.of());
    }

    @AfterEach
    void close() {
        mail.close();
        jdbc.sql("delete from messaging.message").update();
        clock.reset();
    }

    private Appointment book(String time, String email) {
        var booked = bookings.book(
                new NewAppointment(
                        place.site().id(),
                        place.services().getFirst().id(),
                        monday.atTime(LocalTime.parse(time)).atZone(PARIS).toInstant(),
                        1,
                        Appointment.Channel.PHONE),
                new Appointment.Usager("Camille", place.site().slug(), email, null, "fr"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> outbox.page(null, 0, Integer.MAX_VALUE).stream()
                        .anyMatch(message -> message.key().startsWith(booked.messages())));
        return booked;
    }

    private void send() {
        new Postman(
                        tables,
                        sms,
                        policy,
                        lastWords,
                        new Gateways(List.of(SentMail.gateway(mail.url(), _ -> Optional.empty()))),
                        transaction,
                        clock)
                .round();
    }

    private Message of(Appointment one) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(message -> message.key().startsWith(one.messages()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void is_said_on_the_list_of_the_day_and_on_the_appointment() {
        var unknown = book("09:00", "camille@inconnu.example");
        var unwanted = book("09:20", "camille@refuse.example");
        var busy = book("09:40", "camille@occupe.example");
        var good = book("10:00", "camille@ville.example");
        send();
        assertThat(of(unknown).state()).isEqualTo(Message.State.FAILED);
        assertThat(of(unwanted).state()).isEqualTo(Message.State.FAILED);
        assertThat(of(busy).state()).isEqualTo(Message.State.WAITING);
        assertThat(of(good).state()).isEqualTo(Message.State.SENT);

        var agent = Pages.of(application, Role.ADMIN);
        var day = agent.open("/agent/rendez-vous?site=" + place.site().slug() + "&jour=" + monday);
        assertThat(day.body().split("message refusé", -1)).hasSize(3);
        assertThat(agent.open("/agent/rendez-vous/" + unknown.id()).body())
                .contains("Le dernier message n’est pas arrivé");
        assertThat(agent.open("/agent/rendez-vous/" + unwanted.id()).body())
                .contains("Le dernier message n’est pas arrivé");
        for (var one : List.of(busy, good)) {
            assertThat(agent.open("/agent/rendez-vous/" + one.id()).body()).doesNotContain("n’est pas arrivé");
        }
    }

    @Test
    void is_said_as_well_when_the_mail_comes_back_later() {
        var one = book("09:00", "camille@ville.example");
        send();
        assertThat(of(one).state()).isEqualTo(Message.State.SENT);
        assertThat(outbox.returned(of(one).id(), "5.1.1 no such user")).isTrue();
        assertThat(outbox.returned(of(one).id(), "5.1.1 no such user")).isFalse();
        var agent = Pages.of(application, Role.ADMIN);
        assertThat(agent.open("/agent/rendez-vous/" + one.id()).body()).contains("Le dernier message n’est pas arrivé");
        assertThat(agent.open("/agent/rendez-vous?site=" + place.site().slug() + "&jour=" + monday)
                        .body())
                .contains("message refusé");
    }

    @Test
    void is_over_once_a_later_message_has_arrived() {
        var one = book("09:00", "camille@inconnu.example");
        send();
        jdbc.sql("update appointments.appointment set email = 'camille@ville.example' where id = ?")
                .param(one.id())
                .update();
        clock.forward(Duration.ofMinutes(1));
        bookings.move(one.id(), monday.atTime(10, 0).atZone(PARIS).toInstant(), true);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> outbox.page(null, 0, Integer.MAX_VALUE).size() == 2);
        send();
        assertThat(Pages.of(application, Role.ADMIN)
                        .open("/agent/rendez-vous/" + one.id())
                        .body())
                .doesNotContain("n’est pas arrivé");
    }
}
