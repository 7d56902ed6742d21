package fr.parvis.appointments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.appointments.slots.SlotSearch.Slot;
import fr.parvis.appointments.slots.Terms;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.NationalSheets;
import fr.parvis.procedures.SheetImport;
import fr.parvis.procedures.visit.PreparedVisits;
import fr.parvis.queue.Halls;
import fr.parvis.rights.Nights;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The life of appointments on the real database. */
@ParvisTest
class BookingsIT {
    @Autowired
    Nights nights;

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Availability availability;

    @Autowired
    Bookings bookings;

    @Autowired
    AppointmentTables tables;

    @Autowired
    Appointments appointments;

    @Autowired
    Arrivals arrivals;

    @Autowired
    AppointmentPapers papers;

    @Autowired
    AppointmentKeeping keeping;

    @Autowired
    DirectoryEditor editor;

    @Autowired
    Halls halls;

    @Autowired
    SheetImport imports;

    @Autowired
    PreparedVisits visits;

    @TempDir
    Path folder;

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
        terms(20, 20);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(PARIS).toInstant();
    }

    private void terms(int minutes, int step) {
        agendas.saveTerms(new ServiceTerms(
                service.id(),
                minutes,
                0,
                step,
                2,
                60,
                LocalTime.MIDNIGHT,
                4,
                Terms.Grouping.CONSECUTIVE,
                Set.of(),
                0,
                null));
    }

    private Agenda agenda(String from, String to) {
        var agenda = agendas.create(
                site, "Guichet", null, place.counters().getFirst().id(), null, Set.of(service.id()));
        agendas.saveRule(
                agenda.id(),
                null,
                Set.of(),
                monday,
                LocalTime.parse(from),
                LocalTime.parse(to),
                "FREQ=WEEKLY",
                Set.of());
        return agenda;
    }

    private ServiceTerms terms() {
        return availability.terms(service.id()).orElseThrow();
    }

    private List<Instant> free(int people, boolean desk) {
        return availability.slots(site, terms(), people, monday, monday, desk).stream()
                .map(Slot::start)
                .toList();
    }

    private List<Instant> free() {
        return free(1, false);
    }

    private static Appointment.Usager somebody() {
        var n = PEOPLE.incrementAndGet();
        return new Appointment.Usager("Camille", "Essai " + n, "essai" + n + "@essai.example", null, "fr");
    }

    private NewAppointment wanted(Instant start, int people) {
        return new NewAppointment(site.id(), service.id(), start, people, Appointment.Channel.ONLINE);
    }

    private Appointment book(String time) {
        return bookings.book(wanted(at(monday, time), 1), somebody());
    }

    private static void refused(String name, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.key()).isEqualTo("problem.appointments." + name));
    }

    @Test
    void a_reference_that_is_taken_is_drawn_again() {
        agenda("09:00", "12:00");
        var first = bookings.hold(
                new NewAppointment(site.id(), service.id(), at(monday, "09:00"), 1, Appointment.Channel.ONLINE));
        var second = tables.insert(new Appointment(
                Ids.next(),
                first.organisationId(),
                first.siteId(),
                first.serviceId(),
                first.reference(),
                Ids.token(),
                Appointment.State.HELD,
                at(monday, "10:00"),
                at(monday, "10:20"),
                1,
                Appointment.Channel.ONLINE,
                first.heldUntil(),
                first.createdAt(),
                0,
                null,
                null,
                List.of(),
                Meeting.ON_SITE));
        assertThat(second.reference()).isNotEqualTo(first.reference());
        assertThat(tables.findByReference(second.reference()).orElseThrow().id())
                .isEqualTo(second.id());
        assertThat(tables.findByReference(first.reference()).orElseThrow().id()).isEqualTo(first.id());
    }

    @Test
    void what_is_held_is_no_longer_offered_and_comes_back_when_it_runs_out() {
        agenda("09:00", "10:00");
        assertThat(free()).containsExactly(at(monday, "09:00"), at(monday, "09:20"), at(monday, "09:40"));
        var held = bookings.hold(wanted(at(monday, "09:20"), 1));
        assertThat(held.heldUntil()).isEqualTo(held.createdAt().plus(Bookings.HOLD));
        assertThat(free()).containsExactly(at(monday, "09:00"), at(monday, "09:40"));
        refused("slot-taken", () -> book("09:20"));

        clock.forward(Bookings.HOLD.plusSeconds(1));
        assertThat(free()).contains(at(monday, "09:20"));
        assertThat(book("09:20").state()).isEqualTo(Appointment.State.BOOKED);
        keeping.endHolds();
        assertThat(appointments.find(held.id()).state()).isEqualTo(Appointment.State.EXPIRED);
        refused("hold-expired", () -> bookings.confirm(held.id(), somebody()));
    }

    @Test
    void a_hold_that_ran_out_is_theirs_all_the_same_when_nobody_came_between() {
        agenda("09:00", "10:00");
        var held = bookings.hold(wanted(at(monday, "09:20"), 1));
        clock.forward(Bookings.HOLD.plusMinutes(2));
        keeping.endHolds();
        var usager = somebody();
        var booked = bookings.confirm(held.id(), usager);
        assertThat(booked.state()).isEqualTo(Appointment.State.BOOKED);
        assertThat(booked.usager()).isEqualTo(usager);
        assertThat(bookings.confirm(held.id(), usager)).isEqualTo(booked);
        assertThat(free()).doesNotContain(at(monday, "09:20"));
    }

    @Test
    void a_family_is_received_one_after_the_other_or_together() {
        agenda("09:00", "10:00");
        assertThat(free(3, false)).containsExactly(at(monday, "09:00"));
        assertThat(free(4, false)).isEmpty();
        var three = bookings.book(wanted(at(monday, "09:00"), 3), somebody());
        assertThat(Duration.between(three.start(), three.end())).isEqualTo(Duration.ofMinutes(60));
        assertThat(free()).isEmpty();

        agenda("14:00", "14:20");
        agenda("14:00", "14:20");
        agendas.saveTerms(new ServiceTerms(
                service.id(), 20, 0, 20, 2, 60, LocalTime.MIDNIGHT, 4, Terms.Grouping.PARALLEL, Set.of(), 0, null));
        assertThat(free(2, false)).containsExactly(at(monday, "14:00"));
        assertThat(bookings.book(wanted(at(monday, "14:00"), 2), somebody()).agendas())
                .hasSize(2);
        refused("people-out-of-range", () -> bookings.hold(wanted(at(monday, "14:00"), 5)));
        refused("people-out-of-range", () -> bookings.hold(wanted(at(monday, "14:00"), 0)));
    }

    @Test
    void a_resource_that_is_needed_is_taken_too() {
        agenda("09:00", "10:00");
        agenda("09:00", "10:00");
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
        assertThat(free()).isEmpty();
        var station = agendas.create(site, "Station", null, null, "biometrie", Set.of());
        agendas.saveRule(station.id(), null, Set.of(), monday, LocalTime.of(9, 0), LocalTime.of(9, 40), null, Set.of());
        assertThat(free()).containsExactly(at(monday, "09:00"), at(monday, "09:20"));
        assertThat(book("09:00").agendas()).hasSize(2).contains(station.id());
        assertThat(free()).containsExactly(at(monday, "09:20"));
    }

    @Test
    void where_a_code_shows_the_e_mail_address_the_telephone_tells_nothing_about_whose_it_is() {
        agenda("09:00", "12:00");
        agendas.saveTerms(availability.terms(service.id()).orElseThrow().withCode(true));
        var camille = new Appointment.Usager("Camille", "Code", "camille@code.example", "+33612345672", "fr");
        bookings.book(wanted(at(monday, "09:00"), 1), camille);
        refused("already-booked", () -> bookings.book(wanted(at(monday, "09:20"), 1), camille));
        var other = new Appointment.Usager("Camille", "Code", "autre@code.example", camille.phone(), "fr");
        assertThat(bookings.book(wanted(at(monday, "09:40"), 1), other).usager())
                .isEqualTo(other);
    }

    @Test
    void who_has_an_appointment_for_the_same_service_is_told_so() {
        agenda("09:00", "12:00");
        var camille = somebody();
        bookings.book(wanted(at(monday, "09:00"), 1), camille);
        var again =
                new Appointment.Usager("CAMILLE", camille.lastName().toUpperCase(), "autre@essai.example", null, "fr");
        bookings.book(wanted(at(monday, "09:20"), 1), again);
        var same = new Appointment.Usager(
                "camille",
                camille.lastName(),
                Objects.requireNonNull(camille.email()).toUpperCase(),
                null,
                "fr");
        refused("already-booked", () -> bookings.book(wanted(at(monday, "09:40"), 1), same));
        assertThat(free()).contains(at(monday, "09:40"));
    }

    @Test
    void an_accent_a_hyphen_or_the_order_of_the_names_makes_nobody_another_person() {
        agenda("09:00", "12:00");
        var number = UsagerFields.phone("06 12 34 56 73");
        bookings.book(
                wanted(at(monday, "09:00"), 1), new Appointment.Usager("Éric Jean", "Cœur-Trois", null, number, "fr"));
        for (var same : List.of(
                new Appointment.Usager("Eric-Jean", "coeur trois", null, number, "fr"),
                new Appointment.Usager("Cœur Trois", "ÉRIC JEAN", null, UsagerFields.phone("+33 6 12345673"), "fr"))) {
            refused("already-booked", () -> bookings.book(wanted(at(monday, "09:20"), 1), same));
        }
        var sister = new Appointment.Usager("Erica", "Cœur-Trois", null, number, "fr");
        assertThat(bookings.book(wanted(at(monday, "09:20"), 1), sister).usager())
                .isEqualTo(sister);
    }

    @Test
    void a_place_given_up_by_link_stays_shut_for_some_minutes_and_by_an_agent_does_not() {
        agenda("09:00", "10:00");
        var mine = book("09:00");
        var other = book("09:20");
        assertThat(bookings.cancel(other.id(), true).state()).isEqualTo(Appointment.State.CANCELLED);
        assertThat(free()).contains(at(monday, "09:20"));
        bookings.cancel(mine.id(), false);
        assertThat(bookings.cancel(mine.id(), false).agendas()).isEmpty();
        assertThat(free()).doesNotContain(at(monday, "09:00"));
        clock.forward(Bookings.SHUT.plusSeconds(1));
        assertThat(free()).contains(at(monday, "09:00"));
        assertThat(book("09:00").state()).isEqualTo(Appointment.State.BOOKED);
    }

    @Test
    void moving_frees_the_old_time_even_when_the_new_one_touches_it() {
        terms(30, 15);
        agenda("09:00", "10:00");
        var booked = book("09:00");
        var moved = bookings.move(booked.id(), at(monday, "09:15"), false);
        assertThat(moved.start()).isEqualTo(at(monday, "09:15"));
        assertThat(moved.end()).isEqualTo(at(monday, "09:45"));
        assertThat(moved.revision()).isGreaterThan(booked.revision());
        assertThat(moved.token()).isEqualTo(booked.token());
        assertThat(free()).isEmpty();
        refused("slot-taken", () -> bookings.move(booked.id(), at(monday, "17:00"), false));
        assertThat(appointments.find(booked.id())).isEqualTo(moved);
    }

    @Test
    void a_move_that_is_undone_leaves_nothing_behind_that_others_could_see() {
        agenda("09:00", "10:00");
        var booked = book("09:00");
        refused("slot-taken", () -> bookings.move(booked.id(), at(monday, "17:00"), false));
        jdbc.sql("""
                        insert into appointments.place (id, appointment_id, agenda_id, during)
                        select gen_random_uuid(), appointment_id, agenda_id, tstzrange(?, ?) from appointments.place where appointment_id = ?""")
                .params(AgendaTables.utc(at(monday, "09:20")), AgendaTables.utc(at(monday, "09:40")), booked.id())
                .update();
        assertThat(free()).containsExactly(at(monday, "09:40"));
    }

    @Test
    void whoever_comes_gets_a_ticket_with_the_place_of_the_appointment() {
        agenda("09:00", "12:00");
        var booked = book("09:20");
        refused("not-today", () -> arrivals.checkIn(booked.id()));
        clock.setTo(at(monday, "09:12"));
        var arrived = arrivals.checkIn(booked.id());
        assertThat(arrived.state()).isEqualTo(Appointment.State.ARRIVED);
        assertThat(arrivals.checkIn(booked.id())).isEqualTo(arrived);
        var ticket = halls.ticket(Objects.requireNonNull(arrived.ticketId()));
        assertThat(ticket.scheduledAt()).isEqualTo(at(monday, "09:20"));
        assertThat(ticket.queueAt()).isEqualTo(at(monday, "09:20"));
        refused("state-does-not-allow", () -> bookings.cancel(booked.id(), true));
    }

    @Test
    void whoever_has_an_appointment_is_received_when_the_doors_are_shut_to_others() {
        agenda("18:00", "19:00");
        editor.weeklyHours(site.id(), java.util.Collections.nCopies(7, "09:00-12:00"));
        var booked = book("18:20");
        clock.setTo(at(monday, "18:15"));
        assertThat(arrivals.checkIn(booked.id()).state()).isEqualTo(Appointment.State.ARRIVED);
    }

    @Test
    void the_checklist_that_was_made_goes_with_the_person_to_the_counter() throws java.io.IOException {
        NationalSheets.copy(folder, "F21089");
        imports.run(folder, _ -> {});
        agenda("09:00", "12:00");
        var booked = book("09:20");
        papers.attach(booked.id(), "https://ailleurs.example/demarches/F21089/ma-liste");
        assertThat(papers.of(booked.id())).isEmpty();
        papers.attach(booked.id(), "/demarches/F21089/ma-liste?q000000=x");
        clock.setTo(at(monday, "09:12"));
        var ticket = Objects.requireNonNull(arrivals.checkIn(booked.id()).ticketId());
        assertThat(visits.of(ticket)).hasValueSatisfying(list -> {
            assertThat(list.sheetId()).isEqualTo("F21089");
            assertThat(list.documents()).isNotEmpty();
        });
        var other = book("11:40");
        papers.attach(other.id(), "/demarches/F00000/ma-liste");
        assertThat(arrivals.checkIn(other.id()).state()).isEqualTo(Appointment.State.ARRIVED);
    }

    @Test
    void who_does_not_come_is_missed_by_hand_or_after_three_hours_and_may_still_come_late() {
        agenda("09:00", "12:00");
        var first = book("09:00");
        var second = book("09:20");
        refused("not-yet", () -> arrivals.noShow(first.id()));
        clock.setTo(at(monday, "09:30"));
        assertThat(arrivals.noShow(first.id()).state()).isEqualTo(Appointment.State.NO_SHOW);
        clock.setTo(at(monday, "12:41"));
        keeping.tidy();
        assertThat(appointments.find(second.id()).state()).isEqualTo(Appointment.State.NO_SHOW);
        assertThat(arrivals.checkIn(second.id()).state()).isEqualTo(Appointment.State.ARRIVED);
        clock.setTo(at(monday.plusDays(31), "12:00"));
        nights.run("appointment");
        assertThat(appointments.find(first.id()).usager()).isNull();
        assertThat(jdbc.sql(
                                "select count(*) from appointments.appointment where id = ? and num_nonnulls(first_name, last_name, email, phone, language) > 0")
                        .param(first.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void closures_absences_and_notice_are_kept() {
        var agenda = agenda("09:00", "10:00");
        agendas.addAbsence(agenda.id(), at(monday, "09:10"), at(monday, "09:30"), "Formation");
        assertThat(free()).containsExactly(at(monday, "09:40"));
        agendas.absences(agenda.id()).forEach(one -> agendas.removeAbsence(agenda.id(), one.id()));
        assertThat(free()).hasSize(3);

        editor.addClosure(site.id(), monday, monday, "Inventaire");
        assertThat(free()).isEmpty();
        refused("slot-taken", () -> book("09:00"));
        assertThat(availability.slots(site, terms(), 1, monday.plusWeeks(1), monday.plusWeeks(1), false))
                .hasSize(3);

        clock.setTo(at(monday.plusWeeks(1), "07:15"));
        var week = monday.plusWeeks(1);
        assertThat(availability.slots(site, terms(), 1, week, week, false))
                .extracting(Slot::start)
                .containsExactly(at(week, "09:20"), at(week, "09:40"));
        assertThat(availability.slots(site, terms(), 1, week, week, true)).hasSize(3);
        clock.setTo(at(week, "09:05"));
        refused("slot-past", () -> bookings.book(wanted(at(week, "09:00"), 1), somebody()));
    }

    @Test
    void online_has_its_daily_share_and_the_last_day_comes_up_in_the_morning() {
        agenda("09:00", "11:00");
        agendas.saveTerms(new ServiceTerms(
                service.id(), 20, 0, 20, 2, 10, LocalTime.of(8, 0), 4, Terms.Grouping.CONSECUTIVE, Set.of(), 50, 2));
        var online = free();
        assertThat(free(1, true)).hasSize(6).containsAll(online);
        assertThat(online).hasSize(3);
        bookings.book(wanted(online.get(0), 1), somebody());
        bookings.book(wanted(online.get(1), 1), somebody());
        assertThat(free()).isEmpty();
        var next = monday.plusWeeks(1);
        assertThat(availability
                        .first(List.of(site), terms(), 1, monday, next, false)
                        .get(site))
                .as("the first day is full online, the next one is not")
                .satisfies(slot ->
                        assertThat(slot.start().atZone(PARIS).toLocalDate()).isEqualTo(next));
        refused("slot-taken", () -> bookings.book(wanted(online.get(2), 1), somebody()));
        assertThat(bookings.book(
                                new NewAppointment(
                                        site.id(), service.id(), online.get(2), 1, Appointment.Channel.PHONE),
                                somebody())
                        .state())
                .isEqualTo(Appointment.State.BOOKED);

        var far = monday.plusWeeks(2);
        clock.setTo(at(far.minusDays(10), "07:59"));
        assertThat(availability.slots(site, terms(), 1, far, far, true)).isEmpty();
        clock.setTo(at(far.minusDays(10), "08:00"));
        assertThat(availability.slots(site, terms(), 1, far, far, true)).hasSize(6);
    }

    @Test
    void sixty_people_who_want_three_times_at_once_get_three_and_the_others_hear_which_are_near() throws Exception {
        agenda("09:00", "10:00");
        agenda("15:00", "16:00");
        var begin = new CountDownLatch(1);
        var got = new ArrayList<Instant>();
        int lost = 0;
        try (var all = Executors.newFixedThreadPool(60)) {
            var tries = new ArrayList<java.util.concurrent.Future<Instant>>();
            for (int i = 0; i < 60; i++) {
                var start = at(monday, "09:" + (i % 3 == 0 ? "00" : i % 3 == 1 ? "20" : "40"));
                Callable<Instant> one = () -> {
                    begin.await();
                    return bookings.book(wanted(start, 1), somebody()).start();
                };
                tries.add(all.submit(one));
            }
            begin.countDown();
            for (var one : tries) {
                try {
                    got.add(one.get());
                } catch (java.util.concurrent.ExecutionException refused) {
                    lost++;
                    assertThat(refused.getCause()).isInstanceOfSatisfying(ProblemException.class, problem -> {
                        assertThat(problem.key()).isEqualTo("problem.appointments.slot-taken");
                        assertThat(problem.getBody().getProperties())
                                .hasEntrySatisfying(
                                        "nearest",
                                        nearest -> assertThat((List<?>) nearest).isNotEmpty());
                    });
                }
            }
        }
        assertThat(got).hasSize(3).doesNotHaveDuplicates();
        assertThat(lost).isEqualTo(57);
        assertNoOverlap();
    }

    @Test
    void the_database_itself_refuses_a_time_that_is_taken_and_a_record_that_is_changed() {
        var agenda = agenda("09:00", "10:00");
        var booked = book("09:00");
        assertThatThrownBy(() -> jdbc.sql("""
                        insert into appointments.place (id, appointment_id, agenda_id, during)
                        values (gen_random_uuid(), ?, ?, tstzrange(?, ?))""")
                        .params(
                                booked.id(),
                                agenda.id(),
                                AgendaTables.utc(at(monday, "09:10")),
                                AgendaTables.utc(at(monday, "09:30")))
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("place_never_taken_twice");
        for (var change : List.of(
                "update appointments.event set type = 'held' where appointment_id = ?",
                "delete from appointments.event where appointment_id = ?")) {
            assertThatThrownBy(() -> jdbc.sql(change).param(booked.id()).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void a_rule_that_is_changed_while_somebody_books_leaves_the_booking_and_offers_nothing_more() {
        var agenda = agenda("09:00", "10:00");
        var held = bookings.hold(wanted(at(monday, "09:00"), 1));
        agendas.rules(agenda.id()).forEach(rule -> agendas.removeRule(agenda.id(), rule.id()));
        assertThat(free()).isEmpty();
        assertThat(bookings.confirm(held.id(), somebody()).state()).isEqualTo(Appointment.State.BOOKED);
        refused("slot-taken", () -> bookings.move(held.id(), at(monday, "09:20"), false));
        assertThat(appointments.find(held.id()).start()).isEqualTo(at(monday, "09:00"));
    }

    @Test
    void references_are_told_from_wrong_ones() {
        agenda("09:00", "10:00");
        var booked = book("09:00");
        var typed = booked.reference().toLowerCase().replace("-", " ");
        assertThat(appointments.findByReference(typed)).contains(booked);
        var letters = booked.reference().toCharArray();
        letters[letters.length - 1] = letters[letters.length - 1] == '7' ? '8' : '7';
        assertThat(Appointment.reference(new String(letters))).isEmpty();
        assertThat(new HashSet<>(List.of(booked.reference(), Appointment.newReference(), Appointment.newReference())))
                .hasSize(3);
    }

    private void assertNoOverlap() {
        assertThat(jdbc.sql("""
                        select count(*) from appointments.place a join appointments.place b
                          on a.agenda_id = b.agenda_id and a.id < b.id and a.during && b.during""").query(Integer.class).single()).isZero();
    }
}
