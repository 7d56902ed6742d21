package fr.parvis.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Another program on this machine that listens, and answers what a test has told it to. */
public final class Receiver implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    /** @param headers by lower-case name */
    public record Heard(
            String method, String path, String query, Map<String, String> headers, byte[] bytes, Instant at) {
        public String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** @param after the answer waits for it; null for at once */
    private record Answer(
            int status,
            String text,
            Map<String, String> headers,
            @Nullable CountDownLatch after) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    private final int usual;

    public Receiver() {
        this(200);
    }

    /** @param usual what it answers when it was told nothing else */
    Receiver(int usual) {
        this.usual = usual;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String address(String path) {
        return "http://localhost:" + port() + path;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** For the next one. */
    public Receiver answers(int status, String text) {
        answers.add(new Answer(status, text, Map.of(), null));
        return this;
    }

    public Receiver redirects(String where) {
        answers.add(new Answer(302, "", Map.of("Location", where), null));
        return this;
    }

    public Receiver answersAfter(CountDownLatch opened) {
        answers.add(new Answer(200, "", Map.of(), opened));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new TreeMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) ->
                            headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(", ", values)));
            var uri = exchange.getRequestURI();
            heard.add(new Heard(
                    exchange.getRequestMethod(),
                    uri.getPath(),
                    java.util.Objects.requireNonNullElse(uri.getRawQuery(), ""),
                    headers,
                    exchange.getRequestBody().readAllBytes(),
                    Instant.now()));
            var answer = answers.poll();
            var given = answer == null ? new Answer(usual, "", Map.of(), null) : answer;
            if (given.after() != null) {
                given.after().await();
            }
            given.headers().forEach(exchange.getResponseHeaders()::set);
            var body = given.text().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(given.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next one, once it is there. */
    public Heard next() {
        try {
            var one = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (one == null) {
                throw new AssertionError("nothing was heard");
            }
            return one;
        } catch (InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    public boolean hasHeardNothingMore() {
        return heard.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
