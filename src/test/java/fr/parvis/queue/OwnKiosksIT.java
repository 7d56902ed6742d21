package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.directory.Site;
import fr.parvis.identity.Accounts;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.platform.Sha256;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import jakarta.servlet.http.Cookie;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;

/** Staff makes kiosks of browsers in the hall, and browsers of kiosks. */
@ParvisTest
class OwnKiosksIT {
    private static final String COOKIE = "parvis-borne";

    @Autowired
    Town town;

    @Autowired
    Accounts accounts;

    @Autowired
    OwnKiosks kiosks;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Town.Place place;
    Site site;
    String page;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        place = town.place(1, 1);
        site = place.site();
        page = "/borne/" + site.slug() + "/installer";
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private Visitor signedIn(Role role, Site... sites) {
        var login = "borne-" + Ids.token().substring(0, 8).toLowerCase(java.util.Locale.ROOT) + "@essai.example";
        var ids = List.of(sites).stream().map(Site::id).toList();
        accounts.create(login, "Essai", Town.PASSWORD, null, Set.of(role), Set.copyOf(ids));
        var staff = new Visitor(port);
        staff.signIn(login, Town.PASSWORD);
        return staff;
    }

    private HttpResponse<String> install(Visitor staff, String name) {
        return staff.send(page, page, "name", name);
    }

    private boolean isOurs(Site at, String secret) {
        var request = new MockHttpServletRequest();
        request.setCookies(new Cookie(COOKIE, secret));
        return kiosks.areAsking(at, request);
    }

    private List<UUID> known() {
        return jdbc.sql("select id from queue.kiosk where site_id = ? order by installed_at")
                .param(site.id())
                .query((row, _) -> UUID.fromString(row.getString(1)))
                .list();
    }

    private List<String> audited() {
        return jdbc.sql("select act || ': ' || subject from identity.audit where subject like ? order by at, id")
                .param(site.name() + " · %")
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void a_supervisor_of_the_site_makes_a_kiosk_of_the_browser_and_is_signed_out_of_it() {
        var browser = signedIn(Role.SUPERVISOR, site);
        assertThat(browser.open("/pilotage?site=" + site.slug()).body()).contains("href=\"" + page + "\"");
        assertThat(browser.open(page).body()).contains("Installer cette borne", "Aucune borne");
        var session = browser.cookie("parvis-session");
        var installed = install(browser, "Entrée");
        assertThat(Visitor.goesTo(installed)).isEqualTo("/borne/" + site.slug());
        assertThat(installed.headers().allValues("Set-Cookie"))
                .anySatisfy(set -> assertThat(set)
                        .startsWith(COOKIE + "=")
                        .contains("HttpOnly", "SameSite=Strict", "Path=/borne;", "Max-Age=31536000"));

        assertThat(Visitor.goesTo(browser.open("/pilotage"))).isEqualTo("/connexion");
        assertThat(Visitor.goesTo(browser.open(page))).isEqualTo("/connexion");
        var kept = new Visitor(port);
        kept.putCookie("parvis-session", session);
        assertThat(Visitor.goesTo(kept.open(page))).as("over on the server too").isEqualTo("/connexion");
        assertThat(browser.open("/borne/" + site.slug()).headers().allValues("Set-Cookie"))
                .as("used, it lasts another year")
                .anySatisfy(set -> assertThat(set).startsWith(COOKIE + "=").contains("Max-Age=31536000"));
        var secret = browser.cookie(COOKIE);
        assertThat(isOurs(site, secret)).isTrue();
        assertThat(jdbc.sql("select hash from queue.kiosk where site_id = ?")
                        .param(site.id())
                        .query(String.class)
                        .single())
                .isEqualTo(Sha256.of(secret));
        assertThat(audited()).containsExactly("kiosk-installed: " + site.name() + " · Entrée");
        assertThat(signedIn(Role.ADMIN).open(page).body()).contains("Entrée", "installée le", "vue le");
    }

    @Test
    void nobody_else_does() {
        var other = town.place(1, 1).site();
        assertThat(Visitor.goesTo(new Visitor(port).open(page))).isEqualTo("/connexion");
        for (var staff : List.of(
                signedIn(Role.AGENT),
                signedIn(Role.QUALITY),
                signedIn(Role.SUPERVISOR, other),
                signedIn(Role.TRAINER))) {
            assertThat(staff.open(page).statusCode()).isEqualTo(403);
            assertThat(staff.send("/compte", page, "name", "Ailleurs").statusCode())
                    .isEqualTo(403);
            assertThat(staff.send("/compte", page + "/" + Ids.next() + "/retirer")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(known()).isEmpty();
        assertThat(signedIn(Role.QUALITY).open("/pilotage?site=" + site.slug()).body())
                .doesNotContain(page);
        assertThat(signedIn(Role.ADMIN).open("/borne/nulle-part/installer").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_name_that_will_not_do_is_said_and_nothing_is_installed() {
        install(signedIn(Role.ADMIN), "Entrée");
        var staff = signedIn(Role.ADMIN);
        for (var name : List.of(" ", "x".repeat(81), "ENTRÉE")) {
            var refused = install(staff, name);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("aria-invalid=\"true\"", "value=\"" + name.strip() + "\"");
            assertThat(staff.cookie(COOKIE)).isEmpty();
        }
        assertThat(install(staff, "<b>").statusCode()).isEqualTo(302);
        assertThat(signedIn(Role.ADMIN).open(page).body()).contains("&lt;b&gt;").doesNotContain("<b>");
        assertThat(known()).hasSize(2);
    }

    @Test
    void one_that_is_retired_is_a_browser_like_any_other_at_once() {
        var secret = town.installed(new Visitor(port), place).cookie(COOKIE);
        var staff = signedIn(Role.SUPERVISOR, site);
        var id = known().getFirst();
        assertThat(staff.open(page).body()).contains(page + "/" + id + "/retirer");
        var other = town.place(1, 1).site();
        var elsewhere = signedIn(Role.SUPERVISOR, other);
        var there = "/borne/" + other.slug() + "/installer";
        elsewhere.send(there, there + "/" + id + "/retirer");
        assertThat(isOurs(site, secret)).as("not theirs to retire").isTrue();

        assertThat(Visitor.goesTo(staff.send(page, page + "/" + id + "/retirer")))
                .isEqualTo(page + "?retiree");
        assertThat(isOurs(site, secret)).isFalse();
        assertThat(staff.open(page + "?retiree").body()).contains("La borne est retirée", "Aucune borne");
        assertThat(audited()).last().asString().startsWith("kiosk-retired: " + site.name());
        assertThat(staff.sendBare(page + "/" + id + "/retirer").statusCode()).isEqualTo(403);
    }

    @Test
    void installed_again_a_browser_is_one_kiosk() {
        var browser = town.installed(new Visitor(port), place);
        var first = browser.cookie(COOKIE);
        town.installed(browser, place);
        assertThat(known()).hasSize(1);
        assertThat(isOurs(site, first)).isFalse();
        var other = town.place(1, 1);
        town.installed(browser, other);
        assertThat(known()).isEmpty();
        assertThat(isOurs(other.site(), browser.cookie(COOKIE))).isTrue();
    }

    @Test
    void it_is_the_kiosk_of_its_own_site_and_not_for_ever() {
        var secret = town.installed(new Visitor(port), place).cookie(COOKIE);
        assertThat(isOurs(town.place(1, 1).site(), secret)).isFalse();
        assertThat(isOurs(site, secret + "x")).isFalse();
        assertThat(isOurs(site, Sha256.of(secret))).isFalse();
        assertThat(isOurs(site, "")).isFalse();
        assertThat(kiosks.areAsking(site, new MockHttpServletRequest())).isFalse();

        var installed = seen();
        clock.forward(Duration.ofMinutes(59));
        assertThat(isOurs(site, secret)).isTrue();
        assertThat(seen()).as("once an hour is enough").isEqualTo(installed);
        clock.forward(Duration.ofMinutes(2));
        assertThat(isOurs(site, secret)).isTrue();
        assertThat(seen()).isAfter(installed);

        clock.forward(Duration.ofDays(364));
        assertThat(isOurs(site, secret)).as("renewed by use").isTrue();
        clock.forward(Duration.ofDays(366));
        assertThat(isOurs(site, secret)).as("nobody has used it for a year").isFalse();
    }

    private Instant seen() {
        return jdbc.sql("select last_seen from queue.kiosk where site_id = ?")
                .param(site.id())
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .single();
    }
}
