package fr.parvis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Parvis as a process of its own, as {@code ./parvis run} starts it, that a test may kill. */
public final class RealInstance implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Process process;
    private final Path data;
    private final int port;

    private RealInstance(Process process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    public static RealInstance start(Path data, String... options) {
        return startAt(freePort(), data, options);
    }

    public static RealInstance startAt(int port, Path data, String... options) {
        return start(BuiltParvis.command(), port, data, options);
    }

    /** A quiet town that is started by that command. */
    static RealInstance startWith(List<String> command, Path data) {
        return start(command, freePort(), data, "--demo-quiet");
    }

    private static int freePort() {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static RealInstance start(List<String> start, int port, Path data, String... options) {
        try {
            var command = new ArrayList<>(start);
            command.addAll(List.of("run", "--port", Integer.toString(port), "--data", data.toString()));
            command.addAll(List.of(options));
            var log = Files.createTempFile("parvis-instance", ".log");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var instance = new RealInstance(process, data, port);
            instance.awaitHealth(log);
            return instance;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitHealth(Path log) throws IOException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            var health = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            while (System.nanoTime() < until && process.isAlive()) {
                try {
                    if (client.send(health, HttpResponse.BodyHandlers.discarding())
                                            .statusCode()
                                    == 200
                            && Files.exists(data.resolve("demo.json"))) {
                        return;
                    }
                } catch (IOException notYet) {
                    LockSupport.parkNanos(50_000_000);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("the instance did not start: " + Files.readString(log));
    }

    public int port() {
        return port;
    }

    public JsonNode demo() {
        try {
            return JsonMapper.shared().readTree(Files.readString(data.resolve("demo.json")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Api api(String role) {
        return new Api(port, demo().path("tokens").path(role).asString());
    }

    /** SIGKILL, no warning. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    public void killWithItsDatabase() {
        try {
            var postmaster =
                    Long.parseLong(Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"))
                            .getFirst()
                            .strip());
            process.destroyForcibly();
            ProcessHandle.of(postmaster).ifPresent(ProcessHandle::destroyForcibly);
            await();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void await() {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new AssertionError("the instance does not end");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroy();
        await();
    }
}
