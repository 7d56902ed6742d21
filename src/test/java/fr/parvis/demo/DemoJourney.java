package fr.parvis.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import fr.parvis.testing.RealInstance;
import fr.parvis.testing.Screens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The town of {@code ./parvis run --demo}, seen by everybody who works in it. */
class DemoJourney {
    private static final String QUEUE = "/api/v1/sites/hotel-de-ville/queue";

    @TempDir
    Path data;

    @Test
    void the_town_is_alive_and_fit_to_show() throws Exception {
        try (var instance = RealInstance.start(data, "--demo");
                var screens = new Screens(instance.port())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("demo.json"))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres-binaries"))))
                    .isEqualTo("rwx------");
            var demo = instance.demo();
            assertThat(demo.path("sites").size()).isEqualTo(3);
            assertThat(demo.path("accounts").size()).isEqualTo(6);
            assertThat(demo.path("tokens").propertyNames())
                    .containsExactlyInAnyOrder(
                            "AGENT", "SUPERVISOR", "QUALITY", "TRAINER", "ADMIN", "KIOSK", "PARTNER", "TELEPHONY");
            var queue = instance.api("SUPERVISOR").get(QUEUE).json();
            assertThat(queue.path("waiting").size()).isBetween(5, 25);
            assertThat(counter(queue, "guichet-1")).isEqualTo("closed");
            assertThat(counter(queue, "guichet-2")).isEqualTo("open");

            var usager = screens.window(1200, 900, "fr-FR");
            for (var path : new String[] {
                "/", "/sites/hotel-de-ville", "/sites/hotel-de-ville/affiche", "/aide", "/accessibilite"
            }) {
                usager.navigate(path);
                screens.look(usager, "demo-usager" + path.replace('/', '-'));
            }
            var phone = screens.window(320, 700, "fr-FR");
            phone.navigate("/");
            screens.look(phone, "demo-320-accueil");
            phone.navigate("/sites/hotel-de-ville/ticket?aide=1");
            screens.look(phone, "demo-320-aide-et-priorite");

            var kiosk = screens.window(1080, 1400, "fr-FR");
            kiosk.navigate("/borne/hotel-de-ville/services");
            screens.look(kiosk, "demo-borne");

            var supervisor = screens.window(1440, 900, "fr-FR");
            signIn(supervisor, demo, "SUPERVISOR");
            supervisor.navigate("/pilotage?site=hotel-de-ville");
            screens.look(supervisor, "demo-pilotage");
            supervisor.navigate("/pilotage/documents");
            assertThat(supervisor.locator("main")).containsText("Justificatif de domicile");
            screens.look(supervisor, "demo-documents-qui-manquent");
            supervisor.setViewportSize(320, 800);
            screens.look(supervisor, "demo-320-documents-qui-manquent");

            var agent = screens.window(1280, 800, "fr-FR");
            signIn(agent, demo, "AGENT");
            agent.locator("input[name=counter]").first().check();
            agent.locator("form[action$='ouvrir'] button").click();
            assertThat(agent.locator("#person-title")).hasText("Guichet 1");
            assertThat(agent.locator("#agent[data-ready]")).isVisible();
            agent.keyboard().press("Space");
            assertThat(agent.locator("#person-title")).hasText(Pattern.compile("[A-H]\\d{3}"));
            screens.look(agent, "demo-agent");

            office(agent, usager, screens);
            var small = screens.window(320, 800, "fr-FR");
            signIn(small, demo, "AGENT");
            office(small, phone, screens);

            var display = screens.window(1280, 720, "fr-FR");
            display.navigate("/ecran/hotel-de-ville");
            assertThat(display.locator(".calls .number").first()).isVisible();
            display.locator("#announce")
                    .waitFor(new com.microsoft.playwright.Locator.WaitForOptions()
                            .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN)
                            .setTimeout(60_000));
            screens.look(display, "demo-ecran");

            var admin = screens.window(1280, 900, "fr-FR");
            signIn(admin, demo, "ADMIN");
            var links = new HashSet<String>();
            admin.navigate("/admin");
            admin.locator("main a[href^='/admin']").all().forEach(link -> links.add(link.getAttribute("href")));
            assertThat(links).isNotEmpty();
            for (var link : links) {
                admin.navigate(link);
                screens.look(
                        admin, "demo" + link.replaceAll("[0-9a-f-]{36}", "id").replaceAll("[/?=]", "-"));
            }
            screens.assertNoComplaint();
        }
    }

    /** What waits in the office, and what can be asked of it. */
    private static void office(Page agent, Page usager, Screens screens) {
        var width = "demo-" + agent.viewportSize().width;
        usager.navigate("/demandes");
        assertThat(usager.locator("main .sheet li")).hasCount(4);
        screens.look(usager, width + "-demandes");
        usager.getByText("Place en crèche").press("Enter");
        assertThat(usager.locator("#f3")).isHidden();
        usager.selectOption("#f2", "Oui");
        assertThat(usager.locator("#f3")).isVisible();
        screens.look(usager, width + "-demandes-creche");
        for (var page : List.of(
                "/agent/messages",
                "/agent/messages?vue=a-moi",
                "/agent/appels",
                "/agent/courrier",
                "/agent/courrier/departs",
                "/agent/reponses",
                "/agent/usagers?q=Duberceau")) {
            Screens.loaded(agent, () -> agent.navigate(page));
            screens.look(agent, width + page.replaceAll("[/?=]", "-"));
        }
        Screens.loaded(agent, () -> agent.getByText("Maëlle Duberceau").first().press("Enter"));
        assertThat(agent.locator("main")).containsText("Place en crèche");
        assertThat(agent.locator("main")).containsText("Théo Duberceau");
        assertThat(agent.locator("main")).containsText("Accusé de réception d’une demande");
        screens.look(agent, width + "-agent-usager");
        Screens.loaded(
                agent,
                () -> agent.locator("ol.rows a")
                        .filter(new Locator.FilterOptions().setHasText("Place en crèche"))
                        .first()
                        .press("Enter"));
        assertThat(agent.locator("main")).containsText("Lila Duberceau");
        screens.look(agent, width + "-agent-demande");
        Screens.loaded(agent, () -> agent.navigate("/agent/courrier/departs"));
        assertThat(agent.locator("main")).containsText("Odette Dutilleul");
        Screens.loaded(agent, () -> agent.navigate("/agent/appels"));
        assertThat(agent.locator("main")).containsText("Sacha Laruelle");
    }

    private static String counter(JsonNode queue, String slug) {
        for (var counter : queue.path("counters")) {
            if (counter.path("slug").asString().equals(slug)) {
                return counter.path("state").asString();
            }
        }
        return "";
    }

    private static void signIn(Page page, JsonNode demo, String role) {
        for (var account : demo.path("accounts")) {
            if (account.path("role").asString().equals(role)) {
                Screens.signIn(
                        page,
                        account.path("login").asString(),
                        account.path("password").asString());
            }
        }
    }
}
