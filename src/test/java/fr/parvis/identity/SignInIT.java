package fr.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signing in as a browser does, and as somebody who guesses. */
@ParvisTest
class SignInIT {
    private static final String GONE =
            Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private HttpClient browser = HttpClient.newHttpClient();

    @BeforeEach
    void freshBrowser() {
        browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String tryWith(String login, String password) throws IOException, InterruptedException {
        var form = CSRF.matcher(get("/connexion").body());
        assertThat(form.find()).isTrue();
        return goesTo(post(login, password, form.group(1)));
    }

    private HttpResponse<String> post(String login, String password, String csrf)
            throws IOException, InterruptedException {
        return post(login, password, csrf, "");
    }

    private HttpResponse<String> post(String login, String password, String csrf, String more)
            throws IOException, InterruptedException {
        var body = "username=" + encoded(login) + "&password=" + encoded(password) + "&_csrf=" + encoded(csrf) + more;
        return browser.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/connexion"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void the_right_password_opens_a_session_that_the_database_keeps() throws Exception {
        var login = town.account("Paul Essai", Role.SUPERVISOR);
        assertThat(tryWith(login, Town.PASSWORD)).endsWith("/pilotage");
        assertThat(get("/pilotage").statusCode()).isEqualTo(200);
        assertThat(get("/admin").statusCode()).isEqualTo(403);
        assertThat(jdbc.sql("select count(*) from spring_session where principal_name is not null")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void whose_session_has_ended_comes_back_to_the_page_that_they_had_open() throws Exception {
        var login = town.account("Paul Essai", Role.AGENT);
        var page = "/agent/messages?vue=a-moi";
        var asked = get("/connexion?retour=" + encoded(page)).body();
        assertThat(asked).contains("name=\"retour\" value=\"" + page + "\"", "vous arrivez à la page demandée");
        assertThat(get("/connexion?retour=" + encoded("//ailleurs.example")).body())
                .doesNotContain("ailleurs.example\"", "vous arrivez");
        var form = CSRF.matcher(asked);
        assertThat(form.find()).isTrue();
        var back = "&retour=" + encoded(page);
        assertThat(goesTo(post(login, "faux", form.group(1), back))).contains("erreur", "retour=" + encoded(page));
        assertThat(goesTo(post(login, Town.PASSWORD, form.group(1), back))).endsWith(page);
    }

    @Test
    void a_link_in_a_message_leads_to_its_page_by_way_of_the_sign_in() throws Exception {
        assertThat(goesTo(get("/agent/messages/x?vue=a-moi")))
                .endsWith("/connexion?retour=" + encoded("/agent/messages/x?vue=a-moi"));
        assertThat(goesTo(get("/qualite"))).endsWith("/connexion?retour=" + encoded("/qualite"));
        assertThat(goesTo(get("/agent"))).endsWith("/connexion");
        assertThat(goesTo(get("/admin/journal"))).endsWith("/connexion");
    }

    private static String goesTo(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    @Test
    void an_unknown_login_and_a_wrong_password_get_the_same_answers_then_the_same_delay() throws Exception {
        var login = town.account("Paul Essai", Role.SUPERVISOR);
        for (int i = 0; i < 6; i++) {
            var known = tryWith(login, "faux-mot-de-passe");
            var unknown = tryWith("personne-" + login, "faux-mot-de-passe");
            assertThat(known.replaceAll("\\d+", "n")).as("try %d", i).isEqualTo(unknown.replaceAll("\\d+", "n"));
        }
        assertThat(tryWith(login, Town.PASSWORD)).contains("attente");
        clock.forward(Duration.ofMinutes(20));
        assertThat(tryWith(login, Town.PASSWORD)).endsWith("/pilotage");
    }

    @Test
    void a_form_that_is_not_ours_is_refused() throws Exception {
        var login = town.account("Paul Essai", Role.SUPERVISOR);
        assertThat(post(login, Town.PASSWORD, "invente").statusCode()).isEqualTo(403);
        assertThat(get("/pilotage").statusCode()).isEqualTo(302);
    }

    @Test
    void tokens_are_kept_as_hashes_only() {
        var secret = town.token(Role.QUALITY);
        assertThat(jdbc.sql("select count(*) from identity.api_token t where t::text like :secret")
                        .param("secret", "%" + secret + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void every_page_forbids_scripts_from_elsewhere() throws Exception {
        for (var path : new String[] {"/", "/aide", "/connexion", "/inconnue"}) {
            var policy =
                    get(path).headers().firstValue("Content-Security-Policy").orElse("");
            assertThat(policy).as(path).contains("default-src").doesNotContain("unsafe");
        }
    }

    @Test
    void what_a_page_asks_for_behind_it_changes_neither_its_proof_nor_its_session() throws Exception {
        town.account("Essai", Role.ADMIN);
        var page = get("/connexion");
        assertThat(page.headers().allValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("XSRF-TOKEN="));
        var alone = HttpClient.newHttpClient();
        for (var path : List.of("/accueil/live", "/agent/live", "/agent/poste", "/agent")) {
            var behind = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .header("Sec-Fetch-Mode", "cors")
                    // of a session that has ended
                    .header("Cookie", "parvis-session=" + GONE)
                    .build();
            var answer = alone.send(behind, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.headers().allValues("Set-Cookie")).as(path).isEmpty();
            answer.body().close();
        }
        assertThat(get("/agent").headers().allValues("Set-Cookie")).isEmpty();
    }
}
