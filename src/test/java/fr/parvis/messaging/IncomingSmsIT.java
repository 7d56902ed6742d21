package fr.parvis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.rights.Nights;
import fr.parvis.testing.Api;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** SMS that an HTTP gateway brings. */
@ParvisTest
class IncomingSmsIT {
    private static final String PATH = "/api/v1/sms/incoming";

    @LocalServerPort
    int port;

    @Autowired
    Nights nights;

    @Autowired
    Town town;

    @Autowired
    SmsDoor door;

    @Autowired
    IncomingSms incoming;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext application;

    private String secret = "";

    @BeforeEach
    void empty() {
        town.place(1, 1);
        jdbc.sql("delete from messaging.incoming_sms").update();
        jdbc.sql("delete from messaging.opposed").update();
        jdbc.sql("delete from messaging.message").update();
        secret = door.renew();
    }

    @AfterEach
    void stop() {
        clock.reset();
    }

    private HttpResponse<String> form(String token, String... typed) throws Exception {
        var body = new StringBuilder();
        for (int i = 0; i < typed.length; i += 2) {
            body.append(i == 0 ? "" : "&").append(typed[i]).append('=');
            body.append(URLEncoder.encode(typed[i + 1], StandardCharsets.UTF_8));
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + PATH + "?token=" + token))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private int kept() {
        return jdbc.sql("select count(*) from messaging.incoming_sms")
                .query(Integer.class)
                .single();
    }

    @Test
    void a_form_with_the_token_in_the_address_is_kept_once_by_its_id() throws Exception {
        var first = form(secret, "from", "33612345678", "to", "38080", "text", "Où ? مرحبا Її", "id", "A1");
        var again = form(secret, "from", "33612345678", "to", "38080", "text", "Où ? مرحبا Її", "id", "A1");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(kept()).isEqualTo(1);
        var id = UUID.fromString(first.body().replaceAll(".*:\"|\".*", ""));
        assertThat(incoming.find(id)).hasValueSatisfying(one -> {
            assertThat(one.from()).isEqualTo("+33612345678");
            assertThat(one.text()).isEqualTo("Où ? مرحبا Її");
        });
        assertThat(form(secret, "from", "33612345678", "text", "Où ? مرحبا Її", "id", "A2")
                        .statusCode())
                .isEqualTo(200);
        assertThat(kept()).isEqualTo(2);
    }

    @Test
    void json_with_the_token_as_a_bearer_is_kept_too_and_stop_is_heard() {
        var api = new Api(port, secret);
        var answer = api.post(PATH, """
                {"from":"06 12 34 56 78","text":"STOP","id":"B1"}""");
        assertThat(answer.status()).isEqualTo(200);
        var page = Pages.of(application, Role.ADMIN);
        assertThat(page.open("/admin/messages/reglages").body()).contains("+33612345678");
        assertThat(page.open("/admin/messages").body()).contains("Arrêt des SMS");
    }

    @Test
    void without_the_token_nothing_is_kept_and_an_old_one_opens_nothing() throws Exception {
        assertThat(form("faux", "from", "33612345678", "text", "Bonjour").statusCode())
                .isEqualTo(401);
        assertThat(new Api(port, "").post(PATH, "{}").status()).isEqualTo(401);
        var old = secret;
        var page = Pages.of(application, Role.ADMIN).send("/admin/messages/reglages/adresse-sms");
        assertThat(page.body()).contains(PATH + "?token=");
        assertThat(form(old, "from", "33612345678", "text", "Bonjour").statusCode())
                .isEqualTo(401);
        assertThat(Pages.of(application, Role.AGENT)
                        .open("/admin/messages/reglages")
                        .status())
                .isEqualTo(403);
        assertThat(kept()).isZero();
    }

    @Test
    void what_is_wrong_is_said_with_its_field() {
        var api = new Api(port, secret);
        for (var wrong : List.of(
                "{\"text\":\"a\"} from",
                "{\"from\":\"<b>\",\"text\":\"a\"} from",
                "{\"from\":\"+33612345678\"} text",
                "{\"from\":\"+33612345678\",\"text\":\"%s\"} text".formatted("a".repeat(10_001)),
                "{\"from\":\"+33612345678\",\"text\":\"a\",\"id\":\"%s\"} id".formatted("a".repeat(201)))) {
            var body = wrong.substring(0, wrong.lastIndexOf(' '));
            var answer = api.post(PATH, body);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.text("field")).isEqualTo(wrong.substring(wrong.lastIndexOf(' ') + 1));
        }
        assertThat(kept()).isZero();
    }

    @Test
    void it_is_erased_after_thirty_days() throws Exception {
        form(secret, "from", "33612345678", "text", "Bonjour");
        var id = jdbc.sql("select id from messaging.incoming_sms")
                .query(UUID.class)
                .single();
        clock.forward(Duration.ofDays(31));
        nights.run("sms");
        assertThat(incoming.find(id)).isEmpty();
        assertThat(kept()).isEqualTo(1);
    }
}
