package fr.parvis.appointments.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointment.Channel;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.directory.Site;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A site where sessions are held, on the Wednesday before a Monday, with an animator who also receives by appointment. */
abstract class SessionScene {
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final AtomicInteger MADE = new AtomicInteger();

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    Sessions sessions;

    @Autowired
    Registrations registrations;

    @Autowired
    SessionKeeping keeping;

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    Town.Place place;
    Site site;
    LocalDate monday;
    Agenda animator;
    String title;

    @BeforeEach
    void arrive() {
        place = town.place(2, 3);
        site = place.site();
        monday = LocalDate.now(PARIS).plusWeeks(1).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.setTo(at(monday.minusDays(5), "10:00"));
        var service = place.services().getFirst().id();
        agendas.saveTerms(ServiceTerms.usual(service, 20));
        animator = agendas.create(
                site, "Animatrice", null, place.counters().getFirst().id(), null, Set.of(service));
        agendas.saveRule(
                animator.id(), null, Set.of(), monday, LocalTime.of(9, 0), LocalTime.of(17, 0), null, Set.of());
        title = "Atelier d’essai " + MADE.incrementAndGet();
    }

    @AfterEach
    void goHome() {
        sessions.toCome(List.of(site)).forEach(one -> sessions.cancel(one.id(), ""));
        agendas.at(site).forEach(one -> agendas.update(one.id(), one.name(), one.services(), false));
        clock.reset();
    }

    static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(PARIS).toInstant();
    }

    Instant at(String time) {
        return at(monday, time);
    }

    /** On that Monday from 14:00 to 16:00, with the animator. */
    SessionPlan plan(int seats) {
        return new SessionPlan(
                site.id(),
                place.services().getFirst().id(),
                title,
                "Apportez un justificatif.",
                "Salle du Conseil",
                List.of(animator.id()),
                at("14:00"),
                at("16:00"),
                seats,
                3,
                null,
                at("13:00"),
                "fr",
                true,
                false);
    }

    SessionPlan plan(int seats, Instant start, List<java.util.UUID> with) {
        var plan = plan(seats);
        return new SessionPlan(
                plan.siteId(),
                plan.serviceId(),
                plan.title(),
                plan.description(),
                plan.place(),
                with,
                start,
                start.plus(Duration.ofHours(2)),
                seats,
                plan.mostSeats(),
                null,
                start.minus(Duration.ofHours(1)),
                plan.language(),
                plan.stepFree(),
                plan.byStaff());
    }

    Session session(int seats) {
        return sessions.create(plan(seats), Repeat.ONCE, 1).getFirst();
    }

    static Appointment.Usager somebody() {
        var n = MADE.incrementAndGet();
        return new Appointment.Usager("Camille", "Groupe " + n, "groupe" + n + "@essai.example", null, "fr");
    }

    Registration register(Session session, int seats) {
        return register(session, seats, somebody());
    }

    Registration register(Session session, int seats, Appointment.Usager usager) {
        return registrations.register(new Registrations.Wanted(session.id(), seats, Channel.ONLINE, usager, true));
    }

    Registration.State state(Registration one) {
        return registrations.find(one.id()).state();
    }

    int free(Session session) {
        return sessions.find(session.id()).free();
    }

    void nobodyAnswers() {
        clock.forward(Duration.ofMinutes(31));
        keeping.endOffers();
    }

    static void refused(String name, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.key()).isEqualTo("problem.appointments." + name));
    }

    /** Newest first. */
    List<Message> told(Registration one) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(message -> message.key().startsWith("registration " + one.id()))
                .toList();
    }

    List<String> toldOf(Registration one) {
        return told(one).stream().map(Message::about).toList();
    }
}
