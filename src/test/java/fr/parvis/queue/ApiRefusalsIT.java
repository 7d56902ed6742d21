package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What somebody else's program may send by mistake, and the answer that helps to find it. */
@ParvisTest
class ApiRefusalsIT {
    @Autowired
    Town town;

    @LocalServerPort
    int port;

    private Api agent = new Api(0, "");
    private Api kiosk = new Api(0, "");

    @BeforeEach
    void callers() {
        agent = new Api(port, town.token(Role.AGENT));
        kiosk = new Api(port, town.token(Role.KIOSK));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    {"service":1}                                                           | service
                    {"service":["essai-a"]}                                                 | service
                    {"service":{"slug":"essai-a"}}                                          | service
                    {"service":" "}                                                         | service
                    {"service":"essai-a","priority":1}                                      | priority
                    {"service":"essai-a","kind":"vip"}                                      | kind
                    {"service":"essai-a","kind":"appointment"}                              | scheduledAt
                    {"service":"essai-a","kind":"appointment","scheduledAt":"demain"}       | scheduledAt
                    {"service":"essai-a","kind":"appointment","scheduledAt":"2026-03-02T09:30:00"} | scheduledAt
                    {"service":"essai-a","kind":"appointment","scheduledAt":"2026-03-02T09:30:00+01:00"} | scheduledAt
                    {"service":"essai-a","kind":"appointment","scheduledAt":"+294277-01-01T00:00:00Z"} | scheduledAt
                    {"service":"essai-a","kind":"appointment","scheduledAt":"-999999999-01-01T00:00:00Z"} | scheduledAt
                    {"service":"essai-a","scheduledAt":"2026-03-02T09:30:00+01:00"}         | scheduledAt
                    {"service":"essai-a","language":"français"}                             | language
                    {"service":"essai-a","help":"seat"}                                     | help
                    {"service":"essai-a","help":["magic"]}                                  | help
                    {"service":"essai-a","help":[null]}                                     | help
                    {"service":"essai-a","help":[1]}                                        | help[0]
                    []                                                                      | body
                    null                                                                    | body
                    "essai-a"                                                               | body
                    {"service":"essai-a"                                                    | body
                    """)
    void a_ticket_wanted_badly_is_refused_with_its_field(String body, String field) {
        var place = town.place(1, 1);
        var refused = kiosk.post(place.path() + "/tickets", body);
        assertThat(refused.status()).as(refused.http().body()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo(field);
        assertThat(refused.text("type")).startsWith("urn:parvis:problem:");
        assertThat(refused.text("title")).isNotEqualTo("Bad Request").isNotBlank();
        assertThat(refused.json().path("errors").path(0).path("field").asString())
                .isEqualTo(field);
        assertThat(refused.http().headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(agent.get(place.path() + "/queue").json().path("waiting").size())
                .isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                                               | outcome
                    {"outcome":"done"}                                                               | outcome
                    {"outcome":"next-step"}                                                          | nextStep
                    {"outcome":"next-step","nextStep":{"owner":"x","due":"2026-12-01"}}              | nextStep.what
                    {"outcome":"next-step","nextStep":{"what":"x","owner":" ","due":"2026-12-01"}}   | nextStep.owner
                    {"outcome":"next-step","nextStep":{"what":"x","owner":"y"}}                      | nextStep.due
                    {"outcome":"next-step","nextStep":{"what":"x","owner":"y","due":"2026-02-30"}}   | nextStep.due
                    {"outcome":"next-step","nextStep":{"what":"x","owner":"y","due":"2020-01-01"}}   | nextStep.due
                    {"outcome":"next-step","nextStep":{"what":"x","owner":"y","due":"9999-12-31"}}   | nextStep.due
                    {"outcome":"next-step","nextStep":{"what":"x","owner":"y","due":"+9999999-12-31"}} | nextStep.due
                    {"outcome":"next-step","nextStep":{"what":"x","owner":"y","due":"+9999999-12-31T00:00:00Z"}} | nextStep.due
                    {"outcome":"next-step","nextStep":{"what":3,"owner":"y","due":"2026-12-01"}}     | nextStep.what
                    {"outcome":"next-step","nextStep":{"what":"a\\u0000b","owner":"y","due":"2026-12-01"}} | nextStep.what
                    """)
    void a_visit_ended_badly_goes_on(String body, String field) {
        var place = town.place(1, 1);
        var ticket = "/api/v1/tickets/" + served(place);
        var refused = agent.post(ticket + "/finish", body);
        assertThat(refused.status()).as(refused.http().body()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo(field);
        assertThat(agent.get(ticket).text("state")).isEqualTo("serving");
    }

    private String served(Town.Place place) {
        var id = kiosk.post(place.path() + "/tickets", "{\"service\":\"essai-a\"}")
                .text("id");
        agent.post(place.path() + "/counters/guichet-1/open", "{}");
        agent.post(place.path() + "/counters/guichet-1/call-next");
        assertThat(agent.post("/api/v1/tickets/" + id + "/start").status()).isEqualTo(200);
        return id;
    }

    @Test
    void what_is_not_there_or_not_so_is_said_with_the_usual_status() {
        var place = town.place(1, 1);
        assertThat(agent.get("/api/v1/tickets/pas-un-uuid").status()).isEqualTo(400);
        assertThat(agent.get("/api/v1/tickets/pas-un-uuid").text("field")).isEqualTo("id");
        assertThat(agent.get("/api/v1/tickets/0195a000-0000-7000-8000-000000000001")
                        .text("type"))
                .isEqualTo("urn:parvis:problem:queue:unknown-ticket");
        assertThat(agent.post(place.path() + "/counters/guichet-9/open", "{}").text("type"))
                .isEqualTo("urn:parvis:problem:queue:unknown-counter");
        assertThat(agent.post(place.path() + "/counters/guichet-1/open", "{\"services\":[null]}")
                        .status())
                .isBetween(400, 404);
        assertThat(agent.get("/api/v1/nulle-part").text("type")).isEqualTo("urn:parvis:problem:platform:not-found");
        var method = agent.get(place.path() + "/tickets");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.http().headers().firstValue("Allow")).contains("POST");
        assertThat(kiosk.post(place.path() + "/tickets", "service=essai-a", "Content-Type", "text/plain")
                        .status())
                .isIn(400, 415);
    }

    @Test
    void the_words_are_in_the_callers_language_and_the_type_is_not() {
        for (var expected : List.of(
                List.of("fr", "Lieu d’accueil inconnu"),
                List.of("fr-CA,fr;q=0.9", "Lieu d’accueil inconnu"),
                List.of("en-GB,en;q=0.9", "Unknown place"),
                List.of("de", "Lieu d’accueil inconnu"),
                List.of("de,en;q=0.5", "Unknown place"),
                List.of("not a language", "Lieu d’accueil inconnu"))) {
            var refused = kiosk.post(
                    "/api/v1/sites/nulle-part/tickets", "{\"service\":\"x\"}", "Accept-Language", expected.getFirst());
            assertThat(refused.text("title")).as(expected.getFirst()).isEqualTo(expected.getLast());
            assertThat(refused.text("type")).isEqualTo("urn:parvis:problem:queue:unknown-site");
            assertThat(refused.http().headers().firstValue("Content-Language"))
                    .contains(refused.text("title").startsWith("Unknown") ? "en" : "fr");
            assertThat(refused.http().headers().allValues("Vary"))
                    .anySatisfy(vary -> assertThat(vary).containsIgnoringCase("Accept-Language"));
        }
    }

    @Test
    void an_appointment_of_today_and_a_step_within_ten_years_are_taken() {
        var place = town.place(1, 1);
        var soon = OffsetDateTime.now().plusHours(1);
        var ticket = kiosk.post(
                place.path() + "/tickets",
                "{\"service\":\"essai-a\",\"kind\":\"appointment\",\"scheduledAt\":\"" + soon + "\"}");
        assertThat(ticket.status()).as(ticket.http().body()).isEqualTo(201);
        agent.post(place.path() + "/counters/guichet-1/open", "{}");
        agent.post(place.path() + "/counters/guichet-1/call-next");
        var path = "/api/v1/tickets/" + ticket.text("id");
        agent.post(path + "/start");
        var due = LocalDate.now().plusYears(9);
        var end = agent.post(
                path + "/finish",
                "{\"outcome\":\"next-step\",\"nextStep\":{\"what\":\"x\",\"owner\":\"y\",\"due\":\"" + due + "\"}}");
        assertThat(end.status()).as(end.http().body()).isEqualTo(200);
    }

    @Test
    void a_visit_that_has_not_begun_is_told_to_begin_before_it_ends() {
        var place = town.place(1, 1);
        var id = kiosk.post(place.path() + "/tickets", "{\"service\":\"essai-a\"}")
                .text("id");
        agent.post(place.path() + "/counters/guichet-1/open", "{}");
        agent.post(place.path() + "/counters/guichet-1/call-next");
        var refused = agent.post("/api/v1/tickets/" + id + "/finish", "{\"outcome\":\"solved\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).isEqualTo("urn:parvis:problem:queue:state-does-not-allow");
        assertThat(refused.text("state")).isEqualTo("called");
        assertThat(refused.text("detail")).contains("commencez-la").doesNotContain("Rechargez");
    }

    @Test
    void a_body_too_large_that_comes_in_pieces_is_said_to_be_too_large() throws Exception {
        var place = town.place(1, 1);
        var body = ("{\"service\":\"" + "x".repeat(70_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + place.path() + "/tickets"))
                .header("Authorization", "Bearer " + town.token(Role.KIOSK))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var refused = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("urn:parvis:problem:platform:body-too-large");
        }
    }

    @Test
    void a_key_used_again_for_something_else_is_refused_and_a_key_too_long_too() {
        var place = town.place(2, 1);
        var path = place.path() + "/tickets";
        assertThat(kiosk.post(path, "{\"service\":\"essai-a\"}", "Idempotency-Key", place.path())
                        .status())
                .isEqualTo(201);
        var other = kiosk.post(path, "{\"service\":\"essai-b\"}", "Idempotency-Key", place.path());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("type")).isEqualTo("urn:parvis:problem:platform:idempotency-key-reused");
        assertThat(kiosk.post(path, "{\"service\":\"essai-a\"}", "Idempotency-Key", "k".repeat(201))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_refusal_is_not_remembered_under_its_key() {
        var place = town.place(1, 1, Collections.nCopies(7, ""));
        var path = place.path() + "/tickets";
        assertThat(kiosk.post(path, "{\"service\":\"essai-a\"}", "Idempotency-Key", place.path())
                        .status())
                .isEqualTo(409);
        town.openDayAndNight(place);
        assertThat(kiosk.post(path, "{\"service\":\"essai-a\"}", "Idempotency-Key", place.path())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void the_same_key_from_eight_threads_at_once_gives_one_ticket() throws Exception {
        var place = town.place(1, 1);
        Callable<Api.Answer> press = () ->
                kiosk.post(place.path() + "/tickets", "{\"service\":\"essai-a\"}", "Idempotency-Key", place.path());
        var answers = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Api.Answer> answer : threads.invokeAll(Collections.nCopies(8, press))) {
                assertThat(answer.get().status()).isEqualTo(201);
                answers.add(answer.get().http().body());
            }
        }
        assertThat(answers).containsOnly(answers.getFirst());
        assertThat(agent.get(place.path() + "/queue").json().path("waiting").size())
                .isEqualTo(1);
    }

    @Test
    void one_agent_pressing_at_two_counters_at_once_sits_at_one() throws Exception {
        var place = town.place(1, 6);
        town.agentAt(place, "Nour " + place.site().slug());
        var body = "{\"agent\":\"Nour " + place.site().slug() + "\"}";
        var presses = new ArrayList<Callable<Integer>>();
        for (int i = 1; i <= 6; i++) {
            var path = place.path() + "/counters/guichet-" + i + "/open";
            presses.add(() -> agent.post(path, body).status());
        }
        var answers = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var answer : threads.invokeAll(presses)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409, 409, 409);
    }
}
