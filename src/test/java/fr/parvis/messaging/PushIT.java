package fr.parvis.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.platform.Sha256;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Reception;
import fr.parvis.queue.SoonRule;
import fr.parvis.relations.Channel;
import fr.parvis.relations.FollowNotices;
import fr.parvis.relations.Handling;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.PushService;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** What a device that asked for it is told, by way of a push service on this machine that reads like a browser. */
@ParvisTest
class PushIT {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Autowired
    Town town;

    @Autowired
    Outbox outbox;

    @Autowired
    Postman postman;

    @Autowired
    PushDevices devices;

    @Autowired
    Halls halls;

    @Autowired
    Reception reception;

    @Autowired
    SoonRule rule;

    @Autowired
    Requests requests;

    @Autowired
    Handling handling;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private final PushService service = new PushService();
    private final PushService.Browser browser = PushService.Browser.opened();
    private final String endpoint = service.address("/push/" + Ids.token());
    private Visitor visitor = new Visitor(0);

    @BeforeEach
    void arrive() {
        town.account("Essai", Role.ADMIN);
        visitor = Visitor.elsewhere(port);
    }

    @AfterEach
    void leave() {
        service.close();
        clock.reset();
        SecurityContextHolder.clearContext();
    }

    // a ticket

    private String take(Town.Place place) {
        return new Api(port, town.token(Role.KIOSK))
                .post(place.path() + "/tickets", "{\"service\":\"essai-a\"}")
                .text("token");
    }

    private UUID id(String token) {
        return halls.findByToken(token).orElseThrow().id();
    }

    private void open(Town.Place place) {
        reception.open(place.counters().getFirst().id(), Set.of(), null);
    }

    private int ask(String page, String address, PushService.Browser whose) {
        return visitor.send(
                        page, page + "/telephone", "endpoint", address, "p256dh", whose.p256dh(), "auth", whose.auth())
                .statusCode();
    }

    private int ask(String page) {
        return ask(page, endpoint, browser);
    }

    private List<Message> written(String about) {
        var mine = jdbc.sql("select id::text from messaging.push_device where mark = ?")
                .param(Sha256.of(endpoint))
                .query(String.class)
                .set();
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(one -> one.about().equals(about) && mine.contains(one.to()))
                .toList();
    }

    @Test
    void the_call_is_on_the_phone_within_a_second_even_at_night() {
        var place = town.place(1, 1);
        // a Sunday night: quiet hours hold nothing of a call back
        clock.setTo(ZonedDateTime.of(2027, 2, 7, 3, 0, 0, 0, PARIS).toInstant());
        var token = take(place);
        open(place);
        assertThat(visitor.open("/ticket/" + token).body())
                .contains("Me prévenir sur ce téléphone", "data-worker=\"/sw.js\"", "votre accord");
        assertThat(ask("/ticket/" + token)).isEqualTo(302);
        var called = Instant.now();
        reception.callNext(place.counters().getFirst().id());
        var heard = service.next();
        assertThat(Duration.between(called, heard.at())).isLessThan(Duration.ofSeconds(1));
        assertThat(browser.told(heard).get("title").asString()).isEqualTo("C’est à vous\u00a0: Guichet 1");
        assertThat(browser.told(heard).get("page").asString()).isEqualTo("/ticket/" + token);
        assertThat(heard.header("urgency")).isEqualTo("high");
        assertThat(heard.header("content-encoding")).isEqualTo("aes128gcm");
        assertThat(Integer.parseInt(heard.header("ttl"))).isBetween(1, 600);
        assertThat(heard.header("topic")).matches("[\\w-]{32}");
        var claims = PushService.claims(heard.header("authorization"));
        assertThat(claims.get("aud").asString()).isEqualTo(service.origin());
        assertThat(visitor.open("/ticket/" + token).body())
                .contains("data-key=\"" + heard.header("authorization").replaceFirst(".*k=", "") + "\"");
        await().untilAsserted(() -> assertThat(written("ticket-called"))
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(Message.State.SENT)));
    }

    @Test
    void each_call_is_told_however_many_messages_a_day_there_may_be_and_not_after_it_was_stopped() {
        var place = town.place(1, 1);
        var token = take(place);
        open(place);
        ask("/ticket/" + token);
        var counter = place.counters().getFirst().id();
        reception.callNext(counter);
        service.next();
        for (int i = 0; i < 4; i++) {
            reception.recall(id(token));
            assertThat(browser.told(service.next()).get("title").asString()).contains("Guichet 1");
        }
        assertThat(visitor.send("/ticket/" + token, "/ticket/" + token + "/telephone/arret", "endpoint", endpoint)
                        .statusCode())
                .isEqualTo(302);
        reception.recall(id(token));
        assertThat(devices.of("ticket " + id(token))).isEmpty();
        assertThat(service.hasHeardNothingMore()).isTrue();
    }

    @Test
    void a_turn_that_comes_soon_is_told_once_as_the_hall_wants_it() {
        var place = town.place(1, 1);
        rule.set(place.site().id(), 1);
        open(place);
        take(place);
        take(place);
        var token = take(place);
        ask("/ticket/" + token);
        var counter = place.counters().getFirst().id();
        reception.callNext(counter);
        assertThat(browser.told(service.next()).get("title").asString()).isEqualTo("C’est bientôt votre tour");
        reception.noShow(reception
                .recall(halls.board(place.site().id()).called().getFirst().id())
                .id());
        reception.callNext(counter);
        take(place);
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(service.hasHeardNothingMore()).isTrue());
        assertThat(written("ticket-soon")).hasSize(1);
    }

    @Test
    void a_phone_is_forgotten_with_the_visit() {
        var place = town.place(1, 1);
        open(place);
        var token = take(place);
        ask("/ticket/" + token);
        assertThat(devices.of("ticket " + id(token))).hasSize(1);
        reception.abandon(id(token));
        await().untilAsserted(
                        () -> assertThat(devices.of("ticket " + id(token))).isEmpty());
        assertThat(ask("/ticket/" + take(place))).isEqualTo(302);
        var other = take(place);
        ask("/ticket/" + other);
        clock.forward(Duration.ofDays(3));
        devices.forgetOver();
        clock.reset();
        assertThat(devices.of("ticket " + id(other))).isEmpty();
    }

    @Test
    void a_browser_that_is_gone_is_told_nothing_any_more() {
        var place = town.place(1, 1);
        var token = take(place);
        open(place);
        ask("/ticket/" + token);
        service.answers(410);
        reception.callNext(place.counters().getFirst().id());
        service.next();
        await().untilAsserted(
                        () -> assertThat(devices.of("ticket " + id(token))).isEmpty());
        reception.recall(id(token));
        assertThat(service.hasHeardNothingMore()).isTrue();
    }

    private int renew(String secret, String address, PushService.Browser whose) {
        return visitor.sendBare(
                        "/telephone/renouvellement",
                        "before",
                        endpoint,
                        "secret",
                        secret,
                        "endpoint",
                        address,
                        "p256dh",
                        whose.p256dh(),
                        "auth",
                        whose.auth())
                .statusCode();
    }

    @Test
    void a_browser_that_has_got_another_address_is_told_there() {
        var asked = asked();
        ask(page(asked));
        var place = town.place(1, 1);
        var token = take(place);
        open(place);
        ask("/ticket/" + token);
        var moved = PushService.Browser.opened();
        var there = "/push/" + Ids.token();
        assertThat(renew(moved.auth(), service.address(there), moved)).isEqualTo(204);
        assertThat(renew(browser.auth(), "https://evil.example/push", moved)).isEqualTo(400);
        assertThat(marked(endpoint))
                .as("without its secret nobody moves it, and nowhere else")
                .isEqualTo(2);
        assertThat(renew(browser.auth(), service.address(there), moved)).isEqualTo(204);
        assertThat(marked(endpoint)).isZero();
        assertThat(marked(service.address(there)))
                .as("for the ticket and for the request")
                .isEqualTo(2);
        reception.callNext(place.counters().getFirst().id());
        var heard = service.next();
        assertThat(heard.path()).isEqualTo(there);
        assertThat(moved.told(heard).get("page").asString()).isEqualTo("/ticket/" + token);
        assertThat(renew(browser.auth(), service.address(there), moved))
                .as("once is enough")
                .isEqualTo(204);
        assertThat(marked(service.address(there))).isEqualTo(2);
    }

    private int marked(String address) {
        return jdbc.sql("select count(*) from messaging.push_device where mark = ?")
                .param(Sha256.of(address))
                .query(Integer.class)
                .single();
    }

    @Test
    void a_page_on_the_home_screen_opens_itself() {
        var token = take(town.place(1, 1));
        assertThat(visitor.open("/ticket/" + token).body())
                .contains("rel=\"manifest\" href=\"/app.webmanifest\"", "Sur iPhone et iPad");
        assertThat(visitor.open("/aide").body()).doesNotContain("webmanifest");
        var manifest = visitor.open("/app.webmanifest");
        assertThat(manifest.headers().firstValue("Content-Type").orElse("")).startsWith("application/manifest+json");
        assertThat(manifest.body())
                .contains("\"display\":\"standalone\"", "/icon-180.png")
                .doesNotContain("start_url");
        assertThat(visitor.open("/icon-180.png").statusCode()).isEqualTo(200);
    }

    @Test
    void a_push_service_that_is_away_is_tried_again() {
        var place = town.place(1, 1);
        var token = take(place);
        open(place);
        ask("/ticket/" + token);
        service.answers(503);
        reception.callNext(place.counters().getFirst().id());
        service.next();
        await().untilAsserted(() -> assertThat(written("ticket-called"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.problem()).isEqualTo("the push service answered 503");
                    assertThat(one.state()).isEqualTo(Message.State.WAITING);
                }));
        clock.forward(Duration.ofMinutes(2));
        postman.round(NewMessage.Channel.PUSH);
        assertThat(browser.told(service.next()).get("title").asString()).contains("Guichet 1");
    }

    @Test
    void no_form_makes_us_call_an_address_that_is_no_push_service() {
        var place = town.place(1, 1);
        var token = take(place);
        for (var address : List.of(
                "https://127.0.0.1/x",
                "http://169.254.169.254/latest",
                "https://evil.example/push",
                "http://updates.push.example/x",
                "file:///etc/passwd",
                "")) {
            assertThat(ask("/ticket/" + token, address, browser)).as(address).isEqualTo(400);
        }
        assertThat(visitor.send(
                                "/ticket/" + token,
                                "/ticket/" + token + "/telephone",
                                "endpoint",
                                endpoint,
                                "p256dh",
                                "AAAA",
                                "auth",
                                browser.auth())
                        .statusCode())
                .isEqualTo(400);
        assertThat(visitor.sendBare("/ticket/" + token + "/telephone", "endpoint", endpoint)
                        .statusCode())
                .as("without the proof that it comes from our page")
                .isEqualTo(403);
        assertThat(devices.of("ticket " + id(token))).isEmpty();
    }

    @Test
    void the_addresses_are_sealed_and_the_key_is_not_in_the_database_in_clear() {
        var token = take(town.place(1, 1));
        ask("/ticket/" + token);
        assertThat(jdbc.sql("select sealed from messaging.push_device where subject = ?")
                        .param("ticket " + id(token))
                        .query((row, _) -> new String(row.getBytes(1), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .single())
                .doesNotContain(endpoint, token);
        var kept = jdbc.sql("select value from platform.setting where key = 'messaging.vapid-key'")
                .query(String.class)
                .single();
        assertThat(kept)
                .doesNotContain(java.util.Base64.getEncoder()
                        .encodeToString(devices.key().secret()));
    }

    @Test
    void the_words_are_in_the_language_of_the_page() {
        var place = town.place(1, 1);
        var token = take(place);
        open(place);
        visitor.open("/ticket/" + token + "?lang=ar");
        ask("/ticket/" + token);
        reception.callNext(place.counters().getFirst().id());
        String said;
        do {
            // that the turn is near may be told first
            said = browser.told(service.next()).get("title").asString();
        } while (!said.contains("Guichet 1"));
        assertThat(said).contains("حان دورك");
    }

    @Test
    void the_worker_stands_at_the_root_and_is_never_an_old_one() {
        var worker = visitor.open("/sw.js");
        assertThat(worker.statusCode()).isEqualTo(200);
        assertThat(worker.headers().firstValue("Content-Type").orElse("")).contains("javascript");
        assertThat(worker.headers().firstValue("Cache-Control").orElse("")).contains("no-cache");
        assertThat(worker.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'");
    }

    // a request

    private Request asked() {
        town.place(1, 1);
        clock.setTo(ZonedDateTime.of(2027, 2, 2, 10, 0, 0, 0, PARIS).toInstant());
        var said = new Request.Said("Place de crèche", "Secret de famille", "Zoé", "Essai", "", "", null);
        var asked = requests.receive(NewRequest.web(Request.Kind.QUESTION, "fr", null, said, Ids.token()));
        visitor.open(page(asked) + "/" + asked.key().code());
        return asked;
    }

    private static String page(Request request) {
        return "/suivi/" + request.reference().code();
    }

    private void asAgent() {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                new Caller(Ids.next(), "Nadia Essai", null, Set.of(Role.AGENT), Set.of(), false), null, List.of()));
        SecurityContextHolder.setContext(context);
    }

    @Test
    void news_of_a_request_is_told_once_for_what_was_done_together_and_says_nothing_of_it() {
        var asked = asked();
        assertThat(visitor.open(page(asked)).body()).contains("Me prévenir quand il y a du nouveau");
        assertThat(ask(page(asked))).isEqualTo(302);
        asAgent();
        handling.take(asked.id());
        handling.note(asked.id(), "Entre nous");
        handling.say(asked.id(), Channel.WEB, "Réponse secrète");
        assertThat(postman.round(NewMessage.Channel.PUSH))
                .as("the agent may go on")
                .isZero();
        clock.forward(Duration.ofMinutes(2));
        postman.round(NewMessage.Channel.PUSH);
        var heard = service.next();
        var text = browser.read(heard.body());
        assertThat(browser.told(heard).get("title").asString())
                .isEqualTo("Il y a du nouveau dans votre demande "
                        + asked.reference().code());
        assertThat(browser.told(heard).get("page").asString()).isEqualTo(page(asked));
        assertThat(text)
                .doesNotContain("secr", "Secret", "crèche", "Zoé", asked.key().code());
        assertThat(heard.header("urgency")).isEqualTo("normal");
        assertThat(service.hasHeardNothingMore()).isTrue();
    }

    @Test
    void news_of_a_request_keeps_quiet_hours_and_the_number_a_day() {
        var asked = asked();
        ask(page(asked));
        asAgent();
        for (int i = 0; i < 2; i++) {
            handling.say(asked.id(), Channel.WEB, "Bonjour " + i);
            clock.forward(Duration.ofMinutes(2));
            postman.round(NewMessage.Channel.PUSH);
            service.next();
        }
        handling.say(asked.id(), Channel.WEB, "Encore");
        clock.forward(Duration.ofMinutes(2));
        postman.round(NewMessage.Channel.PUSH);
        await().untilAsserted(() ->
                assertThat(written("request-news").getFirst().reason()).isEqualTo(Message.Reason.TOO_MANY_TODAY));
        clock.setTo(ZonedDateTime.of(2027, 2, 3, 21, 0, 0, 0, PARIS).toInstant());
        postman.round(NewMessage.Channel.PUSH);
        await().untilAsserted(() ->
                assertThat(written("request-news").getFirst().reason()).isEqualTo(Message.Reason.QUIET_HOURS));
        assertThat(service.hasHeardNothingMore()).isTrue();
    }

    @Test
    void what_the_person_does_is_no_news_to_them_and_what_is_erased_tells_nothing() {
        var asked = asked();
        ask(page(asked));
        visitor.send(page(asked), page(asked) + "/message", "text", "Encore une question");
        assertThat(written("request-news")).isEmpty();
        assertThat(devices.of(FollowNotices.subject(asked))).hasSize(1);
        requests.withdraw(asked.key());
        assertThat(devices.of(FollowNotices.subject(asked))).isEmpty();
    }

    @Test
    void whoever_has_not_opened_the_request_cannot_be_told_about_it() {
        var asked = asked();
        var stranger = Visitor.elsewhere(port);
        var answer = stranger.send(
                "/suivi",
                page(asked) + "/telephone",
                "endpoint",
                endpoint,
                "p256dh",
                browser.p256dh(),
                "auth",
                browser.auth());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(devices.of(FollowNotices.subject(asked))).isEmpty();
    }

    @Test
    void the_supervisor_says_when_soon_is() {
        var place = town.place(1, 1);
        var login = town.account("Responsable", Role.SUPERVISOR);
        visitor.signIn(login, Town.PASSWORD);
        var address = "/pilotage/prevenir?site=" + place.site().slug();
        assertThat(visitor.open("/pilotage?site=" + place.site().slug()).body()).contains("/pilotage/prevenir?site=");
        assertThat(visitor.open(address).body()).contains("value=\"3\"");
        var wrong =
                visitor.send(address, "/pilotage/prevenir", "site", place.site().slug(), "before", "beaucoup");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("Écrivez un nombre de 1 à 20.", "value=\"beaucoup\"");
        visitor.send(address, "/pilotage/prevenir", "site", place.site().slug(), "before", "5");
        assertThat(rule.at(place.site().id())).isEqualTo(5);
    }
}
