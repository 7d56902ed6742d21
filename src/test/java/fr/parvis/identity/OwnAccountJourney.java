package fr.parvis.identity;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One's own account, from the menu: the password, and for an administrator the way to a counter. */
@ParvisTest
class OwnAccountJourney {
    @Autowired
    Town town;

    @LocalServerPort
    int port;

    @Test
    void the_menu_is_behind_a_button_where_there_is_no_room_and_the_keyboard_goes_through_it() {
        town.place(1, 1);
        var login = town.account("Menu Essai", Role.ADMIN);
        try (var screens = new Screens(port)) {
            var page = screens.window(320, 700, "fr-FR");
            Screens.signIn(page, login);
            assertThat(page.locator(".top-nav")).isHidden();
            page.locator(".top .menu-button").press("Enter");
            page.locator(".top-nav details summary").first().press("Enter");
            screens.look(page, "menu-320");
            page.locator(".top-nav a[href='/agent/echeances']").press("Escape");
            assertThat(page.locator(".top-nav")).isHidden();
            page.locator(".top .menu-button").press("Enter");
            page.locator(".top-nav a[href='/admin']").press("Enter");
            page.locator(".admin > .menu-button").press("Enter");
            assertThat(page.locator(".admin-nav a[aria-current=page]")).hasText("Vue d’ensemble");
            screens.look(page, "menu-320-administration");
            page.locator(".admin-nav a[href='/admin/sites']").press("Enter");
            assertThat(page.locator("h1")).hasText("Sites");

            page.setViewportSize(1280, 900);
            assertThat(page.locator(".top-nav a[aria-current]")).hasText("Administration");
            assertThat(page.locator(".top .menu-button")).isHidden();
            page.locator(".top-nav details summary").first().press("Enter");
            page.locator(".top-self summary").press("Enter");
            assertThat(page.locator(".top-nav a[href='/agent/echeances']")).isHidden();
            screens.look(page, "menu-1280");
            page.locator(".top-nav a[href='/compte']").press("Enter");
            assertThat(page.locator("h1")).hasText("Mon compte");
            screens.assertNoComplaint();
        }
    }

    @Test
    void a_password_is_changed_from_the_menu() {
        town.place(1, 1);
        var login = town.account("Solange Essai", Role.SUPERVISOR);
        try (var screens = new Screens(port)) {
            var page = screens.window(1280, 900, "fr-FR");
            Screens.signIn(page, login);
            page.locator(".top-self summary").click();
            page.locator(".top-nav a[href='/compte']").click();
            assertThat(page.locator("h1")).hasText("Mon compte");
            screens.look(page, "compte");
            type(page, "pas le bon", "une phrase nouvelle", "une phrase nouvelle");
            assertThat(page.locator("#current-error")).isVisible();
            assertThat(page.locator("#current")).hasAttribute("aria-invalid", "true");
            screens.look(page, "compte-refus");
            page.setViewportSize(320, 700);
            screens.look(page, "compte-320");
            page.locator("main .notice-bad a").click();
            assertThat(page.locator("#current")).isFocused();
            type(page, Town.PASSWORD, "une phrase nouvelle", "une phrase nouvelle");
            assertThat(page.locator("main .notice-good")).isVisible();
            screens.look(page, "compte-change");
            screens.assertNoComplaint();
        }
    }

    @Test
    void an_administrator_without_an_agent_is_one_step_away_from_a_counter() {
        town.place(1, 1);
        var login = town.account("Adèle Essai", Role.ADMIN);
        try (var screens = new Screens(port)) {
            var page = screens.window(1280, 900, "fr-FR");
            Screens.signIn(page, login);
            page.navigate("/agent");
            screens.look(page, "agent-sans-agent");
            page.locator("main a.btn-primary").click();
            screens.look(page, "compte-recevoir");
            page.locator("#recevoir button").click();
            assertThat(page).hasURL(java.util.regex.Pattern.compile(".*/agent$"));
            assertThat(page.locator("h1")).containsText("Adèle Essai");
            page.locator("input[name=counter]").first().check();
            page.locator("form[action$='ouvrir'] button").click();
            assertThat(page.locator("#person-title")).hasText("Guichet 1");
            page.navigate("/compte");
            assertThat(page.locator("#recevoir").count()).isZero();
            screens.assertNoComplaint();
        }
    }

    private static void type(Page page, String current, String fresh, String again) {
        page.fill("#current", current);
        page.fill("#password", fresh);
        page.fill("#again", again);
        page.locator("form[action$='mot-de-passe'] button").click();
    }
}
