package fr.parvis.relations.usager.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static fr.parvis.appointments.web.Office.at;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.web.Office;
import fr.parvis.identity.Role;
import fr.parvis.relations.usager.Usagers;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An agent finds a person, corrects the sheet, joins it with its double and takes them apart again. */
@ParvisTest
class UsagerJourney {
    @Autowired
    Town town;

    @Autowired
    Usagers usagers;

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    Screens screens;
    String agent;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        var place = town.place(1, 1);
        agent = town.agentAt(place, "Camille Essai");
        jdbc.sql("delete from relations.usager").update();
        var monday = Office.monday();
        clock.setTo(at(monday.minusDays(3), "10:00"));
        Office.open(agendas, place, monday);
        Office.book(bookings, place, at(monday, "09:20"), "Lefebvre");
        usagers.recognise("Camille", "Lefebvre", place.site().slug() + "@essai.example", "06 12 34 56 78", "fr");
        usagers.recognise("Camille", "Lefèbvre", "", "0692 12 34 56", "pt");
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
        clock.reset();
    }

    @Test
    void on_a_desk() {
        serve(screens.window(1280, 900, "fr"), "usager-fr-1280-");
        screens.assertNoComplaint();
    }

    @Test
    void on_the_smallest_screen() {
        serve(screens.window(320, 800, "fr"), "usager-fr-320-");
        screens.assertNoComplaint();
    }

    @Test
    void without_scripts() {
        var page = screens.window(1280, 900, "fr", false);
        Screens.signIn(page, agent);
        page.navigate("/agent/usagers?q=0612345678");
        page.locator(".rows a").first().click();
        assertThat(page.locator(".usager-last li")).hasCount(1);
        page.locator(".usager-filters a[href*='type=message']").click();
        assertThat(page.locator("ol.rows li")).hasCount(1);
    }

    private void serve(Page page, String shots) {
        Screens.signIn(page, agent);
        Screens.loaded(page, () -> page.navigate("/agent/usagers"));
        page.locator("#q").fill("camille lefevbre");
        page.keyboard().press("Enter");
        assertThat(page.locator(".rows li")).hasCount(2);
        screens.look(page, shots + "1-chercher");

        page.navigate("/agent/usagers?q=0612345678");
        page.locator(".rows a").first().click();
        assertThat(page.locator("h1")).hasText("Camille Lefebvre");
        assertThat(page.locator(".usager-last")).containsText(Pattern.compile("rendez-vous\\spris"));
        assertThat(page.locator("ol.rows li")).hasCount(2);
        page.locator(".usager-filters a[href*='type=appointment']").click();
        assertThat(page.locator("ol.rows li")).hasCount(1);
        screens.look(page, shots + "2-fiche");

        page.getByText("Modifier", new Page.GetByTextOptions().setExact(true)).click();
        page.locator("select#channel").selectOption("sms");
        page.locator("input[name=needs][value=step-free]").check();
        page.locator("input[name=needs][value=plain-language]").check();
        page.locator("form.sheet button.btn-primary").click();
        assertThat(page.locator("[role=alert].notice-bad")).isVisible();
        assertThat(page.locator("input[name=needs][value=step-free]")).isChecked();
        screens.look(page, shots + "3-accord-a-demander");
        page.locator("input[name=agreed][value=counter]").check();
        page.locator("form.sheet button.btn-primary").click();
        assertThat(page.locator(".usager-now .tag")).hasCount(2);

        page.locator("details", new Page.LocatorOptions().setHasText("Noter un document vu"))
                .locator("summary")
                .click();
        page.locator("#fact").selectOption(new SelectOption().setValue("address"));
        page.locator("#validUntil")
                .fill(java.time.LocalDate.ofInstant(clock.instant(), Office.PARIS)
                        .plusMonths(3)
                        .toString());
        page.locator("form[action$='/faits'] button").click();
        assertThat(page.locator("main .notice-good")).isVisible();
        screens.look(page, shots + "4-fiche-remplie");

        Screens.loaded(page, () -> page.navigate("/agent/usagers/doublons"));
        assertThat(page.locator(".rows li")).containsText("même nom");
        screens.look(page, shots + "5-doublons");
        page.navigate("/agent/usagers?q=0612345678");
        page.locator(".rows a").first().click();

        page.locator(".usager-now .notice a").click();
        assertThat(page.locator("h2"))
                .containsText(new String[] {"Camille Lefebvre", "Camille Lefèbvre", "Ce qui va se passer"});
        screens.look(page, shots + "6-reunir");
        page.locator("form[action$='/reunir'] button").click();
        assertThat(page.locator("form[action$='/separer']")).hasCount(1);
        assertThat(page.getByText("06 92 12 34 56").first()).isVisible();
        screens.look(page, shots + "7-reunies");
        page.locator("form[action$='/separer'] button").click();
        assertThat(page.locator("main .notice-good a")).isVisible();
        assertThat(page.getByText("06 92 12 34 56")).hasCount(0);
        screens.look(page, shots + "8-separees");
        page.locator("main .notice-good a").click();
        assertThat(page.locator("h1")).hasText("Camille Lefèbvre");

        page.navigate("/agent/usagers?q=lefebvre");
        page.locator("a[href*='nouveau']").last().click();
        page.waitForURL(Pattern.compile(".*/agent/usagers/nouveau.*"));
        screens.look(page, shots + "9-nouvelle-fiche");
    }
}
