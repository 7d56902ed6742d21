package fr.parvis.relations.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What somebody has typed is there again after the network, the session or the page was lost. */
@ParvisTest
class KeptWordsJourney {
    @Autowired
    Town town;

    @Autowired
    Requests requests;

    @LocalServerPort
    int port;

    Screens screens;
    String nadia;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        nadia = town.agentAt(town.place(1, 1), "Nadia Essai");
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
    }

    private Request asked() {
        var said = new Request.Said("", "Où en est-on ?", "Zoé", "Essai", Ids.token() + "@mots.example", "", null);
        return requests.receive(NewRequest.web(Request.Kind.QUESTION, "fr", null, said, Ids.token()));
    }

    private void look(Page page, String shot) {
        page.setViewportSize(320, 640);
        screens.look(page, "mots-" + shot + "-320");
        page.setViewportSize(1280, 800);
        screens.look(page, "mots-" + shot + "-1280");
    }

    @Test
    void an_agent_loses_the_session_the_network_and_writes_in_two_tabs() {
        var page = screens.window(1280, 800, "fr");
        Screens.signIn(page, nadia);
        var here = "/agent/messages/" + asked().id();
        Screens.loaded(page, () -> page.navigate(here));
        page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("parvis-session"));
        page.fill("#reply", "Votre dossier est complet.");
        assertThat(page.locator("#garde")).containsText("Votre session est terminée");
        page.locator("#reply").press("Control+Enter");
        assertThat(page.locator("#garde a")).isFocused();
        look(page, "01-session");

        // through the sign-in, back to the same words
        page.locator("#garde a").press("Enter");
        assertThat(page.locator("form")).containsText("Mot de passe");
        page.fill("#username", nadia);
        page.fill("#password", Town.PASSWORD);
        Screens.loaded(page, () -> page.locator("#password").press("Enter"));
        assertThat(page).hasURL(Pattern.compile(".*" + here + ".*"));
        assertThat(page.locator("#reply")).hasValue("Votre dossier est complet.");
        assertThat(page.locator("#garde")).containsText("Votre texte est revenu");

        // without a network nothing leaves the page; with it, the words are saved by themselves
        page.context().setOffline(true);
        assertThat(page.locator("#garde")).containsText("Connexion perdue");
        page.fill("#reply", "Votre dossier est complet. Venez lundi.");
        page.locator("#reply").press("Control+Enter");
        assertThat(page.locator("#garde")).containsText("Connexion perdue");
        look(page, "02-reseau");
        page.waitForResponse(
                answer -> answer.url().endsWith("/brouillon") && answer.status() == 204,
                () -> page.context().setOffline(false));
        assertThat(page.locator("#garde")).containsText("revenue");

        // signed out in another tab, and in again there: this page goes on
        page.context().clearCookies();
        page.fill("#reply", "Votre dossier est complet. Venez lundi matin.");
        assertThat(page.locator("#garde")).containsText("Votre session est terminée");
        var tab = page.context().newPage();
        Screens.signIn(tab, nadia);
        page.fill("#reply", "Votre dossier est complet. Venez lundi.");
        assertThat(page.locator("#garde")).containsText("revenue");

        // a second tab does not replace the first
        tab.navigate(here);
        assertThat(tab.locator("#reply")).hasValue("Votre dossier est complet. Venez lundi.");
        tab.waitForResponse(
                answer -> answer.url().endsWith("/brouillon"), () -> tab.fill("#reply", "Venez plutôt mardi."));
        page.fill("#reply", "Votre dossier est complet. Venez vendredi.");
        assertThat(page.locator(".elsewhere")).containsText("Vous écrivez aussi dans un autre onglet");
        assertThat(page.locator(".elsewhere")).containsText("Venez plutôt mardi.");
        page.locator("#reply").press("Control+Enter");
        assertThat(page.locator(".elsewhere [data-choose=both]")).isFocused();
        look(page, "03-deux-onglets");
        page.keyboard().press("Enter");
        assertThat(page.locator(".elsewhere")).hasCount(0);
        assertThat(page.locator("#reply"))
                .hasValue("Votre dossier est complet. Venez vendredi.\n\nVenez plutôt mardi.");
        Screens.loaded(page, () -> page.locator("#reply").press("Control+Enter"));
        assertThat(page.locator("#cours")).containsText("Venez vendredi.");
        assertThat(page.locator("#reply")).hasValue("");
    }

    @Test
    void files_that_nobody_has_weighed_before_they_left_get_an_answer_and_the_words_are_still_there(
            @TempDir Path folder) throws IOException {
        var heavy = folder.resolve("film.mov");
        try (var file = new RandomAccessFile(heavy.toFile(), "rw")) {
            file.setLength(61L * 1024 * 1024);
        }
        var asked = asked();
        var page = screens.window(1280, 800, "fr");
        page.navigate("/suivi/" + asked.reference().code() + "/" + asked.key().code());
        assertThat(page.locator("form[data-words]")).hasAttribute("data-ready", "true");
        page.fill("#text", "Voici le film.");
        page.setInputFiles("#files", heavy);
        page.evaluate("() => document.querySelector('form[data-words]').submit()");
        assertThat(page.locator("h1")).hasText("Fichiers trop lourds");
        look(page, "08-refuse");
        page.locator("main .btn-primary").press("Enter");
        assertThat(page.locator("#text")).hasValue("Voici le film.");
    }

    @Test
    void somebody_writes_to_the_town_on_a_train() {
        var page = screens.window(1280, 800, "fr");
        page.navigate("/question");
        assertThat(page.locator("form[data-words]")).hasAttribute("data-ready", "true");
        page.fill("#words", "  Puis-je emmener mon chat ?\nIl est calme.");
        page.context().setOffline(true);
        page.locator("form.sheet button.btn-primary").press("Enter");
        assertThat(page.locator("#mots")).containsText("Rien n’est parti");
        look(page, "04-train");
        page.context().setOffline(false);
        assertThat(page.locator("#mots")).containsText("Appuyez de nouveau");

        // another page, and back
        page.navigate("/demarches");
        page.navigate("/question");
        assertThat(page.locator("#words")).hasValue("  Puis-je emmener mon chat ?\nIl est calme.");
        assertThat(page.locator("#mots")).containsText("Voici ce que vous aviez écrit");
        look(page, "05-revenu");
        page.locator("form.sheet button.btn-primary").press("Enter");
        assertThat(page.locator("main .notice-good")).containsText("bien arrivée");
        var reference = page.locator(".request-facts .secret").first().textContent();

        // once sent it is kept no more; the same again is the same request
        page.navigate("/question");
        assertThat(page.locator("#words")).hasValue("");
        page.fill("#words", "  Puis-je emmener mon chat ?\nIl est calme.");
        page.locator("form.sheet button.btn-primary").press("Enter");
        assertThat(page.locator("[data-words-sent]")).containsText("déjà envoyée");
        assertThat(page.locator(".request-facts .secret").first()).hasText(reference);
        look(page, "06-deja");

        // what would be refused after a long way is said before it leaves
        page.fill("#text", "Voici mon acte.");
        page.setInputFiles("#files", new FilePayload("acte.jpg", "image/jpeg", new byte[10 * 1024 * 1024 + 1]));
        page.locator("form[action$='/message'] button.btn-primary").press("Enter");
        assertThat(page.locator("#mots")).containsText("10\u00a0Mo au plus");
        assertThat(page.locator("#mots")).containsText("acte.jpg");
        look(page, "07-lourd");
        assertThat(page.locator("#text")).hasValue("Voici mon acte.");
        page.setInputFiles("#files", new FilePayload[0]);

        // closed in another tab while it was being written
        page.fill("#text", "J’ajoute ceci.");
        var key = page.locator(".withdraw .secret").first().textContent();
        var tab = page.context().newPage();
        tab.navigate("/suivi/" + reference);
        tab.locator("form[action$='/fermer'] button").press("Enter");
        tab.waitForURL(url -> !url.contains("/suivi"));
        page.locator("form[action$='/message'] button.btn-primary").press("Enter");
        page.fill("#code", key);
        page.locator("#code").press("Enter");
        assertThat(page.locator("#text")).hasValue("J’ajoute ceci.");
        page.locator("form[action$='/message'] button.btn-primary").press("Enter");
        assertThat(page.locator(".exchange")).containsText("J’ajoute ceci.");
        assertThat(page.locator("#text")).hasValue("");
    }
}
