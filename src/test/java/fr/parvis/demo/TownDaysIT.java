package fr.parvis.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.platform.ParvisSettings;
import fr.parvis.platform.StoredSettings;
import fr.parvis.queue.CounterState;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Halls;
import fr.parvis.queue.NewTicket;
import fr.parvis.queue.Reception;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Days of the town, one after the other, on a clock that the test moves. */
@Tag("deep")
@ParvisTest
@TestPropertySource(properties = "spring.application.name=parvis-town-days") // data of its own
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TownDaysIT {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalDate FIRST = LocalDate.now(PARIS).plusDays(3);

    @Autowired
    DemoTown town;

    @Autowired
    DemoPast past;

    @Autowired
    LiveTown live;

    @Autowired
    Leftovers leftovers;

    @Autowired
    Directory directory;

    @Autowired
    DirectoryEditor editor;

    @Autowired
    StoredSettings stored;

    @Autowired
    Halls halls;

    @Autowired
    Reception reception;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private UUID hall() {
        return directory.findSite("hotel-de-ville").orElseThrow().id();
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private void start(boolean alive, LocalDate day, int hour, int minute) {
        var now = day.atTime(LocalTime.of(hour, minute)).atZone(PARIS).toInstant();
        clock.setTo(now);
        var hours = hours(alive);
        var morning = new Morning(jdbc, town, past, hours, stored, halls, leftovers);
        transaction.executeWithoutResult(_ -> morning.prepare(now));
        if (alive) {
            live.takeOver();
        }
    }

    private TownHours hours(boolean alive) {
        return new TownHours(
                town,
                directory,
                editor,
                stored,
                new ParvisSettings("./data", "", "", java.util.List.of(), false, alive, !alive));
    }

    private void live(Duration time) {
        for (long step = 0; step < time.toSeconds() / 2; step++) {
            clock.forward(Duration.ofSeconds(2));
            live.move(clock.instant());
        }
    }

    private int issued(LocalDate day) {
        return halls.figures(hall(), day).issued();
    }

    private HallBoard board() {
        return halls.currentBoard(hall());
    }

    private HallBoard.Desk desk(String slug) {
        return board().counters().stream()
                .filter(desk -> desk.counter().slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(1)
    void the_first_start_just_after_midnight_gives_sixty_days_and_a_short_today() {
        start(true, FIRST, 0, 20);
        var workdays = FIRST.minusDays(60)
                .datesUntil(FIRST)
                .filter(day -> directory
                        .opening(hall(), day.atTime(10, 0).atZone(PARIS).toInstant())
                        .isOpen());
        assertThat(workdays)
                .hasSizeGreaterThan(45)
                .allSatisfy(day -> assertThat(issued(day)).isPositive());
        assertThat(issued(FIRST.minusDays(61))).isZero();
        assertThat(directory.opening(hall(), clock.instant()).isOpen()).isTrue();
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    private double shareOfTickets(String which) {
        return jdbc.sql("select avg(case when " + which + " then 1.0 else 0 end) from queue.ticket where day < :day")
                .param("day", FIRST)
                .query(Double.class)
                .single();
    }

    @Test
    @Order(2)
    void the_past_holds_appointments_opinions_and_next_steps_kept_by_the_rules_of_the_hall() {
        assertThat(shareOfTickets("kind = 'appointment'")).isBetween(0.15, 0.4);
        assertThat(shareOfTickets("kind = 'appointment' and arrived_at > scheduled_at + interval '10 minutes'"))
                .isBetween(0.005, 0.04);
        assertThat(shareOfTickets("priority")).isBetween(0.04, 0.08);
        assertThat(shareOfTickets("language is not null")).isBetween(0.08, 0.16);
        assertThat(shareOfTickets("state = 'no-show'")).isBetween(0.025, 0.055);
        assertThat(shareOfTickets("state = 'abandoned'")).isBetween(0.02, 0.07);
        assertThat(shareOfTickets("outcome = 'next-step'")).isBetween(0.07, 0.14);
        assertThat(count("""
                        select count(*) from queue.ticket
                         where queue_at <> case when scheduled_at is null and priority then arrived_at - interval '30 minutes'
                                                when scheduled_at is null then arrived_at
                                                when arrived_at > scheduled_at + interval '10 minutes' then arrived_at
                                                else scheduled_at end""")).as("keys against the rule").isZero();
        assertThat(count("select count(*) from queue.ticket where outcome = 'next-step' and next_due <= day"))
                .isZero();
        var answered = count("select count(*) from feedback.opinion")
                / (double) count("select count(*) from queue.ticket where state = 'finished'");
        assertThat(answered).isBetween(0.18, 0.26);
        assertThat(count("select count(distinct score) from feedback.opinion")).isEqualTo(5);
        assertThat(count("select count(distinct verbatim) from feedback.opinion"))
                .isGreaterThan(12);
        assertThat(count("""
                        select count(*) from feedback.opinion o join queue.ticket t on t.id = o.ticket_id
                         where o.at < t.ended_at""")).isZero();
    }

    @Test
    @Order(3)
    void the_hall_moves_by_itself_and_leaves_the_free_counter_alone() {
        clock.setTo(FIRST.atTime(0, 20).atZone(PARIS).toInstant());
        live(Duration.ofMinutes(20));
        assertThat(board().waiting()).hasSizeBetween(2, 20);
        assertThat(halls.figures(hall(), FIRST).finished()).isPositive();
        assertThat(desk("guichet-1").state().mode()).isEqualTo(CounterState.Mode.CLOSED);
        assertThat(desk("guichet-2").state().mode()).isEqualTo(CounterState.Mode.OPEN);
    }

    @Test
    @Order(4)
    void its_people_are_as_different_as_those_of_the_past() {
        clock.setTo(FIRST.atTime(0, 40).atZone(PARIS).toInstant());
        live(Duration.ofMinutes(100));
        var today = " from queue.ticket where day = date '" + FIRST + "' and arrived_at > timestamptz '"
                + FIRST.atTime(0, 41).atZone(PARIS).toOffsetDateTime() + "'";
        assertThat(count("select count(*)" + today + " and kind = 'appointment'"))
                .isPositive();
        assertThat(count("select count(*)" + today + " and language is not null"))
                .isPositive();
        assertThat(count("select count(*)" + today + " and outcome = 'next-step'"))
                .isPositive();
        assertThat(count("select count(*)" + today + " and state in ('abandoned', 'no-show')"))
                .isPositive();
        assertThat(count("select count(*) from queue.event e join queue.ticket t on t.id = e.ticket_id"
                        + " where e.type in ('parked', 'transferred') and t.day = date '" + FIRST + "'"))
                .isPositive();
        assertThat(board().parked()).hasSizeLessThan(5);
        assertThat(board().waiting()).hasSizeBetween(4, 25);
        // given, and delivered by another thread or about to be
        assertThat(count("select (select count(*) from feedback.opinion o join queue.ticket t on t.id = o.ticket_id"
                        + " where t.day = date '" + FIRST + "' and t.arrived_at > timestamptz '"
                        + FIRST.atTime(0, 41).atZone(PARIS).toOffsetDateTime() + "')"
                        + " + (select count(*) from event_publication where event_type like '%OpinionGiven')"))
                .isPositive();
    }

    @Test
    @Order(5)
    void a_second_start_on_the_same_day_doubles_nothing() {
        var before = issued(FIRST);
        var yesterday = issued(FIRST.minusDays(1));
        start(true, FIRST, 2, 30);
        assertThat(issued(FIRST)).isEqualTo(before);
        assertThat(issued(FIRST.minusDays(1))).isEqualTo(yesterday);
    }

    @Test
    @Order(6)
    void a_start_days_later_writes_the_days_between_and_sends_home_those_left_in_the_hall() {
        assertThat(board().called()).isNotEmpty();
        var lived = issued(FIRST);
        start(true, FIRST.plusDays(3), 10, 0);
        assertThat(issued(FIRST)).isEqualTo(lived);
        assertThat(FIRST.plusDays(1)
                        .datesUntil(FIRST.plusDays(3))
                        .mapToInt(this::issued)
                        .sum())
                .isPositive();
        assertThat(board().waiting())
                .hasSizeBetween(8, 30)
                .allSatisfy(place -> assertThat(place.ticket().day()).isEqualTo(FIRST.plusDays(3)));
        assertThat(board().called()).isNotEmpty();
    }

    @Test
    @Order(7)
    void a_counter_that_a_person_has_taken_is_left_to_them() {
        clock.setTo(FIRST.plusDays(3).atTime(10, 0).atZone(PARIS).toInstant());
        var free = desk("guichet-1").counter().id();
        reception.open(free, java.util.Set.of(), null);
        var mine = reception.callNext(free).orElseThrow();
        live(Duration.ofMinutes(4));
        assertThat(halls.ticket(mine.id()).state()).isEqualTo(fr.parvis.queue.Ticket.State.CALLED);
    }

    @Test
    @Order(8)
    void a_town_that_falls_quiet_is_empty_and_open_at_all_hours_but_keeps_what_people_do() {
        var day = FIRST.plusDays(4);
        start(false, day, 15, 0);
        assertThat(board().waiting()).isEmpty();
        assertThat(board().called()).isEmpty();
        assertThat(board().counters())
                .allSatisfy(desk -> assertThat(desk.state().mode()).isEqualTo(CounterState.Mode.CLOSED));
        assertThat(open(day.atTime(0, 0).atZone(PARIS).toInstant())).isTrue();
        assertThat(open(day.atTime(23, 59).atZone(PARIS).toInstant())).isTrue();
        assertThat(open(day.plusDays(1).atTime(2, 0).atZone(PARIS).toInstant())).isFalse();

        var service = directory.findServiceAt(hall(), "passeport-depot").orElseThrow();
        var ticket = reception.take(NewTicket.walkIn(hall(), service.id(), NewTicket.Origin.API));
        start(false, day, 16, 0);
        assertThat(board().place(ticket.id())).isPresent();
        hours(false).renew(day.atTime(22, 30).atZone(PARIS).toInstant());
        assertThat(open(day.plusDays(1).atTime(2, 0).atZone(PARIS).toInstant())).isTrue();
    }

    @Test
    @Order(9)
    void a_quiet_town_comes_alive_again_on_the_same_day() {
        var day = FIRST.plusDays(4);
        start(true, day, 16, 30);
        clock.setTo(day.atTime(16, 30).atZone(PARIS).toInstant());
        live(Duration.ofMinutes(10));
        assertThat(desk("guichet-2").state().mode()).isEqualTo(CounterState.Mode.OPEN);
        assertThat(board().called()).isNotEmpty();
    }

    @Test
    @Order(10)
    void a_real_organisation_is_never_given_a_town() {
        stored.put("demo.secret.kept", stored.find("demo.secret").orElseThrow());
        jdbc.sql("delete from platform.setting where key = 'demo.secret'").update();
        assertThatThrownBy(town::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Saint-Parvis")
                .hasMessageContaining("--data");
        stored.put("demo.secret", stored.find("demo.secret.kept").orElseThrow());
    }

    private boolean open(Instant at) {
        return directory.opening(hall(), at).isOpen();
    }

    @Test
    void what_an_administrator_takes_back_stays_taken_back() {
        var day = LocalDate.of(2031, 5, 6);
        start(false, day, 10, 0);
        assertThat(directory.opening(hall(), clock.instant()).isOpen()).isTrue();
        editor.addClosure(hall(), day, day, "exercice");
        hours(false).renew(clock.instant());
        assertThat(directory.opening(hall(), clock.instant()).isOpen()).isFalse();
    }
}
