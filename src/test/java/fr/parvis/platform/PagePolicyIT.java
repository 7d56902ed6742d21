package fr.parvis.platform;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
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
                "/accessibilite",
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
        for (var page : List.of("/agent", "/pilotage", "/admin", "/admin/comptes", "/admin/jetons")) {
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

    @Test
    void the_api_refuses_in_its_own_shape_what_no_controller_saw() {
        var refused = new Api(port, town.token(Role.KIOSK)).get("/api/v1/sites;x=1/queue");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("type")).isEqualTo("urn:parvis:problem:platform:request-malformed");
    }
}
