package fr.parvis.appointments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.directory.ServiceOffer;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Partner;
import fr.parvis.identity.Partners;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.rights.Nights;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** What partners hold and book, on the real database. */
@ParvisTest
class PartnerBookingsIT {
    @Autowired
    Nights nights;

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    PartnerBookings own;

    @Autowired
    PartnerNames names;

    @Autowired
    Partners partners;

    @Autowired
    Appointments appointments;

    @Autowired
    AppointmentKeeping keeping;

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    Town.Place place;
    ServiceOffer service;
    LocalDate monday;
    Partner partner;

    @BeforeEach
    void open() {
        place = town.place(2, 2);
        service = place.services().getFirst();
        monday = LocalDate.now(PARIS).plusWeeks(2).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.setTo(at("10:00").minus(Duration.ofDays(6)));
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20));
        for (var counter : place.counters()) {
            var agenda = agendas.create(place.site(), counter.name(), null, counter.id(), null, Set.of(service.id()));
            agendas.saveRule(
                    agenda.id(), null, Set.of(), monday, LocalTime.of(9, 0), LocalTime.of(12, 0), null, Set.of());
        }
        partner = town.partner(place, 2);
        actAs(somebody(partner));
    }

    @AfterEach
    void leave() {
        SecurityContextHolder.clearContext();
        clock.reset();
    }

    private Instant at(String time) {
        return monday.atTime(LocalTime.parse(time)).atZone(PARIS).toInstant();
    }

    private static Caller somebody(Partner partner) {
        return new Caller(Ids.next(), "Essai", null, Set.of(Role.PARTNER), Set.of(), false, partner.id());
    }

    private static void actAs(Caller caller) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
        SecurityContextHolder.setContext(context);
    }

    private NewAppointment wanted(String time) {
        return new NewAppointment(place.site().id(), service.id(), at(time), 1, Appointment.Channel.PARTNER);
    }

    private static Appointment.Usager person(String language) {
        var letters = UUID.randomUUID().toString().replaceAll("[0-9-]", "");
        return new Appointment.Usager("Basma", "Essai " + letters, letters + "@essai.example", null, language);
    }

    private static void refused(ThrowingCallable act, String name) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.key()).endsWith("." + name));
    }

    @Test
    void a_partner_books_as_the_desk_does_and_its_channel_is_known() {
        // everything is kept for people without internet
        agendas.saveTerms(new ServiceTerms(
                service.id(),
                20,
                0,
                20,
                72,
                60,
                LocalTime.MIDNIGHT,
                4,
                fr.parvis.appointments.slots.Terms.Grouping.CONSECUTIVE,
                Set.of(),
                100,
                0));
        var booked = own.book(wanted("09:20"), person("fr"));
        assertThat(booked.channel()).isEqualTo(Appointment.Channel.PARTNER);
        assertThat(names.of(booked.id())).contains(partner.name());
        assertThat(jdbc.sql(
                                "select actor || ' ' || subject from identity.audit where act = 'partner-booked' and subject = ?")
                        .param(booked.reference())
                        .query(String.class)
                        .list())
                .hasSize(1);
    }

    @Test
    void what_is_not_its_own_does_not_exist_for_it() {
        var agents = bookings.book(
                new NewAppointment(place.site().id(), service.id(), at("09:00"), 1, Appointment.Channel.DESK),
                person("fr"));
        var others = town.partner(place, null);
        actAs(somebody(others));
        var theirs = own.book(wanted("09:20"), person("fr"));
        actAs(somebody(partner));
        for (var one : List.of(agents, theirs)) {
            refused(() -> own.find(one.id()), "unknown-appointment");
            refused(() -> own.move(one.id(), at("11:00")), "unknown-appointment");
            refused(() -> own.cancel(one.id()), "unknown-appointment");
            refused(() -> own.confirm(one.id(), person("fr")), "unknown-appointment");
            refused(() -> own.giveBack(one.id()), "unknown-appointment");
            assertThat(own.named(one.reference(), 10)).isEmpty();
            assertThat(own.named("Essai", 10)).isEmpty();
            assertThat(appointments.find(one.id())).isEqualTo(one);
        }
        refused(() -> own.find(UUID.randomUUID()), "unknown-appointment");
        actAs(somebody(others));
        assertThat(own.find(theirs.id())).as("a colleague's").isEqualTo(theirs);
        assertThat(own.named("essai", 10)).containsExactly(theirs);
        assertThat(own.toCome(10)).containsExactly(theirs);
    }

    @Test
    void what_was_not_agreed_is_refused() {
        partners.update(
                partner.id(), partner.name(), Set.of(place.services().getLast().id()), partner.sites(), null);
        refused(() -> own.hold(wanted("09:20")), "partner-not-yours");
        partners.update(partner.id(), partner.name(), partner.services(), Set.of(UUID.randomUUID()), null);
        refused(() -> own.hold(wanted("09:20")), "partner-not-yours");
        actAs(new Caller(Ids.next(), "Essai", null, Set.of(Role.AGENT), Set.of(), false));
        refused(() -> own.hold(wanted("09:20")), "not-allowed");
        SecurityContextHolder.clearContext();
        refused(() -> own.toCome(1), "not-allowed");
    }

    @Test
    void of_one_person_of_a_partner_one_time_is_held_at_once() {
        var first = own.hold(wanted("09:20"));
        var second = own.hold(wanted("09:40"));
        own.holdOnly(second.id());
        assertThat(own.held()).extracting(Appointment::id).containsExactly(second.id());
        assertThat(own.find(first.id()).state()).isEqualTo(Appointment.State.EXPIRED);
        clock.setTo(clock.instant().plus(Bookings.HOLD).plusSeconds(1));
        assertThat(own.held()).isEmpty();
        assertThat(own.confirm(second.id(), person("fr")).state())
                .as("late, and nobody has taken it")
                .isEqualTo(Appointment.State.BOOKED);
    }

    @Test
    void the_cap_counts_what_is_ahead_and_what_colleagues_hold() {
        var first = own.book(wanted("09:00"), person("fr"));
        actAs(somebody(partner));
        var held = own.hold(wanted("09:20"));
        var colleague = somebody(partner);
        actAs(colleague);
        refused(() -> own.hold(wanted("09:40")), "partner-full");
        own.cancel(first.id());
        var third = own.book(wanted("09:40"), person("fr"));
        assertThat(own.open()).as("one booked, one held by a colleague").isEqualTo(2);
        refused(() -> own.hold(wanted("10:00")), "partner-full");
        clock.setTo(clock.instant().plus(Bookings.HOLD).plusSeconds(1));
        own.book(wanted("10:00"), person("fr"));
        refused(() -> own.confirm(held.id(), person("fr")), "partner-full");
        assertThat(own.find(third.id()).state()).isEqualTo(Appointment.State.BOOKED);
    }

    @Test
    void many_at_once_do_not_pass_the_cap() throws Exception {
        var most = 3;
        partners.update(partner.id(), partner.name(), partner.services(), partner.sites(), most);
        var times = List.of("09:00", "09:20", "09:40", "10:00", "10:20", "10:40", "11:00", "11:20");
        var together = new CountDownLatch(1);
        var booked = new ArrayList<String>();
        try (var people = Executors.newFixedThreadPool(times.size())) {
            var sent = times.stream()
                    .map(time -> people.submit(() -> tried(together, time)))
                    .toList();
            together.countDown();
            for (var one : sent) {
                booked.add(one.get());
            }
        }
        assertThat(booked.stream().filter("booked"::equals)).hasSize(most);
        assertThat(booked.stream().filter(one -> one.endsWith(".partner-full"))).hasSize(times.size() - most);
        assertThat(own.open()).isEqualTo(most);
    }

    private String tried(CountDownLatch together, String time) throws InterruptedException {
        actAs(somebody(partner));
        together.await();
        try {
            own.book(wanted(time), person("fr"));
            return "booked";
        } catch (ProblemException refusal) {
            return refusal.key();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    @Test
    void somebody_who_has_one_already_is_refused_without_a_word_of_when() {
        var who = person("fr");
        bookings.book(
                new NewAppointment(place.site().id(), service.id(), at("11:20"), 1, Appointment.Channel.DESK), who);
        assertThatThrownBy(() -> own.book(wanted("09:20"), who))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.key()).endsWith(".person-already-booked");
                    assertThat(refusal.getBody().getProperties()).isNull();
                    assertThat(refusal.getDetailMessageArguments()).containsExactly(service.name());
                });
        assertThat(own.open()).isZero();
    }

    @Test
    void the_person_is_told_in_their_language_by_whom_it_was_booked() {
        assertThat(told(() -> own.book(wanted("09:20"), person("fr"))))
                .contains("Votre rendez-vous est pris", "pris pour vous par " + partner.name(), "/rdv/mien/");
        assertThat(told(() -> own.book(wanted("09:40"), person("ar"))))
                .contains("تم حجز موعدك", partner.name(), "لك، بموافقتك");
        assertThat(told(() -> bookings.book(
                        new NewAppointment(place.site().id(), service.id(), at("10:00"), 1, Appointment.Channel.DESK),
                        person("fr"))))
                .doesNotContain("pris pour vous");
    }

    private String told(Supplier<Appointment> booking) {
        var one = booking.get();
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (messages(one).isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return messages(one).stream()
                .map(message -> String.valueOf(message.text()))
                .findFirst()
                .orElse("");
    }

    private List<Message> messages(Appointment one) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(message -> message.key().contains(one.id().toString()))
                .toList();
    }

    @Test
    void what_agents_and_the_person_change_is_seen() {
        var one = own.book(wanted("09:20"), person("fr"));
        var other = own.book(wanted("09:40"), person("fr"));
        assertThat(own.moved(List.of(one.id(), other.id()))).isEmpty();
        bookings.move(one.id(), at("11:00"), false);
        bookings.cancel(other.id(), true);
        assertThat(own.moved(List.of(one.id(), other.id()))).containsExactly(one.id());
        assertThat(own.toCome(10))
                .extracting(Appointment::state)
                .containsExactly(Appointment.State.CANCELLED, Appointment.State.BOOKED);
        refused(() -> own.move(other.id(), at("11:20")), "state-does-not-allow");
        assertThat(own.cancel(other.id()).state()).isEqualTo(Appointment.State.CANCELLED);
    }

    @Test
    void once_it_has_begun_it_is_the_agents_alone() {
        var one = own.book(wanted("09:20"), person("fr"));
        clock.setTo(at("09:21"));
        refused(() -> own.move(one.id(), at("11:00")), "state-does-not-allow");
        refused(() -> own.cancel(one.id()), "state-does-not-allow");
        assertThat(own.past(10)).extracting(Appointment::id).containsExactly(one.id());
        assertThat(own.toCome(10)).isEmpty();
    }

    @Test
    void thirty_days_later_nothing_of_the_person_is_left() {
        var one = own.book(wanted("09:20"), person("uk"));
        clock.setTo(at("09:40").plus(Duration.ofDays(30)).plusSeconds(1));
        nights.run("appointment");
        assertThat(own.find(one.id()).usager()).isNull();
        assertThat(own.past(10)).isEmpty();
        assertThat(own.named("Essai", 10)).isEmpty();
        assertThat(own.named(one.reference(), 10)).isEmpty();
    }
}
