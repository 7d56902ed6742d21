package fr.parvis.demo;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Parvis as a process of its own with the quiet town, started with the launcher's options, to be measured from outside. */
final class BenchInstance implements AutoCloseable {
    static final String TOWN_HALL = "/api/v1/sites/hotel-de-ville";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;
    private final double seconds;
    private final DemoFile.File file;

    private BenchInstance(Process process, int port, double seconds, DemoFile.File file) {
        this.process = process;
        this.port = port;
        this.seconds = seconds;
        this.file = file;
    }

    static BenchInstance start(Path data) throws IOException, InterruptedException {
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
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xms48m",
                "-Xmx2g",
                "-XX:MaxHeapFreeRatio=20",
                "-XX:MinHeapFreeRatio=10",
                "--enable-native-access=ALL-UNNAMED"));
        Stream.of(System.getenv().getOrDefault("PARVIS_JAVA_OPTS", "").split(" "))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.addAll(List.of(
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
                if (HTTP.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    var seconds = (System.nanoTime() - began) / 1e9;
                    var file = JsonMapper.shared().readValue(Files.readString(DemoFile.in(data)), DemoFile.File.class);
                    return new BenchInstance(process, port, seconds, file);
                }
            } catch (IOException _) {
                LockSupport.parkNanos(20_000_000);
            }
        }
        process.destroy();
        throw new IOException("the instance did not start");
    }

    static void delete(Path data) throws IOException {
        try (var files = Files.walk(data)) {
            for (var path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    int port() {
        return port;
    }

    /** Somebody who may sign in. */
    DemoFile.Login account(String role) {
        return file.accounts().stream()
                .filter(one -> one.role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    /** From the start of the process until it was ready. */
    double seconds() {
        return seconds;
    }

    /** What the process holds, in MB. */
    double memory() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /**
     * Acts through the API as the supervisor; anything but a success with an answer is a failure. The plain old client, on the
     * caller's own thread: what it costs is taken from the machine that is measured.
     */
    JsonNode post(String path, String body) throws IOException {
        var call = (HttpURLConnection)
                URI.create("http://localhost:" + port + path).toURL().openConnection();
        call.setRequestMethod("POST");
        call.setRequestProperty("Content-Type", "application/json");
        call.setRequestProperty("Authorization", "Bearer " + file.tokens().get("SUPERVISOR"));
        call.setDoOutput(true);
        try (var out = call.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        if (call.getResponseCode() >= 300 || call.getResponseCode() == 204) {
            throw new IOException(path + " answered " + call.getResponseCode());
        }
        try (var answer = call.getInputStream()) {
            return JsonMapper.shared().readTree(answer.readAllBytes());
        }
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor(30, TimeUnit.SECONDS);
    }
}
