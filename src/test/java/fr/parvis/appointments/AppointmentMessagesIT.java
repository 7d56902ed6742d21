package fr.parvis.appointments;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.directory.ServiceOffer;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Outbox;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people are told of their appointments, and when. */
@ParvisTest
class AppointmentMessagesIT {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    AppointmentMessages messages;

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    Town.Place place;
    ServiceOffer service;
    LocalDate monday;

    @BeforeEach
    void arrive() {
        place = town.place(1, 1);
        service = place.services().getFirst();
        monday = LocalDate.now(PARIS).plusWeeks(3).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.setTo(at(monday.minusDays(14), "10:00"));
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20));
        var agenda = agendas.create(
                place.site(), "Guichet", null, place.counters().getFirst().id(), null, Set.of(service.id()));
        agendas.saveRule(
                agenda.id(), null, Set.of(), monday, LocalTime.of(9, 0), LocalTime.of(12, 0), "FREQ=WEEKLY", Set.of());
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(PARIS).toInstant();
    }

    private Appointment book(String time, Appointment.Usager usager) {
        return bookings.book(
                new NewAppointment(place.site().id(), service.id(), at(monday, time), 1, Appointment.Channel.ONLINE),
                usager);
    }

    private static Appointment.Usager camille(String language) {
        return new Appointment.Usager("Camille", "Essai", UUID.randomUUID() + "@essai.example", null, language);
    }

    private List<Message> told(Appointment one) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(message -> message.key().contains(one.id().toString()))
                .toList();
    }

    /** Messages are written after the act, on a thread of their own. */
    private List<Message> told(Appointment one, int expected) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (told(one).size() < expected && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(told(one)).hasSize(expected);
        return told(one);
    }

    @Test
    void a_confirmation_says_what_when_where_and_how_to_change_it() {
        var one = book("09:20", camille("fr"));
        var message = told(one, 1).getFirst();
        assertThat(message.about()).isEqualTo("appointment-booked");
        assertThat(message.channel()).isEqualTo(Channel.EMAIL);
        assertThat(message.to()).isEqualTo(Objects.requireNonNull(one.usager()).email());
        assertThat(new String(Objects.requireNonNull(message.attachment()).content(), StandardCharsets.UTF_8))
                .contains("BEGIN:VEVENT", "UID:" + one.id(), "STATUS:CONFIRMED");
        assertThat(message.text())
                .contains(
                        "Bonjour Camille Essai",
                        "09:20 – 09:40",
                        place.site().address(),
                        one.reference(),
                        "/rdv/mien/" + one.token());
    }

    @Test
    void it_speaks_the_language_of_the_person() {
        assertThat(told(book("09:40", camille("ar")), 1).getFirst().text()).contains("تم حجز موعدك");
        assertThat(told(book("10:00", camille("de")), 1).getFirst().text()).contains("Votre rendez-vous est pris");
    }

    @Test
    void reminders_come_once_each_and_not_to_who_has_just_booked() {
        var early = book("10:20", camille("fr"));
        told(early, 1);
        clock.setTo(at(monday.minusDays(7), "10:30"));
        var late = book("10:40", camille("fr"));
        told(late, 1);
        messages.remind();
        messages.remind();
        assertThat(told(early, 2)).extracting(Message::about).contains("appointment-reminder-week");
        assertThat(told(late)).hasSize(1);
        clock.setTo(at(monday.minusDays(2), "11:00"));
        messages.remind();
        assertThat(told(early, 3)).extracting(Message::about).contains("appointment-reminder-days");
        assertThat(told(late, 2)).extracting(Message::about).contains("appointment-reminder-days");
        clock.setTo(at(monday, "08:00"));
        messages.remind();
        assertThat(told(early, 4)).extracting(Message::about).contains("appointment-reminder-hours");
    }

    @Test
    void nobody_is_reminded_of_a_time_at_which_nobody_receives() {
        clock.setTo(at(monday.minusDays(10), "10:00"));
        var one = book("09:20", camille("fr"));
        told(one, 1);
        var agenda = agendas.at(place.site()).getFirst();
        var absence = agendas.addAbsence(agenda.id(), at(monday, "08:00"), at(monday, "12:00"), "");
        clock.setTo(at(monday.minusDays(7), "10:30"));
        messages.remind();
        assertThat(told(one)).hasSize(1);
        agendas.removeAbsence(agenda.id(), absence);
        messages.remind();
        assertThat(told(one, 2)).extracting(Message::about).contains("appointment-reminder-week");
    }

    @Test
    void what_was_said_of_the_old_time_is_not_sent_once_it_has_moved() {
        var one = book("11:00", camille("fr"));
        told(one, 1);
        bookings.move(one.id(), at(monday, "11:20"), true);
        var after = told(one, 2);
        assertThat(after)
                .filteredOn(message -> message.about().equals("appointment-booked"))
                .first()
                .extracting(Message::state)
                .isEqualTo(Message.State.DROPPED);
        assertThat(after.getFirst().text()).contains("11:20");
        bookings.cancel(one.id(), true);
        assertThat(told(one, 3)).extracting(Message::about).contains("appointment-cancelled");
    }

    @Test
    void who_gave_only_a_telephone_is_told_by_sms() {
        var one = book("11:40", new Appointment.Usager("Dominique", "Essai", null, "+33612345678", "fr"));
        var message = told(one, 1).getFirst();
        assertThat(message.channel()).isEqualTo(Channel.SMS);
        assertThat(message.to()).isEqualTo("+33612345678");
        assertThat(message.text()).contains("rendez-vous pris", "11:40");
    }
}
