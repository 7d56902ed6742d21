package fr.parvis.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events as they come in. */
public final class EventStream implements AutoCloseable {
    /** One event; {@code id} is empty when it has none. */
    public record Event(String id, String name, String data) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(data);
        }
    }

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final InputStream body;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);

    private EventStream(InputStream body) {
        this.body = body;
    }

    /** @param token empty for an anonymous reader; {@code headers} are names and values in turn */
    public static EventStream open(int port, String token, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("no stream: " + answer.statusCode());
            }
            var stream = new EventStream(answer.body());
            Thread.ofVirtual().name("events").start(stream::read);
            stream.awaitBeginning();
            return stream;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    /** The first line, a comment or an event, says that the server has the reader on its list. */
    private void awaitBeginning() throws InterruptedException {
        if (!begun.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the stream says nothing");
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            var id = "";
            var name = "message";
            var data = new StringBuilder();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                begun.countDown();
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(data.isEmpty() ? "" : "\n")
                            .append(line.substring(5).stripLeading());
                } else if (line.isEmpty() && !data.isEmpty()) {
                    events.add(new Event(id, name, data.toString()));
                    name = "message";
                    data.setLength(0);
                }
            }
        } catch (IOException _) {
            // closed by the test, or by the server: no more events
        }
    }

    /** The next event, or null when none came in time. */
    public @Nullable Event poll(Duration patience) {
        try {
            return events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    /** The next event. */
    public Event next() {
        var event = poll(Duration.ofSeconds(10));
        if (event == null) {
            throw new AssertionError("no event within 10 s");
        }
        return event;
    }

    /** The next event of that name; others are passed over. */
    public Event next(String name) {
        var event = next();
        while (!event.name().equals(name)) {
            event = next();
        }
        return event;
    }

    private static IllegalStateException interrupted(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(stopped);
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException _) {
            // already gone
        }
    }
}
