package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.testing.Api;
import fr.parvis.testing.EventStream;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a phone is told while its ticket is in the hall: its own part, and nothing to ask for. */
@ParvisTest
class TicketStreamIT {
    @Autowired
    Town town;

    @LocalServerPort
    int port;

    private Api agent = new Api(0, "");

    @BeforeEach
    void caller() {
        agent = new Api(port, town.token(Role.AGENT));
    }

    private JsonNode take(Town.Place place) {
        return agent.post(place.path() + "/tickets", "{\"service\":\"essai-a\"}")
                .json();
    }

    private EventStream follow(JsonNode ticket, String... headers) {
        return EventStream.open(port, "", path(ticket) + "/live", headers);
    }

    private static String path(JsonNode ticket) {
        return "/ticket/" + ticket.path("token").asString();
    }

    /** The next state that holds the words; the hall may move in several steps. */
    private static String until(EventStream stream, String words) {
        var data = stream.next("hall").data();
        while (!data.contains(words)) {
            data = stream.next("hall").data();
        }
        return data;
    }

    @Test
    void a_phone_sees_its_own_place_its_call_and_its_end() {
        var place = town.place(1, 1);
        agent.post(place.path() + "/counters/guichet-1/open", "{}");
        var first = take(place);
        var second = take(place);
        try (var one = follow(first);
                var two = follow(second)) {
            assertThat(until(one, "<dd>0</dd>")).contains("A001").doesNotContain("A002");
            assertThat(until(two, "<dd>1</dd>"))
                    .contains("A002", "href=\"" + path(second) + "/quitter\"")
                    .doesNotContain("A001", first.path("token").asString());

            agent.post(place.path() + "/counters/guichet-1/call-next");
            assertThat(until(one, "Guichet 1")).contains("class=\"turn\"");
            assertThat(until(two, "<dd>0</dd>")).contains("A002");

            var called = "/api/v1/tickets/" + first.path("id").asString();
            agent.post(called + "/start");
            until(one, "Guichet 1");
            agent.post(called + "/finish", "{\"outcome\":\"solved\"}");
            assertThat(one.next("fin").data()).isEqualTo("finished");
        }
    }

    @Test
    void a_phone_that_comes_back_has_its_whole_state_first_in_its_language() {
        var place = town.place(1, 1);
        var ticket = take(place);
        try (var before = follow(ticket)) {
            assertThat(before.next().data()).contains("A001");
        }
        try (var after = follow(ticket, "Accept-Language", "en")) {
            assertThat(after.next().data()).contains("A001", "Leave the line");
        }
        agent.post("/api/v1/tickets/" + ticket.path("id").asString() + "/abandon");
        try (var over = follow(ticket)) {
            assertThat(over.next().name()).isEqualTo("fin");
        }
    }

    @Test
    void phones_that_read_nothing_or_go_away_do_not_keep_the_others_waiting() throws IOException {
        var place = town.place(1, 1);
        agent.post(place.path() + "/counters/guichet-1/open", "{}");
        take(place);
        var ticket = take(place);
        var deaf = new ArrayList<Socket>();
        try (var stream = follow(ticket)) {
            until(stream, "<dd>1</dd>");
            for (int i = 0; i < 20; i++) {
                var socket = new Socket();
                socket.setReceiveBufferSize(2048);
                socket.connect(new java.net.InetSocketAddress("localhost", port));
                deaf.add(socket);
                socket.getOutputStream()
                        .write(("GET " + path(ticket) + "/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            for (var gone : List.copyOf(deaf.subList(0, 10))) {
                gone.setSoLinger(true, 0);
                gone.close();
            }
            for (int i = 0; i < 3; i++) {
                var called = agent.post(place.path() + "/counters/guichet-1/call-next")
                        .text("id");
                until(stream, "<dd>0</dd>");
                agent.post("/api/v1/tickets/" + called + "/requeue");
                until(stream, "<dd>1</dd>");
            }
        } finally {
            for (var socket : deaf) {
                socket.close();
            }
        }
    }
}
