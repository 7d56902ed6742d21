package fr.parvis.appointments.slots;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.slots.SlotSearch.Slot;
import fr.parvis.appointments.slots.SlotSearch.Wanted;
import fr.parvis.appointments.slots.Stretches.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The search for slots")
class SlotSearchProperties {
    private static final Instant START = Instant.parse("2026-03-27T06:00:00Z");
    private static final UUID PASSPORT = new UUID(0, 1);
    private static final UUID BIRTH = new UUID(0, 2);
    private static final Instant EVER = START.plus(Duration.ofDays(9_000));

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    /** An agenda that can be changed, and what the search sees of it. */
    private static final class Agenda {
        final UUID id;
        final String kind;
        final List<AgendaTime.Opened> opened = new ArrayList<>();
        final List<Stretch> taken = new ArrayList<>();

        Agenda(UUID id, String kind) {
            this.id = id;
            this.kind = kind;
        }

        AgendaTime time() {
            return new AgendaTime(id, kind.isEmpty() ? null : kind, opened, taken);
        }

        boolean opensAt(long minute, Wanted wanted) {
            return opened.stream()
                    .filter(one -> one.serves(wanted.service(), wanted.modality()))
                    .anyMatch(one -> !one.during().from().isAfter(at(minute))
                            && one.during().to().isAfter(at(minute)));
        }

        boolean isFree(Stretch during, Wanted wanted) {
            return minutes(during)
                    .allMatch(minute -> opensAt(minute, wanted)
                            && taken.stream()
                                    .noneMatch(one -> !one.from().isAfter(at(minute))
                                            && one.to().isAfter(at(minute))));
        }
    }

    private static Instant at(long minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private static LongStream minutes(Stretch during) {
        return LongStream.range(
                Duration.between(START, during.from()).toMinutes(),
                Duration.between(START, during.to()).toMinutes());
    }

    private record Town(List<Agenda> agendas, Wanted wanted) {
        List<AgendaTime> times() {
            return agendas.stream().map(Agenda::time).toList();
        }

        List<Slot> slots() {
            return SlotSearch.find(wanted, times());
        }

        static Town invented(SplittableRandom random) {
            var agendas = new ArrayList<Agenda>();
            int receiving = 1 + random.nextInt(4);
            int rooms = random.nextInt(3);
            for (int i = 0; i < receiving + rooms; i++) {
                var agenda = new Agenda(new UUID(random.nextLong(), i), i < receiving ? "" : "biometrie");
                for (int j = random.nextInt(4); j >= 0; j--) {
                    agenda.opened.add(opening(random));
                }
                for (int j = random.nextInt(6); j > 0; j--) {
                    agenda.taken.add(stretch(random, 5, 90));
                }
                agendas.add(agenda);
            }
            var terms = new Terms(
                    Duration.ofMinutes(5 * (1 + random.nextInt(6))),
                    Duration.ofMinutes(5 * random.nextInt(3)),
                    Duration.ofMinutes(5 * (1 + random.nextInt(6))),
                    random.nextBoolean() ? Terms.Grouping.CONSECUTIVE : Terms.Grouping.PARALLEL,
                    random.nextInt(3) == 0 ? Set.of("biometrie") : Set.of(),
                    0);
            return new Town(
                    agendas,
                    new Wanted(
                            random.nextInt(4) == 0 ? BIRTH : PASSPORT,
                            terms,
                            1 + random.nextInt(3),
                            at(random.nextInt(120)),
                            at(300 + random.nextInt(600)),
                            EVER,
                            random.nextInt(3) > 0 ? Modality.ON_SITE : any(random)));
        }

        private static Modality any(SplittableRandom random) {
            return Modality.values()[random.nextInt(Modality.values().length)];
        }

        static AgendaTime.Opened opening(SplittableRandom random) {
            return new AgendaTime.Opened(
                    stretch(random, 20, 300),
                    random.nextInt(4) == 0 ? Set.of(BIRTH) : Set.of(),
                    random.nextInt(4) > 0 ? Set.of() : EnumSet.of(any(random), any(random)));
        }

        private static Stretch stretch(SplittableRandom random, int shortest, int longest) {
            int from = random.nextInt(600);
            return new Stretch(at(from), at(from + shortest + random.nextInt(longest)));
        }
    }

    /** Looks at each minute and tries every agenda, slowly. */
    private static boolean canBeHad(Town town, long minute) {
        var wanted = town.wanted();
        var during = new Stretch(at(minute), at(minute).plusSeconds(wanted.taken()));
        var receiving = town.agendas().stream()
                .filter(one -> one.kind.isEmpty())
                .filter(one -> one.isFree(during, wanted))
                .toList();
        boolean onStep = receiving.stream()
                .anyMatch(one -> one.opened.stream()
                        .filter(opening -> opening.serves(wanted.service(), wanted.modality()))
                        .anyMatch(opening -> {
                            long since = Duration.between(opening.during().from(), at(minute))
                                    .toSeconds();
                            return since >= 0
                                    && at(minute).isBefore(opening.during().to())
                                    && since % wanted.terms().step().toSeconds() == 0;
                        }));
        return onStep
                && !at(minute).isBefore(wanted.from())
                && at(minute).isBefore(wanted.to())
                && receiving.size() >= wanted.terms().agendas(wanted.people())
                && wanted.terms().kinds().stream()
                        .allMatch(kind -> town.agendas().stream()
                                .anyMatch(one -> one.kind.equals(kind) && one.isFree(during, wanted)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void finds_exactly_what_can_be_had(long seed) {
        var town = Town.invented(new SplittableRandom(seed));
        assertThat(town.slots())
                .extracting(Slot::start)
                .containsExactlyElementsOf(LongStream.range(0, 1_000)
                        .filter(minute -> canBeHad(town, minute))
                        .mapToObj(SlotSearchProperties::at)
                        .toList());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void finds_every_way_to_have_a_start_the_usual_one_first(long seed) {
        var town = Town.invented(new SplittableRandom(seed));
        var places = SlotSearch.places(town.wanted(), town.times(), 100);
        assertThat(places.stream().map(one -> one.during().from()).distinct())
                .containsExactlyElementsOf(
                        town.slots().stream().map(Slot::start).toList());
        for (var slot : town.slots()) {
            var ways = places.stream()
                    .filter(one -> one.during().from().equals(slot.start()))
                    .toList();
            assertThat(ways)
                    .doesNotHaveDuplicates()
                    .startsWith(SlotSearch.place(town.wanted(), town.times(), slot.start())
                            .orElseThrow());
            var usual = new Wanted(
                    town.wanted().service(),
                    town.wanted().terms(),
                    town.wanted().people(),
                    slot.start(),
                    slot.start().plusSeconds(1),
                    EVER,
                    town.wanted().modality());
            // without one of the agendas of the usual way there is another one, or no start at all
            for (var left : ways.getFirst().agendas()) {
                var others = town.times().stream()
                        .filter(one -> !one.id().equals(left))
                        .toList();
                var free = ways.stream()
                        .filter(way -> !way.agendas().contains(left))
                        .toList();
                if (SlotSearch.place(usual, others, slot.start()).isPresent()) {
                    assertThat(free).isNotEmpty();
                }
            }
        }
        assertThat(SlotSearch.places(town.wanted(), town.times(), 1)).hasSameSizeAs(town.slots());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void loses_nothing_by_one_more_opening_and_gains_nothing_by_one_more_booking(long seed) {
        var random = new SplittableRandom(seed);
        var town = Town.invented(random);
        var before = town.slots();
        var some = town.agendas().get(random.nextInt(town.agendas().size()));
        some.opened.add(Town.opening(random));
        assertThat(town.slots()).containsAll(before);
        var more = town.slots();
        some.taken.add(new Stretch(at(random.nextInt(300)), at(310 + random.nextInt(300))));
        assertThat(more).containsAll(town.slots());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void fills_a_day_without_ever_taking_a_minute_twice_or_one_outside_the_openings(long seed) {
        var random = new SplittableRandom(seed);
        var town = Town.invented(random);
        for (var slots = town.slots(); !slots.isEmpty(); slots = town.slots()) {
            var slot = slots.get(random.nextInt(slots.size()));
            var place =
                    SlotSearch.place(town.wanted(), town.times(), slot.start()).orElseThrow();
            assertThat(place.during().from()).isEqualTo(slot.start());
            assertThat(Duration.between(slot.start(), slot.to()))
                    .isEqualTo(town.wanted().terms().visit(town.wanted().people()));
            assertThat(new HashSet<>(place.agendas())).hasSameSizeAs(place.agendas());
            for (var id : place.agendas()) {
                var agenda = town.agendas().stream()
                        .filter(one -> one.id.equals(id))
                        .findFirst()
                        .orElseThrow();
                assertThat(agenda.isFree(place.during(), town.wanted())).isTrue();
                agenda.taken.add(place.during());
            }
        }
        assertThat(LongStream.range(0, 1_000).filter(minute -> canBeHad(town, minute)))
                .isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void finds_what_rules_open_with_and_without_school_and_nothing_else(long seed) {
        var random = new SplittableRandom(seed);
        var zone = ZoneId.of("Europe/Paris");
        var first = LocalDate.of(2026, 10, 5).plusDays(random.nextInt(7));
        var off = first.plusDays(random.nextInt(20));
        var period = new SchoolHolidays.Period(off, off.plusDays(random.nextInt(14)));
        var school = SchoolTime.values()[random.nextInt(3)];
        var opens = 8 + random.nextInt(4);
        var rule = new OpeningRule(
                new UUID(0, 7),
                Set.of(),
                first,
                LocalTime.of(opens, 0),
                LocalTime.of(opens + 2, 0),
                "FREQ=WEEKLY;BYDAY=MO,TU,TH,SA",
                Set.of(off),
                school);
        var last = first.plusDays(40);
        var agenda = new AgendaTime(
                new UUID(0, 8),
                null,
                rule.stretches(first, last, zone, SchoolHolidays.of(List.of(period))).stream()
                        .map(one -> new AgendaTime.Opened(one, Set.of()))
                        .toList(),
                List.of());
        var terms = new Terms(
                Duration.ofMinutes(30), Duration.ZERO, Duration.ofMinutes(30), Terms.Grouping.PARALLEL, Set.of(), 0);
        var found = SlotSearch.find(
                new Wanted(
                        PASSPORT,
                        terms,
                        1,
                        first.atStartOfDay(zone).toInstant(),
                        last.plusDays(1).atStartOfDay(zone).toInstant(),
                        EVER),
                List.of(agenda));
        // slowly: each half hour of each day is asked whether the rule opens it
        var expected = first.datesUntil(last.plusDays(1))
                .filter(day -> switch (day.getDayOfWeek()) {
                    case MONDAY, TUESDAY, THURSDAY, SATURDAY -> true;
                    case WEDNESDAY, FRIDAY, SUNDAY -> false;
                })
                .filter(day -> !day.equals(off))
                .filter(day -> {
                    var free = !day.isBefore(period.first()) && !day.isAfter(period.last());
                    return school == SchoolTime.ALWAYS || free == (school == SchoolTime.HOLIDAYS);
                })
                .flatMap(day -> LongStream.range(0, 48)
                        .mapToObj(half -> day.atStartOfDay().plusMinutes(30 * half)))
                .filter(at -> at.getHour() >= opens && at.getHour() < opens + 2)
                .map(at -> at.atZone(zone).toInstant())
                .toList();
        assertThat(found).extracting(Slot::start).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keeps_a_share_for_the_desk_and_gives_it_back_a_day_before(long seed) {
        var random = new SplittableRandom(seed);
        var agenda = new Agenda(new UUID(0, 9), "");
        agenda.opened.add(new AgendaTime.Opened(new Stretch(at(0), at(1_200)), Set.of()));
        var kept = random.nextInt(11) / 10.0;
        var terms = new Terms(
                Duration.ofMinutes(10), Duration.ZERO, Duration.ofMinutes(10), Terms.Grouping.PARALLEL, Set.of(), kept);
        var desk = SlotSearch.find(new Wanted(PASSPORT, terms, 1, at(0), at(1_200), EVER), List.of(agenda.time()));
        var online = SlotSearch.find(new Wanted(PASSPORT, terms, 1, at(0), at(1_200), at(0)), List.of(agenda.time()));
        var later = SlotSearch.find(new Wanted(PASSPORT, terms, 1, at(0), at(1_200), at(600)), List.of(agenda.time()));
        assertThat(desk).hasSize(120).containsAll(online);
        assertThat(online).hasSize(120 - (int) Math.floor(120 * kept));
        assertThat(later)
                .containsAll(online)
                .filteredOn(slot -> slot.start().isBefore(at(600)))
                .hasSize(60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void stretches_that_are_taken_away_leave_each_second_once_or_not_at_all(long seed) {
        var random = new SplittableRandom(seed);
        var some = stretches(random);
        var others = stretches(random);
        var left = Stretches.of(some).minus(Stretches.of(others)).list();
        for (int i = 1; i < left.size(); i++) {
            assertThat(left.get(i - 1).to()).isBefore(left.get(i).from());
        }
        for (int second = 0; second < 220; second++) {
            var moment = START.plusSeconds(second);
            assertThat(holds(left, moment)).isEqualTo(holds(some, moment) && !holds(others, moment));
        }
    }

    private static List<Stretch> stretches(SplittableRandom random) {
        var stretches = new ArrayList<Stretch>();
        for (int i = random.nextInt(8); i > 0; i--) {
            int from = random.nextInt(180);
            stretches.add(new Stretch(START.plusSeconds(from), START.plusSeconds(from + 1 + random.nextInt(40))));
        }
        return stretches;
    }

    private static boolean holds(List<Stretch> stretches, Instant moment) {
        return stretches.stream()
                .anyMatch(one -> !one.from().isAfter(moment) && one.to().isAfter(moment));
    }
}
