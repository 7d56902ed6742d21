package fr.parvis.demo;

import fr.parvis.queue.Act;
import fr.parvis.queue.QueueHistory.PastVisit;
import fr.parvis.queue.QueueOrder;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plausible day of one site, the same for the same seed: people come at a rate that follows the hour and the weekday, are
 * called by the product's own order, and are served for log-normal times. Pure: no clock, no database.
 */
final class DaySimulator {
    static final Duration ABSENT_AFTER = Duration.ofSeconds(90);
    private static final double BUSIEST = 1.5 * 1.35;
    private static final double BUSY_AT_MOST = 300;
    private static final int DAYS_TRIED = 8;

    record Desk(UUID counterId, Set<UUID> services) {}

    /** The first and last moments at which somebody may come in. */
    record Doors(LocalDate day, ZoneId zone, Instant open, Instant close) {}

    private static final class Person {
        final Crowd.Visitor visitor;
        final Instant arrivedAt;
        final Instant key;
        final int rank;
        final @Nullable Instant leavesAt;
        final List<Act> acts = new ArrayList<>();

        Person(Crowd.Visitor visitor, Instant arrivedAt, int rank) {
            this.visitor = visitor;
            this.arrivedAt = arrivedAt;
            this.key = QueueOrder.STANDARD.keyOf(QueueOrder.Arrival.of(visitor.wanted(), arrivedAt));
            this.rank = rank;
            var patience = visitor.patience();
            this.leavesAt = patience == null ? null : arrivedAt.plus(patience);
        }

        UUID service() {
            return visitor.wanted().serviceId();
        }
    }

    private sealed interface Event {
        Instant at();

        record Arrival(Instant at, Person person) implements Event {}

        record Leaving(Instant at, Person person) implements Event {}

        record Free(Instant at, Desk desk) implements Event {}
    }

    private final Crowd.Demand demand;
    private final Doors doors;
    private final SplittableRandom random;
    private final Crowd crowd;
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::at));
    private final TreeSet<Person> line = new TreeSet<>(Comparator.comparing((Person p) -> p.key)
            .thenComparing(p -> p.arrivedAt)
            .thenComparing(p -> p.rank));
    private final List<Desk> idle = new ArrayList<>();

    private DaySimulator(Crowd.Demand demand, Doors doors, long seed) {
        this.demand = demand;
        this.doors = doors;
        this.random = new SplittableRandom(seed);
        this.crowd = new Crowd(demand, random);
    }

    /** Whole visits in order of arrival; everybody who came is served, absent or gone at the end. */
    static List<PastVisit> play(Crowd.Demand demand, Doors doors, List<Desk> desks, long seed) {
        return new DaySimulator(demand, doors, seed).run(desks);
    }

    /** The part of the visits that has happened at that moment. */
    static List<PastVisit> until(Instant now, List<PastVisit> visits) {
        return visits.stream()
                .filter(visit -> !visit.arrivedAt().isAfter(now))
                .map(visit -> new PastVisit(
                        visit.wanted(),
                        visit.arrivedAt(),
                        visit.acts().stream()
                                .filter(act -> !act.at().isAfter(now))
                                .toList()))
                .toList();
    }

    /**
     * A day up to that moment, as busy as it takes for about this many people to be waiting then. A queue grows by leaps as
     * the day gets busier, so several days are tried and the nearest is kept.
     */
    static List<PastVisit> untilWaiting(
            int wanted, Instant now, Crowd.Demand demand, Doors doors, List<Desk> desks, long seed) {
        var nearest = List.<PastVisit>of();
        var distance = Integer.MAX_VALUE;
        for (var other = 0; other < DAYS_TRIED && distance > wanted / 4; other++) {
            var waiting = 0;
            for (double busy = 0.8; busy < BUSY_AT_MOST && waiting < wanted; busy *= 1.1) {
                var visits = until(now, play(demand.times(busy), doors, desks, seed + other * 7919L));
                waiting = (int)
                        visits.stream().filter(visit -> visit.acts().isEmpty()).count();
                if (Math.abs(waiting - wanted) < distance) {
                    nearest = visits;
                    distance = Math.abs(waiting - wanted);
                }
            }
        }
        return nearest;
    }

    private List<PastVisit> run(List<Desk> desks) {
        var people = people();
        people.forEach(person -> events.add(new Event.Arrival(person.arrivedAt, person)));
        desks.forEach(desk -> events.add(new Event.Free(doors.open(), desk)));
        while (!events.isEmpty()) {
            switch (events.remove()) {
                case Event.Arrival(var at, var person) -> {
                    line.add(person);
                    if (person.leavesAt != null) {
                        events.add(new Event.Leaving(person.leavesAt, person));
                    }
                    idle.stream()
                            .filter(desk -> desk.services().contains(person.service()))
                            .findFirst()
                            .ifPresent(desk -> {
                                idle.remove(desk);
                                next(at, desk);
                            });
                }
                case Event.Leaving(var at, var person) -> {
                    if (line.remove(person)) {
                        person.acts.add(new Act.Abandoned(at));
                    }
                }
                case Event.Free(var at, var desk) -> next(at, desk);
            }
        }
        return people.stream()
                .map(person -> new PastVisit(person.visitor.wanted(), person.arrivedAt, List.copyOf(person.acts)))
                .toList();
    }

    private void next(Instant at, Desk desk) {
        for (var person : line) {
            if (!desk.services().contains(person.service())) {
                continue;
            }
            line.remove(person);
            if (person.leavesAt != null) {
                person.acts.add(new Act.Abandoned(at));
                next(at, desk);
            } else {
                serve(at, desk, person);
            }
            return;
        }
        idle.add(desk);
    }

    private void serve(Instant at, Desk desk, Person person) {
        person.acts.add(new Act.Called(at, desk.counterId()));
        Instant end;
        if (person.visitor.absent()) {
            person.acts.add(new Act.Recalled(at.plus(ABSENT_AFTER.dividedBy(2))));
            end = at.plus(ABSENT_AFTER);
            person.acts.add(new Act.MarkedAbsent(end));
        } else {
            var start = at.plusSeconds(random.nextInt(8, 40));
            end = start.plus(person.visitor.service());
            person.acts.add(new Act.Started(start));
            person.acts.add(new Act.Finished(end, crowd.outcome(person.service(), doors.day())));
        }
        events.add(new Event.Free(end.plusSeconds(random.nextInt(5, 25)), desk));
    }

    /** In order of arrival. */
    private List<Person> people() {
        var visitors = new ArrayList<Crowd.Visitor>();
        var at = doors.open();
        while (true) {
            // thinning: candidates at the busiest rate, kept in proportion to the hour's own
            at = at.plusMillis((long) (-Math.log(1 - random.nextDouble()) / (demand.perHour() * BUSIEST) * 3_600_000));
            if (at.isAfter(doors.close())) {
                break;
            }
            if (random.nextDouble() < intensity(at) / BUSIEST) {
                visitors.add(crowd.next(at));
            }
        }
        var people = new ArrayList<Person>();
        visitors.stream()
                .filter(visitor -> !visitor.arrivesAt().isAfter(doors.close()))
                .sorted(Comparator.comparing(this::comesIn))
                .forEach(visitor -> people.add(new Person(visitor, comesIn(visitor), people.size())));
        return people;
    }

    private Instant comesIn(Crowd.Visitor visitor) {
        return visitor.arrivesAt().isBefore(doors.open()) ? doors.open() : visitor.arrivesAt();
    }

    private double intensity(Instant at) {
        var local = at.atZone(doors.zone());
        return weekday(local.getDayOfWeek()) * hour(local.toLocalTime());
    }

    /** Monday gathers the week-end's questions; Wednesday is market day. */
    static double weekday(DayOfWeek day) {
        return switch (day) {
            case MONDAY -> 1.35;
            case WEDNESDAY -> 1.2;
            case SATURDAY -> 0.8;
            case TUESDAY, THURSDAY, FRIDAY, SUNDAY -> 1;
        };
    }

    static double hour(LocalTime time) {
        var minutes = time.toSecondOfDay() / 60;
        if (minutes < 10 * 60) {
            return 0.9;
        }
        if (minutes < 11 * 60 + 30) {
            return 1.1;
        }
        if (minutes < 13 * 60 + 30) {
            return 1.5;
        }
        return minutes < 16 * 60 ? 0.95 : 0.8;
    }
}
