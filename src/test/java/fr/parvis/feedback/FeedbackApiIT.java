package fr.parvis.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.rights.Nights;
import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Opinions given through the API. */
@ParvisTest
class FeedbackApiIT {
    private static final String PATH = "/api/v1/feedback";

    @Autowired
    Nights nights;

    @Autowired
    Town town;

    @Autowired
    Opinions opinions;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private Api agent = new Api(0, "");

    @BeforeEach
    void caller() {
        agent = new Api(port, town.token(Role.AGENT));
    }

    private static String opinion(Town.Place place, String service, String rest) {
        return "{\"site\":\"" + place.site().slug() + "\",\"service\":\"" + service + "\"," + rest + "}";
    }

    private int given(Town.Place place) {
        return opinions.summary(place.site().id(), Instant.EPOCH).n();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.7", "3.0", "99999999999", "1e30", "0", "6", "\"3\"", "null", "true", "[3]"})
    void a_score_is_a_whole_number_from_1_to_5(String score) {
        var place = town.place(1, 1);
        var refused = agent.post(PATH, opinion(place, "essai-a", "\"score\":" + score));
        assertThat(refused.status()).as(refused.http().body()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo("score");
        assertThat(given(place)).isZero();
    }

    @Test
    void an_opinion_sent_twice_with_its_key_counts_once() {
        var place = town.place(1, 1);
        var body = opinion(place, "essai-a", "\"score\":4");
        var first = agent.post(PATH, body, "Idempotency-Key", place.path());
        var again = agent.post(PATH, body, "Idempotency-Key", place.path());
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.http().body()).isEqualTo(first.http().body());
        assertThat(again.http().headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(given(place)).isEqualTo(1);
        assertThat(agent.post(PATH, opinion(place, "essai-a", "\"score\":1"), "Idempotency-Key", place.path())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void of_two_opinions_on_a_visit_the_later_one_counts_and_neither_fails() {
        var place = town.place(1, 1);
        var visit = Ids.next();
        var noon = Instant.parse("2026-03-02T11:00:00Z");
        var site = place.site();
        var service = place.services().getFirst().id();
        var first = opinions.give(visit, site.organisationId(), site.id(), service, 2, null, noon);
        var same = opinions.give(visit, site.organisationId(), site.id(), service, 5, null, noon);
        var earlier = opinions.give(visit, site.organisationId(), site.id(), service, 5, null, noon.minusSeconds(9));
        assertThat(same).isEqualTo(first);
        assertThat(earlier).isEqualTo(first);
        assertThat(opinions.summary(site.id(), Instant.EPOCH).mean()).isEqualTo(2);
    }

    @Test
    void an_opinion_on_a_visit_names_its_own_site_and_service() {
        var place = town.place(2, 1);
        var elsewhere = town.place(2, 1);
        var ticket = agent.post(place.path() + "/tickets", "{\"service\":\"essai-a\"}");
        var path = "/api/v1/tickets/" + ticket.text("id");
        agent.post(place.path() + "/counters/guichet-1/open", "{}");
        agent.post(place.path() + "/counters/guichet-1/call-next");
        agent.post(path + "/start");
        assertThat(agent.post(path + "/finish", "{\"outcome\":\"solved\"}").status())
                .isEqualTo(200);
        var rest = "\"score\":5,\"visit\":\"" + ticket.text("token") + "\"";
        for (var wrong : new String[] {opinion(elsewhere, "essai-a", rest), opinion(place, "essai-b", rest)}) {
            var refused = agent.post(PATH, wrong);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("field")).isEqualTo("visit");
        }
        assertThat(given(place) + given(elsewhere)).isZero();
        assertThat(agent.post(PATH, opinion(place, "essai-a", rest)).status()).isEqualTo(201);
        assertThat(given(place)).isEqualTo(1);
    }

    @Test
    void words_are_forgotten_after_a_year_and_scores_are_not() {
        var place = town.place(1, 1);
        var organisation = place.site().organisationId();
        var service = place.services().getFirst().id();
        var now = clock.instant();
        var old = opinions.give(
                null, organisation, place.site().id(), service, 2, "Mme X était là", now.minus(Duration.ofDays(366)));
        var young = opinions.give(
                null, organisation, place.site().id(), service, 4, "Très bien", now.minus(Duration.ofDays(364)));
        assertThat(nights.run("opinion")).isPositive();
        assertThat(words(old)).isNull();
        assertThat(words(young)).isEqualTo("Très bien");
        assertThat(given(place)).isEqualTo(2);
        assertThat(nights.run("opinion")).isZero();
    }

    private @Nullable String words(UUID opinion) {
        return jdbc.sql("select verbatim from feedback.opinion where id = ?")
                .param(opinion)
                .query((row, _) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }
}
