package fr.parvis.platform;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What the description of the API tells whoever writes a program against it. */
@ParvisTest
class ApiDescriptionIT {
    @LocalServerPort
    int port;

    private JsonNode description() {
        return new Api(port, "").get("/v3/api-docs").json();
    }

    private static JsonNode responses(JsonNode api, String path) {
        return api.path("paths").path(path).path("post").path("responses");
    }

    private static String shape(JsonNode answer, String media) {
        return answer.path("content").path(media).path("schema").path("$ref").asString();
    }

    @Test
    void a_ticket_is_created_with_its_shape_and_nobody_is_204() {
        var api = description();
        var taken = responses(api, "/api/v1/sites/{site}/tickets");
        assertThat(shape(taken.path("201"), "application/json")).endsWith("/TicketBody");
        assertThat(taken.has("200")).isFalse();
        assertThat(taken.has("429")).isTrue();
        assertThat(api.at("/components/schemas/TicketBody/properties/queueAt/format")
                        .asString())
                .isEqualTo("date-time");
        var next = responses(api, "/api/v1/sites/{site}/counters/{counter}/call-next");
        assertThat(next.path("204").has("content")).isFalse();
        assertThat(next.path("200").path("content").toString()).contains("/TicketBody");
        assertThat(responses(api, "/api/v1/feedback").has("201")).isTrue();
    }

    @Test
    void what_is_sent_is_described_by_a_shape_of_its_own() {
        var api = description();
        for (var sent : Map.of(
                        "/api/v1/appointments", "usager",
                        "/api/v1/appointments/{id}/move", "start",
                        "/api/v1/sites/{site}/tickets", "priority",
                        "/api/v1/tickets/{id}/transfer", "counter",
                        "/api/v1/procedures/{id}/checklist", "answers",
                        "/api/v1/feedback", "score")
                .entrySet()) {
            var shape = api.path("paths")
                    .path(sent.getKey())
                    .at("/post/requestBody/content/application~1json/schema/$ref")
                    .asString();
            assertThat(api.at(shape.substring(1) + "/properties").has(sent.getValue()))
                    .as(sent.getKey() + " " + shape)
                    .isTrue();
        }
    }

    @Test
    void every_act_may_be_repeated_and_every_refusal_is_problem_details() {
        var api = description();
        assertThat(api.at("/components/schemas/Problem/properties/type/type").asString())
                .isEqualTo("string");
        for (var path : List.of(
                "/api/v1/sites/{site}/tickets",
                "/api/v1/tickets/{id}/finish",
                "/api/v1/sites/{site}/counters/{counter}/open",
                "/api/v1/feedback")) {
            var act = api.path("paths").path(path).path("post");
            var keys = act.path("parameters")
                    .valueStream()
                    .filter(parameter -> parameter.path("name").asString().equals("Idempotency-Key"))
                    .toList();
            assertThat(keys).as(path).hasSize(1);
            assertThat(keys.getFirst().path("in").asString()).isEqualTo("header");
            assertThat(keys.getFirst().path("schema").path("type").asString()).isEqualTo("string");
            for (var status : List.of("400", "401", "403", "404", "409", "422")) {
                assertThat(shape(act.path("responses").path(status), "application/problem+json"))
                        .as(path + " " + status)
                        .isEqualTo("#/components/schemas/Problem");
            }
        }
    }
}
