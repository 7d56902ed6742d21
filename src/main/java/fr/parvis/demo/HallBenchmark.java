package fr.parvis.demo;

import fr.parvis.platform.Benchmark;
import fr.parvis.platform.database.EmbeddedDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** A whole instance with the demonstration town: start, memory, and full ticket cycles over HTTP beside pgbench. */
public final class HallBenchmark implements Benchmark {
    private static final String TOWN_HALL = "/api/v1/sites/hotel-de-ville";
    private static final int COUNTERS = 5;
    private static final Duration PLAY = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();

    private record Instance(Process process, int port, double seconds) {}

    @Override
    public String name() {
        return "hall";
    }

    @Override
    public List<Figure> run() throws Exception {
        var data = Files.createTempDirectory("parvis-bench");
        var figures = new ArrayList<Figure>();
        try {
            var first = start(data);
            figures.add(Figure.atMost("first start with 60 past days until ready", first.seconds(), "s", 15));
            stop(first);
            var second = start(data);
            figures.add(Figure.atMost("second start until ready, database included", second.seconds(), "s", 5));
            try {
                TimeUnit.SECONDS.sleep(5);
                figures.add(Figure.atMost("memory of the JVM with the demo town, idle", memory(second), "MB", 400));
                var file = JsonMapper.shared().readValue(Files.readString(DemoFile.in(data)), DemoFile.File.class);
                cycles(second, file, Duration.ofSeconds(8));
                var cycles = cycles(second, file, PLAY);
                figures.add(Figure.noted("full ticket cycles over HTTP", cycles, "/s"));
                var alone = pgbench(data);
                if (alone > 0) {
                    figures.add(Figure.noted("the same SQL by pgbench alone", alone, "/s"));
                    figures.add(Figure.atLeast("ratio of the two", cycles / alone, "", 0.35));
                }
                figures.addAll(page(second));
            } finally {
                stop(second);
            }
        } finally {
            try (var files = Files.walk(data)) {
                for (var path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
        return figures;
    }

    private Instance start(Path data) throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var jar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        var cache = jar.resolveSibling("parvis.aot");
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-Xms48m",
                "-Xmx2g",
                "-XX:MaxHeapFreeRatio=20",
                "-XX:MinHeapFreeRatio=10",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString(),
                "run",
                "--demo-quiet",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString()));
        var began = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var health = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health"))
                .build();
        while (process.isAlive() && System.nanoTime() - began < 120e9) {
            try {
                if (http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return new Instance(process, port, (System.nanoTime() - began) / 1e9);
                }
            } catch (IOException _) {
                LockSupport.parkNanos(20_000_000);
            }
        }
        throw new IOException("the instance did not start");
    }

    private static void stop(Instance instance) throws InterruptedException {
        instance.process().destroy();
        instance.process().waitFor(30, TimeUnit.SECONDS);
    }

    private static double memory(Instance instance) throws IOException {
        return Files.readAllLines(
                        Path.of("/proc", Long.toString(instance.process().pid()), "status"))
                .stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** Each counter works alone: a person comes, is called, received, done. */
    private double cycles(Instance instance, DemoFile.File file, Duration play) throws Exception {
        var base = "http://localhost:" + instance.port();
        var until = System.nanoTime() + play.toNanos();
        var workers = new ArrayList<Callable<Integer>>();
        for (int i = 1; i <= COUNTERS; i++) {
            var counter = base + TOWN_HALL + "/counters/guichet-" + i;
            post(file, counter + "/open", "{\"services\":[\"renseignement\"]}");
            workers.add(() -> {
                int done = 0;
                while (System.nanoTime() < until) {
                    post(file, base + TOWN_HALL + "/tickets", "{\"service\":\"renseignement\"}");
                    var called = post(file, counter + "/call-next", "");
                    var ticket = base + "/api/v1/tickets/"
                            + JsonMapper.shared().readTree(called).path("id").asString();
                    post(file, ticket + "/start", "");
                    post(file, ticket + "/finish", "{\"outcome\":\"solved\"}");
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

    private String post(DemoFile.File file, String address, String body) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + file.tokens().get("SUPERVISOR"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300 || answer.statusCode() == 204) {
            throw new IOException(address + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Transactions a second of a full cycle; 0 when pgbench is not on this machine. */
    private static double pgbench(Path data) throws IOException, InterruptedException {
        var database = EmbeddedDatabase.running(data);
        if (database == null || !Files.isExecutable(Path.of("/usr/bin/pgbench"))) {
            return 0;
        }
        var script = data.resolve("cycle.sql");
        try (var text = HallBenchmark.class.getResourceAsStream("/bench/cycle.sql")) {
            Files.write(script, java.util.Objects.requireNonNull(text).readAllBytes());
        }
        var address = URI.create(database.url().substring("jdbc:".length()));
        var process = new ProcessBuilder(
                "pgbench",
                "-n",
                "-M",
                "prepared",
                "-c",
                Integer.toString(COUNTERS),
                "-j",
                "2",
                "-T",
                Long.toString(PLAY.toSeconds()),
                "-f",
                script.toString(),
                "-h",
                "localhost",
                "-p",
                Integer.toString(address.getPort()),
                "-U",
                "postgres",
                "postgres");
        process.environment().put("PGPASSWORD", database.password());
        var running = process.redirectErrorStream(true).start();
        var said = new String(running.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        running.waitFor();
        var tps = Pattern.compile("tps = ([0-9.]+)").matcher(said);
        if (!tps.find()) {
            throw new IOException("pgbench said: " + said);
        }
        return Double.parseDouble(tps.group(1));
    }

    private List<Figure> page(Instance instance) throws IOException, InterruptedException {
        var base = "http://localhost:" + instance.port();
        var seen = get(base + "/");
        var weight = (double) seen.body().length;
        var text = new String(
                new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(seen.body())).readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        var parts =
                Pattern.compile("(?:src|href)=\"(/[^\"]+\\.(?:css|js|svg))\"").matcher(text);
        var once = new java.util.LinkedHashSet<String>();
        while (parts.find()) {
            once.add(parts.group(1));
        }
        for (var part : once) {
            weight += get(base + part).body().length;
        }
        var fonts = get(base + "/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2")
                .body()
                .length;
        var times = new double[200];
        for (int i = 0; i < times.length; i++) {
            var from = System.nanoTime();
            get(base + "/sites/hotel-de-ville");
            times[i] = (System.nanoTime() - from) / 1e6;
        }
        java.util.Arrays.sort(times);
        return List.of(
                Figure.atMost("home page, first visit, compressed, font included", (weight + fonts) / 1024, "kB", 150),
                Figure.atMost("site page, server time p95", times[190], "ms", 50));
    }

    private HttpResponse<byte[]> get(String address) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
