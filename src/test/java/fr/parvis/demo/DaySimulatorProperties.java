package fr.parvis.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.parvis.queue.Act;
import fr.parvis.queue.Outcome;
import fr.parvis.queue.QueueHistory.PastVisit;
import fr.parvis.queue.QueueOrder;
import fr.parvis.queue.Ticket;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DaySimulatorProperties {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final UUID SITE = new UUID(1, 1);
    private static final UUID LONG = new UUID(2, 1);
    private static final UUID SHORT = new UUID(2, 2);
    private static final Crowd.Demand DEMAND = new Crowd.Demand(
            SITE,
            15,
            List.of(
                    new Crowd.Wish(LONG, "passeport-depot", 0.4, Duration.ofMinutes(10), 0.5),
                    new Crowd.Wish(SHORT, "renseignement", 0.6, Duration.ofMinutes(4), 0)));
    private static final List<DaySimulator.Desk> DESKS = List.of(
            new DaySimulator.Desk(new UUID(3, 1), Set.of(LONG, SHORT)),
            new DaySimulator.Desk(new UUID(3, 2), Set.of(SHORT)),
            new DaySimulator.Desk(new UUID(3, 3), Set.of(LONG, SHORT)));

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 25);
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(PARIS).toInstant();
    }

    private static List<PastVisit> day(LocalDate day, long seed) {
        return DaySimulator.play(DEMAND, new DaySimulator.Doors(day, PARIS, at(day, 8), at(day, 18)), DESKS, seed);
    }

    private static final LocalDate TUESDAY = LocalDate.of(2026, 3, 3);

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_same_seed_gives_the_same_day(long seed) {
        assertThat(day(TUESDAY, seed)).isEqualTo(day(TUESDAY, seed)).isNotEqualTo(day(TUESDAY, seed + 1000));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_counter_receives_one_person_at_a_time(long seed) {
        record Spell(Instant from, Instant to) {}
        var spells = new HashMap<UUID, List<Spell>>();
        for (var visit : day(TUESDAY, seed)) {
            visit.acts().stream()
                    .filter(Act.Called.class::isInstance)
                    .map(Act.Called.class::cast)
                    .forEach(call -> spells.computeIfAbsent(call.counterId(), _ -> new ArrayList<>())
                            .add(new Spell(call.at(), visit.acts().getLast().at())));
        }
        assertThat(spells).hasSize(3);
        spells.values().forEach(of -> {
            of.sort(Comparator.comparing(Spell::from));
            for (int i = 1; i < of.size(); i++) {
                assertThat(of.get(i).from()).isAfterOrEqualTo(of.get(i - 1).to());
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void acts_follow_each_other_in_time_and_everybody_reaches_an_end(long seed) {
        for (var visit : day(TUESDAY, seed)) {
            var times = new ArrayList<Instant>(List.of(visit.arrivedAt()));
            visit.acts().forEach(act -> times.add(act.at()));
            assertThat(times).isSorted();
            assertThat(visit.acts().getLast())
                    .isInstanceOfAny(Act.Finished.class, Act.MarkedAbsent.class, Act.Abandoned.class);
        }
    }

    @Test
    void people_give_up_are_absent_and_come_as_often_as_planned() {
        var visits = seeds().mapToObj(seed -> day(TUESDAY, seed))
                .flatMap(List::stream)
                .toList();
        var n = (double) visits.size();
        assertThat(share(visits, Act.Abandoned.class)).isCloseTo(Crowd.ABANDON, within(0.012));
        assertThat(share(visits, Act.MarkedAbsent.class)).isCloseTo(Crowd.NO_SHOW, within(0.012));
        assertThat(n / 25 / 10).isBetween(14.0, 18.5);
        var lunch = visits.stream()
                .map(visit -> visit.arrivedAt().atZone(PARIS).getHour())
                .filter(hour -> hour == 12)
                .count();
        var evening = visits.stream()
                .map(visit -> visit.arrivedAt().atZone(PARIS).getHour())
                .filter(hour -> hour == 17)
                .count();
        assertThat(lunch / (double) evening).isBetween(1.5, 2.3);
    }

    @Test
    void most_people_with_an_appointment_are_a_little_early_and_some_too_late_to_keep_its_hour() {
        var booked = seeds().mapToObj(seed -> day(TUESDAY, seed))
                .flatMap(List::stream)
                .filter(visit -> visit.wanted().kind() == Ticket.Kind.APPOINTMENT)
                .toList();
        var lateness = booked.stream()
                .map(visit ->
                        Duration.between(Objects.requireNonNull(visit.wanted().scheduledAt()), visit.arrivedAt()))
                .toList();
        assertThat(lateness)
                .hasSizeGreaterThan(500)
                .allSatisfy(late -> assertThat(late.abs()).isLessThanOrEqualTo(Duration.ofMinutes(25)));
        assertThat(share(lateness, late -> late.isNegative())).isBetween(0.7, 0.82);
        assertThat(share(lateness, late -> late.compareTo(Duration.ofMinutes(10)) > 0))
                .isBetween(0.03, 0.11);
        assertThat(booked)
                .allSatisfy(visit -> assertThat(visit.wanted().serviceId()).isEqualTo(LONG));
    }

    @Test
    void who_waits_is_called_in_the_order_of_the_queueing_key() {
        // one counter for everybody: whoever is called while another waits has the smaller key
        var desk = List.of(new DaySimulator.Desk(new UUID(3, 9), Set.of(LONG, SHORT)));
        var visits = DaySimulator.play(
                DEMAND.times(0.5), new DaySimulator.Doors(TUESDAY, PARIS, at(TUESDAY, 8), at(TUESDAY, 18)), desk, 7);
        assertThat(visits).anyMatch(visit -> visit.wanted().scheduledAt() != null);
        for (var called : visits) {
            for (var other : visits) {
                if (calledAt(called).isBefore(calledAt(other))
                        && !other.arrivedAt().isAfter(calledAt(called))
                        && other.acts().getLast() instanceof Act.Finished) {
                    assertThat(key(called)).isBeforeOrEqualTo(key(other));
                }
            }
        }
    }

    private static Instant calledAt(PastVisit visit) {
        return visit.acts().stream()
                .filter(Act.Called.class::isInstance)
                .map(Act::at)
                .findFirst()
                .orElse(Instant.MAX);
    }

    private static Instant key(PastVisit visit) {
        return QueueOrder.STANDARD.keyOf(QueueOrder.Arrival.of(visit.wanted(), visit.arrivedAt()));
    }

    @Test
    void visits_end_solved_or_with_a_next_step_that_falls_on_a_working_day() {
        var outcomes = seeds().mapToObj(seed -> day(TUESDAY, seed))
                .flatMap(List::stream)
                .map(visit -> visit.acts().getLast())
                .filter(Act.Finished.class::isInstance)
                .map(act -> ((Act.Finished) act).outcome())
                .toList();
        assertThat(share(outcomes, Outcome.NextStep.class::isInstance)).isCloseTo(Crowd.NEXT_STEP, within(0.02));
        assertThat(outcomes).filteredOn(Outcome.NextStep.class::isInstance).allSatisfy(outcome -> {
            var step = (Outcome.NextStep) outcome;
            assertThat(step.due()).isAfter(TUESDAY);
            assertThat(step.due().getDayOfWeek()).isLessThanOrEqualTo(DayOfWeek.FRIDAY);
            assertThat(step.owner()).isNotBlank();
        });
    }

    @Test
    void identifiers_change_nothing_but_themselves() {
        var wishes = DEMAND.wishes().stream()
                .map(wish -> new Crowd.Wish(UUID.randomUUID(), wish.slug(), wish.share(), wish.mean(), wish.booked()))
                .toList();
        var services = Set.of(wishes.get(0).serviceId(), wishes.get(1).serviceId());
        var doors = new DaySimulator.Doors(TUESDAY, PARIS, at(TUESDAY, 8), at(TUESDAY, 18));
        var desks = List.of(new DaySimulator.Desk(UUID.randomUUID(), services));
        var usual = List.of(new DaySimulator.Desk(new UUID(3, 1), Set.of(LONG, SHORT)));
        assertThat(DaySimulator.play(new Crowd.Demand(UUID.randomUUID(), 15, wishes), doors, desks, 3))
                .extracting(visit ->
                        visit.arrivedAt() + " " + visit.acts().getLast().at())
                .isEqualTo(DaySimulator.play(DEMAND, doors, usual, 3).stream()
                        .map(visit ->
                                visit.arrivedAt() + " " + visit.acts().getLast().at())
                        .toList());
    }

    @Test
    void mondays_and_market_days_are_busier() {
        assertThat(total(TUESDAY.minusDays(1)) / (double) total(TUESDAY)).isBetween(1.2, 1.5);
        assertThat(total(TUESDAY.plusDays(1)) / (double) total(TUESDAY)).isBetween(1.08, 1.33);
    }

    @Test
    void a_day_in_progress_stops_at_the_present_moment() {
        var now = at(TUESDAY, 11);
        var sofar = DaySimulator.until(now, day(TUESDAY, 4));
        assertThat(sofar).isNotEmpty().allSatisfy(visit -> {
            assertThat(visit.arrivedAt()).isBeforeOrEqualTo(now);
            assertThat(visit.acts()).allSatisfy(act -> assertThat(act.at()).isBeforeOrEqualTo(now));
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_hall_is_as_full_as_it_was_asked_to_be(long seed) {
        for (var wanted : new int[] {4, 11}) {
            for (var hour : new int[] {10, 14, 21}) {
                var now = at(TUESDAY, hour);
                var doors = new DaySimulator.Doors(TUESDAY, PARIS, at(TUESDAY, hour - 3), now);
                var visits = DaySimulator.untilWaiting(wanted, now, DEMAND, doors, DESKS, seed);
                assertThat(visits.stream().filter(visit -> visit.acts().isEmpty()))
                        .as("at %d", hour)
                        .hasSizeBetween(wanted / 2, wanted * 3 / 2);
            }
        }
    }

    private static int total(LocalDate day) {
        return seeds().mapToInt(seed -> day(day, seed).size()).sum();
    }

    private static <T> double share(List<T> all, Predicate<T> which) {
        return all.stream().filter(which).count() / (double) all.size();
    }

    private static double share(List<PastVisit> visits, Class<? extends Act> last) {
        return visits.stream()
                        .filter(visit -> last.isInstance(visit.acts().getLast()))
                        .count()
                / (double) visits.size();
    }
}
