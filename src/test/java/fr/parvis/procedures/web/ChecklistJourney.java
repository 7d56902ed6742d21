package fr.parvis.procedures.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import fr.parvis.identity.Role;
import fr.parvis.procedures.NationalSheets;
import fr.parvis.procedures.SheetImport;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A child's identity card is lost: from a word with a typing error to the ticket in the hand, and the agent who sees the list. */
@Tag("deep")
@ParvisTest
class ChecklistJourney {
    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    Screens screens;
    Town.Place place;

    @BeforeEach
    void open() throws IOException {
        place = town.place(2, 1);
        town.openDayAndNight(place);
        town.account("Essai", Role.ADMIN);
        NationalSheets.copy(folder, "F1153", "F1342", "F21089", "F21090", "F1344", "F1759", "F1427", "F14807");
        imports.run(folder, _ -> {});
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void on_a_large_screen_to_the_ticket_and_the_agent() throws IOException {
        var page = screens.window(1280, 900, "fr");
        var token = visit(page, "liste-fr-1280-", true);
        var agent = screens.window(1280, 900, "fr");
        Screens.signIn(agent, town.agentAt(place, "Alix Guichet"));
        agent.navigate("/agent");
        agent.locator("input[name=counter]").first().check();
        agent.locator("button:has-text('Ouvrir')").first().click();
        agent.locator("#act-appeler button").click();
        assertThat(agent.locator("#documents")).hasAttribute("open", "");
        assertThat(agent.locator(".desk-papers li").first()).isVisible();
        screens.look(agent, "liste-agent-1-attendus");
        agent.locator(".desk-papers li").first().locator("button").nth(0).click();
        assertThat(agent.locator(".desk-papers li.is-there")).hasCount(1);
        agent.locator(".desk-papers li").nth(1).locator("button").nth(1).click();
        assertThat(agent.locator(".desk-papers li.is-missing")).hasCount(1);
        screens.look(agent, "liste-agent-2-coches");
        agent.locator("#act-recevoir button").click();
        agent.locator("#act-terminer button").click();
        assertThat(agent.locator("#act-appeler")).isVisible();
        assertThat(token).isNotEmpty();
        assertThat(page.locator(".faces")).isVisible();
        assertThat(page.locator("[aria-labelledby=a-apporter]")).hasCount(0);
        screens.assertNoComplaint();
    }

    @Test
    void on_the_smallest_screen() throws IOException {
        visit(screens.window(320, 800, "fr"), "liste-fr-320-", false);
        screens.assertNoComplaint();
    }

    @Test
    void in_arabic() throws IOException {
        visit(screens.window(390, 800, "ar"), "liste-ar-390-", false);
        screens.assertNoComplaint();
    }

    @Test
    void without_scripts() throws IOException {
        visit(screens.window(390, 800, "fr", false), "liste-sans-script-", false);
    }

    /** @return the token of the ticket that was taken */
    private String visit(Page page, String shots, boolean unsure) throws IOException {
        page.navigate("/demarches");
        page.fill("#q", "carte didentitée perdu enfant mineur");
        page.keyboard().press("Enter");
        page.locator(".answers a[href='/demarches/F1153']").click();
        page.waitForURL("**/demarches/F1153");
        page.locator(".start-list a").click();
        int asked = 0;
        while (page.locator("fieldset.choices").count() > 0) {
            look(page, shots + "question-" + ++asked);
            if (asked == 1) {
                // back leads to where one came from, forward again asks the same
                page.locator(".back").click();
                assertThat(page.locator(".start-list a")).isVisible();
                page.goBack();
            }
            if (unsure && asked == 2) {
                page.locator("a.btn-quiet").click();
            } else {
                page.locator(".choice input").first().check();
                page.locator("form button.btn-primary").click();
            }
            page.waitForLoadState();
            assertThat(asked).isLessThan(8);
        }
        assertThat(page.locator(".papers>li").first()).isVisible();
        assertThat(page.locator("#documents")).isVisible();
        look(page, shots + "liste");
        page.locator(".without summary").first().click();
        look(page, shots + "sans-document");
        readPaper(page, shots);
        assertThat(page.locator(".take-along a[href^='sms:']")).isVisible();
        // the shortest wait may be at a place of another test
        var come = String.valueOf(page.locator(".next-step-box .btn-primary").getAttribute("href"));
        page.navigate(come.replaceFirst("site=[^&]*", "site=" + place.site().slug()));
        look(page, shots + "venir");
        var chosen = page.locator(".choice input:checked");
        if (chosen.count() == 0) {
            page.locator(".choice input").first().check();
        }
        page.locator("form button.btn-primary").click();
        page.waitForURL(address -> URI.create(address).getPath().startsWith("/ticket/"));
        assertThat(page.locator("h1")).isVisible();
        assertThat(page.locator("[aria-labelledby=a-apporter] li").first()).isVisible();
        look(page, shots + "ticket");
        return URI.create(page.url()).getPath().substring("/ticket/".length());
    }

    /** Without scripts the page cannot be examined from inside: the same pages are, in the other visits. */
    private void look(Page page, String name) {
        if (!name.startsWith("liste-sans-script")) {
            screens.look(page, name);
        }
    }

    private void readPaper(Page page, String shots) throws IOException {
        var link = page.locator(".take-along a[href*='liste.pdf']");
        var bytes =
                page.request().get(String.valueOf(link.getAttribute("href"))).body();
        Files.createDirectories(Path.of("target/screenshots"));
        Files.write(Path.of("target/screenshots", shots + "liste.pdf"), bytes);
        try (var paper = Loader.loadPDF(bytes)) {
            var text = new PDFTextStripper().getText(paper);
            for (Locator document : page.locator(".papers .paper strong").all()) {
                var words = document.innerText().split("\\s+");
                assertThat(text).contains(words[0]);
            }
            var catalog = paper.getDocumentCatalog();
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getStructureTreeRoot()).isNotNull();
            assertThat(catalog.getLanguage()).isNotBlank();
            assertThat(new String(catalog.getMetadata().toByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("pdfuaid");
            assertThat(paper.getDocumentInformation().getTitle()).contains("identité");
        }
    }
}
