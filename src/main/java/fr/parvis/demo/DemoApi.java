package fr.parvis.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public API of a running demonstration, called with the tokens of its {@code demo.json}. */
final class DemoApi {
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** The instance is not there, or answered something that ends the play. */
    static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message);
        }
    }

    private final String base;
    private final DemoFile.File file;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final AtomicBoolean reached = new AtomicBoolean();

    DemoApi(String base, DemoFile.File file) {
        this.base = base;
        this.file = file;
    }

    JsonNode get(String path) {
        return read(send(request("SUPERVISOR", path).GET().build()));
    }

    JsonNode call(String path, String body) {
        return read(post(path, body));
    }

    JsonNode take(String site, String body) {
        return read(send(request("KIOSK", "/api/v1/sites/" + site + "/tickets")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build()));
    }

    HttpResponse<String> post(String path, String body) {
        return send(request("SUPERVISOR", path)
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

    static JsonNode read(HttpResponse<String> answer) {
        var body = answer.body().isEmpty() ? "{}" : answer.body();
        if (answer.statusCode() >= 400) {
            throw new Refused("The instance refused " + answer.uri().getPath() + ": "
                    + JsonMapper.shared().readTree(body).path("detail").asString());
        }
        return JsonMapper.shared().readTree(body);
    }

    static void pause(long nanos) {
        try {
            if (nanos > 0) {
                TimeUnit.NANOSECONDS.sleep(nanos);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted");
        }
    }
}
