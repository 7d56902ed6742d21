package fr.parvis.appointments.moves;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.moves.MoveSolver.Placed;
import fr.parvis.appointments.slots.SlotSearch.Place;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.testing.OwnTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Other places for many appointments at once")
class MoveSolverProperties {
    private static final Instant START = Instant.parse("2026-03-27T08:00:00Z");
    private static final UUID SITE = new UUID(0, 99);
    private static final int DAY = 24 * 60;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 400);
    }

    private static UUID agenda(int number) {
        return new UUID(7, number);
    }

    private static Place place(List<UUID> agendas, int minute, int length) {
        var from = START.plus(Duration.ofMinutes(minute));
        return new Place(agendas, new Stretch(from, from.plus(Duration.ofMinutes(length))));
    }

    /** Few agendas, lengths that differ, families at several agendas: as many collisions as there can be. */
    private static List<Hit> invented(SplittableRandom random, int most) {
        int agendas = 1 + random.nextInt(3);
        var hits = new ArrayList<Hit>();
        for (int i = random.nextInt(most); i >= 0; i--) {
            int length = 10 * (1 + random.nextInt(3));
            int people = 1 + random.nextInt(3);
            // what they take now: one after the other at an agenda of theirs, and of those that are wanted too
            var stays = place(random.nextInt(3) == 0 ? List.of(agenda(50)) : List.of(agenda(0)), 30 * i, length);
            var options = new ArrayList<Option>();
            for (int j = random.nextInt(6); j > 0; j--) {
                int minute = 10 * random.nextInt(9) + (random.nextInt(5) == 0 ? 5 : 0);
                int day = random.nextInt(3);
                var ids = new HashSet<UUID>();
                for (int k = random.nextInt(5) == 0 ? 2 : 1; k > 0; k--) {
                    ids.add(agenda(random.nextInt(agendas)));
                }
                boolean elsewhere = random.nextInt(5) == 0;
                int moved = Math.abs(minute - 30 * i);
                options.add(new Option(
                        SITE,
                        place(List.copyOf(ids.stream().sorted().toList()), minute + day * DAY, length),
                        elsewhere ? Burden.elsewhere(people, day, moved) : Burden.here(people, day, moved)));
            }
            hits.add(new Hit(new UUID(1, i), people, stays, options));
        }
        return hits;
    }

    private static Burden burden(List<Placed> plan) {
        return plan.stream()
                .map(one -> one.option() == null
                        ? Burden.stays(one.hit().people())
                        : one.option().burden())
                .reduce(Burden.NONE, Burden::plus);
    }

    /** Who is offered another site keeps what they have until they say yes. */
    private static List<Place> takes(Placed one) {
        var option = one.option();
        if (option == null) {
            return List.of(one.hit().stays());
        }
        return option.isElsewhere() ? List.of(option.place(), one.hit().stays()) : List.of(option.place());
    }

    private static boolean collide(Placed one, Placed other) {
        return takes(one).stream()
                .anyMatch(place -> takes(other).stream().anyMatch(theirs -> Option.collide(place, theirs)));
    }

    private static void assertSound(List<Hit> hits, List<Placed> plan) {
        assertThat(plan).as("nobody is lost").extracting(Placed::hit).containsExactlyElementsOf(hits);
        for (int i = 0; i < plan.size(); i++) {
            var one = plan.get(i);
            if (one.option() != null) {
                assertThat(one.hit().options()).contains(one.option());
            }
            for (int j = i + 1; j < plan.size(); j++) {
                assertThat(collide(one, plan.get(j)))
                        .as("%s and %s on one place", one, plan.get(j))
                        .isFalse();
            }
        }
    }

    /** Tries everything. */
    private static Burden least(List<Hit> hits, List<Placed> soFar) {
        if (soFar.size() == hits.size()) {
            return burden(soFar);
        }
        var hit = hits.get(soFar.size());
        var ways = new ArrayList<Placed>();
        ways.add(new Placed(hit, null));
        hit.options().forEach(option -> ways.add(new Placed(hit, option)));
        return ways.stream()
                .filter(way -> soFar.stream().noneMatch(other -> collide(way, other)))
                .map(way -> {
                    var longer = new ArrayList<>(soFar);
                    longer.add(way);
                    return least(hits, longer);
                })
                .min(Comparator.naturalOrder())
                .orElse(new Burden(999, 0, 0, 0));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void are_as_good_as_the_best_of_all_plans_that_there_are(long seed) {
        var hits = invented(new SplittableRandom(seed), 6);
        var plan = MoveSolver.solve(hits);
        assertSound(hits, plan);
        assertThat(burden(plan)).isEqualTo(least(hits, List.of()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void are_found_without_an_overlap_and_the_same_again_when_there_are_many(long seed) {
        var hits = invented(new SplittableRandom(seed), 14);
        var plan = MoveSolver.solve(hits);
        assertSound(hits, plan);
        assertThat(MoveSolver.solve(hits)).isEqualTo(plan);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void are_never_worse_for_one_more_option(long seed) {
        var random = new SplittableRandom(seed);
        var hits = new ArrayList<>(invented(random, 6));
        var before = burden(MoveSolver.solve(hits));
        int which = random.nextInt(hits.size());
        var hit = hits.get(which);
        var more = new ArrayList<>(hit.options());
        more.add(new Option(
                SITE,
                place(List.of(agenda(random.nextInt(3))), 10 * random.nextInt(9), 20),
                Burden.here(hit.people(), 0, 0)));
        hits.set(which, new Hit(hit.id(), hit.people(), hit.stays(), more));
        assertThat(burden(MoveSolver.solve(hits))).isLessThanOrEqualTo(before);
    }

    @Test
    void figures_weigh_in_their_order_up_to_the_largest_plan() {
        var most = Burden.MOST_PEOPLE;
        var worst = new Burden(most, most, most * 365, most * 1439);
        assertThat(worst.packed()).isPositive();
        assertThat(new Burden(1, 0, 0, 0)).isGreaterThan(new Burden(0, most, most * 365, most * 1439));
        assertThat(new Burden(0, 1, 0, 0)).isGreaterThan(new Burden(0, 0, most * 365, most * 1439));
        assertThat(new Burden(0, 0, 1, 0)).isGreaterThan(new Burden(0, 0, 0, most * 1439));
    }

    /** Sixty people of one day, three agendas that receive on, services of 10 to 40 minutes, one station for a third of them. */
    @Test
    void are_found_for_sixty_people_in_less_than_two_seconds() {
        var random = new SplittableRandom(60);
        var hits = new ArrayList<Hit>();
        for (int i = 0; i < 60; i++) {
            int length = 10 * (1 + random.nextInt(4));
            boolean station = random.nextInt(3) == 0;
            int minute = 10 * (i % 30);
            var options = new ArrayList<Option>();
            for (int day = 0; day < 4; day++) {
                var ofDay = new ArrayList<Option>();
                for (int start = 0; start + length <= 420; start += length) {
                    for (int agenda = 0; agenda < 3; agenda++) {
                        var ids = station ? List.of(agenda(agenda), agenda(20)) : List.of(agenda(agenda));
                        ofDay.add(new Option(
                                SITE,
                                place(ids, start + day * DAY, length),
                                Burden.here(1, day, Math.abs(start - minute))));
                    }
                }
                ofDay.sort(Comparator.comparing(Option::burden));
                options.addAll(ofDay);
            }
            hits.add(new Hit(new UUID(1, i), 1, place(List.of(agenda(60 + i)), minute, length), options));
        }
        var plan = MoveSolver.solve(hits);
        assertSound(hits, plan);
        assertThat(burden(plan)).isLessThan(new Burden(0, 0, 15, 0));
        assertThat(OwnTime.of(() -> MoveSolver.solve(hits))).isLessThan(Duration.ofSeconds(2));
    }
}
