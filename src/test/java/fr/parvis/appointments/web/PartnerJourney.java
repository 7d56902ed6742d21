package fr.parvis.appointments.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static fr.parvis.appointments.web.Office.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import fr.parvis.appointments.Agendas;
import fr.parvis.identity.Partner;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An administrator admits a partner; somebody of it books, moves and cancels for a person, by keyboard. */
@Tag("deep")
@ParvisTest
class PartnerJourney {
    private static final String SHOT = "partenaire-";
    /** The keys that it takes from the page of the partner to the reference, as quickly as people type. */
    private static final int MOST_KEYS = 120;

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Screens screens;
    Town.Place place;
    LocalDate monday;
    int keys;

    @BeforeEach
    void open() {
        place = town.place(2, 2);
        town.account("Essai", Role.ADMIN);
        screens = new Screens(port);
        monday = Office.monday();
        clock.setTo(at(monday.minusDays(3), "10:00"));
        Office.open(agendas, place, monday);
    }

    @AfterEach
    void close() {
        screens.close();
        clock.reset();
    }

    private void press(Page page, String key) {
        keys++;
        page.keyboard().press(key);
    }

    private void type(Page page, String text) {
        keys += text.length();
        page.keyboard().type(text);
    }

    /** By the keyboard alone, however many stops there are before it. */
    private void tabTo(Page page, String selector) {
        for (int i = 0; i < 60; i++) {
            if ((Boolean) page.evaluate("s => document.activeElement.matches(s)", selector)) {
                return;
            }
            press(page, "Tab");
        }
        throw new AssertionError("no way by keyboard to " + selector + " on " + page.url());
    }

    @Test
    void an_administrator_admits_a_partner_and_its_first_account() {
        var admin = screens.window(1280, 900, "fr");
        Screens.signIn(admin, town.account("Admin Istre", Role.ADMIN));
        Screens.loaded(admin, () -> admin.navigate("/admin/partenaires/nouveau"));
        var name = "France services " + place.site().slug();
        admin.fill("#name", name);
        admin.locator("#services input").first().check();
        Screens.loaded(admin, () -> admin.locator("form.sheet .btn-primary").click());
        assertThat(admin.locator("#sites-error")).isVisible();
        assertThat(admin.locator("#name")).hasValue(name);
        screens.look(admin, SHOT + "1-admin-refus");
        admin.locator("#sites label:has-text('" + place.site().name() + "') input")
                .last()
                .check();
        Screens.loaded(admin, () -> admin.locator("form.sheet .btn-primary").click());
        assertThat(admin.locator("h1")).containsText(name);
        screens.look(admin, SHOT + "1-admin");
        Screens.loaded(admin, () -> admin.locator("a[href*='partenaire=']").click());
        admin.fill("#login", "francine." + place.site().slug());
        admin.fill("#name", "Francine Dufaubourg");
        screens.look(admin, SHOT + "1-compte");
        Screens.loaded(admin, () -> admin.locator("form.sheet .btn-primary").click());
        var password = admin.locator("dd.secret").last().textContent();
        admin.setViewportSize(320, 800);
        Screens.loaded(admin, () -> admin.navigate("/admin/partenaires"));
        screens.look(admin, SHOT + "1-admin-liste-320");
        var partner = screens.window(1280, 900, "fr");
        Screens.signIn(partner, "francine." + place.site().slug(), password);
        assertThat(partner.locator("h1")).containsText(name);
        screens.look(partner, SHOT + "2-vide");
        screens.assertNoComplaint();
    }

    @Test
    void somebody_of_a_partner_books_moves_and_cancels_by_keyboard() {
        var page = signedIn(town.partner(place, 20), 1280, 900);
        keys = 0;
        tabTo(page, "a[href='/partenaire/nouveau']");
        press(page, "Enter");
        page.waitForURL("**/partenaire/nouveau");
        tabTo(page, "input[name=start]");
        press(page, "Space");
        screens.look(page, SHOT + "3-heures");
        press(page, "Enter");
        page.waitForURL("**/partenaire/prise/**");
        assertThat(page.locator("#lastName")).isFocused();
        assertThat(page.locator(".kept-clock")).containsText(Pattern.compile("[0-5]:[0-9]{2}"));
        type(page, "Laruelle");
        press(page, "Tab");
        type(page, "Basma");
        press(page, "Tab");
        type(page, "0639980055");
        tabTo(page, "#language");
        press(page, "End");
        tabTo(page, "#consent");
        press(page, "Space");
        screens.look(page, SHOT + "4-pour-qui");
        press(page, "Enter");
        page.waitForURL("**/partenaire/rendez-vous/**");
        assertThat(keys).as("keys, so that 30 seconds are enough").isLessThan(MOST_KEYS);
        assertThat(page.locator("main .notice-good")).containsText("PRV-");
        screens.look(page, SHOT + "5-pris");

        tabTo(page, "a[href$='/fiche']");
        press(page, "Enter");
        page.waitForURL("**/fiche");
        assertThat(page.locator("[lang=uk] dd").last()).containsText("PRV-");
        assertThat(page.locator("[data-print]")).isVisible();
        screens.look(page, SHOT + "6-fiche");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
        screens.look(page, SHOT + "6-fiche-imprimee");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.SCREEN));
        page.goBack();

        tabTo(page, "input[name=start]");
        press(page, "ArrowRight");
        press(page, "Enter");
        assertThat(page.locator("main .notice-good")).containsText("nouvelle heure");
        screens.look(page, SHOT + "7-deplace");
        tabTo(page, "#annuler summary");
        press(page, "Enter");
        press(page, "Tab");
        press(page, "Enter");
        assertThat(page.locator("main .notice-warm")).containsText("annulé");
        screens.look(page, SHOT + "8-annule");
        page.navigate("/partenaire");
        assertThat(page.locator("tbody tr")).containsText("annulé");
        screens.look(page, SHOT + "9-liste");
        page.setViewportSize(320, 800);
        screens.look(page, SHOT + "9-liste-320");
        page.navigate("/partenaire/nouveau");
        screens.look(page, SHOT + "3-heures-320");
        screens.assertNoComplaint();
    }

    @Test
    void a_session_that_is_over_loses_nothing_that_was_typed() {
        var partner = town.partner(place, 20);
        var page = screens.window(1280, 900, "fr");
        var login = town.accountOf(partner);
        Screens.signIn(page, login);
        page.navigate("/partenaire/nouveau");
        page.locator(".free-time").nth(2).click();
        page.locator("#booking .btn-big").click();
        page.waitForURL("**/partenaire/prise/**");
        page.fill("#lastName", "Laruelle");
        page.fill("#firstName", "Marcel");
        page.fill("#email", "marcel." + place.site().slug() + "@essai.example");
        page.selectOption("#language", "pt");
        page.check("#consent");
        jdbc.sql(
                        "delete from spring_session where principal_name = (select id::text from identity.account where login = ?)")
                .param(login)
                .update();
        page.locator(".btn-big").click();
        assertThat(page.locator("#session-over")).isVisible();
        assertThat(page.locator("#session-over a")).isFocused();
        assertThat(page.locator("#lastName")).hasValue("Laruelle");
        screens.look(page, SHOT + "4-session-finie");
        page.keyboard().press("Enter");
        page.waitForURL("**/connexion");
        Screens.signIn(page, login);
        assertThat(page.locator("#unsent")).isVisible();
        screens.look(page, SHOT + "2-reprendre");
        page.locator("#unsent a").click();
        assertThat(page.locator("#firstName")).hasValue("Marcel");
        assertThat(page.locator("#language")).hasValue("pt");
        assertThat(page.locator("#consent")).isChecked();
        page.setViewportSize(320, 800);
        screens.look(page, SHOT + "4-pour-qui-320");
        page.locator(".btn-big").click();
        assertThat(page.locator("main .notice-good")).containsText("PRV-");
        screens.look(page, SHOT + "5-pris-320");
        assertThat((Boolean)
                        page.evaluate("() => Object.values(sessionStorage).every(kept => !kept.includes('Laruelle'))"))
                .as("nothing of the person stays in the browser")
                .isTrue();
        page.navigate("/partenaire");
        assertThat(page.locator("#unsent")).isHidden();
        assertThat(page.locator("tbody tr")).containsText("Laruelle Marcel");
        screens.assertNoComplaint();
    }

    @Test
    void without_scripts_it_books_all_the_same() {
        var page = screens.window(1280, 900, "fr", false);
        Screens.signIn(page, town.accountOf(town.partner(place, 20)));
        page.navigate("/partenaire/nouveau");
        page.locator("noscript button, button[name=look]").first().click();
        page.locator(".free-time").nth(3).click();
        page.locator("#booking .btn-big").click();
        page.waitForURL("**/partenaire/prise/**");
        page.fill("#lastName", "Sansscript");
        page.fill("#firstName", "Olena");
        page.fill("#phone", "06 39 98 00 77");
        page.locator(".btn-big").click();
        assertThat(page.locator("#consent-error")).isVisible();
        assertThat(page.locator("#lastName")).hasValue("Sansscript");
        page.check("#consent");
        page.locator(".btn-big").click();
        assertThat(page.locator("main .notice-good")).containsText("PRV-");
    }

    private Page signedIn(Partner partner, int width, int height) {
        var page = screens.window(width, height, "fr");
        Screens.signIn(page, town.accountOf(partner));
        return page;
    }
}
