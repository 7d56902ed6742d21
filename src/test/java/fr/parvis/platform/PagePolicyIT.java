package fr.parvis.platform;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.RawRequest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a browser is told it may do, on every page. */
@ParvisTest
class PagePolicyIT {
    private static final Pattern INLINE =
            Pattern.compile("<script(?![^>]*\\bsrc=)|<style|\\sstyle=|\\son[a-z]+=|javascript:|hx-on");

    @Autowired
    Town town;

    @LocalServerPort
    int port;

    @Test
    void usagers_pages_run_nothing_but_our_own_files() {
        var place = town.place(2, 2);
        var slug = place.site().slug();
        var ticket = new Api(port, town.token(Role.KIOSK))
                .post(
                        place.path() + "/tickets",
                        "{\"service\":\"" + place.services().getFirst().slug() + "\"}")
                .text("token");
        var visitor = new Visitor(port);
        for (var page : List.of(
                "/",
                "/connexion",
                "/aide",
                "/reclamation",
                "/accessibilite",
                "/donnees-personnelles",
                "/sites/" + slug,
                "/sites/" + slug + "/ticket",
                "/sites/" + slug + "/affiche",
                "/borne/" + slug,
                "/borne/" + slug + "/services",
                "/ecran/" + slug,
                "/ticket/" + ticket,
                "/ticket/" + ticket + "/etat",
                "/ticket/" + ticket + "/quitter")) {
            isStrict(page, visitor.open(page), 200);
        }
        isStrict("nowhere", visitor.open("/nulle-part"), 404);
        isStrict("no such place", visitor.open("/borne/nulle-part"), 404);
        isStrict("a foreign form", visitor.sendBare("/borne/" + slug + "/tickets", "service", "x"), 403);
    }

    @Test
    void staff_pages_run_nothing_but_our_own_files() {
        var place = town.place(1, 1);
        var admin = new Visitor(port);
        admin.signIn(town.account("Essai", Role.ADMIN), Town.PASSWORD);
        for (var page : List.of(
                "/agent", "/agent/calendrier", "/pilotage", "/qualite", "/admin", "/admin/comptes", "/admin/jetons")) {
            isStrict(page, admin.open(page), 200);
        }
        var agent = new Visitor(port);
        agent.signIn(town.agentAt(place, "Agent " + Ids.token()), Town.PASSWORD);
        isStrict("/agent", agent.open("/agent"), 200);
        isStrict("refused", agent.open("/admin"), 403);
    }

    private static void isStrict(String page, HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(page).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .as(page)
                .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*", "http");
        assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                .as(page)
                .contains("nosniff");
        assertThat(INLINE.matcher(answer.body()).results().map(MatchResult::group))
                .as(page)
                .isEmpty();
    }

    @Test
    void a_page_that_is_not_there_says_so_in_both_languages() {
        var visitor = new Visitor(port);
        assertThat(visitor.open("/nulle-part").body())
                .contains("<title>Page introuvable</title>", "<h1>Page introuvable</h1>");
        assertThat(visitor.open("/nulle-part?lang=en").body())
                .contains("<title>Page not found</title>", "<h1>Page not found</h1>");
    }

    @Test
    void an_address_that_no_browser_makes_is_refused_in_words() {
        var refused = new Visitor(port).open("/aide;jsessionid=1");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("<h1>Demande illisible</h1>");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/%zz", "/ticket/%00", "/..%2f", "/aide?a=%zz", "/aide?a=b%00", "/connexion?a%00=b"})
    void an_address_that_cannot_be_read_gets_a_page_of_ours(String address) throws IOException {
        var answer = RawRequest.get(port, address);
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("Content-Security-Policy: default-src 'self'", "X-Content-Type-Options: nosniff")
                .contains("<h1>Demande illisible</h1>", "lang=\"en\"")
                .doesNotContain("Tomcat", "<style");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/api/v1/sites/a%zz/queue", "/api/v1/sites/a%00/queue", "/api/v1/sites/a/queue?x=%00"})
    void an_address_of_the_api_that_cannot_be_read_gets_problem_details(String address) throws IOException {
        var answer = RawRequest.get(port, address, "Accept-Language: en");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "urn:parvis:problem:platform:request-malformed")
                .contains("Content-Language: en");
    }

    @Test
    void a_form_with_a_null_character_is_refused() {
        var visitor = new Visitor(port);
        var slug = town.place(1, 1).site().slug();
        assertThat(visitor.send("/connexion", "/connexion", "username", "a\0b", "password", "x")
                        .statusCode())
                .isEqualTo(400);
        assertThat(visitor.send(
                                "/borne/" + slug + "/services",
                                "/borne/" + slug + "/tickets",
                                "service",
                                "essai-a",
                                "nonce",
                                "a\0b")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void pages_have_words_for_people() {
        var place = town.place(1, 1);
        var kiosk = new Api(port, town.token(Role.KIOSK));
        var token = kiosk.post(place.path() + "/tickets", "{\"service\":\"essai-a\"}")
                .text("token");
        var visitor = new Visitor(port);
        var waiting = visitor.open("/connexion?attente=abc");
        assertThat(waiting.statusCode()).isIn(200, 400);
        assertThat(waiting.body()).doesNotContain("API");
        var opinion =
                visitor.send("/sites/" + place.site().slug() + "/ticket", "/ticket/" + token + "/avis", "score", "abc");
        assertThat(opinion.statusCode()).isEqualTo(400);
        assertThat(opinion.body()).doesNotContain("API").contains("Page illisible");
        var admin = new Visitor(port);
        admin.signIn(town.account("Essai", Role.ADMIN), Town.PASSWORD);
        assertThat(admin.open("/admin/comptes/123").statusCode()).isEqualTo(404);
    }

    @Test
    void a_page_refused_for_now_says_for_how_long() {
        var place = town.place(1, 1);
        var address = "/sites/" + place.site().slug() + "/ticket";
        var visitor = new Visitor(port);
        var answer = visitor.send(address, address, "service", "essai-a");
        for (int i = 0; i < 12 && answer.statusCode() != 429; i++) {
            answer = visitor.send(address, address, "service", "essai-a");
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Content-Language")).contains("fr");
    }

    @Test
    void nobody_sends_a_browser_elsewhere_by_a_header() throws IOException {
        for (var headers : new String[][] {
            {"X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https", "X-Forwarded-For: 203.0.113.9"},
            {"Forwarded: host=evil.example;proto=https"}
        }) {
            for (var page : List.of("/agent", "/avis/inconnu", "/admin")) {
                assertThat(RawRequest.get(port, page, headers))
                        .as(page)
                        .doesNotContain("evil.example", "Location: http");
            }
        }
    }

    @Test
    void the_api_refuses_in_its_own_shape_what_no_controller_saw() {
        var refused = new Api(port, town.token(Role.KIOSK)).get("/api/v1/sites;x=1/queue");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("type")).isEqualTo("urn:parvis:problem:platform:request-malformed");
    }
}
