package fr.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import fr.parvis.directory.Directory;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** A fresh installation, from nothing to a kiosk, without a line of JavaScript; an instance of its own. */
@ParvisTest
@TestPropertySource(properties = "spring.application.name=first-visit")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstVisitIT {
    private static final String PASSWORD = "une phrase très longue";

    @Autowired
    FirstSteps steps;

    @Autowired
    Accounts accounts;

    @Autowired
    Directory directory;

    @LocalServerPort
    int port;

    @Test
    @Order(1)
    void a_wrong_code_opens_nothing() {
        assertThat(steps.areOpen()).isTrue();
        assertThat(refusal(() -> take("abcd-abcd-abcd-abcd", "pirate")))
                .isEqualTo("problem.identity.set-up-code-wrong");
        assertThat(refusal(() -> steps.take(steps.code(), "Ville", "a", "A", "court")))
                .isEqualTo("problem.identity.login-malformed");
        assertThat(accounts.isEmpty()).isTrue();
        assertThat(directory.isSetUp()).isFalse();
    }

    @Test
    @Order(2)
    void the_first_visitor_is_guided_from_the_console_code_to_the_kiosk() {
        try (var screens = new Screens(port)) {
            // nothing can be measured on a page without scripts: a second window looks at what the first one does
            var page = screens.window(1200, 900, "fr-FR", false);
            var eye = screens.window(1200, 900, "fr-FR");
            page.navigate("/");
            assertThat(page.url()).endsWith("/premiers-pas");
            answer(page, "code", "faux", "organisation", "Ville de Rive", "name", "Claire", "login", "claire");
            assertThat(page.inputValue("#organisation")).isEqualTo("Ville de Rive");
            eye.navigate("/connexion");
            screens.look(eye, "admin-1-premiers-pas");
            answer(eye, "code", "faux");
            screens.look(eye, "admin-2-code-inexact");
            answer(page, "code", steps.code().toUpperCase(Locale.ROOT), "password", PASSWORD);
            assertThat(page.url()).endsWith("/admin/demarrage");
            eye.navigate("/connexion");
            eye.fill("#username", "claire");
            eye.fill("#password", PASSWORD);
            eye.keyboard().press("Enter");
            eye.waitForURL("**/admin");
            screens.look(eye, "admin-3-a-faire");
            look(screens, eye, "admin-4-site");
            answer(page, "name", "Hôtel de ville", "address", "1 place du Parvis");
            look(screens, eye, "admin-5-horaires");
            answer(eye, "hours[5]", "midi");
            screens.look(eye, "admin-6-horaires-refuses");
            answer(page, "hours[5]", "9h-12h");
            look(screens, eye, "admin-7-prestations");
            answer(page);
            look(screens, eye, "admin-8-guichets");
            answer(page, "count", "3");
            look(screens, eye, "admin-9-pret");
            assertThat(directory.countersAt(directory.sites().getFirst().id())).hasSize(3);
            for (var width : List.of(1200, 320)) {
                eye.setViewportSize(width, 900);
                tour(screens, eye, width);
            }
            page.bringToFront();
            page.click("text=Ouvrir la borne", new Page.ClickOptions().setForce(true));
            assertThat(page.url()).endsWith("/borne/hotel-de-ville");
            screens.assertNoComplaint();
        }
    }

    private static void look(Screens screens, Page page, String name) {
        page.navigate("/admin/demarrage");
        screens.look(page, name);
    }

    private static void tour(Screens screens, Page page, int width) {
        for (var path : List.of(
                "/admin",
                "/admin/organisation",
                "/admin/sites",
                "/admin/sites/nouveau",
                "/admin/sites/hotel-de-ville",
                "/admin/sites/hotel-de-ville/horaires",
                "/admin/sites/hotel-de-ville/fermetures",
                "/admin/sites/hotel-de-ville/prestations",
                "/admin/sites/hotel-de-ville/guichets",
                "/admin/sites/hotel-de-ville/guichets/guichet-1",
                "/admin/prestations",
                "/admin/prestations/nouvelle",
                "/admin/agents",
                "/admin/agents/nouveau",
                "/admin/comptes",
                "/admin/comptes/nouveau",
                "/admin/jetons")) {
            page.navigate(path);
            screens.look(page, "admin-" + width + path.replace('/', '-'));
        }
    }

    private static void answer(Page page, String... typed) {
        page.bringToFront();
        for (int i = 0; i < typed.length; i += 2) {
            page.fill("[id='" + typed[i] + "']", typed[i + 1]);
        }
        // no waiting for a second frame: a window behind another one draws none
        page.click("main form button.btn-primary", new Page.ClickOptions().setForce(true));
    }

    @Test
    @Order(3)
    void the_door_is_shut_for_ever_once_an_account_exists() {
        assertThat(steps.areOpen()).isFalse();
        assertThat(refusal(() -> take(steps.code(), "second"))).isEqualTo("problem.identity.set-up-done");
        assertThat(refusal(() -> accounts.createFirst("troisieme", "Trois", PASSWORD)))
                .isEqualTo("problem.identity.set-up-done");
    }

    private void take(String code, String login) {
        steps.take(code, "Ville de Rive", login, "Claire", PASSWORD);
    }

    static String refusal(Runnable act) {
        try {
            act.run();
            return "";
        } catch (ProblemException refused) {
            return refused.key();
        }
    }
}
