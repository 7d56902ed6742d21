package fr.parvis.appointments.sessions;

import static fr.parvis.appointments.sessions.Registration.State.CANCELLED;
import static fr.parvis.appointments.sessions.Registration.State.LAPSED;
import static fr.parvis.appointments.sessions.Registration.State.LEFT;
import static fr.parvis.appointments.sessions.Registration.State.OFFERED;
import static fr.parvis.appointments.sessions.Registration.State.REGISTERED;
import static fr.parvis.appointments.sessions.Registration.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointment.Channel;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.messaging.Message;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.rights.Nights;
import fr.parvis.testing.ParvisTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;

@ParvisTest
class GroupSessionsIT extends SessionScene {
    @Autowired
    Nights nights;

    private Appointment book(String time) {
        return bookings.book(
                new NewAppointment(site.id(), place.services().getFirst().id(), at(time), 1, Channel.DESK), somebody());
    }

    @Test
    void sixty_people_at_once_get_three_seats_and_no_more() throws Exception {
        var session = session(3);
        var wishes = IntStream.range(0, 60)
                .mapToObj(_ -> (Callable<Registration.State>)
                        () -> register(session, 1).state())
                .toList();
        var states = new ArrayList<Registration.State>();
        try (var people = Executors.newFixedThreadPool(60)) {
            for (var one : people.invokeAll(wishes)) {
                states.add(one.get());
            }
        }
        assertThat(states).filteredOn(REGISTERED::equals).hasSize(3);
        assertThat(states).filteredOn(WAITING::equals).hasSize(57);
        assertThat(free(session)).isZero();
    }

    @Test
    void the_database_sells_no_seat_twice_whoever_writes() {
        var session = session(2);
        var one = register(session, 2);
        var other = register(session, 1);
        assertThat(other.state()).isEqualTo(WAITING);
        assertThatThrownBy(() -> jdbc.sql("update appointments.registration set state = 'registered' where id = ?")
                        .param(other.id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("session_never_oversold");
        assertThat(state(one)).isEqualTo(REGISTERED);
        assertThat(state(other)).isEqualTo(WAITING);
    }

    @Test
    void the_time_of_a_session_is_nobody_s_appointment() {
        book("13:40");
        session(5);
        refused("slot-taken", () -> book("14:00"));
        refused("slot-taken", () -> book("15:40"));
        assertThat(book("16:00").agendas()).containsExactly(animator.id());
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into appointments.place (id, appointment_id, agenda_id, during)
                                select gen_random_uuid(), a.id, ?, tstzrange(?, ?) from appointments.appointment a where a.site_id = ? limit 1""")
                        .params(
                                animator.id(),
                                at("15:00").atOffset(java.time.ZoneOffset.UTC),
                                at("15:20").atOffset(java.time.ZoneOffset.UTC),
                                site.id())
                        .update())
                .hasMessageContaining("place_never_taken_twice");
    }

    @Test
    void an_appointment_is_nobody_s_session() {
        var appointment = book("14:20");
        refused("agenda-busy", () -> session(5));
        assertThat(sessions.toCome(List.of(site))).isEmpty();
        bookings.cancel(appointment.id(), true);
        assertThat(session(5).free()).isEqualTo(5);
        refused("agenda-busy", () -> session(5));
        agendas.addAbsence(animator.id(), at("09:00"), at("10:00"), "Formation");
        refused("agenda-busy", () -> sessions.create(plan(5, at("09:30"), List.of(animator.id())), Repeat.ONCE, 1));
    }

    @Test
    void the_time_is_free_again_when_a_session_moves_or_is_cancelled() {
        var session = session(5);
        sessions.change(session.id(), plan(5, at("10:00"), List.of(animator.id())));
        assertThat(book("14:00").start()).isEqualTo(at("14:00"));
        refused("slot-taken", () -> book("10:20"));
        sessions.cancel(session.id(), "");
        assertThat(book("10:20").start()).isEqualTo(at("10:20"));
    }

    @Test
    void repeats_are_sessions_of_their_own_or_none_at_all() {
        var made = sessions.create(plan(5), Repeat.WEEKLY, 3);
        assertThat(made)
                .extracting(Session::start)
                .containsExactly(at("14:00"), at(monday.plusWeeks(1), "14:00"), at(monday.plusWeeks(2), "14:00"));
        assertThat(made.get(1).plan().closesAt()).isEqualTo(at(monday.plusWeeks(1), "13:00"));
        sessions.cancel(made.getFirst().id(), "");
        refused("agenda-busy", () -> sessions.create(plan(5), Repeat.WEEKLY, 2));
        assertThat(sessions.toCome(List.of(site))).hasSize(2);
    }

    @Test
    void the_same_person_is_registered_once_however_it_is_typed() {
        var session = session(9);
        var usager = new Appointment.Usager("Zoë", "Le Gall", "zoe@essai.example", "+33612345678", "fr");
        var one = register(session, 1, usager);
        refused(
                "already-registered",
                () -> register(session, 1, new Appointment.Usager("zoe", "LE-GALL", "ZOE@essai.example", null, "fr")));
        refused(
                "already-registered",
                () -> register(session, 1, new Appointment.Usager("Zoé", "Legall", null, "+33612345678", "fr")));
        register(session, 1, new Appointment.Usager("Yann", "Le Gall", "zoe@essai.example", null, "fr"));
        register(session, 1, new Appointment.Usager("Anna", "Le Gall", "zoe@essai.example", null, "fr"));
        refused(
                "registrations-too-many",
                () -> register(session, 1, new Appointment.Usager("Malo", "Le Gall", "zoe@essai.example", null, "fr")));
        registrations.keep(one.id(), 0);
        assertThat(register(session, 1, usager).state()).isEqualTo(REGISTERED);
        registrations.sendLinkAgain(session.id(), usager);
        registrations.sendLinkAgain(session.id(), usager);
        assertThat(outbox.page(null, 0, Integer.MAX_VALUE).stream()
                        .filter(message -> "zoe@essai.example".equals(message.to())
                                && message.about().equals("session-registered")
                                && message.key().contains(" again ")))
                .hasSize(1);
    }

    @Test
    void online_registration_has_its_time_and_its_sessions() {
        var open = plan(5);
        var later = new SessionPlan(
                open.siteId(),
                null,
                title,
                "",
                "",
                List.of(),
                open.start(),
                open.end(),
                5,
                3,
                at(monday.minusDays(2), "08:00"),
                open.closesAt(),
                "fr",
                true,
                false);
        var session = sessions.create(later, Repeat.ONCE, 1).getFirst();
        refused("session-closed", () -> register(session, 1));
        clock.setTo(at(monday.minusDays(2), "08:00"));
        refused("figure-out-of-range", () -> register(session, 4));
        refused("figure-out-of-range", () -> register(session, 0));
        register(session, 3);
        clock.setTo(at("13:00"));
        refused("session-closed", () -> register(session, 1));
        assertThat(registrations
                        .register(new Registrations.Wanted(session.id(), 1, Channel.PHONE, somebody(), false))
                        .state())
                .isEqualTo(REGISTERED);
        clock.setTo(at("14:00"));
        refused(
                "session-over",
                () -> registrations.register(
                        new Registrations.Wanted(session.id(), 1, Channel.PHONE, somebody(), false)));
    }

    @Test
    void a_group_that_does_not_fit_is_told_so_unless_it_will_wait() {
        var session = session(2);
        register(session, 1);
        refused(
                "session-full",
                () -> registrations.register(
                        new Registrations.Wanted(session.id(), 2, Channel.ONLINE, somebody(), false)));
        var waiting = register(session, 2);
        assertThat(waiting.state()).isEqualTo(WAITING);
        assertThat(toldOf(waiting)).containsExactly("session-waiting");
        refused(
                "contact-missing",
                () -> registrations.register(new Registrations.Wanted(
                        session.id(),
                        3,
                        Channel.DESK,
                        new Appointment.Usager("Sans", "Contact", null, null, "fr"),
                        true)));
    }

    @Test
    void freed_seats_are_offered_in_order_and_held() {
        var session = session(3);
        var three = register(session, 3);
        var first = register(session, 2);
        var second = register(session, 1);
        var third = register(session, 1);
        registrations.keep(three.id(), 1);
        assertThat(state(first)).isEqualTo(OFFERED);
        assertThat(List.of(state(second), state(third))).containsOnly(WAITING);
        assertThat(free(session)).isZero();
        assertThat(register(session, 1).state()).isEqualTo(WAITING);
        assertThat(toldOf(first)).startsWith("session-offer");
        assertThat(Objects.requireNonNull(registrations.find(first.id()).offeredUntil()))
                .isEqualTo(registrations.find(first.id()).since().plus(Duration.ofMinutes(30)));

        registrations.take(first.id());
        registrations.take(first.id());
        assertThat(state(first)).isEqualTo(REGISTERED);
        registrations.keep(first.id(), 0);
        assertThat(List.of(state(second), state(third))).containsOnly(OFFERED);
        assertThat(toldOf(first)).startsWith("session-left");
        registrations.keep(second.id(), 0);
        assertThat(state(second)).isEqualTo(LEFT);
    }

    @Test
    void silence_passes_the_seats_on_and_one_may_come_back() {
        var session = session(1);
        var seat = register(session, 1);
        var silent = register(session, 1);
        var next = register(session, 1);
        registrations.keep(seat.id(), 0);
        assertThat(state(silent)).isEqualTo(OFFERED);
        nobodyAnswers();
        assertThat(state(silent)).isEqualTo(LAPSED);
        assertThat(state(next)).isEqualTo(OFFERED);
        refused("seats-gone", () -> registrations.take(silent.id()));
        assertThat(registrations.rejoin(silent.id()).state()).isEqualTo(WAITING);
        registrations.keep(next.id(), 0);
        assertThat(state(silent)).isEqualTo(OFFERED);
        nobodyAnswers();
        assertThat(registrations.take(silent.id()).state()).isEqualTo(REGISTERED);
        assertThat(free(session)).isZero();
    }

    @Test
    void near_the_session_it_is_first_come() {
        var session = session(1);
        var seat = register(session, 1);
        var one = register(session, 1);
        var other = register(session, 1);
        clock.setTo(at("11:45"));
        registrations.keep(seat.id(), 0);
        assertThat(List.of(state(one), state(other))).containsOnly(WAITING);
        assertThat(List.of(toldOf(one).getFirst(), toldOf(other).getFirst())).containsOnly("session-free");
        assertThat(registrations.take(other.id()).state()).isEqualTo(REGISTERED);
        refused("seats-gone", () -> registrations.take(one.id()));
    }

    @Test
    void more_seats_go_to_the_line_and_fewer_than_are_taken_are_refused() {
        var session = session(2);
        register(session, 2);
        var waiting = register(session, 2);
        refused("seats-taken", () -> sessions.change(session.id(), plan(1)));
        sessions.change(session.id(), plan(4));
        assertThat(state(waiting)).isEqualTo(OFFERED);
        assertThat(toldOf(waiting)).doesNotContain("session-moved");
    }

    @Test
    void a_move_keeps_every_seat_tells_everybody_and_asks() {
        var session = session(3);
        var one = register(session, 2);
        var english =
                register(session, 1, new Appointment.Usager("Ann", "Groupe Lee", "ann.lee@essai.example", null, "en"));
        var waiting = register(session, 1);
        sessions.change(session.id(), plan(3, at(monday.plusDays(1), "09:00"), List.of(animator.id())));
        for (var person : List.of(one, english, waiting)) {
            assertThat(toldOf(person)).startsWith("session-moved");
        }
        assertThat(told(english).getFirst().subject()).startsWith("Change: ");
        assertThat(told(one).getFirst().text()).contains("09:00–11:00", "/ateliers/mien/" + one.token());
        assertThat(registrations.find(one.id()).isAsked()).isTrue();
        assertThat(registrations.find(waiting.id()).isAsked()).isFalse();
        assertThat(registrations.confirm(one.id()).isAsked()).isFalse();
        assertThat(free(session)).isZero();
    }

    @Test
    void a_cancelled_session_tells_all_and_offers_the_other_dates() {
        var made = sessions.create(plan(2), Repeat.WEEKLY, 2);
        var session = made.getFirst();
        var one = register(session, 2);
        var waiting = register(session, 1);
        var gone = register(session, 1);
        registrations.keep(gone.id(), 0);
        sessions.cancel(session.id(), "l’animatrice est malade");
        assertThat(List.of(state(one), state(waiting))).containsOnly(CANCELLED);
        assertThat(state(gone)).isEqualTo(LEFT);
        for (var person : List.of(one, waiting)) {
            assertThat(told(person).getFirst().text())
                    .contains(
                            "l’animatrice est malade",
                            "/ateliers/" + made.get(1).id());
        }
        assertThat(toldOf(gone)).doesNotContain("session-cancelled");
        var tellings = told(one).size();
        sessions.cancel(session.id(), "");
        assertThat(told(one)).hasSize(tellings);
        refused("registration-over", () -> registrations.take(waiting.id()));
        refused("session-over", () -> register(session, 1));
    }

    @Test
    void the_confirmation_brings_a_calendar_entry_in_the_person_s_language() {
        var session = session(3);
        var leila = register(
                session, 2, new Appointment.Usager("ليلى", "بن علي", "leila.groupe@essai.example", null, "ar"));
        var mail = told(leila).getFirst();
        assertThat(mail.subject()).startsWith("تسجيلك");
        assertThat(mail.text()).contains("/ateliers/mien/" + leila.token() + "\n");
        var file = new String(entry(mail), StandardCharsets.UTF_8);
        assertThat(file).contains("UID:" + leila.id(), "STATUS:CONFIRMED", "SUMMARY:" + title.substring(0, 10));
    }

    private byte[] entry(Message message) {
        return jdbc.sql("select attachment from messaging.message where key = ?")
                .param(message.key())
                .query((row, _) -> row.getBytes(1))
                .single();
    }

    @Test
    void reminders_come_two_days_and_three_hours_before_once() {
        var session = session(3);
        var one = register(session, 1);
        var waiting = register(session, 3);
        clock.setTo(at(monday.minusDays(2), "15:00"));
        keeping.remind();
        keeping.remind();
        var late = register(session, 1);
        clock.setTo(at("11:30"));
        keeping.remind();
        keeping.remind();
        assertThat(toldOf(one))
                .containsExactly("session-reminder-hours", "session-reminder-days", "session-registered");
        assertThat(toldOf(late)).containsExactly("session-reminder-hours", "session-registered");
        assertThat(toldOf(waiting)).containsExactly("session-waiting");
    }

    @Test
    void who_came_is_said_at_the_door_and_the_walk_ins_take_what_is_left() {
        var session = session(4);
        var three = register(session, 3);
        refused("session-not-yet", () -> registrations.came(three.id(), 3));
        refused("session-not-yet", () -> registrations.walkIn(session.id(), 1, somebody()));
        clock.setTo(at("13:30"));
        assertThat(registrations.came(three.id(), 2).came()).isEqualTo(2);
        refused("figure-out-of-range", () -> registrations.came(three.id(), 4));
        assertThat(registrations.came(three.id(), null).came()).isNull();
        clock.setTo(at("14:10"));
        var nobody = new Appointment.Usager("Sur", "Place", null, null, "fr");
        assertThat(registrations.walkIn(session.id(), 1, nobody).came()).isEqualTo(1);
        refused("session-full", () -> registrations.walkIn(session.id(), 1, somebody()));
        clock.setTo(at("16:01"));
        keeping.tidy();
        assertThat(sessions.find(session.id()).state()).isEqualTo(Session.State.OVER);
        assertThat(registrations.came(three.id(), 0).came()).isZero();
    }

    @Test
    void names_are_erased_after_thirty_days_and_the_figures_stay() {
        var session = session(3);
        var one = register(session, 2);
        clock.setTo(at("14:30"));
        registrations.came(one.id(), 1);
        clock.setTo(at("16:00").plus(Duration.ofDays(30)).minusSeconds(60));
        nights.run("registration");
        assertThat(registrations.find(one.id()).usager()).isNotNull();
        clock.forward(Duration.ofMinutes(2));
        nights.run("registration");
        var erased = registrations.find(one.id());
        assertThat(erased.usager()).isNull();
        assertThat(erased.came()).isEqualTo(1);
        assertThat(jdbc.sql("select string_agg(data::text, '') from appointments.session_event where session_id = ?")
                        .param(session.id())
                        .query(String.class)
                        .single())
                .doesNotContain("Groupe");
    }

    /** Three hundred acts of whoever it may be, checked after each. */
    @Test
    void whatever_people_do_seats_add_up_and_nobody_waits_for_what_is_free() {
        var random = new SplittableRandom(87);
        var session = session(7);
        for (int i = 0; i < 300; i++) {
            act(session, random);
            var now = sessions.find(session.id());
            var after = registrations.of(session.id());
            assertThat(now.taken())
                    .isEqualTo(after.stream()
                            .filter(one -> one.state() == REGISTERED || one.state() == OFFERED)
                            .mapToInt(Registration::seats)
                            .sum())
                    .isLessThanOrEqualTo(now.plan().seats());
            assertThat(after)
                    .filteredOn(one -> one.state() == WAITING)
                    .allSatisfy(one -> assertThat(one.seats()).isGreaterThan(now.free()));
            if (now.start().minus(Duration.ofHours(30)).isBefore(clock.instant())) {
                clock.setTo(at(monday.minusDays(5), "10:00"));
            }
        }
        assertThat(registrations.of(session.id())).hasSizeGreaterThan(50);
    }

    private void act(Session session, SplittableRandom random) {
        var all = registrations.of(session.id());
        var any = all.isEmpty() ? register(session, 1) : all.get(random.nextInt(all.size()));
        try {
            switch (random.nextInt(8)) {
                case 0, 1 -> register(session, 1 + random.nextInt(3));
                case 2 -> sessions.change(session.id(), plan(3 + random.nextInt(8)));
                case 3 -> nobodyAnswers();
                case 4, 5 -> registrations.keep(any.id(), random.nextInt(any.seats()));
                case 6 -> registrations.take(any.id());
                default -> registrations.rejoin(any.id());
            }
        } catch (ProblemException refusal) {
            assertThat(refusal.getStatusCode().is4xxClientError()).isTrue();
        }
    }

    @Test
    void what_cannot_be_a_session_is_refused_by_its_field() {
        var plan = plan(5);
        assertThat(field(with(plan, "", 5, 3, plan.start(), plan.end()))).isEqualTo("title");
        assertThat(field(with(plan, "x".repeat(121), 5, 3, plan.start(), plan.end())))
                .isEqualTo("title");
        assertThat(field(with(plan, "A", 0, 3, plan.start(), plan.end()))).isEqualTo("seats");
        assertThat(field(with(plan, "A", 201, 3, plan.start(), plan.end()))).isEqualTo("seats");
        assertThat(field(with(plan, "A", 5, 11, plan.start(), plan.end()))).isEqualTo("mostSeats");
        assertThat(field(with(plan, "A", 5, 3, plan.start(), plan.start()))).isEqualTo("to");
        var past = at(monday.minusDays(6), "09:00");
        assertThat(field(with(plan, "A", 5, 3, past, past.plusSeconds(3600)))).isEqualTo("day");
        assertThat(sessions.toCome(List.of(site))).isEmpty();
    }

    private static SessionPlan with(SessionPlan plan, String title, int seats, int most, Instant start, Instant end) {
        return new SessionPlan(
                plan.siteId(), null, title, "", "", List.of(), start, end, seats, most, null, start, "fr", true, false);
    }

    private String field(SessionPlan plan) {
        try {
            sessions.create(plan, Repeat.ONCE, 1);
            return "";
        } catch (ProblemException refusal) {
            return Objects.requireNonNullElse(refusal.field(), "");
        }
    }
}
