package fr.parvis.procedures.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import fr.parvis.identity.Role;
import fr.parvis.procedures.SheetImport;
import fr.parvis.procedures.SynonymList;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody of quality teaches the search a word of the town, and a usager finds with it. */
@Tag("deep")
@ParvisTest
class SynonymsJourney {
    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @Autowired
    TestClock clock;

    @Autowired
    SynonymList synonyms;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    Screens screens;

    @BeforeEach
    void open() {
        town.place(1, 1);
        InventedSheets.bring(imports, folder, clock);
        forget();
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
        forget();
    }

    private void forget() {
        synonyms.own().forEach(line -> synonyms.remove(line.id()));
    }

    @Test
    void on_a_large_screen() {
        teach(screens.window(1280, 900, "fr"), Role.ADMIN, "1280");
    }

    @Test
    void on_the_smallest_screen() {
        teach(screens.window(320, 800, "fr"), Role.QUALITY, "320");
    }

    @Test
    void without_scripts() {
        teach(screens.window(768, 900, "fr", false), Role.QUALITY, "sans-script");
    }

    private void teach(Page page, Role role, String shot) {
        var shots = "synonymes-" + shot + "-";
        var looked = !shot.equals("sans-script");
        Screens.signIn(page, town.account("Camille", role));
        page.locator(".top-nav a[href='/admin/demarches'], .top-nav a[href='/admin']")
                .first()
                .click();
        page.locator("a[href='/admin/demarches/synonymes']").first().click();
        page.waitForURL("**/admin/demarches/synonymes");
        look(looked, page, shots + "1-liste");

        page.fill("#said", "sésame");
        page.fill("#meant", "xyzzyx");
        page.fill("#question", "mon sésame est perdu");
        press(page, "Essayer");
        assertThat(page.locator("#meant-error")).containsText("Aucune fiche");
        assertThat(page.locator("#said")).hasValue("sésame");
        look(looked, page, shots + "2-refus");

        page.fill("#meant", "carte de lune");
        press(page, "Essayer");
        assertThat(page.locator("#essai li.is-moved a").first()).hasText("Carte de lune : demande et renouvellement");
        look(looked, page, shots + "3-essai");
        press(page, "Enregistrer");
        assertThat(page.locator("main .notice-good")).isVisible();
        assertThat(page.locator(".rows li")).hasCount(1);
        page.fill("#looked", "passeport");
        page.keyboard().press("Enter");
        assertThat(page.locator("#liste dt").first()).isVisible();
        look(looked, page, shots + "4-recherche");

        page.navigate("/demarches?q=ses%C3%A2me");
        assertThat(page.locator(".answers a").first()).hasText("Carte de lune : demande et renouvellement");
        page.navigate("/admin/demarches/synonymes");
        page.locator(".rows button").click();
        assertThat(page.locator(".rows li")).hasCount(0);
        screens.assertNoComplaint();
    }

    private void look(boolean looked, Page page, String name) {
        if (looked) {
            screens.look(page, name);
        }
    }

    private static void press(Page page, String name) {
        page.locator("form.sheet button", new Page.LocatorOptions().setHasText(name))
                .first()
                .click();
    }
}
