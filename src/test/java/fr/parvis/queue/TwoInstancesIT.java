package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.database.EmbeddedDatabase;
import fr.parvis.testing.BuiltParvis;
import fr.parvis.testing.EventStream;
import fr.parvis.testing.RealInstance;
import fr.parvis.testing.Visitor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on one database: what happens on one is seen on the screens of the other. */
class TwoInstancesIT {
    private static final String TOWN_HALL = "/api/v1/sites/hotel-de-ville";

    @TempDir
    Path first;

    @TempDir
    Path second;

    private static void oneSlotWantedOnBothIsGivenOnce(RealInstance one, RealInstance two) throws Exception {
        var slots = "/api/v1/slots?site=hotel-de-ville&service=urbanisme&to="
                + LocalDate.now().plusDays(30);
        var start = one.api("AGENT")
                .get(slots)
                .json()
                .path("slots")
                .get(0)
                .path("start")
                .asString();
        var got = Collections.synchronizedList(new ArrayList<String>());
        try (var crowd = Executors.newFixedThreadPool(12)) {
            for (int i = 0; i < 24; i++) {
                var api = (i % 2 == 0 ? one : two).api("AGENT");
                var body = """
                        {"site":"hotel-de-ville","service":"urbanisme","start":"%s",
                         "usager":{"firstName":"Camille","lastName":"Essai %s","phone":"06 12 34 56 78"}}""".formatted(start, (char) ('a' + i));
                crowd.execute(() -> {
                    var answer = api.post("/api/v1/appointments", body);
                    if (answer.status() == 201) {
                        got.add(answer.text("agenda"));
                    } else {
                        assertThat(answer.status()).isEqualTo(409);
                    }
                });
            }
        }
        assertThat(got).isNotEmpty().hasSizeLessThan(24).doesNotHaveDuplicates();
        for (var instance : List.of(one, two)) {
            assertThat(instance.api("AGENT").get(slots).http().body()).doesNotContain("\"start\":\"" + start);
        }
    }

    private static Visitor signedIn(RealInstance instance, String role) {
        for (var account : instance.demo().path("accounts")) {
            if (account.path("role").asString().equals(role)) {
                var visitor = new Visitor(instance.port());
                visitor.signIn(
                        account.path("login").asString(),
                        account.path("password").asString());
                return visitor;
            }
        }
        throw new AssertionError(role);
    }

    private static String found(String pattern, HttpResponse<String> page) {
        var found = Pattern.compile(pattern).matcher(page.body());
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    /** Whoever is connected to the first sees within two seconds what an agent writes on the second. */
    private static void anAnswerOnOneIsReadOnTheOther(RealInstance one, RealInstance two) {
        var admin = signedIn(one, "ADMIN");
        var settings = "/admin/discussion";
        admin.send(
                settings,
                settings + "/lieux",
                "site",
                found("<option value=\"([0-9a-f-]{36})\"[^>]*>Hôtel de ville", admin.open(settings)));
        var agent = signedIn(two, "AGENT");
        var desk = "/agent/discussions";
        agent.send(desk, desk + "/service", "on", "true");
        var person = new Visitor(one.port());
        var start = person.open("/discussion?site=hotel-de-ville");
        var page = Visitor.goesTo(person.sendBare(
                "/discussion",
                "words",
                "Ouvrez-vous samedi ?",
                "ou",
                found("name=\"ou\" value=\"([^\"]*)\"", start),
                "cle",
                found("name=\"cle\" value=\"([^\"]*)\"", start),
                "mode",
                "chat"));
        try (var stream = EventStream.open(one.port(), "", page + "/live")) {
            assertThat(stream.next("chat").data()).startsWith("1 WAITING");
            var taken = Visitor.goesTo(agent.send(
                            desk, found("action=\"(" + desk + "/[0-9a-f-]{36}/prendre)\"", agent.open(desk))))
                    .replace("#words", "");
            agent.send(taken, taken + "/messages", "words", "Oui, samedi matin.", "message", "essai-1");
            var before = Instant.now();
            while (!person.open(page + "/fil").body().contains("Oui, samedi matin.")) {
                stream.next("chat");
            }
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void an_event_on_one_reaches_the_readers_of_the_other() throws Exception {
        try (var one = RealInstance.start(BuiltParvis.quietTown(first), "--demo-quiet")) {
            var database = Objects.requireNonNull(EmbeddedDatabase.running(first));
            var address = database.url() + "?user=postgres&password=" + database.password();
            // the stream that it reads never ends: to close it would be to wait for ever
            var client = HttpClient.newHttpClient();
            try (var two = RealInstance.start(second, "--demo-quiet", "--database", address);
                    AutoCloseable _ = client::shutdownNow) {
                var events = HttpRequest.newBuilder(
                                URI.create("http://localhost:" + one.port() + TOWN_HALL + "/events"))
                        .header(
                                "Authorization",
                                "Bearer "
                                        + one.demo()
                                                .path("tokens")
                                                .path("SUPERVISOR")
                                                .asString())
                        .build();
                var issued = new CompletableFuture<String>();
                var ready = new CountDownLatch(1);
                client.sendAsync(events, HttpResponse.BodyHandlers.ofLines()).thenAccept(answer -> {
                    ready.countDown();
                    answer.body().forEach(line -> {
                        if (line.contains("issued")) {
                            issued.complete(line);
                        }
                    });
                });
                assertThat(ready.await(20, TimeUnit.SECONDS)).isTrue();

                var ticket = two.api("KIOSK").post(TOWN_HALL + "/tickets", "{\"service\":\"passeport-depot\"}");
                assertThat(ticket.status()).isEqualTo(201);

                assertThat(issued.get(10, TimeUnit.SECONDS)).contains("issued");
                assertThat(one.api("SUPERVISOR")
                                .get(TOWN_HALL + "/queue")
                                .json()
                                .path("waiting")
                                .get(0)
                                .path("id")
                                .asString())
                        .isEqualTo(ticket.text("id"));
                oneSlotWantedOnBothIsGivenOnce(one, two);
                anAnswerOnOneIsReadOnTheOther(one, two);
            }
        }
    }
}
