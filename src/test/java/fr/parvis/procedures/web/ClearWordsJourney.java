package fr.parvis.procedures.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import fr.parvis.identity.Role;
import fr.parvis.procedures.SheetImport;
import fr.parvis.procedures.clear.SheetReadings;
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

/** A reader finds words explained and says what was not clear; the quality lead sees it and writes more plainly. */
@Tag("deep")
@ParvisTest
class ClearWordsJourney {
    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @Autowired
    SheetReadings readings;

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
        readings.readSome(10_000);
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void a_reader_on_a_large_screen() {
        read(1280, "fr");
    }

    @Test
    void a_reader_on_the_smallest_screen() {
        read(320, "fr");
    }

    @Test
    void a_reader_in_arabic() {
        read(390, "ar");
    }

    private void read(int width, String language) {
        var shots = "clarte-" + language + "-" + width + "-";
        var page = screens.window(width, 800, language);
        page.navigate("/demarches/F99001");
        assertThat(page.locator(".page-words")).isVisible();
        page.locator("#clair button[value=non]").click();
        assertThat(page.locator("#words")).isVisible();
        screens.look(page, shots + "1-fiche-jugee");
        page.locator("input[name=reason][value=words]").check();
        page.fill("#words", "gardien ?");
        page.locator("#clair .btn-primary").click();
        assertThat(page.locator("#words")).hasCount(0);
        assertThat(page.locator("#clair .notice-good")).isVisible();
        page.locator(".page-words a[href='/mots']").click();
        page.waitForURL("**/mots");
        screens.look(page, shots + "2-mots");
        page.locator(".letters a").last().click();
        assertThat(page.locator(".letter").last()).isInViewport();
        screens.assertNoComplaint();
    }

    @Test
    void a_reader_without_scripts() {
        var page = screens.window(390, 800, "fr", false);
        page.navigate("/demarches/F99001");
        page.locator("#clair button[value=non]").click();
        page.waitForURL("**/clair?*");
        assertThat(page.locator("#words")).isVisible();
        Screens.picture(page, "clarte-fr-390-3-sans-script");
        page.locator("input[name=reason][value=documents]").check();
        page.locator("#clair .btn-primary").click();
        assertThat(page.getByText("Merci. Votre réponse")).isVisible();
        page.getByText("Revenir à la fiche").click();
        page.waitForURL("**/demarches/F99001?*");
    }

    @Test
    void the_quality_lead_on_a_large_screen() {
        improve(1280);
    }

    @Test
    void the_quality_lead_on_the_smallest_screen() {
        improve(320);
    }

    private void improve(int width) {
        var shots = "clarte-referent-" + width + "-";
        var page = screens.window(width, 900, "fr");
        Screens.signIn(page, town.account("Camille", Role.QUALITY));
        page.navigate("/admin/demarches/clarte?mots=lune");
        screens.look(page, shots + "1-liste");
        page.getByText("Carte de lune").first().click();
        page.waitForURL("**/clarte/particuliers/F99001");
        screens.look(page, shots + "2-fiche");
        page.locator(".site-tabs a[href='/admin/demarches/relire']").click();
        page.fill("#text", """
                Le cas échéant, vous devez présenté un récépissé à la mairie.
                L’attestation est délivrée par le service compétent dans un délai de quinze jours à compter de la réception de la demande \
                de renouvellement de la carte, sous réserve de la production des pièces justificatives.
                """);
        page.locator(".admin-in .btn-primary").click(new Locator.ClickOptions().setTimeout(40_000));
        assertThat(page.locator(".marked .mark-grammar").first()).isVisible();
        screens.look(page, shots + "3-relire");
        explain(page, shots);
        writePlainly(page, shots);
        screens.assertNoComplaint();
    }

    private void explain(Page page, String shots) {
        page.locator(".admin-nav a[href='/admin/demarches/mots']").click();
        page.waitForURL("**/admin/demarches/mots");
        screens.look(page, shots + "4-mots");
        page.fill("#sentence", "Le jardin lunaire garde votre récépissé.");
        page.locator("form[action$='/essai'] button").click();
        assertThat(page.locator("#essai mark")).hasText("récépissé");
        screens.look(page, shots + "5-essai");
        page.locator(".head-row .btn-primary").click();
        page.fill("#term", "jardin lunaire");
        page.locator("details.words summary").nth(3).click();
        page.fill("#name-ar", "حديقة القمر");
        page.fill("#explanation", "Le jardin de la ville.");
        page.fill("#sentence", "Le jardin lunaire est ouvert.");
        page.locator("form .btn-primary").click();
        assertThat(page.locator("#explanation-ar-error")).isVisible();
        assertThat(page.locator("#name-ar")).hasValue("حديقة القمر");
        screens.look(page, shots + "6-mot-refuse");
        page.fill("#explanation-ar", "حديقة المدينة.");
        page.locator("button[formaction$='/essai']").click();
        assertThat(page.locator("#essai li strong")).hasText("jardin lunaire");
        screens.look(page, shots + "7-mot-essaye");
        page.locator("form.sheet .row-actions .btn-primary").click();
        page.waitForURL("**/admin/demarches/mots");
        page.fill("#looked", "état civil");
        page.keyboard().press("Enter");
        assertThat(page.locator("#liste .rows a").first()).isVisible();
        screens.look(page, shots + "8-mots-recherche");
        var reader = screens.window(390, 800, "ar");
        reader.navigate("/mots?lang=ar#jardin-lunaire");
        assertThat(reader.locator("#jardin-lunaire dd")).hasText("حديقة المدينة.");
        page.locator("form[action$='/retirer'] button").first().click();
        assertThat(page.locator("main .notice-good")).isVisible();
    }

    private void writePlainly(Page page, String shots) {
        page.navigate("/admin/demarches/simple/particuliers/F99001");
        page.fill(
                "#body",
                "## La carte de lune\n\nElle vous ouvre le jardin. Gardez votre récépissé.\n\n- Apportez une photo.\n- C’est gratuit avant 18 ans.");
        page.locator("form .btn-primary").first().click();
        assertThat(page.locator(".preview h2")).hasText("La carte de lune");
        screens.look(page, shots + "9-version-facile");
        page.locator("form[action$='/soumettre'] button").click();
        var reviewer = screens.window(1280, 900, "fr");
        Screens.signIn(reviewer, town.account("Dominique", Role.QUALITY));
        reviewer.navigate("/admin/demarches/simple/particuliers/F99001");
        reviewer.locator("form[action$='/publier'] button").click();
        var usager = screens.window(390, 800, "fr");
        usager.navigate("/demarches/F99001");
        usager.locator(".versions a").click();
        usager.waitForURL("**/facile?*");
        screens.look(usager, shots + "10-facile-publique");
        usager.locator(".versions a").click();
        assertThat(usager.locator(".versions [aria-current]")).hasText("Version complète");
    }
}
