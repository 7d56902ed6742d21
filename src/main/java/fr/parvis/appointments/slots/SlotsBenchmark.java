package fr.parvis.appointments.slots;

import fr.parvis.appointments.slots.SlotSearch.Wanted;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.platform.Benchmark;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Time of one search in agendas two thirds full, of which one has just been booked: all slots of sixty days for three services at a
 * site of fifty agendas, and the first slot at each of a hundred sites.
 */
public final class SlotsBenchmark implements Benchmark {
    private static final int WARM_UP = 150;
    private static final int ROUNDS = 300;
    private static final int DAYS = 60;
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final Instant NOW = TODAY.atTime(7, 30).atZone(ZONE).toInstant();
    private static final List<UUID> SERVICES = List.of(new UUID(1, 1), new UUID(1, 2), new UUID(1, 3));
    private static final double FULL = 0.66;

    private record Made(UUID id, List<AgendaTime.Opened> opened, List<Stretch> taken) {
        AgendaTime time() {
            return new AgendaTime(id, null, opened, taken);
        }
    }

    @Override
    public String name() {
        return "slots";
    }

    @Override
    public List<Figure> run() {
        var random = new SplittableRandom(11);
        var town = made(50, random);
        var country = made(400, random);
        var whole = measured(
                random, town, (times, _) -> SERVICES.forEach(service -> SlotSearch.find(wanted(service), times)));
        var first = measured(random, country, (times, round) -> {
            var wanted = wanted(SERVICES.get(round % SERVICES.size()));
            for (int site = 0; site < times.size(); site += 4) {
                SlotSearch.find(wanted, times.subList(site, site + 4), 1);
            }
        });
        var began = System.nanoTime();
        made(400, random);
        return List.of(
                Figure.noted("rules of 400 agendas worked out for 60 days", (System.nanoTime() - began) / 1e6, "ms"),
                Figure.noted("slot search, 50 agendas × 60 days × 3 services, median", whole[ROUNDS / 2], "ms"),
                Figure.atMost(
                        "slot search, 50 agendas × 60 days × 3 services, p95", whole[ROUNDS * 95 / 100], "ms", 20),
                Figure.atMost(
                        "first slot at each of 100 sites, 400 agendas, p95", first[ROUNDS * 95 / 100], "ms", 150));
    }

    private interface Search {
        void run(List<AgendaTime> times, int round);
    }

    private static double[] measured(SplittableRandom random, List<Made> agendas, Search search) {
        var times = new ArrayList<>(agendas.stream().map(Made::time).toList());
        var took = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            var one = random.nextInt(agendas.size());
            times.set(one, agendas.get(one).time());
            var from = System.nanoTime();
            search.run(times, Math.abs(round));
            if (round >= 0) {
                took[round] = (System.nanoTime() - from) / 1e6;
            }
        }
        Arrays.sort(took);
        return took;
    }

    private static Wanted wanted(UUID service) {
        var terms = new Terms(
                Duration.ofMinutes(20),
                Duration.ZERO,
                Duration.ofMinutes(20),
                Terms.Grouping.CONSECUTIVE,
                Set.of(),
                0.2);
        return new Wanted(
                service,
                terms,
                1,
                NOW.plus(Duration.ofHours(2)),
                NOW.plus(Duration.ofDays(DAYS)),
                NOW.plus(Duration.ofDays(1)));
    }

    private static List<Made> made(int agendas, SplittableRandom random) {
        var made = new ArrayList<Made>();
        for (int i = 0; i < agendas; i++) {
            var opened = new ArrayList<AgendaTime.Opened>();
            for (var day : DayOfWeek.values()) {
                if (day.getValue() <= 5) {
                    for (var half : List.of(LocalTime.of(9, 0), LocalTime.of(13, 30))) {
                        new OpeningRule(
                                        new UUID(2, i),
                                        Set.of(),
                                        TODAY.minusYears(1),
                                        half,
                                        half.plusMinutes(220),
                                        "FREQ=WEEKLY;BYDAY=" + day.name().substring(0, 2),
                                        Set.of())
                                .stretches(TODAY, TODAY.plusDays(DAYS), ZONE, SchoolHolidays.NONE)
                                .forEach(one -> opened.add(new AgendaTime.Opened(
                                        one, Set.of(SERVICES.get(0), SERVICES.get(1), SERVICES.get(2)))));
                    }
                }
            }
            var taken = new ArrayList<Stretch>();
            for (var one : opened) {
                for (var at = one.during().from();
                        at.isBefore(one.during().to());
                        at = at.plus(Duration.ofMinutes(20))) {
                    if (random.nextDouble() < FULL) {
                        taken.add(new Stretch(at, at.plus(Duration.ofMinutes(20))));
                    }
                }
            }
            made.add(new Made(new UUID(2, i), opened, taken));
        }
        return made;
    }
}
