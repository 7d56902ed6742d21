package fr.parvis.appointments.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointment.Channel;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.appointments.slots.SlotSearch.Slot;
import fr.parvis.directory.ServiceOffer;
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
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A site that receives by appointment, on the Friday before a Monday, and those who wait for a time there. */
abstract class LineScene {
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Availability availability;

    @Autowired
    Bookings bookings;

    @Autowired
    Appointments appointments;

    @Autowired
    Wishes wishes;

    @Autowired
    Offers offers;

    @Autowired
    Offering offering;

    @Autowired
    LineKeeping keeping;

    @Autowired
    LineLook look;

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    Town.Place place;
    Site site;
    ServiceOffer service;
    LocalDate monday;

    @BeforeEach
    void arrive() {
        place = town.place(2, 3);
        site = place.site();
        service = place.services().getFirst();
        monday = LocalDate.now(PARIS).plusWeeks(1).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.setTo(at(monday.minusDays(3), "10:00"));
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20));
    }

    /** Nobody of this test is offered anything in another one. */
    @AfterEach
    void goHome() {
        jdbc.sql("select id from appointments.wish where ended_at is null")
                .query((row, _) -> row.getObject(1, UUID.class))
                .list()
                .forEach(wishes::leave);
        clock.reset();
    }

    static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(PARIS).toInstant();
    }

    Instant at(String time) {
        return at(monday, time);
    }

    /** On that Monday alone. */
    Agenda agenda(String from, String to) {
        return agenda(site, monday, from, to);
    }

    Agenda agenda(Site where, LocalDate day, String from, String to) {
        var agenda = agendas.create(
                where, "Guichet", null, place.counters().getFirst().id(), null, Set.of(service.id()));
        agendas.saveRule(agenda.id(), null, Set.of(), day, LocalTime.parse(from), LocalTime.parse(to), null, Set.of());
        return agenda;
    }

    /** The times of that Monday that everybody sees online. */
    List<Instant> free() {
        return free(monday);
    }

    List<Instant> free(LocalDate day) {
        return availability.slots(site, availability.terms(service.id()).orElseThrow(), 1, day, day, false).stream()
                .map(Slot::start)
                .toList();
    }

    static Appointment.Usager somebody() {
        var n = PEOPLE.incrementAndGet();
        return new Appointment.Usager("Camille", "Attente " + n, "attente" + n + "@essai.example", null, "fr");
    }

    Appointment book(String time) {
        return book(at(time), somebody());
    }

    Appointment book(Instant start, Appointment.Usager usager) {
        return bookings.book(new NewAppointment(site.id(), service.id(), start, 1, Channel.ONLINE), usager);
    }

    NewWish wanted(Suits suits, Channel channel, Appointment.Usager usager) {
        return new NewWish(service.id(), Set.of(site.id()), suits, 1, channel, usager, "", Meeting.ON_SITE, false);
    }

    Wish join() {
        return join(Suits.ANY);
    }

    Wish join(Suits suits) {
        return join(suits, Channel.ONLINE, somebody());
    }

    /** Whose contact works. */
    Wish join(Suits suits, Channel channel, Appointment.Usager usager) {
        var wish = wishes.join(wanted(suits, channel, usager));
        wishes.opened(wish);
        return now(wish);
    }

    /** Who has typed a contact, and not opened anything that was sent there. */
    Wish joinUnread() {
        var usager = somebody();
        wishes.ask(wanted(Suits.ANY, Channel.ONLINE, usager));
        return wishes.openOf(service.id(), usager).orElseThrow();
    }

    Wish now(Wish wish) {
        return wishes.find(wish.id());
    }

    /** After a round. */
    Offer offered(Wish wish) {
        offering.round();
        return offers.openOf(wish).orElseThrow(() -> new AssertionError("nothing is offered"));
    }

    void assertNothingIsOffered(Wish wish) {
        offering.round();
        assertThat(offers.openOf(wish)).isEmpty();
    }

    void nobodyAnswers() {
        clock.forward(OfferTime.HELD.plusSeconds(5));
    }

    static void refused(String name, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.key()).isEqualTo("problem.appointments." + name));
    }

    /** Newest first. */
    List<Message> told(Wish wish) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(message -> message.key().startsWith("wish " + wish.id()))
                .toList();
    }

    /** What is heard after a commit is done on a thread of its own. */
    static void await(BooleanSupplier done) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(done.getAsBoolean()).isTrue();
    }
}
