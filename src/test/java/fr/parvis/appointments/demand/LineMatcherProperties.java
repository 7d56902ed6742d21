package fr.parvis.appointments.demand;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.demand.LineMatcher.InLine;
import fr.parvis.appointments.demand.LineMatcher.Match;
import fr.parvis.appointments.demand.LineMatcher.Moment;
import fr.parvis.appointments.demand.LineMatcher.Time;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The next offer to the line")
class LineMatcherProperties {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    /** The clocks change in its second week. */
    private static final LocalDate MONDAY = LocalDate.of(2026, 10, 19);

    private static final List<UUID> SITES = List.of(new UUID(1, 1), new UUID(1, 2), new UUID(1, 3));

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 300);
    }

    /** A line, and times of which each can be had as often as agendas are free. */
    private record Town(List<InLine> line, Map<Time, Integer> times) {
        static Town invented(SplittableRandom random) {
            var times = new HashMap<Time, Integer>();
            for (int i = random.nextInt(25); i > 0; i--) {
                times.merge(time(random), 1, Integer::sum);
            }
            var line = new ArrayList<InLine>();
            for (int i = random.nextInt(15); i > 0; i--) {
                line.add(somebody(random, line.size()));
            }
            return new Town(line, times);
        }

        private static Time time(SplittableRandom random) {
            return new Time(
                    SITES.get(random.nextInt(SITES.size())),
                    MONDAY.plusDays(random.nextInt(14))
                            .atTime(8 + random.nextInt(12), 20 * random.nextInt(3))
                            .atZone(PARIS));
        }

        private static InLine somebody(SplittableRandom random, int nth) {
            var sites = some(random, SITES);
            var refused = new HashSet<Moment>();
            for (int i = random.nextInt(4); i > 0; i--) {
                refused.add(time(random).moment());
            }
            return new InLine(
                    new UUID(2, nth),
                    sites.isEmpty() ? Set.copyOf(SITES) : sites,
                    new Suits(
                            some(random, List.of(DayOfWeek.values())),
                            some(random, List.of(PartOfDay.values())),
                            random.nextBoolean() ? null : MONDAY.plusDays(random.nextInt(10))),
                    random.nextInt(3) == 0 ? time(random).start().toInstant() : null,
                    refused,
                    random.nextInt(5) == 0);
        }

        private static <T> Set<T> some(SplittableRandom random, List<T> all) {
            var some = new HashSet<T>();
            all.forEach(one -> {
                if (random.nextBoolean()) {
                    some.add(one);
                }
            });
            return random.nextInt(3) == 0 ? Set.of() : some;
        }

        private List<Time> left() {
            return times.entrySet().stream()
                    .filter(one -> one.getValue() > 0)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** Offers until nothing suits anybody; whoever is offered something rests. */
        List<Match> play() {
            var now = new ArrayList<>(line);
            var matches = new ArrayList<Match>();
            for (var match = LineMatcher.next(now, _ -> left());
                    match.isPresent();
                    match = LineMatcher.next(now, _ -> left())) {
                var one = match.get();
                matches.add(one);
                times.merge(one.time(), -1, Integer::sum);
                now.replaceAll(who -> who.wish().equals(one.who().wish()) ? resting(who, true) : who);
            }
            return matches;
        }
    }

    private static InLine resting(InLine who, boolean rests) {
        return new InLine(who.wish(), who.sites(), who.suits(), who.before(), who.refused(), rests);
    }

    /** Told apart in another way than the matcher's. */
    private static boolean suits(InLine who, Time time) {
        var day = time.start().toLocalDate();
        var clock = time.start().toLocalTime();
        var part = clock.isBefore(LocalTime.of(12, 0))
                ? PartOfDay.MORNING
                : clock.isBefore(LocalTime.of(17, 0)) ? PartOfDay.AFTERNOON : PartOfDay.EVENING;
        return who.sites().contains(time.site())
                && (who.suits().days().isEmpty() || who.suits().days().contains(day.getDayOfWeek()))
                && (who.suits().parts().isEmpty() || who.suits().parts().contains(part))
                && isNotBefore(day, who.suits().earliest())
                && isBefore(time.start().toInstant(), who.before())
                && who.refused().stream()
                        .noneMatch(one -> one.site().equals(time.site())
                                && one.start().equals(time.start().toInstant()));
    }

    private static boolean isNotBefore(LocalDate day, @Nullable LocalDate earliest) {
        return earliest == null || day.compareTo(earliest) >= 0;
    }

    private static boolean isBefore(Instant at, @Nullable Instant limit) {
        return limit == null || at.compareTo(limit) < 0;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_something_that_suits_whoever_gets_it(long seed) {
        assertThat(Town.invented(new SplittableRandom(seed)).play())
                .allSatisfy(
                        match -> assertThat(suits(match.who(), match.time())).isTrue())
                .allSatisfy(match -> assertThat(match.who().rests()).isFalse());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_never_one_time_for_more_people_than_it_is_free_for_nor_two_for_one_person(long seed) {
        var town = Town.invented(new SplittableRandom(seed));
        var free = Map.copyOf(town.times());
        var matches = town.play();
        assertThat(matches).extracting(match -> match.who().wish()).doesNotHaveDuplicates();
        free.forEach((time, often) -> assertThat(
                        matches.stream().filter(match -> match.time().equals(time)))
                .hasSizeLessThanOrEqualTo(often));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void passes_nobody_whom_it_would_suit_too(long seed) {
        var town = Town.invented(new SplittableRandom(seed));
        var line = town.line();
        var got = new HashMap<UUID, Time>();
        town.play().forEach(match -> got.put(match.who().wish(), match.time()));
        for (int i = 0; i < line.size(); i++) {
            var first = line.get(i);
            var mine = got.get(first.wish());
            if (first.rests()) {
                continue;
            }
            for (var later : line.subList(i + 1, line.size())) {
                var theirs = got.get(later.wish());
                if (theirs != null && suits(first, theirs)) {
                    assertThat(mine).as("%s was passed", first.wish()).isNotNull();
                    assertThat(Objects.requireNonNull(mine).start()).isBeforeOrEqualTo(theirs.start());
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void leaves_no_time_over_that_somebody_wants(long seed) {
        var town = Town.invented(new SplittableRandom(seed));
        var served = town.play().stream().map(match -> match.who().wish()).toList();
        assertThat(town.line())
                .filteredOn(who -> !who.rests() && !served.contains(who.wish()))
                .allSatisfy(who -> assertThat(town.left()).noneMatch(time -> suits(who, time)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void does_not_depend_on_those_who_rest(long seed) {
        var random = new SplittableRandom(seed);
        var town = Town.invented(random);
        var awake = town.line().stream().filter(who -> !who.rests()).toList();
        assertThat(new Town(awake, new HashMap<>(town.times())).play()).isEqualTo(town.play());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_the_earliest_that_suits(long seed) {
        var town = Town.invented(new SplittableRandom(seed));
        LineMatcher.next(town.line(), _ -> town.left())
                .ifPresent(match -> assertThat(match.time().start())
                        .isEqualTo(town.left().stream()
                                .filter(time -> suits(match.who(), time))
                                .map(Time::start)
                                .min(Comparator.naturalOrder())
                                .orElseThrow()));
    }
}
