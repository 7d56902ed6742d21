package fr.parvis.appointments.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Sessions as somebody else's program reads them and registers people. */
@ParvisTest
class SessionApiIT extends SessionScene {
    @LocalServerPort
    int port;

    Api staff;
    Api anybody;

    @BeforeEach
    void connect() {
        staff = new Api(port, town.token(Role.AGENT));
        anybody = new Api(port, "");
    }

    private JsonNode event(Session session) {
        var list = anybody.get("/api/v1/sessions?site=" + site.slug());
        assertThat(list.status()).isEqualTo(200);
        for (var event : list.json().path("itemListElement")) {
            if (event.path("identifier").asString().equals(session.id().toString())) {
                return event;
            }
        }
        throw new AssertionError(list.http().body());
    }

    private static String wanted(int seats, String lastName, boolean line) {
        return """
                {"seats":%d,"waitingList":%s,"channel":"partner",
                 "usager":{"firstName":"Camille","lastName":"%s","email":"%s@api.example"}}""".formatted(seats, line, lastName, lastName);
    }

    private static String path(Session session) {
        return "/api/v1/sessions/" + session.id() + "/registrations";
    }

    @Test
    void everybody_reads_the_events_and_their_free_seats() {
        var session = session(5);
        register(session, 2);
        var event = event(session);
        assertThat(event.path("@type").asString()).isEqualTo("Event");
        assertThat(event.path("name").asString()).isEqualTo(title);
        assertThat(event.path("maximumAttendeeCapacity").asInt()).isEqualTo(5);
        assertThat(event.path("remainingAttendeeCapacity").asInt()).isEqualTo(3);
        assertThat(event.path("location").path("name").asString()).startsWith("Salle du Conseil, ");
        assertThat(event.path("offers").path("availability").asString()).isEqualTo("https://schema.org/InStock");
        assertThat(event.path("url").asString()).endsWith("/ateliers/" + session.id());
        register(session, 3);
        assertThat(event(session).path("offers").path("availability").asString())
                .isEqualTo("https://schema.org/SoldOut");
        var list = anybody.get("/api/v1/sessions?site=" + site.slug());
        assertThat(list.http().headers().firstValue("Content-Type").orElse("")).startsWith("application/ld+json");
        assertThat(list.http().headers().firstValue("Access-Control-Allow-Origin"))
                .contains("*");
        assertThat(list.http().body()).doesNotContain("Groupe", "essai.example\"");
        assertThat(anybody.get("/api/v1/sessions?site=nulle-part").status()).isEqualTo(404);
    }

    @Test
    void programs_register_cancel_and_are_answered_once() {
        var session = session(2);
        var made = staff.post(path(session), wanted(2, "Un", false), "Idempotency-Key", "un-" + session.id());
        assertThat(made.status()).as(made.http().body()).isEqualTo(201);
        assertThat(made.text("state")).isEqualTo("registered");
        assertThat(made.text("token")).hasSize(24);
        var again = staff.post(path(session), wanted(2, "Un", false), "Idempotency-Key", "un-" + session.id());
        assertThat(again.text("id")).isEqualTo(made.text("id"));
        assertThat(staff.post(path(session), wanted(1, "Deux", false)).text("type"))
                .isEqualTo("urn:parvis:problem:appointments:session-full");
        var waiting = staff.post(path(session), wanted(1, "Deux", true));
        assertThat(waiting.text("state")).isEqualTo("waiting");
        assertThat(staff.post(path(session), wanted(1, "Deux", true)).text("type"))
                .isEqualTo("urn:parvis:problem:appointments:already-registered");

        var cancelled = staff.post(path(session) + "/" + made.text("id") + "/cancel");
        assertThat(cancelled.text("state")).isEqualTo("left");
        assertThat(cancelled.json().path("token").isNull()).isTrue();
        assertThat(staff.post(path(session) + "/" + made.text("id") + "/cancel").text("state"))
                .isEqualTo("left");
        assertThat(registrations.of(session.id()).getLast().state()).isEqualTo(Registration.State.OFFERED);
    }

    @Test
    void nobody_without_a_token_and_nothing_that_is_not_there() {
        var session = session(2);
        assertThat(anybody.post(path(session), wanted(1, "Personne", false)).status())
                .isEqualTo(401);
        assertThat(new Api(port, town.token(Role.TRAINER))
                        .post(path(session), wanted(1, "Personne", false))
                        .status())
                .isEqualTo(403);
        assertThat(staff.post(path(session), "{\"seats\":9}").text("field")).isEqualTo("usager");
        assertThat(staff.post(path(session), wanted(9, "Trop", false)).text("field"))
                .isEqualTo("seats");
        assertThat(staff.post(path(session) + "/" + session.id() + "/cancel").status())
                .isEqualTo(404);
        assertThat(registrations.of(session.id())).isEmpty();
    }

    @Test
    void the_description_tells_the_shapes() {
        var api = anybody.get("/v3/api-docs").json();
        var paths = api.path("paths");
        assertThat(paths.at("/~1api~1v1~1sessions/get/responses/200/content/application~1ld+json/schema/$ref")
                        .asString())
                .endsWith("/SessionEvents");
        assertThat(paths.at(
                                "/~1api~1v1~1sessions~1{id}~1registrations/post/responses/201/content/application~1json/schema/$ref")
                        .asString())
                .endsWith("/RegistrationBody");
    }
}
