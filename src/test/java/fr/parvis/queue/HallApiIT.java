package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ParvisTest
class HallApiIT {
    @Autowired
    Town town;

    @LocalServerPort
    int port;

    Api agent;
    Api kiosk;
    Api anonymous;

    @BeforeEach
    void callers() {
        agent = new Api(port, town.token(Role.AGENT));
        kiosk = new Api(port, town.token(Role.KIOSK));
        anonymous = new Api(port, "");
    }

    private static String wanting(Town.Place place, int service) {
        return "{\"service\":\"" + place.services().get(service).slug() + "\"}";
    }

    @Test
    void a_visit_goes_from_the_ticket_to_the_outcome() {
        var place = town.place(1, 1);
        var issued = kiosk.post(place.path() + "/tickets", wanting(place, 0));
        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.text("number")).isEqualTo("A001");
        assertThat(issued.text("state")).isEqualTo("waiting");
        assertThat(issued.json().path("position").asInt()).isEqualTo(1);
        assertThat(issued.json().path("wait").path("p90").isNumber()).isTrue();

        var counter = place.path() + "/counters/guichet-1";
        assertThat(agent.post(counter + "/open", "{}").status()).isEqualTo(200);
        var called = agent.post(counter + "/call-next");
        assertThat(called.status()).isEqualTo(200);
        assertThat(called.text("id")).isEqualTo(issued.text("id"));

        var ticket = "/api/v1/tickets/" + issued.text("id");
        assertThat(agent.post(ticket + "/start").text("state")).isEqualTo("serving");
        var end = agent.post(ticket + "/finish", """
                {"outcome":"next-step","nextStep":{"what":"envoyer le justificatif","owner":"l’usager","due":"%s"}}""".formatted(LocalDate.now().plusDays(7)));
        assertThat(end.status()).isEqualTo(200);
        assertThat(end.text("state")).isEqualTo("finished");
        assertThat(agent.post(counter + "/call-next").status()).isEqualTo(204);
    }

    @Test
    void priority_and_order_are_the_ones_of_the_rule() {
        var place = town.place(1, 1);
        var first = kiosk.post(place.path() + "/tickets", wanting(place, 0)).text("number");
        var second = kiosk.post(
                        place.path() + "/tickets",
                        "{\"service\":\"" + place.services().getFirst().slug() + "\",\"priority\":true}")
                .text("number");
        var line = agent.get(place.path() + "/queue").json().path("waiting");
        assertThat(List.of(
                        line.get(0).path("number").asString(),
                        line.get(1).path("number").asString()))
                .containsExactly(second, first);
    }

    @Test
    void what_is_unknown_is_said_with_404() {
        var place = town.place(1, 1);
        var site = kiosk.post("/api/v1/sites/nulle-part/tickets", "{\"service\":\"x\"}");
        assertThat(site.status()).isEqualTo(404);
        assertThat(site.text("type")).isEqualTo("urn:parvis:problem:queue:unknown-site");
        var service = kiosk.post(place.path() + "/tickets", "{\"service\":\"inconnue\"}");
        assertThat(service.status()).isEqualTo(404);
        assertThat(service.text("type")).isEqualTo("urn:parvis:problem:queue:unknown-service");
    }

    @Test
    void a_closed_service_says_why_and_when_it_opens_again() {
        var place = town.place(1, 1, List.of("", "", "", "", "", "", ""));
        var refused = kiosk.post(place.path() + "/tickets", wanting(place, 0), "Accept-Language", "en");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).isEqualTo("urn:parvis:problem:queue:service-closed");
        assertThat(refused.text("reason")).isEqualTo("outside-hours");
        assertThat(refused.text("title")).isEqualTo("Service closed");
        assertThat(refused.http().headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void an_act_that_the_state_does_not_allow_is_refused_and_changes_nothing() {
        var place = town.place(1, 1);
        var id = kiosk.post(place.path() + "/tickets", wanting(place, 0)).text("id");
        var refused = agent.post("/api/v1/tickets/" + id + "/start");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("state")).isEqualTo("waiting");
        assertThat(refused.text("detail")).contains("en attente").doesNotContain("waiting");
        assertThat(agent.get("/api/v1/tickets/" + id).text("state")).isEqualTo("waiting");
    }

    @Test
    void malformed_or_oversized_bodies_name_the_field() {
        var place = town.place(1, 1);
        var broken = kiosk.post(place.path() + "/tickets", "{\"service\":");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.text("field")).isEqualTo("body");
        var wrongType = kiosk.post(place.path() + "/tickets", "{\"service\":\"x\",\"priority\":\"yes\"}");
        assertThat(wrongType.status()).isEqualTo(400);
        assertThat(wrongType.text("field")).isEqualTo("priority");
        var missing = kiosk.post(place.path() + "/tickets", "{}");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.text("field")).isEqualTo("service");
        var huge = kiosk.post(place.path() + "/tickets", "{\"service\":\"" + "x".repeat(70_000) + "\"}");
        assertThat(huge.status()).isEqualTo(400);
        assertThat(huge.text("type")).isEqualTo("urn:parvis:problem:platform:body-too-large");
    }

    @Test
    void a_repeated_call_gives_the_same_answer_once() {
        var place = town.place(1, 1);
        var body = wanting(place, 0);
        var first = kiosk.post(place.path() + "/tickets", body, "Idempotency-Key", "essai-1");
        var again = kiosk.post(place.path() + "/tickets", body, "Idempotency-Key", "essai-1");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.http().body()).isEqualTo(first.http().body());
        assertThat(agent.get(place.path() + "/queue").json().path("waiting").size())
                .isEqualTo(1);
    }

    @Test
    void a_repeated_act_gives_the_same_answer_and_calls_nobody_else() {
        var place = town.place(1, 1);
        var counter = place.path() + "/counters/guichet-1";
        kiosk.post(place.path() + "/tickets", wanting(place, 0));
        kiosk.post(place.path() + "/tickets", wanting(place, 0));
        agent.post(counter + "/open", "{}");
        var called = agent.post(counter + "/call-next", "", "Idempotency-Key", "appel-1");
        var again = agent.post(counter + "/call-next", "", "Idempotency-Key", "appel-1");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.http().body()).isEqualTo(called.http().body());
        assertThat(called.http().headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(again.http().headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(agent.get("/api/v1/tickets/" + called.text("id")).text("calledAt"))
                .isEqualTo(called.text("calledAt"))
                .doesNotEndWith("Z");
        var ticket = "/api/v1/tickets/" + called.text("id");
        assertThat(agent.post(ticket + "/start", "", "Idempotency-Key", "debut-1")
                        .status())
                .isEqualTo(200);
        assertThat(agent.post(ticket + "/start", "", "Idempotency-Key", "debut-1")
                        .status())
                .isEqualTo(200);
        assertThat(agent.post(ticket + "/start").status()).isEqualTo(409);
        assertThat(agent.post(ticket + "/no-show", "", "Idempotency-Key", "debut-1")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_repeated_call_that_found_nobody_finds_nobody_again() {
        var place = town.place(1, 1);
        var counter = place.path() + "/counters/guichet-1";
        agent.post(counter + "/open", "{}");
        assertThat(agent.post(counter + "/call-next", "", "Idempotency-Key", place.path())
                        .status())
                .isEqualTo(204);
        kiosk.post(place.path() + "/tickets", wanting(place, 0));
        var again = agent.post(counter + "/call-next", "", "Idempotency-Key", place.path());
        assertThat(again.status()).isEqualTo(204);
        assertThat(again.http().body()).isEmpty();
        assertThat(again.http().headers().firstValue("Idempotent-Replayed")).contains("true");
    }

    @Test
    void a_ticket_sent_to_one_counter_says_which() {
        var place = town.place(1, 2);
        var id = kiosk.post(place.path() + "/tickets", wanting(place, 0)).text("id");
        assertThat(agent.get("/api/v1/tickets/" + id).json().path("onlyCounter").isNull())
                .isTrue();
        agent.post(place.path() + "/counters/guichet-2/open", "{}");
        assertThat(agent.post("/api/v1/tickets/" + id + "/transfer", "{\"counter\":\"guichet-2\"}")
                        .text("onlyCounter"))
                .isEqualTo("guichet-2");
    }

    @Test
    void nobody_is_another_device_by_saying_so() {
        var place = town.place(1, 1);
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 12; i++) {
            statuses.add(anonymous
                    .post(place.path() + "/tickets", wanting(place, 0), "X-Forwarded-For", "203.0.113." + i)
                    .status());
        }
        assertThat(statuses).contains(429);
    }

    @Test
    void too_many_tickets_from_one_device_are_refused_but_not_from_the_kiosk() {
        var place = town.place(1, 1);
        Api.Answer last = anonymous.post(place.path() + "/tickets", wanting(place, 0));
        for (int i = 0; i < 12 && last.status() == 201; i++) {
            last = anonymous.post(place.path() + "/tickets", wanting(place, 0));
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.http().headers().firstValue("Retry-After")).isPresent();
        assertThat(kiosk.post(place.path() + "/tickets", wanting(place, 0)).status())
                .isEqualTo(201);
    }

    @Test
    void a_kiosk_may_not_call_and_a_stranger_may_not_look() {
        var place = town.place(1, 1);
        assertThat(kiosk.post(place.path() + "/counters/guichet-1/call-next").status())
                .isEqualTo(403);
        assertThat(anonymous.get(place.path() + "/queue").status()).isEqualTo(401);
        assertThat(new Api(port, "inconnu").get(place.path() + "/queue").status())
                .isEqualTo(401);
    }
}
