package fr.parvis.demo;

import fr.parvis.platform.Benchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;

/**
 * How long until the last of 10,000 screens has a change: one hall with five counters and 300 people waiting, whose tickets
 * are followed on phones, its waits on the site's page, and its displays. The screens share the machine with the instance.
 */
public final class ScreensBenchmark implements Benchmark {
    private static final int SCREENS = 10_000;
    private static final int WAITING = 300;
    private static final int SITE_PAGES = 980;
    /** Each has two streams. */
    private static final int DISPLAYS = 10;

    private static final int COUNTERS = 5;
    private static final int ROUNDS = 8;
    private static final List<String> SERVICES =
            List.of("passeport-depot", "titre-retrait", "etat-civil", "renseignement");

    /** The instance looks after its screens every 15 s; a change is made well away from that. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Duration QUIET = Duration.ofMillis(1200);

    /** Times in seconds from the act's acknowledgement. */
    private record Round(double median, double p99, double last, int reached) {}

    @Override
    public String name() {
        return "screens";
    }

    @Override
    public List<Figure> run() throws Exception {
        requireRoom();
        var data = Files.createTempDirectory("parvis-bench");
        try (var instance = BenchInstance.start(data);
                var crowd = new ScreenCrowd(instance.port())) {
            gather(instance, crowd);
            var from = System.nanoTime();
            crowd.connect(Duration.ofMinutes(5));
            var connecting = (System.nanoTime() - from) / 1e9;
            var moves = new ArrayList<Round>();
            var arrivals = new ArrayList<Round>();
            for (int i = 0; i < ROUNDS; i++) {
                // the first in line goes to a counter and back: each changes the place of everybody else
                var called = new JsonNode[1];
                moves.add(measure(crowd, () -> {
                    called[0] = instance.post(BenchInstance.TOWN_HALL + "/counters/guichet-1/call-next", "");
                    return called[0];
                }));
                var ticket = "/api/v1/tickets/" + called[0].path("id").asString();
                moves.add(measure(crowd, () -> instance.post(ticket + "/requeue", "")));
                arrivals.add(measure(crowd, () -> issue(instance, 0)));
            }
            return List.of(
                    Figure.noted("10,000 screens connected, each with its state", connecting, "s"),
                    Figure.noted("memory of the JVM with 10,000 screens", instance.memory(), "MB"),
                    Figure.noted("live update to 10,000 screens: screens with news", median(moves, Round::reached), ""),
                    Figure.noted("live update to 10,000 screens: median", median(moves, Round::median), "s"),
                    Figure.noted("live update to 10,000 screens: p99", median(moves, Round::p99), "s"),
                    Figure.atMost("live update to 10,000 screens: all reached", median(moves, Round::last), "s", 1),
                    Figure.noted("slowest of " + moves.size() + " such updates", most(moves), "s"),
                    Figure.noted("somebody arrives: screens with news", median(arrivals, Round::reached), ""),
                    Figure.noted("somebody arrives: all reached", median(arrivals, Round::last), "s"));
        } finally {
            BenchInstance.delete(data);
        }
    }

    private static void gather(BenchInstance instance, ScreenCrowd crowd) throws Exception {
        for (int i = 1; i <= COUNTERS; i++) {
            instance.post(BenchInstance.TOWN_HALL + "/counters/guichet-" + i + "/open", "{}");
        }
        var tokens = new ArrayList<String>();
        for (int i = 0; i < WAITING; i++) {
            tokens.add(issue(instance, i).path("token").asString());
        }
        for (int i = 2; i <= COUNTERS; i++) {
            instance.post(BenchInstance.TOWN_HALL + "/counters/guichet-" + i + "/call-next", "");
        }
        for (int i = 0; i < SCREENS - SITE_PAGES - 2 * DISPLAYS; i++) {
            crowd.add("/ticket/" + tokens.get(i % WAITING) + "/live");
        }
        for (int i = 0; i < SITE_PAGES; i++) {
            crowd.add("/sites/hotel-de-ville/live");
        }
        for (int i = 0; i < DISPLAYS; i++) {
            crowd.add("/ecran/hotel-de-ville/live");
            crowd.add("/ecran/hotel-de-ville/appels");
        }
    }

    private static JsonNode issue(BenchInstance instance, int i) throws IOException, InterruptedException {
        return instance.post(
                BenchInstance.TOWN_HALL + "/tickets", "{\"service\":\"" + SERVICES.get(i % SERVICES.size()) + "\"}");
    }

    private static Round measure(ScreenCrowd crowd, Callable<?> act) throws IOException {
        crowd.read(
                () -> crowd.isQuietSince(QUIET) && crowd.sinceHeartbeat().compareTo(HEARTBEAT.minusSeconds(5)) < 0,
                HEARTBEAT.multipliedBy(4));
        crowd.forget();
        var acted = new CompletableFuture<Long>();
        Thread.ofVirtual().start(() -> {
            try {
                act.call();
                acted.complete(System.nanoTime());
            } catch (Exception failure) {
                acted.completeExceptionally(failure);
            }
        });
        crowd.read(() -> acted.isDone() && crowd.isQuietSince(QUIET), HEARTBEAT);
        var acknowledged = acted.join();
        var reached = new HashSet<String>();
        crowd.screens().stream()
                .filter(screen -> screen.reachedAt() != 0)
                .forEach(screen -> reached.add(screen.path()));
        var without = crowd.screens().stream()
                .filter(screen -> screen.reachedAt() == 0 && reached.contains(screen.path()))
                .count();
        if (without > 0) {
            throw new IOException(without + " screens were not told what others like them were");
        }
        var times = crowd.screens().stream()
                .filter(screen -> screen.reachedAt() != 0)
                .mapToDouble(screen -> Math.max(0, screen.reachedAt() - acknowledged) / 1e9)
                .sorted()
                .toArray();
        return times.length == 0
                ? new Round(0, 0, 0, 0)
                : new Round(
                        times[times.length / 2], times[times.length * 99 / 100], times[times.length - 1], times.length);
    }

    /** Other people's work disturbs single rounds. */
    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return rounds.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static double most(List<Round> rounds) {
        return rounds.stream().mapToDouble(Round::last).max().orElseThrow();
    }

    /** Each screen is an open file on both sides, and a port on this one. */
    private static void requireRoom() throws IOException {
        var limits = Path.of("/proc/self/limits");
        if (Files.exists(limits)) {
            for (var line : Files.readAllLines(limits)) {
                var words = line.split(" {2,}");
                if (words[0].equals("Max open files")
                        && !words[2].equals("unlimited")
                        && number(words[2]) < SCREENS + 500) {
                    throw new IOException("a process may open " + words[2] + " files here and " + (SCREENS + 500)
                            + " are needed: ulimit -n");
                }
            }
        }
        var ports = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
        if (Files.exists(ports)) {
            var range = Files.readAllLines(ports).getFirst().split("\\s+");
            if (number(range[1]) - number(range[0]) < SCREENS + 2_000) {
                throw new IOException("too few ports for " + SCREENS + " connections: net.ipv4.ip_local_port_range");
            }
        }
    }

    private static long number(String text) {
        return Long.parseLong(text);
    }
}
