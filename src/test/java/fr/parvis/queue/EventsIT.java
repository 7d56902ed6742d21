package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.testing.Api;
import fr.parvis.testing.EventStream;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The stream of a site's changes: each one once, in order, also after a cut. */
@ParvisTest
class EventsIT {
    @Autowired
    Town town;

    @LocalServerPort
    int port;

    private String token = "";
    private Api agent = new Api(0, "");

    @BeforeEach
    void caller() {
        token = town.token(Role.AGENT);
        agent = new Api(port, token);
    }

    private EventStream follow(Town.Place place, String... headers) {
        return EventStream.open(port, token, place.path() + "/events", headers);
    }

    private String take(Town.Place place) {
        return agent.post(place.path() + "/tickets", "{\"service\":\"essai-a\"}")
                .text("id");
    }

    @Test
    void a_visit_is_told_act_by_act_without_its_token() {
        var place = town.place(2, 2);
        try (var events = follow(place)) {
            var id = take(place);
            var ticket = "/api/v1/tickets/" + id;
            var counter = place.path() + "/counters/guichet-1";
            agent.post(counter + "/open", "{}");
            agent.post(counter + "/call-next");
            agent.post(ticket + "/recall");
            agent.post(ticket + "/transfer", "{\"counter\":\"guichet-2\"}");
            agent.post(ticket + "/transfer", "{\"service\":\"essai-b\"}");
            agent.post(ticket + "/abandon");
            var told = new ArrayList<String>();
            for (int i = 0; i < 7; i++) {
                var event = events.next();
                told.add(event.name());
                assertThat(event.data()).doesNotContain("token");
                switch (event.name()) {
                    case "issued" -> {
                        assertThat(event.json().path("number").asString()).isEqualTo("A001");
                        assertThat(event.json().path("service").asString()).isEqualTo("essai-a");
                        assertThat(event.json().path("ticket").asString()).isEqualTo(id);
                    }
                    case "called" ->
                        assertThat(event.json().path("counter").asString()).isEqualTo("guichet-1");
                    case "transferred" -> {
                        if (told.contains("transferred") && told.indexOf("transferred") == i) {
                            assertThat(event.json().path("counter").asString())
                                    .as("where to")
                                    .isEqualTo("guichet-2");
                        } else {
                            assertThat(event.json().path("service").asString()).isEqualTo("essai-b");
                        }
                    }
                    default -> assertThat(event.id()).isNotEmpty();
                }
            }
            assertThat(told)
                    .containsExactly(
                            "issued",
                            "counter-opened",
                            "called",
                            "recalled",
                            "transferred",
                            "transferred",
                            "abandoned");
        }
    }

    @Test
    void a_reader_who_was_cut_off_goes_on_after_the_last_event_without_a_gap_or_a_double() {
        var place = town.place(1, 1);
        String last;
        try (var events = follow(place)) {
            take(place);
            last = events.next("issued").id();
        }
        var missed = List.of(take(place), take(place), take(place));
        try (var events = follow(place, "Last-Event-ID", last)) {
            var live = take(place);
            for (var expected : missed) {
                assertThat(events.next().json().path("ticket").asString()).isEqualTo(expected);
            }
            assertThat(events.next().json().path("ticket").asString()).isEqualTo(live);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"hier", "-1-1", "12", "9999999999999999999-9999999999999999999", "1-2-3", "999999999999999-1"})
    void a_place_that_cannot_be_read_begins_now(String lastEventId) {
        var place = town.place(1, 1);
        take(place);
        try (var events = follow(place, "Last-Event-ID", lastEventId)) {
            var now = take(place);
            assertThat(events.next().json().path("ticket").asString()).isEqualTo(now);
        }
    }

    @Test
    void every_instant_is_told_with_the_sites_offset() {
        var place = town.place(1, 1);
        try (var events = follow(place)) {
            take(place);
            var issued = events.next("issued").json();
            var offset =
                    OffsetDateTime.now(ZoneId.of("Europe/Paris")).getOffset().toString();
            assertThat(issued.path("at").asString()).endsWith(offset);
            assertThat(issued.path("queueAt").asString()).endsWith(offset);
        }
    }

    @Test
    void another_sites_changes_are_not_told() {
        var here = town.place(1, 1);
        var there = town.place(1, 1);
        try (var events = follow(here)) {
            take(there);
            var mine = take(here);
            assertThat(events.next().json().path("ticket").asString()).isEqualTo(mine);
        }
    }
}
