package fr.parvis.demo;

import fr.parvis.platform.Benchmark;
import fr.parvis.platform.database.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A whole instance with the demonstration town: start, memory, and full ticket cycles over HTTP beside pgbench. */
public final class HallBenchmark implements Benchmark {
    private static final int COUNTERS = 5;
    private static final Duration PLAY = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "hall";
    }

    @Override
    public List<Figure> run() throws Exception {
        var data = Files.createTempDirectory("parvis-bench");
        var figures = new ArrayList<Figure>();
        try {
            try (var first = BenchInstance.start(data)) {
                figures.add(Figure.atMost("first start with 60 past days until ready", first.seconds(), "s", 15));
            }
            try (var second = BenchInstance.start(data)) {
                figures.add(Figure.atMost("second start until ready, database included", second.seconds(), "s", 5));
                TimeUnit.SECONDS.sleep(5);
                figures.add(Figure.atMost("memory of the JVM with the demo town, idle", second.memory(), "MB", 400));
                cycles(second, Duration.ofSeconds(15));
                var cycles = cycles(second, PLAY);
                figures.add(Figure.noted("full ticket cycles over HTTP", cycles, "/s"));
                var alone = pgbench(data);
                if (alone > 0) {
                    figures.add(Figure.noted("the same SQL by pgbench alone", alone, "/s"));
                    figures.add(Figure.atLeast("ratio of the two", cycles / alone, "", 0.35));
                }
                figures.addAll(page(second));
            }
        } finally {
            BenchInstance.delete(data);
        }
        return figures;
    }

    /** Each counter works alone: a person comes, is called, received, done. */
    private static double cycles(BenchInstance instance, Duration play) throws Exception {
        var until = System.nanoTime() + play.toNanos();
        var workers = new ArrayList<Callable<Integer>>();
        for (int i = 1; i <= COUNTERS; i++) {
            var counter = BenchInstance.TOWN_HALL + "/counters/guichet-" + i;
            instance.post(counter + "/open", "{\"services\":[\"renseignement\"]}");
            workers.add(() -> {
                int done = 0;
                while (System.nanoTime() < until) {
                    instance.post(BenchInstance.TOWN_HALL + "/tickets", "{\"service\":\"renseignement\"}");
                    var called = instance.post(counter + "/call-next", "");
                    var ticket = "/api/v1/tickets/" + called.path("id").asString();
                    instance.post(ticket + "/start", "");
                    instance.post(ticket + "/finish", "{\"outcome\":\"solved\"}");
                    done++;
                }
                return done;
            });
        }
        int done = 0;
        try (var threads = Executors.newFixedThreadPool(COUNTERS)) {
            for (var worker : threads.invokeAll(workers)) {
                done += worker.get();
            }
        }
        return done / (double) play.toSeconds();
    }

    /** Full cycles a second of the same statements, sent by pgbench; 0 when pgbench is not on this machine. */
    private static double pgbench(Path data) throws IOException, InterruptedException {
        var database = EmbeddedDatabase.running(data);
        if (database == null || !Files.isExecutable(Path.of("/usr/bin/pgbench"))) {
            return 0;
        }
        pgbench(database, script(data, "counters.sql"), "-t", "1");
        var said =
                pgbench(database, script(data, "cycle.sql"), "-M", "prepared", "-T", Long.toString(PLAY.toSeconds()));
        var tps = Pattern.compile("tps = ([0-9.]+)").matcher(said);
        if (!tps.find()) {
            throw new IOException("pgbench said: " + said);
        }
        return Double.parseDouble(tps.group(1));
    }

    private static Path script(Path data, String name) throws IOException {
        try (var text = HallBenchmark.class.getResourceAsStream("/bench/" + name)) {
            return Files.write(data.resolve(name), Objects.requireNonNull(text).readAllBytes());
        }
    }

    private static String pgbench(EmbeddedDatabase.RunningDatabase database, Path script, String... how)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("pgbench", "-n", "-c", Integer.toString(COUNTERS), "-j", "2"));
        command.addAll(List.of(how));
        var port = URI.create(database.url().substring("jdbc:".length())).getPort();
        command.addAll(List.of("-f", script.toString(), "-h", "localhost", "-p", Integer.toString(port)));
        command.addAll(List.of("-U", "postgres", "postgres"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.password());
        var running = builder.start();
        var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (running.waitFor() != 0) {
            throw new IOException("pgbench said: " + said);
        }
        return said;
    }

    private static List<Figure> page(BenchInstance instance) throws IOException, InterruptedException {
        var seen = instance.get("/");
        var weight = (double) seen.body().length;
        var text = new String(
                new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(seen.body())).readAllBytes(),
                StandardCharsets.UTF_8);
        var parts =
                Pattern.compile("(?:src|href)=\"(/[^\"]+\\.(?:css|js|svg))\"").matcher(text);
        var once = new java.util.LinkedHashSet<String>();
        while (parts.find()) {
            once.add(parts.group(1));
        }
        for (var part : once) {
            weight += instance.get(part).body().length;
        }
        var fonts = instance.get("/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2")
                .body()
                .length;
        var times = new double[200];
        for (int i = 0; i < times.length; i++) {
            var from = System.nanoTime();
            instance.get("/sites/hotel-de-ville");
            times[i] = (System.nanoTime() - from) / 1e6;
        }
        java.util.Arrays.sort(times);
        return List.of(
                Figure.atMost("home page, first visit, compressed, font included", (weight + fonts) / 1024, "kB", 150),
                Figure.atMost("site page, server time p95", times[190], "ms", 50));
    }
}
