package fr.parvis.demo;

import static fr.parvis.demo.DemoApi.pause;
import static java.util.Objects.requireNonNullElse;

import fr.parvis.demo.DemoApi.Refused;
import fr.parvis.demo.Tally.Count;
import fr.parvis.queue.Act;
import fr.parvis.queue.Outcome;
import fr.parvis.queue.QueueHistory.PastVisit;
import fr.parvis.queue.QueueOrder;
import fr.parvis.queue.Ticket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.json.JsonMapper;

/** A day of the simulator, played through the public API: people take tickets, counters call and serve them. */
final class Simulation {
    private static final ZoneId ZONE = ZoneId.of(TownPlan.ZONE);
    private static final LocalTime OPENING = LocalTime.of(8, 30);
    private static final LocalTime LAST_TICKET = LocalTime.of(17, 0);
    private static final Duration GAP = Duration.ofSeconds(15);

    /** What a person will do, decided by the simulator before they come. */
    private record Fate(boolean absent, Duration service, Outcome outcome) {
        static final Fate OF_SOMEBODY_ELSE = new Fate(false, Duration.ofMinutes(5), new Outcome.Solved());

        static Fate of(PastVisit visit) {
            var last = visit.acts().getLast();
            var started = visit.acts().stream()
                    .filter(Act.Started.class::isInstance)
                    .map(Act::at)
                    .findFirst();
            return new Fate(
                    last instanceof Act.MarkedAbsent,
                    started.map(from -> Duration.between(from, last.at())).orElse(Duration.ofMinutes(4)),
                    last instanceof Act.Finished(var _, var outcome) ? outcome : new Outcome.Solved());
        }
    }

    private final DemoApi api;
    private final DemoFile.Place place;
    private final LocalDate day;
    private final double speed;
    private final Instant opening;
    private final Map<String, Fate> fates = new ConcurrentHashMap<>();
    private final Tally tally = new Tally();
    private final AtomicBoolean allCame = new AtomicBoolean();
    private final Progress progress = new Progress(System.out);
    private final long began = System.nanoTime();
    private final Clock clock = Clock.systemUTC();
    private final Instant beganAt = clock.instant();

    Simulation(String base, DemoFile.File file, DemoFile.Place place, LocalDate day, double speed) {
        this.api = new DemoApi(base, file);
        this.place = place;
        this.day = day;
        this.speed = speed;
        this.opening = day.atTime(OPENING).atZone(ZONE).toInstant();
    }

    /** @return 0 when the whole day was played, 1 when the instance could not be reached or refused it */
    int run() {
        var names = new LinkedHashMap<UUID, String>();
        place.services().forEach(service -> names.put(id(service.slug()), service.slug()));
        var visits = visits(names.keySet());
        System.out.printf("%s, %s: %d people, %.0f times faster than life.%n", place.name(), day, visits.size(), speed);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var opened = openCounters();
            var working = new ArrayList<Future<?>>();
            opened.forEach(counter -> working.add(people.submit(() -> work(counter))));
            working.add(people.submit(() -> comeIn(visits, names)));
            for (var one : working) {
                while (!one.isDone()) {
                    progress();
                    TimeUnit.MILLISECONDS.sleep(300);
                }
                endAllIfFailed(one, people);
            }
            opened.forEach(counter -> api.call(counterPath(counter) + "/close", ""));
        } catch (ExecutionException failure) {
            return failed(requireNonNullElse(failure.getCause(), failure));
        } catch (Refused failure) {
            return failed(failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        }
        progress();
        progress.end(tally.summary());
        return 0;
    }

    private static void endAllIfFailed(Future<?> one, ExecutorService people)
            throws ExecutionException, InterruptedException {
        try {
            one.get();
        } catch (ExecutionException failure) {
            people.shutdownNow();
            throw failure;
        }
    }

    private static int failed(Throwable failure) {
        System.err.println("\n" + failure.getMessage());
        return 1;
    }

    private static UUID id(String slug) {
        return UUID.nameUUIDFromBytes(slug.getBytes(StandardCharsets.UTF_8));
    }

    private List<PastVisit> visits(Set<UUID> services) {
        var plan = TownPlan.SITES.stream()
                .filter(site -> site.slug().equals(place.slug()))
                .findFirst();
        var wishes = place.services().stream()
                .map(service -> {
                    var known = TownPlan.SERVICES.stream()
                            .filter(one -> one.slug().equals(service.slug()))
                            .findFirst();
                    return new Crowd.Wish(
                            id(service.slug()),
                            service.slug(),
                            plan.map(site -> site.shares().getOrDefault(service.slug(), 0.1))
                                    .orElse(1.0 / place.services().size()),
                            known.map(TownPlan.Service::mean).orElse(Duration.ofMinutes(7)),
                            known.map(TownPlan.Service::booked).orElse(0.2));
                })
                .toList();
        var demand = new Crowd.Demand(
                new UUID(0, 0), plan.map(TownPlan.Site::visitorsPerHour).orElse(10.0), wishes);
        var doors = new DaySimulator.Doors(
                day, ZONE, opening, day.atTime(LAST_TICKET).atZone(ZONE).toInstant());
        var desks = place.counters().stream()
                .map(counter -> new DaySimulator.Desk(id(counter.slug()), services))
                .toList();
        return DaySimulator.play(demand, doors, desks, day.toEpochDay());
    }

    /** As many as the town staffs on such a day, more if it takes them to serve everybody; an open one is somebody's. */
    private List<String> openCounters() {
        var opened = new ArrayList<String>();
        var queue = api.get("/api/v1/sites/" + place.slug() + "/queue");
        var missing = new HashSet<String>();
        place.services().forEach(service -> missing.add(service.slug()));
        for (var counter : queue.path("counters")) {
            var enough = missing.isEmpty() && opened.size() >= staff();
            if (!enough && counter.path("state").asString().equals("closed")) {
                var slug = counter.path("slug").asString();
                var open = api.call(counterPath(slug) + "/open", "{}");
                open.path("services").forEach(service -> missing.remove(service.asString()));
                opened.add(slug);
            }
        }
        if (opened.isEmpty()) {
            throw new Refused("No closed counter at " + place.name() + " to play with: close one first.");
        }
        return opened;
    }

    private int staff() {
        return TownPlan.SITES.stream()
                .filter(site -> site.slug().equals(place.slug()))
                .findFirst()
                .map(site -> site.staff(DaySimulator.weekday(day.getDayOfWeek()) > 1))
                .orElse(Integer.MAX_VALUE);
    }

    private void comeIn(List<PastVisit> visits, Map<UUID, String> names) {
        try (var leaving = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var visit : visits) {
                sleepUntil(visit.arrivedAt());
                var id = api.take(place.slug(), wanted(visit, names)).path("id").asString();
                fates.put(id, Fate.of(visit));
                tally.add(Count.TICKETS);
                if (visit.wanted().kind() == Ticket.Kind.APPOINTMENT) {
                    tally.add(Count.APPOINTMENTS);
                }
                if (visit.wanted().priority()) {
                    tally.add(Count.PRIORITIES);
                }
                if (visit.acts().getFirst() instanceof Act.Abandoned(var at)) {
                    leaving.submit(() -> leave(id, at));
                }
            }
        } finally {
            allCame.set(true); // whatever happened, nobody else comes
        }
    }

    private String wanted(PastVisit visit, Map<UUID, String> names) {
        var wanted = visit.wanted();
        var body = new LinkedHashMap<String, Object>();
        body.put("service", names.get(wanted.serviceId()));
        body.put("kind", wanted.kind().code());
        body.put("priority", wanted.priority());
        var due = wanted.scheduledAt();
        if (due != null) {
            body.put("scheduledAt", real(due, visit.arrivedAt()).toString());
        }
        var language = wanted.language();
        if (language != null) {
            body.put("language", language);
        }
        body.put("help", wanted.help().stream().map(Ticket.Help::code).toList());
        return JsonMapper.shared().writeValueAsString(body);
    }

    /**
     * The scheduled time on the instance's own clock, where the day is {@link #speed} times shorter; but whoever is later than
     * the tolerance, which the instance measures in real minutes, is sent as late as that.
     */
    private Instant real(Instant due, Instant arrivedAt) {
        var late = Duration.between(due, arrivedAt);
        if (late.compareTo(QueueOrder.STANDARD.lateTolerance()) > 0) {
            return clock.instant().minus(late);
        }
        return beganAt.plusNanos((long) (Duration.between(opening, due).toNanos() / speed));
    }

    private void leave(String ticket, Instant at) {
        sleepUntil(at);
        // already received: then they stay
        if (api.post("/api/v1/tickets/" + ticket + "/abandon", "").statusCode() == 200) {
            tally.add(Count.GAVE_UP);
        }
    }

    private void work(String counter) {
        while (true) {
            var answer = api.post(counterPath(counter) + "/call-next", "");
            if (answer.statusCode() == 204 || answer.statusCode() == 409) {
                // nobody waits, or somebody else uses the counter
                if (allCame.get()) {
                    return;
                }
                sleep(GAP);
                continue;
            }
            var ticket = DemoApi.read(answer);
            var path = "/api/v1/tickets/" + ticket.path("id").asString();
            var waited = Duration.between(
                    OffsetDateTime.parse(ticket.path("arrivedAt").asString()),
                    OffsetDateTime.parse(ticket.path("calledAt").asString()));
            tally.waited(Duration.ofMillis((long) (waited.toMillis() * speed)));
            sleep(GAP);
            serve(path, fates.getOrDefault(ticket.path("id").asString(), Fate.OF_SOMEBODY_ELSE));
        }
    }

    /** A refusal means that the person gave up in the meantime. */
    private void serve(String path, Fate fate) {
        if (fate.absent()) {
            sleep(DaySimulator.ABSENT_AFTER.minus(GAP));
            if (api.post(path + "/no-show", "").statusCode() == 200) {
                tally.add(Count.ABSENT);
            }
            return;
        }
        if (api.post(path + "/start", "").statusCode() == 409) {
            return;
        }
        sleep(fate.service());
        if (api.post(path + "/finish", ending(fate.outcome())).statusCode() == 200) {
            tally.add(fate.outcome() instanceof Outcome.Solved ? Count.SOLVED : Count.NEXT_STEPS);
        }
    }

    /** A next step is due as many days from today as it is from the day that is played. */
    private String ending(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Solved _ -> "{\"outcome\":\"solved\"}";
            case Outcome.NextStep(var what, var owner, var due) ->
                JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "outcome",
                                "next-step",
                                "nextStep",
                                Map.of(
                                        "what",
                                        what,
                                        "owner",
                                        owner,
                                        "due",
                                        today().plusDays(ChronoUnit.DAYS.between(day, due))
                                                .toString())));
        };
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    private void progress() {
        progress.show(OPENING.plusSeconds((long) ((System.nanoTime() - began) / 1e9 * speed)), tally.progress());
    }

    private void sleepUntil(Instant simulated) {
        var real = (long) (Duration.between(opening, simulated).toNanos() / speed) - (System.nanoTime() - began);
        pause(real);
    }

    private void sleep(Duration simulated) {
        pause((long) (simulated.toNanos() / speed));
    }

    private String counterPath(String slug) {
        return "/api/v1/sites/" + place.slug() + "/counters/" + slug;
    }
}
