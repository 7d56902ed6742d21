package fr.parvis.procedures.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import fr.parvis.identity.Role;
import fr.parvis.procedures.SheetImport;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody looks a procedure up, reads it and goes on to come. */
@ParvisTest
class ProceduresJourney {
    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    Screens screens;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        InventedSheets.bring(imports, folder, clock);
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void on_a_large_screen() {
        visit(1280, "fr");
    }

    @Test
    void on_the_smallest_screen() {
        visit(320, "fr");
    }

    @Test
    void in_arabic() {
        visit(390, "ar");
    }

    private void visit(int width, String language) {
        var shots = "demarches-" + language + "-" + width + "-";
        var page = screens.window(width, 800, language);
        page.navigate("/demarches");
        screens.look(page, shots + "1-recherche");
        page.fill("#q", "x".repeat(301));
        page.keyboard().press("Enter");
        assertThat(page.locator("#q-error")).isVisible();
        screens.look(page, shots + "2-trop-long");
        page.fill("#q", "xyzzyx");
        page.keyboard().press("Enter");
        assertThat(page.locator(".sheet .btn-primary")).isVisible();
        screens.look(page, shots + "3-rien");
        page.fill("#q", "carte de lune");
        page.keyboard().press("Enter");
        assertThat(page.locator(".answers")).isVisible();
        screens.look(page, shots + "4-reponses");
        page.locator(".answers a[href='/demarches/F99001']").click();
        page.waitForURL("**/demarches/F99001");
        screens.look(page, shots + "5-fiche");
        for (var title : new String[] {"Première demande", "Vous êtes majeur"}) {
            page.locator("summary", new Page.LocatorOptions().setHasText(title)).click();
        }
        assertThat(page.locator("table")).isVisible();
        screens.look(page, shots + "6-fiche-ouverte");
        page.navigate("/demarches/F99002");
        screens.look(page, shots + "7-ancienne");
        page.navigate("/demarches/N99003");
        screens.look(page, shots + "8-dossier");
        page.locator(".next-step-box .btn-primary").click();
        page.waitForURL(address -> java.net.URI.create(address).getPath().equals("/"));
        assertThat(page.locator("h1")).isVisible();
        screens.assertNoComplaint();
    }

    @Test
    void without_scripts() {
        var page = screens.window(390, 800, "fr", false);
        page.navigate("/demarches");
        page.fill("#q", "carte de lune");
        page.keyboard().press("Enter");
        page.locator(".answers a").first().click();
        page.waitForURL("**/demarches/F99001");
        page.locator("summary", new Page.LocatorOptions().setHasText("Renouvellement"))
                .click();
        assertThat(page.getByText("Rendez l'ancienne carte.")).isVisible();
    }
}
