package fr.parvis.demo;

import fr.parvis.queue.Act;
import fr.parvis.queue.QueueHistory.PastVisit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A day of the simulator, played through the public API: people take tickets, counters call and serve them. */
final class Simulation {
    private static final ZoneId ZONE = ZoneId.of(TownPlan.ZONE);
    private static final Duration GAP = Duration.ofSeconds(15);
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What a person will do, decided by the simulator before they come. */
    private record Fate(boolean absent, Duration service) {}

    /** The instance answered something that ends the play. */
    private static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message);
        }
    }

    private final String base;
    private final DemoFile.File file;
    private final DemoFile.Place place;
    private final LocalDate day;
    private final double speed;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, Fate> fates = new ConcurrentHashMap<>();
    private final List<Long> waits = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger issued = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger absent = new AtomicInteger();
    private final AtomicInteger gone = new AtomicInteger();
    private final AtomicBoolean allCame = new AtomicBoolean();
    private final AtomicBoolean reached = new AtomicBoolean();
    private final Progress progress = new Progress(System.out);
    private final long began = System.nanoTime();

    Simulation(String base, DemoFile.File file, DemoFile.Place place, LocalDate day, double speed) {
        this.base = base;
        this.file = file;
        this.place = place;
        this.day = day;
        this.speed = speed;
    }

    int run() {
        var names = new HashMap<UUID, String>();
        var visits = visits(names);
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
            opened.forEach(counter -> call("SUPERVISOR", counterPath(counter) + "/close", ""));
        } catch (java.util.concurrent.ExecutionException failure) {
            return failed(java.util.Objects.requireNonNullElse(failure.getCause(), failure));
        } catch (Refused failure) {
            return failed(failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        }
        progress();
        progress.end("%d tickets, %d served, %d absent, %d gave up; median wait %d simulated minutes."
                .formatted(issued.get(), served.get(), absent.get(), gone.get(), medianMinutes()));
        return 0;
    }

    private static void endAllIfFailed(Future<?> one, ExecutorService people)
            throws java.util.concurrent.ExecutionException, InterruptedException {
        try {
            one.get();
        } catch (java.util.concurrent.ExecutionException failure) {
            people.shutdownNow();
            throw failure;
        }
    }

    private static int failed(Throwable failure) {
        System.err.println("\n" + failure.getMessage());
        return 1;
    }

    private List<PastVisit> visits(Map<UUID, String> names) {
        var plan = TownPlan.SITES.stream()
                .filter(site -> site.slug().equals(place.slug()))
                .findFirst();
        var shares = new HashMap<UUID, Double>();
        var means = new HashMap<UUID, Duration>();
        for (var service : place.services()) {
            var id = UUID.nameUUIDFromBytes(service.slug().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            names.put(id, service.slug());
            shares.put(
                    id,
                    plan.map(site -> site.shares().getOrDefault(service.slug(), 0.1))
                            .orElse(1.0 / place.services().size()));
            means.put(
                    id,
                    TownPlan.SERVICES.stream()
                            .filter(known -> known.slug().equals(service.slug()))
                            .findFirst()
                            .map(TownPlan.Service::mean)
                            .orElse(Duration.ofMinutes(7)));
        }
        var demand = new DaySimulator.Demand(
                new UUID(0, 0), plan.map(TownPlan.Site::visitorsPerHour).orElse(10.0), shares, means);
        var doors = new DaySimulator.Doors(day, ZONE, at(LocalTime.of(8, 30)), at(LocalTime.of(17, 0)));
        var desks = place.counters().stream()
                .map(counter -> new DaySimulator.Desk(
                        UUID.nameUUIDFromBytes(counter.slug().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        Set.copyOf(names.keySet())))
                .toList();
        return DaySimulator.play(demand, doors, desks, day.toEpochDay());
    }

    private Instant at(LocalTime time) {
        return day.atTime(time).atZone(ZONE).toInstant();
    }

    /** As many as the town staffs on such a day, more if it takes them to serve everybody; an open one is somebody's. */
    private List<String> openCounters() {
        var opened = new ArrayList<String>();
        var queue = get("/api/v1/sites/" + place.slug() + "/queue");
        var missing = new HashSet<String>();
        place.services().forEach(service -> missing.add(service.slug()));
        for (var counter : queue.path("counters")) {
            var enough = missing.isEmpty() && opened.size() >= staff();
            if (!enough && counter.path("state").asString().equals("closed")) {
                var slug = counter.path("slug").asString();
                var open = call("SUPERVISOR", counterPath(slug) + "/open", "{}");
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
        var opening = at(LocalTime.of(8, 30));
        try (var leaving = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var visit : visits) {
                sleepUntil(Duration.between(opening, visit.arrivedAt()));
                var ticket = take("{\"service\":\"" + names.get(visit.wanted().serviceId()) + "\",\"priority\":"
                        + visit.wanted().priority() + "}");
                issued.incrementAndGet();
                var id = ticket.path("id").asString();
                fates.put(id, fate(visit));
                if (visit.acts().getFirst() instanceof Act.Abandoned leaves) {
                    leaving.submit(() -> leave(id, Duration.between(opening, leaves.at())));
                }
            }
        } finally {
            allCame.set(true); // whatever happened, nobody else comes
        }
    }

    private void leave(String ticket, Duration at) {
        sleepUntil(at);
        // already received: then they stay
        if (post("SUPERVISOR", "/api/v1/tickets/" + ticket + "/abandon", "").statusCode() == 200) {
            gone.incrementAndGet();
        }
    }

    private static Fate fate(PastVisit visit) {
        var last = visit.acts().getLast();
        var started = visit.acts().stream()
                .filter(Act.Started.class::isInstance)
                .map(Act::at)
                .findFirst();
        return new Fate(
                last instanceof Act.MarkedAbsent,
                started.map(from -> Duration.between(from, last.at())).orElse(Duration.ofMinutes(4)));
    }

    private void work(String counter) {
        while (true) {
            var answer = post("SUPERVISOR", counterPath(counter) + "/call-next", "");
            if (answer.statusCode() == 204 || answer.statusCode() == 409) {
                // nobody waits, or somebody else uses the counter
                if (allCame.get()) {
                    return;
                }
                sleep(GAP);
                continue;
            }
            var ticket = read(answer);
            var path = "/api/v1/tickets/" + ticket.path("id").asString();
            var fate = fates.getOrDefault(ticket.path("id").asString(), new Fate(false, Duration.ofMinutes(5)));
            waits.add((long) (Duration.between(
                                    java.time.OffsetDateTime.parse(
                                            ticket.path("arrivedAt").asString()),
                                    java.time.OffsetDateTime.parse(
                                            ticket.path("calledAt").asString()))
                            .toMillis()
                    * speed
                    / 1000));
            if (fate.absent()) {
                sleep(DaySimulator.ABSENT_AFTER);
                if (post("SUPERVISOR", path + "/no-show", "").statusCode() == 200) {
                    absent.incrementAndGet();
                }
            } else {
                sleep(GAP);
                if (post("SUPERVISOR", path + "/start", "").statusCode() == 409) {
                    continue; // gave up between the call and the counter
                }
                sleep(fate.service());
                if (post("SUPERVISOR", path + "/finish", "{\"outcome\":\"solved\"}")
                                .statusCode()
                        == 200) {
                    served.incrementAndGet();
                }
            }
        }
    }

    private long medianMinutes() {
        var sorted = waits.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2) / 60;
    }

    private void progress() {
        var clock = LocalTime.of(8, 30).plusSeconds((long) ((System.nanoTime() - began) / 1e9 * speed));
        progress.show(
                clock,
                "tickets %d · served %d · absent %d · gave up %d"
                        .formatted(issued.get(), served.get(), absent.get(), gone.get()));
    }

    private void sleepUntil(Duration simulated) {
        var real = (long) (simulated.toNanos() / speed) - (System.nanoTime() - began);
        pause(real);
    }

    private void sleep(Duration simulated) {
        pause((long) (simulated.toNanos() / speed));
    }

    private static void pause(long nanos) {
        try {
            if (nanos > 0) {
                TimeUnit.NANOSECONDS.sleep(nanos);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted");
        }
    }

    private String counterPath(String slug) {
        return "/api/v1/sites/" + place.slug() + "/counters/" + slug;
    }

    private JsonNode get(String path) {
        return read(send(request("SUPERVISOR", path).GET().build()));
    }

    private JsonNode call(String role, String path, String body) {
        return read(post(role, path, body));
    }

    private JsonNode take(String body) {
        return read(send(request("KIOSK", "/api/v1/sites/" + place.slug() + "/tickets")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build()));
    }

    private HttpResponse<String> post(String role, String path, String body) {
        return send(request(role, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String role, String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(20))
                .header("Accept-Language", "en")
                .header("Authorization", "Bearer " + file.tokens().get(role));
    }

    private HttpResponse<String> send(HttpRequest request) {
        // an instance that has answered may be restarting; one that never has is not there
        var attempts = reached.get() ? ATTEMPTS : 1;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try {
                var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                reached.set(true);
                return answer;
            } catch (IOException cut) {
                pause(attempt < attempts ? PAUSE.toNanos() * attempt : 0);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new Refused("interrupted");
            }
        }
        throw new Refused("No instance answers at " + base + ": start it with ./parvis run --demo-quiet first.");
    }

    private static JsonNode read(HttpResponse<String> answer) {
        var body = answer.body().isEmpty() ? "{}" : answer.body();
        if (answer.statusCode() >= 400) {
            throw new Refused("The instance refused " + answer.uri().getPath() + ": "
                    + JsonMapper.shared().readTree(body).path("detail").asString());
        }
        return JsonMapper.shared().readTree(body);
    }
}
