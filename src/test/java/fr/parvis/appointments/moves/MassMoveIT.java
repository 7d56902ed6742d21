package fr.parvis.appointments.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Arrivals;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.ExactMoves;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.appointments.moves.MoveLine.Choice;
import fr.parvis.appointments.moves.MoveLine.Settled;
import fr.parvis.appointments.moves.MoveLine.State;
import fr.parvis.appointments.slots.SlotSearch.Slot;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.appointments.slots.Terms;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.web.ProblemException;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** An agent is away, and the day is given other places, on the real database. E-mail has a gateway, SMS has none. */
@ParvisTest
@TestPropertySource(properties = {"parvis.smtp-url=smtp://127.0.0.1:9", "parvis.mail-from=accueil@essai.example"})
class MassMoveIT {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
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
    Arrivals arrivals;

    @Autowired
    ExactMoves exact;

    @Autowired
    MassMoves moves;

    @Autowired
    MoveOffers offers;

    @Autowired
    ToSettle left;

    @Autowired
    MoveKeeping keeping;

    @Autowired
    DirectoryEditor editor;

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
    Agenda nadia;
    Agenda karim;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        place = town.place(2, 3);
        site = place.site();
        service = place.services().getFirst();
        monday = LocalDate.now(PARIS).plusWeeks(1).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.setTo(at("09:00").minus(Duration.ofDays(3)));
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20));
        nadia = agenda(place, 0, "Nadia");
        karim = agenda(place, 1, "Karim");
    }

    @AfterEach
    void backToNow() {
        clock.reset();
        jdbc.sql("drop trigger if exists broken on appointments.place").update();
        for (var agenda : agendas.at(site)) {
            agendas.update(agenda.id(), agenda.name(), agenda.services(), false);
        }
    }

    private Agenda agenda(Town.Place at, int counter, String name) {
        var agenda =
                agendas.create(at.site(), name, null, at.counters().get(counter).id(), null, Set.of(service.id()));
        opened(agenda, "09:00", "10:00");
        return agenda;
    }

    private void opened(Agenda agenda, String from, String to) {
        agendas.saveRule(
                agenda.id(), null, Set.of(), monday, LocalTime.parse(from), LocalTime.parse(to), null, Set.of());
    }

    private Instant at(String time) {
        return monday.atTime(LocalTime.parse(time)).atZone(PARIS).toInstant();
    }

    private Appointment book(Agenda agenda, String time) {
        return book(agenda, time, 1, "fr", true);
    }

    /** At that agenda and no other. */
    private Appointment book(Agenda agenda, String time, int people, String language, boolean mail) {
        var n = PEOPLE.incrementAndGet();
        var booked = bookings.book(
                new NewAppointment(site.id(), service.id(), at(time), people, Appointment.Channel.DESK),
                new Appointment.Usager(
                        "Camille",
                        "Essai",
                        mail ? "essai" + n + "@essai.example" : null,
                        mail ? null : "+3361234" + String.format("%04d", n),
                        language));
        return booked.agendas().contains(agenda.id())
                ? booked
                : exact.move(booked.id(), site.id(), at(time), agenda.id());
    }

    private Cause.Away away() {
        return new Cause.Away(nadia.id(), new Stretch(at("08:00"), at("12:00")));
    }

    private UUID propose(Appointment... leaving) {
        return moves.propose(
                site, away(), Arrays.stream(leaving).map(Appointment::id).toList());
    }

    private @Nullable UUID confirm(UUID move) {
        return moves.confirm(move, _ -> {});
    }

    private MoveLine line(UUID move, Appointment one) {
        return moves.lines(move).stream()
                .filter(line -> line.appointmentId().equals(one.id()))
                .findFirst()
                .orElseThrow();
    }

    private Appointment now(Appointment one) {
        return appointments.find(one.id());
    }

    private List<Message> told(MoveLine line) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(message -> message.key().equals("move " + line.id()))
                .toList();
    }

    /** What the messages of appointments say once all acts are heard. */
    private List<String> heard(Appointment one) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (jdbc.sql("select count(*) from event_publication where completion_date is null")
                                .query(Integer.class)
                                .single()
                        > 0
                && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(message -> message.key().startsWith("appointment " + one.id()))
                .map(Message::about)
                .toList();
    }

    private List<Instant> free() {
        var terms = availability.terms(service.id()).orElseThrow();
        return availability.slots(site, terms, 1, monday, monday, true).stream()
                .map(Slot::start)
                .toList();
    }

    private void assertNoOverlap() {
        assertThat(jdbc.sql("""
                        select count(*) from appointments.place a join appointments.place b
                          on a.agenda_id = b.agenda_id and a.id < b.id and a.during && b.during""").query(Integer.class).single()).isZero();
    }

    private static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        var thrown = org.assertj.core.api.Assertions.catchThrowable(act);
        assertThat(thrown).isInstanceOf(ProblemException.class);
        return ((ProblemException) thrown).key().replace("problem.appointments.", "");
    }

    @Test
    void at_the_same_time_another_agenda_receives_them_and_nobody_is_disturbed() {
        var first = book(nadia, "09:00");
        var second = book(nadia, "09:20");
        var plan = propose(first, second);
        assertThat(moves.lines(plan))
                .allSatisfy(line -> assertThat(line.keepsItsTime()).isTrue());
        assertThat(now(first).agendas()).as("nothing has changed yet").containsExactly(nadia.id());

        assertThat(confirm(plan)).isNull();
        assertThat(now(first)).satisfies(one -> {
            assertThat(one.agendas()).containsExactly(karim.id());
            assertThat(one.start()).isEqualTo(first.start());
            assertThat(one.reference()).isEqualTo(first.reference());
        });
        assertThat(line(plan, first).settledAs()).isEqualTo(Settled.SAME_TIME);
        assertThat(heard(first)).containsExactly("appointment-booked");
        assertThat(told(line(plan, first))).isEmpty();
        assertThat(left.count(site).all()).isZero();
    }

    @Test
    void another_time_is_theirs_at_once_and_a_message_asks_whether_it_suits() {
        book(karim, "09:20");
        var one = book(nadia, "09:20");
        var plan = propose(one);
        var before = line(plan, one);
        assertThat(before.to()).isNotNull();
        assertThat(before.keepsItsTime()).isFalse();
        confirm(plan);
        var moved = now(one);
        var line = line(plan, one);
        assertThat(moved.start()).isIn(at("09:00"), at("09:40"));
        assertThat(moved.agendas()).containsExactly(karim.id());
        assertThat(moved.revision()).isGreaterThan(one.revision());
        assertThat(line.state()).isEqualTo(State.ASKED);
        assertThat(line.answerUntil()).isEqualTo(confirmedAt(plan).plus(Duration.ofHours(48)));
        assertThat(line.toldBy()).isEqualTo(Channel.EMAIL);
        var message = told(line).getFirst();
        assertThat(message.about()).isEqualTo("move-moved");
        assertThat(message.text())
                .contains("même sans réponse", "09:20", "/rdv/mien/" + one.token() + "/proposition", one.reference());
        assertThat(new String(Objects.requireNonNull(message.attachment()).content(), StandardCharsets.UTF_8))
                .contains("UID:" + one.id(), "SEQUENCE:" + moved.revision());
        assertThat(heard(one)).doesNotContain("appointment-moved");
        assertThat(left.count(site)).isEqualTo(new ToSettle.Count(1, 0));

        clock.forward(Duration.ofHours(49));
        assertThat(left.count(site)).as("no answer came").isEqualTo(new ToSettle.Count(1, 1));
        assertThat(now(one).start()).isEqualTo(moved.start());
        offers.accept(now(one));
        offers.accept(now(one));
        assertThat(line(plan, one).settledAs()).isEqualTo(Settled.ACCEPTED);
        assertThat(left.count(site).all()).isZero();
    }

    private Instant confirmedAt(UUID plan) {
        return Objects.requireNonNull(moves.find(plan).confirmedAt());
    }

    @Test
    void people_are_written_to_in_their_language_and_who_cannot_be_is_telephoned() {
        book(karim, "09:00");
        book(karim, "09:20");
        book(karim, "09:40");
        opened(karim, "11:00", "12:00");
        var arabic = book(nadia, "09:00", 1, "ar", true);
        var telephone = book(nadia, "09:20", 1, "fr", false);
        var plan = propose(arabic, telephone);
        confirm(plan);
        assertThat(told(line(plan, arabic)).getFirst().text()).contains("مرحبًا");
        var called = line(plan, telephone);
        assertThat(called.state()).isEqualTo(State.CALL);
        assertThat(told(called)).singleElement().satisfies(message -> {
            assertThat(message.channel()).isEqualTo(Channel.SMS);
            assertThat(message.text()).contains("Nouvelle heure à votre nom");
        });
        assertThat(left.count(site)).isEqualTo(new ToSettle.Count(2, 1));
        left.told(called.id());
        left.told(called.id());
        assertThat(line(plan, telephone).settledAs()).isEqualTo(Settled.TOLD);
        assertThat(told(called).getFirst().state()).isEqualTo(Message.State.DROPPED);
        assertThat(left.count(site)).isEqualTo(new ToSettle.Count(1, 0));
    }

    @Test
    void too_late_to_write_means_a_call() {
        book(karim, "09:20");
        var one = book(nadia, "09:20");
        clock.setTo(at("08:30"));
        var plan = propose(one);
        confirm(plan);
        assertThat(now(one).start())
                .as("nobody is asked to come earlier on the day itself")
                .isEqualTo(at("09:40"));
        assertThat(line(plan, one).state()).isEqualTo(State.CALL);
        assertThat(told(line(plan, one))).hasSize(1);
    }

    @Test
    void another_site_is_kept_and_offered_and_nobody_is_sent_there() {
        var annex = town.place(1, 1);
        var there = agenda(annex, 0, "Annexe");
        for (var time : List.of("09:00", "09:20", "09:40")) {
            book(karim, time);
        }
        var one = book(nadia, "09:20");
        var plan = propose(one);
        assertThat(line(plan, one).isElsewhere()).isTrue();
        confirm(plan);
        var line = line(plan, one);
        assertThat(now(one)).satisfies(stays -> {
            assertThat(stays.siteId()).isEqualTo(site.id());
            assertThat(stays.start()).isEqualTo(one.start());
        });
        var terms = availability.terms(service.id()).orElseThrow();
        assertThat(availability.slots(annex.site(), terms, 1, monday, monday, true))
                .extracting(Slot::start)
                .as("kept for the person")
                .doesNotContain(Objects.requireNonNull(line.to()).start())
                .hasSize(2);
        assertThat(told(line).getFirst().text()).contains(annex.site().name(), "si vous dites oui");

        offers.accept(now(one));
        assertThat(now(one)).satisfies(moved -> {
            assertThat(moved.siteId()).isEqualTo(annex.site().id());
            assertThat(moved.agendas()).containsExactly(there.id());
            assertThat(moved.reference()).isEqualTo(one.reference());
            assertThat(moved.token()).isEqualTo(one.token());
        });
        assertThat(line(plan, one).settledAs()).isEqualTo(Settled.ACCEPTED);
        assertThat(heard(one)).contains("appointment-moved");
        assertThat(exact.places(List.of(one.id())).get(one.id()))
                .satisfies(kept -> assertThat(kept.agendas()).containsExactly(there.id()));
        agendas.update(there.id(), "Annexe", there.services(), false);
    }

    @Test
    void without_an_answer_the_place_elsewhere_is_free_again_and_somebody_telephones() {
        var annex = town.place(1, 1);
        var there = agenda(annex, 0, "Annexe");
        for (var time : List.of("09:00", "09:20", "09:40")) {
            book(karim, time);
        }
        var one = book(nadia, "09:20");
        var plan = propose(one);
        confirm(plan);
        clock.forward(Duration.ofHours(49));
        assertThat(left.count(site)).isEqualTo(new ToSettle.Count(1, 1));
        var terms = availability.terms(service.id()).orElseThrow();
        assertThat(availability.slots(annex.site(), terms, 1, monday, monday, true))
                .hasSize(3);
        assertThat(refusal(() -> offers.accept(now(one)))).isEqualTo("slot-taken");
        assertThat(line(plan, one).state()).as("still there to be settled").isEqualTo(State.ASKED);
        assertThat(now(one).start()).isEqualTo(one.start());
        agendas.update(there.id(), "Annexe", there.services(), false);
    }

    @Test
    void what_is_taken_meanwhile_is_proposed_anew_and_the_rest_goes_on() {
        var first = book(nadia, "09:00");
        var second = book(nadia, "09:20");
        var plan = propose(first, second);
        book(karim, "09:20");
        var again = confirm(plan);
        assertThat(now(first).agendas()).containsExactly(karim.id());
        assertThat(now(second)).satisfies(one -> {
            assertThat(one.state()).isEqualTo(Appointment.State.BOOKED);
            assertThat(one.start()).isEqualTo(second.start());
        });
        assertThat(line(plan, second).state()).isEqualTo(State.DECIDE);
        assertThat(left.count(site).all())
                .as("in view although nobody decides the new plan")
                .isEqualTo(1);
        assertThat(moves.lines(Objects.requireNonNull(again))).singleElement().satisfies(line -> {
            assertThat(line.appointmentId()).isEqualTo(second.id());
            assertThat(Objects.requireNonNull(line.to()).start()).isEqualTo(at("09:40"));
        });
        assertThat(confirm(plan)).as("pressed again").isEqualTo(again);
        assertThat(confirm(Objects.requireNonNull(again))).isNull();
        assertThat(now(second).start()).isEqualTo(at("09:40"));
        assertThat(line(plan, second).settledAs()).isEqualTo(Settled.REPLACED);
        assertNoOverlap();
    }

    @Test
    void two_who_confirm_at_once_do_it_once() throws Exception {
        book(karim, "09:20");
        var first = book(nadia, "09:00");
        var second = book(nadia, "09:20");
        var plan = propose(first, second);
        var begin = new CountDownLatch(1);
        try (var both = Executors.newFixedThreadPool(2)) {
            var done = new ArrayList<Future<Optional<UUID>>>();
            for (int i = 0; i < 2; i++) {
                Callable<Optional<UUID>> one = () -> {
                    begin.await();
                    return Optional.ofNullable(confirm(plan));
                };
                done.add(both.submit(one));
            }
            begin.countDown();
            for (var one : done) {
                assertThat(one.get()).isEmpty();
            }
        }
        assertThat(now(first).agendas()).containsExactly(karim.id());
        assertThat(told(line(plan, second))).hasSize(1);
        assertThat(now(second).revision()).isEqualTo(second.revision() + 1);
        assertNoOverlap();
    }

    @Test
    void while_others_book_nobody_gets_what_another_has_and_nobody_is_lost() throws Exception {
        opened(karim, "11:00", "13:00");
        var leaving = List.of(book(nadia, "09:00"), book(nadia, "09:20"), book(nadia, "09:40"));
        var plan = propose(leaving.toArray(Appointment[]::new));
        var begin = new CountDownLatch(1);
        try (var all = Executors.newFixedThreadPool(13)) {
            var tries = new ArrayList<Future<?>>();
            for (int i = 0; i < 12; i++) {
                var start = at(i % 2 == 0 ? "09:20" : "11:" + (i % 3) * 2 + "0");
                tries.add(all.submit(() -> {
                    begin.await();
                    var n = PEOPLE.incrementAndGet();
                    return bookings.book(
                            new NewAppointment(site.id(), service.id(), start, 1, Appointment.Channel.ONLINE),
                            new Appointment.Usager("Foule", "Essai", "foule" + n + "@essai.example", null, "fr"));
                }));
            }
            var decided = all.submit(() -> {
                begin.await();
                return confirm(plan);
            });
            begin.countDown();
            decided.get();
            for (var one : tries) {
                try {
                    one.get();
                } catch (ExecutionException refused) {
                    assertThat(refused.getCause()).isInstanceOf(ProblemException.class);
                }
            }
        }
        assertNoOverlap();
        for (var one : leaving) {
            assertThat(now(one).state()).isEqualTo(Appointment.State.BOOKED);
            assertThat(exact.places(List.of(one.id()))).hasSize(1);
            assertThat(line(plan, one).state()).isIn(State.SETTLED, State.ASKED, State.CALL, State.DECIDE);
        }
    }

    /** The database refuses the last place, as when the power goes in the middle. */
    private void breakDown(Appointment one, String code) {
        jdbc.sql("""
                        create or replace function appointments.broken() returns trigger language plpgsql as $$
                        begin raise exception 'no more' using errcode = '%s'; end $$""".formatted(code)).update();
        jdbc.sql("""
                        create trigger broken before insert on appointments.place for each row
                        when (new.appointment_id = '%s') execute function appointments.broken()""".formatted(one.id())).update();
    }

    @Test
    void a_failure_in_the_middle_leaves_no_half_of_a_plan() {
        book(karim, "09:00");
        var first = book(nadia, "09:20");
        var second = book(nadia, "09:00");
        var plan = propose(first, second);
        for (var code : List.of("XX000", "23P01")) {
            breakDown(first, code);
            assertThatThrownBy(() -> confirm(plan)).isInstanceOf(RuntimeException.class);
            jdbc.sql("drop trigger broken on appointments.place").update();
            assertThat(now(first)).isEqualTo(first);
            assertThat(now(second)).isEqualTo(second);
            assertThat(moves.find(plan).isOpen()).isTrue();
            assertThat(moves.lines(plan)).allSatisfy(line -> {
                assertThat(line.state()).isEqualTo(State.PROPOSED);
                assertThat(told(line)).isEmpty();
            });
        }
        assertThat(confirm(plan)).isNull();
        assertThat(now(first).agendas()).containsExactly(karim.id());
        assertThat(now(second).agendas()).containsExactly(karim.id());
        assertNoOverlap();
    }

    @Test
    void an_absence_or_a_closed_day_over_appointments_is_in_view_until_each_has_a_place() {
        var one = book(nadia, "09:00");
        var other = book(karim, "09:20");
        assertThat(left.conflicts(site)).isEmpty();
        var absence = agendas.addAbsence(nadia.id(), at("08:00"), at("12:00"), "");
        assertThat(left.conflicts(site)).extracting(Appointment::id).containsExactly(one.id());
        assertThat(left.count(site).all()).isEqualTo(1);
        agendas.removeAbsence(nadia.id(), absence);
        assertThat(left.conflicts(site)).isEmpty();

        agendas.update(karim.id(), "Karim", karim.services(), false);
        assertThat(left.conflicts(site)).extracting(Appointment::id).containsExactly(other.id());
        agendas.update(karim.id(), "Karim", karim.services(), true);

        var tuesday = monday.plusDays(1);
        agendas.saveRule(karim.id(), null, Set.of(), tuesday, LocalTime.of(9, 0), LocalTime.of(10, 0), null, Set.of());
        editor.addClosure(site.id(), monday, monday, "Inventaire");
        assertThat(left.conflicts(site)).extracting(Appointment::id).containsExactly(one.id(), other.id());
        var plan = moves.propose(site, new Cause.Conflicts(), List.of(one.id(), other.id()));
        confirm(plan);
        assertThat(now(one).start()).isEqualTo(one.start().plus(Duration.ofDays(1)));
        assertThat(now(other).start()).isEqualTo(other.start().plus(Duration.ofDays(1)));
        assertThat(left.conflicts(site)).isEmpty();
        assertThat(left.count(site).all())
                .as("both have still to say whether it suits")
                .isEqualTo(2);
    }

    @Test
    void the_agenda_is_shut_with_the_plan() {
        var one = book(nadia, "09:00");
        var plan = moves.propose(site, away(), List.of(one.id()));
        assertThat(agendas.absences(nadia.id())).isEmpty();
        confirm(plan);
        assertThat(agendas.absences(nadia.id())).singleElement().satisfies(absence -> {
            assertThat(absence.from()).isEqualTo(at("08:00"));
            assertThat(absence.to()).isEqualTo(at("12:00"));
        });
        var again = book(karim, "09:20");
        confirm(moves.propose(site, away(), List.of(again.id())));
        assertThat(agendas.absences(nadia.id())).as("once").hasSize(1);
        bookings.cancel(again.id(), true);
        assertThat(free()).as("Karim alone receives").containsExactly(at("09:20"), at("09:40"));
    }

    @Test
    void a_line_is_changed_before_the_plan_is_decided_and_no_two_lines_take_one_place() {
        var first = book(nadia, "09:00");
        var second = book(nadia, "09:20");
        var plan = propose(first, second);
        var line = line(plan, first);
        assertThat(moves.free(moves.find(plan), line, site, monday))
                .extracting(one -> one.during().from())
                .as("what the other line takes is not offered")
                .containsExactly(at("09:00"), at("09:40"));
        assertThat(refusal(() -> moves.place(plan, line.id(), site, at("09:20"))))
                .isEqualTo("moves-not-free");
        moves.place(plan, line.id(), site, at("09:40"));
        moves.choose(plan, line(plan, second).id(), Choice.CHOOSE);
        confirm(plan);
        assertThat(now(first).start()).isEqualTo(at("09:40"));
        assertThat(now(second)).isEqualTo(second);
        var asked = line(plan, second);
        assertThat(told(asked).getFirst().text()).contains("Choisissez l’heure qui vous convient");
        assertThat(refusal(() -> moves.choose(plan, asked.id(), Choice.KEEP))).isEqualTo("moves-decided");
        assertThat(refusal(() -> left.told(asked.id()))).isEqualTo("moves-nowhere-yet");

        bookings.move(second.id(), at("09:20"), false);
        assertThat(now(second).start()).isEqualTo(second.start());
        bookings.move(second.id(), at("09:00"), false);
        assertThat(line(plan, second).settledAs()).isEqualTo(Settled.CHANGED);
    }

    @Test
    void who_is_kept_stays_in_view_without_being_counted() {
        agendas.addAbsence(nadia.id(), at("08:00"), at("12:00"), "");
        agendas.absences(nadia.id()).forEach(one -> agendas.removeAbsence(nadia.id(), one.id()));
        var one = book(nadia, "09:00");
        agendas.addAbsence(nadia.id(), at("08:00"), at("12:00"), "");
        var plan = moves.propose(site, new Cause.Conflicts(), List.of(one.id()));
        moves.choose(plan, line(plan, one).id(), Choice.KEEP);
        confirm(plan);
        assertThat(now(one)).isEqualTo(one);
        assertThat(left.count(site).all()).isZero();
        assertThat(left.conflicts(site)).isEmpty();
        assertThat(left.kept(site)).extracting(Appointment::id).containsExactly(one.id());
    }

    @Test
    void cancelling_and_arriving_settle_what_is_left() {
        book(karim, "09:00");
        book(karim, "09:20");
        book(karim, "09:40");
        opened(karim, "11:00", "12:00");
        var first = book(nadia, "09:00");
        var second = book(nadia, "09:20");
        var plan = propose(first, second);
        confirm(plan);
        bookings.cancel(first.id(), false);
        assertThat(line(plan, first).settledAs()).isEqualTo(Settled.CANCELLED);
        clock.setTo(now(second).start().minus(Duration.ofMinutes(5)));
        arrivals.checkIn(second.id());
        assertThat(line(plan, second).settledAs()).isEqualTo(Settled.ARRIVED);
        assertThat(told(line(plan, second)).getFirst().state()).isNotEqualTo(Message.State.WAITING);
    }

    @Test
    void what_has_changed_since_it_was_proposed_is_left_alone() {
        var gone = book(nadia, "09:00");
        var other = book(nadia, "09:20");
        var plan = propose(gone, other);
        bookings.cancel(gone.id(), true);
        confirm(plan);
        assertThat(line(plan, gone).settledAs()).isEqualTo(Settled.GONE);
        assertThat(now(gone).state()).isEqualTo(Appointment.State.CANCELLED);
        assertThat(now(other).agendas()).containsExactly(karim.id());
    }

    @Test
    void the_only_station_goes_along_with_whoever_needs_it() {
        agendas.saveTerms(new ServiceTerms(
                service.id(),
                20,
                0,
                20,
                2,
                60,
                LocalTime.MIDNIGHT,
                4,
                Terms.Grouping.CONSECUTIVE,
                Set.of("biometrie"),
                0,
                null));
        var station = agendas.create(site, "Station", null, null, "biometrie", Set.of());
        opened(station, "09:00", "10:00");
        var one = book(nadia, "09:00");
        var family = book(nadia, "09:20", 2, "fr", true);
        var plan = propose(one, family);
        assertThat(moves.lines(plan))
                .allSatisfy(line -> assertThat(line.keepsItsTime()).isTrue());
        confirm(plan);
        assertThat(now(one).agendas()).containsExactlyInAnyOrder(karim.id(), station.id());
        assertThat(now(family).agendas()).containsExactlyInAnyOrder(karim.id(), station.id());
        assertThat(Duration.between(now(family).start(), now(family).end())).isEqualTo(Duration.ofMinutes(40));
        assertNoOverlap();
    }

    @Test
    void a_second_move_takes_over_what_the_first_has_left_open() {
        book(karim, "09:20");
        var one = book(nadia, "09:20");
        var first = propose(one);
        confirm(first);
        var moved = now(one);
        var ines = agenda(place, 2, "Inès");
        var second = moves.propose(
                site, new Cause.Away(karim.id(), new Stretch(at("08:00"), at("12:00"))), List.of(one.id()));
        confirm(second);
        assertThat(line(first, one).settledAs()).isEqualTo(Settled.REPLACED);
        assertThat(now(one).agendas()).containsExactly(ines.id());
        assertThat(line(second, one).state())
                .isEqualTo(now(one).start().equals(moved.start()) ? State.SETTLED : State.ASKED);
        assertThat(left.lines(site)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void sixty_people_of_one_day_are_placed_in_less_than_two_seconds() {
        agendas.saveTerms(ServiceTerms.usual(service.id(), 10));
        opened(nadia, "10:00", "19:00");
        opened(karim, "12:00", "18:00");
        var third = agenda(place, 2, "Inès");
        opened(third, "10:00", "15:00");
        var leaving = new ArrayList<Appointment>();
        for (int i = 0; i < 60; i++) {
            leaving.add(book(nadia, LocalTime.of(9, 0).plusMinutes(10L * i).toString()));
        }
        var quickest = Duration.ofDays(1);
        for (int i = 0; i < 3; i++) {
            var begin = System.nanoTime();
            var plan = moves.propose(
                    site,
                    new Cause.Away(nadia.id(), new Stretch(at("00:00"), at("23:00"))),
                    leaving.stream().map(Appointment::id).toList());
            var took = Duration.ofNanos(System.nanoTime() - begin);
            quickest = took.compareTo(quickest) < 0 ? took : quickest;
            assertThat(moves.lines(plan))
                    .hasSize(60)
                    .allSatisfy(line -> assertThat(line.isMoved()).isTrue());
        }
        assertThat(quickest).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void one_appointment_goes_to_another_agenda_at_the_same_time_without_a_word() {
        var one = book(nadia, "09:00");
        heard(one);
        assertThat(exact.move(one.id(), site.id(), one.start(), karim.id()).agendas())
                .containsExactly(karim.id());
        assertThat(heard(one)).containsExactly("appointment-booked");
        exact.move(one.id(), site.id(), at("09:40"), nadia.id());
        assertThat(heard(one)).contains("appointment-moved");
        assertThat(refusal(() -> exact.move(one.id(), site.id(), at("17:00"), null)))
                .isEqualTo("slot-taken");
    }

    @Test
    void a_plan_that_nobody_decides_is_forgotten_and_nothing_can_be_proposed_of_nothing() {
        var one = book(nadia, "09:00");
        var plan = propose(one);
        clock.forward(Duration.ofHours(25));
        keeping.tidy();
        assertThat(moves.isThere(plan)).isFalse();
        assertThat(refusal(() -> moves.find(plan))).isEqualTo("unknown-move");
        assertThat(refusal(() -> moves.propose(site, new Cause.Chosen(), List.of())))
                .isEqualTo("moves-nothing");
        bookings.cancel(one.id(), true);
        assertThat(refusal(() -> moves.propose(site, new Cause.Chosen(), List.of(one.id()))))
                .isEqualTo("moves-nothing");
    }

    @Test
    void those_that_are_picked_leave_their_own_places_only() {
        var one = book(nadia, "09:00");
        for (var time : List.of("09:00", "09:20", "09:40")) {
            book(karim, time);
        }
        var plan = moves.propose(site, new Cause.Chosen(), List.of(one.id()));
        assertThat(Objects.requireNonNull(line(plan, one).to()).start()).isEqualTo(at("09:20"));
        assertThat(Objects.requireNonNull(line(plan, one).to()).place().agendas())
                .containsExactly(nadia.id());
    }
}
