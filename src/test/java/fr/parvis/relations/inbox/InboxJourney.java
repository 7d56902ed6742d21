package fr.parvis.relations.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Handling;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Two colleagues and one inbox: by keyboard, on a small screen, and without scripts. */
@ParvisTest
class InboxJourney {
    @Autowired
    Town town;

    @Autowired
    Requests requests;

    @Autowired
    Handling handling;

    @Autowired
    Macros macros;

    @LocalServerPort
    int port;

    Screens screens;
    Town.Place place;
    String nadia;

    @BeforeEach
    void open() {
        place = town.place(2, 1);
        nadia = town.agentAt(place, "Nadia Essai");
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
    }

    /** In a language that no other test asks in: the list is theirs alone. */
    private Request asked(String subject, String words) {
        var said = new Request.Said(subject, words, "Zoé", "Lunaire", Ids.token() + "@lune.example", "", null);
        return requests.receive(NewRequest.web(Request.Kind.QUESTION, "pt", null, said, Ids.token()));
    }

    private static String at(Request request) {
        return "/agent/messages/" + request.id();
    }

    private static void ready(Page page) {
        assertThat(page.locator("#inbox")).hasAttribute("data-ready", "true");
    }

    @Test
    void from_the_list_to_the_answer_without_a_mouse() {
        var name = "Permis lunaire " + Ids.token().substring(0, 6);
        macros.add(name, "Bonjour {prenom}, votre permis est prêt.", false);
        var asked = asked("Permis de séjour " + Ids.token().substring(0, 6), "Où en est mon permis ?\nJe pars lundi.");
        asked("Marché de Noël", "Y aura-t-il des manèges cette année ?");
        var page = screens.window(1280, 800, "fr");
        Screens.signIn(page, nadia);
        Screens.loaded(page, () -> page.navigate("/agent/messages?vue=nouvelles&langue=pt"));
        ready(page);
        screens.look(page, "inbox-01-liste-1280");
        page.keyboard().press("?");
        assertThat(page.locator("#touches")).hasAttribute("open", "");
        page.keyboard().press("j");
        assertThat(page.locator("[data-row]").first()).isFocused();

        // what comes in shows itself, and takes nothing away from where one is
        asked("Une nouvelle venue", "Bonjour");
        assertThat(page.locator(".messages")).containsText("Une nouvelle venue");
        assertThat(page.locator("[data-row]").first()).isFocused();

        // searched, opened, taken
        page.keyboard().press("/");
        assertThat(page.locator("#q")).isFocused();
        page.keyboard().type("séjours j ? " + asked.reference().code().substring(4, 8));
        assertThat(page.locator("#q")).hasValue(Pattern.compile("séjours j \\? .*"));
        page.locator("#q").fill(asked.reference().code());
        Screens.loaded(page, () -> page.keyboard().press("Enter"));
        ready(page);
        page.keyboard().press("j");
        Screens.loaded(page, () -> page.keyboard().press("Enter"));
        ready(page);
        assertThat(page.locator("h1")).containsText("Permis de séjour");
        screens.look(page, "inbox-02-demande-1280");
        Screens.loaded(page, () -> page.keyboard().press("a"));
        ready(page);
        assertThat(page.locator(".one-facts")).containsText("Vous");

        // a ready-made reply, by its key
        page.keyboard().press("m");
        assertThat(page.locator("#macros [data-macro]").first()).isFocused();
        var wanted = page.locator("#macros [data-macro]").filter(new Locator.FilterOptions().setHasText(name));
        for (var presses = 0;
                presses < 200 && !(boolean) wanted.evaluate("one => one === document.activeElement");
                presses++) {
            page.keyboard().press("ArrowDown");
        }
        assertThat(wanted).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#reply")).hasValue("Bonjour Zoé, votre permis est prêt.");
        assertThat(page.locator("#reply")).isFocused();
        page.keyboard().type(" Le guichet ferme à 17 h.");

        // a colleague sees it being written; what was typed outlives the page
        var other = screens.window(1280, 800, "fr");
        Screens.signIn(other, town.account("Paul Essai", Role.SUPERVISOR));
        Screens.loaded(other, () -> other.navigate(at(asked)));
        assertThat(other.locator("#presence")).containsText("Nadia Essai écrit une réponse");
        screens.look(other, "inbox-03-collegue-1280");
        Screens.loaded(page, page::reload);
        ready(page);
        assertThat(page.locator("#reply")).hasValue(Pattern.compile(".*ferme à 17 h\\."));

        // the colleague is faster: nothing leaves twice
        other.fill("#reply", "Il est prêt, venez lundi.");
        Screens.loaded(other, () -> other.keyboard().press("Control+Enter"));
        assertThat(other.locator("main .notice-good")).isVisible();
        assertThat(page.locator("#cours")).containsText("venez lundi");
        page.locator("#reply").focus();
        Screens.loaded(page, () -> page.keyboard().press("Control+Enter"));
        assertThat(page.locator("[role=alert].notice-bad")).containsText("Rien n’est parti");
        assertThat(page.locator(".is-fresh")).containsText("venez lundi");
        assertThat(page.locator("#reply")).hasValue(Pattern.compile(".*ferme à 17 h\\."));
        screens.look(page, "inbox-04-entre-temps-1280");
        ready(page);

        // a note, then the end with a no
        page.keyboard().press("Escape");
        page.locator("h1").click();
        page.keyboard().press("n");
        assertThat(page.locator("#note")).isFocused();
        page.keyboard().type("Vu avec @paul.essai");
        Screens.loaded(page, () -> page.keyboard().press("Control+Enter"));
        ready(page);
        assertThat(page.locator(".is-note")).containsText("Vu avec @paul.essai");
        page.keyboard().press("e");
        page.locator("[name=outcome][value=refused]").check();
        page.fill("#reason", "Le permis demande six mois de présence.");
        screens.look(page, "inbox-05-non-1280");
        page.locator("#reason").focus();
        Screens.loaded(page, () -> page.keyboard().press("Control+Enter"));
        assertThat(page.locator("#alternative-error, #other-error")).isVisible();
        ready(page);
        page.fill("#other", "Vous pouvez demander un visa de visite au comptoir.");
        Screens.loaded(page, () -> page.keyboard().press("Control+Enter"));
        assertThat(page.locator("main .notice-good")).containsText("terminée");
        Screens.loaded(other, () -> other.navigate("/agent/messages?vue=cite"));
        screens.look(other, "inbox-06-vide-1280");
        screens.assertNoComplaint();
    }

    @Test
    void on_the_smallest_screen_and_in_the_dark() {
        var asked = asked("Bibliothèque de quartier", "Est-elle ouverte le samedi ?");
        handling.hear(
                asked.id(),
                Channel.EMAIL,
                "C’est la troisième fois que j’écris, c’est inadmissible.\nJ’ai perdu ma carte de lecteur, que dois-je faire ?");
        var page = screens.window(320, 800, "fr");
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
        Screens.signIn(page, nadia);
        Screens.loaded(page, () -> page.navigate("/agent/messages?langue=pt"));
        screens.look(page, "inbox-10-liste-320");
        Screens.loaded(page, () -> page.navigate("/agent/messages?q=bibliotheqeu"));
        assertThat(page.locator(".messages")).containsText("Bibliothèque de quartier");
        screens.look(page, "inbox-11-cherche-320");
        Screens.loaded(page, () -> page.navigate(at(asked)));
        page.locator("summary", new Page.LocatorOptions().setHasText("Séparer des messages"))
                .click();
        screens.look(page, "inbox-12-demande-320");
        page.locator("#acte-fin > summary").click();
        page.locator("[name=outcome][value=next]").check();
        screens.look(page, "inbox-13-fin-320");
        var lead = screens.window(320, 800, "fr");
        Screens.signIn(lead, town.account("Léa Essai", Role.SUPERVISOR));
        for (var tab : new String[] {"equipes", "regles", "reponses", "solutions", "ecoute", "delais", "chiffres"}) {
            Screens.loaded(lead, () -> lead.navigate("/agent/messages/reglages/" + tab));
            screens.look(lead, "inbox-14-" + tab + "-320");
        }
        var wide = screens.window(1280, 800, "fr");
        Screens.signIn(wide, town.account("Léa Essai", Role.SUPERVISOR));
        Screens.loaded(wide, () -> wide.navigate("/agent/messages/reglages/regles"));
        screens.look(wide, "inbox-15-regles-1280");

        // what waits is heard, what is written is read back, and a button mends it
        var card = "Carte de lecteur " + Ids.token().substring(0, 6);
        macros.add(card, "Bonjour {prenom}, la carte de lecteur perdue se refait à la bibliothèque.", false);
        Screens.loaded(wide, () -> wide.navigate(at(asked)));
        ready(wide);
        assertThat(wide.locator(".listening")).containsText("Ce que la personne ressent");
        assertThat(wide.locator(".suggested")).containsText(card);
        wide.fill("#reply", "Vous avez oublié votre carte, sous peine de refus.");
        wide.locator("#relire-reponse > summary").click();
        assertThat(wide.locator("#relire-lu-reponse")).containsText("Reproche");
        assertThat(wide.locator("#relire-dit-reponse")).containsText("remarques");
        screens.look(wide, "inbox-16-relire-1280");
        wide.locator("#relire-lu-reponse button[value^=replace]").first().click();
        assertThat(wide.locator("#reply")).hasValue("Il manque votre carte, sous peine de refus.");
        Screens.loaded(wide, () -> wide.navigate("/agent/reponses"));
        screens.look(wide, "inbox-17-reponses-1280");
        wide.locator(".rows a", new Page.LocatorOptions().setHasText(card)).click();
        screens.look(wide, "inbox-18-reponse-1280");
        Screens.loaded(page, () -> page.navigate(at(asked)));
        ready(page);
        page.fill("#reply", "Apportez votre carte, sous peine de refus.");
        page.locator("#relire-reponse > summary").click();
        assertThat(page.locator("#relire-lu-reponse")).containsText("Menace");
        screens.look(page, "inbox-19-relire-320");
        screens.assertNoComplaint();
    }

    @Test
    void without_scripts() {
        var asked = asked("Poubelles " + Ids.token().substring(0, 6), "Quel jour passent-elles ?");
        var page = screens.window(390, 800, "fr", false);
        Screens.signIn(page, nadia);
        page.navigate("/agent/messages?langue=pt");
        page.locator(
                        ".messages li",
                        new Page.LocatorOptions()
                                .setHasText(java.util.Objects.requireNonNull(asked.said())
                                        .subject()))
                .locator("a")
                .click();
        page.fill("#reply", "Le mardi.");
        page.locator("#acte-reponse [data-send]").click();
        assertThat(page.locator(".is-out")).containsText("Le mardi.");
        page.locator("#acte-fin > summary").click();
        page.locator("[name=outcome][value=solved]").check();
        page.locator("#acte-fin [data-send]").click();
        assertThat(page.locator("#answer-error")).isVisible();
        page.fill("#answer", "Le mardi, avant 7 h.");
        page.locator("#acte-fin [data-send]").press("Enter");
        assertThat(page.locator("main .notice-good")).isVisible();
    }
}
