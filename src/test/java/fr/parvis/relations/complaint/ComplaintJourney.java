package fr.parvis.relations.complaint;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.relations.Bodies;
import fr.parvis.relations.Handovers;
import fr.parvis.relations.Reference;
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

/** Somebody complains; an agent says why it happened, apologises and answers; the person reads it and says whether it satisfied. */
@ParvisTest
class ComplaintJourney {
    @Autowired
    Town town;

    @Autowired
    Bodies bodies;

    @Autowired
    Requests requests;

    @Autowired
    Handovers handovers;

    @LocalServerPort
    int port;

    Screens screens;
    String lead = "";

    @BeforeEach
    void open() {
        lead = town.account("Léa Essai", Role.ADMIN);
        town.place(1, 1);
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void on_a_large_screen() {
        complain(1280);
        screens.assertNoComplaint();
    }

    @Test
    void on_the_smallest_screen() {
        complain(320);
        screens.assertNoComplaint();
    }

    private void complain(int width) {
        var to = Ids.token() + "@essai.example";
        var person = screens.window(width, 800, "fr");
        var shot = "reclamation-" + width + "-";
        person.navigate("/");
        person.locator("a[href='/reclamation']").press("Enter");
        person.locator("form.sheet button").press("Enter");
        assertThat(person.locator("#words-error")).isVisible();
        assertThat(person.locator("#category-error")).isVisible();
        screens.look(person, shot + "01-refus");
        person.fill("#words", "J’ai attendu cinquante minutes debout avec ma mère de 84 ans.");
        person.selectOption(
                "#category", new com.microsoft.playwright.options.SelectOption().setLabel("Accueil, politesse"));
        person.fill("#moment", "mardi matin");
        person.fill("#person", "l’agent du guichet 3");
        person.fill("#email", to);
        person.locator("form.sheet button").press("Enter");
        assertThat(person.locator("main .notice-good")).containsText("Votre réclamation est bien arrivée");
        screens.look(person, shot + "02-recue");
        var reference = person.locator(".request-facts .secret").first().innerText();

        var desk = screens.window(width, 800, "fr");
        Screens.signIn(desk, lead);
        desk.navigate("/agent/messages?q=" + reference);
        desk.locator(".message").first().press("Enter");
        assertThat(desk.locator("#who")).containsText("Qui est mis en cause");
        screens.look(desk, shot + "02b-qui");
        desk.locator("#who button").last().press("Enter");
        assertThat(desk.locator("main .notice-good")).isVisible();
        assertThat(desk.locator("#who")).hasCount(0);
        desk.locator("#acte-fin > summary").press("Enter");
        desk.locator("[name=outcome][value=solved]").check();
        desk.fill("#answer", "Pardon.");
        desk.locator("#acte-fin [data-send]").last().press("Enter");
        assertThat(desk.locator("#cause-error")).isVisible();
        screens.look(desk, shot + "03-sans-cause");
        desk.selectOption("#cause", new com.microsoft.playwright.options.SelectOption().setLabel("Pas assez de monde"));
        desk.fill("#remedy", "Des chaises sont ajoutées dans le hall.");
        desk.locator("[name=responsible][value=yes]").check();
        desk.locator("#acte-reclamation .btn-primary").press("Enter");
        assertThat(desk.locator("main .notice-good")).isVisible();
        desk.locator("#acte-fin > summary").press("Enter");
        desk.locator("[name=outcome][value=solved]").check();
        desk.fill("#answer", "");
        desk.locator("#acte-fin .macros button", new Page.LocatorOptions().setHasText("nous avions tort"))
                .press("Enter");
        assertThat(desk.locator("#answer")).hasValue(Pattern.compile("excuses.*chaises", Pattern.DOTALL));
        screens.look(desk, shot + "04-excuses");
        desk.locator("#acte-fin [data-send]").last().press("Enter");
        assertThat(desk.locator("main .notice-good")).containsText("terminée");
        Screens.loaded(desk, () -> desk.navigate("/agent/reclamations"));
        assertThat(desk.locator(".rows")).containsText(new String[] {reference});
        screens.look(desk, shot + "05-registre");
        for (var page : new String[] {"/admin/reclamations", "/agent/reponses", "/admin/organismes/nouveau"}) {
            Screens.loaded(desk, () -> desk.navigate(page));
            screens.look(desk, shot + "06" + page.replace('/', '-'));
        }

        desk.navigate("/admin/reclamations");
        desk.fill("#name", "Propos " + Ids.token().substring(0, 6));
        desk.check("#personal");
        desk.locator("form:has(#personal) .btn-primary").press("Enter");
        assertThat(desk.locator("main .notice-good")).isVisible();
        desk.locator("form[action$='/comportement'] button").last().press("Enter");
        assertThat(desk.locator("main .notice-good")).containsText("ne sont plus mises de côté");
        screens.look(desk, shot + "06b-comportement");

        person.reload();
        person.locator("a[href^='/avis/reponse/']").press("Enter");
        screens.look(person, shot + "07-avis");
        person.locator("button[name=score][value='4']").press("Enter");
        person.fill("#words", "Réponse claire.");
        person.locator("form:has(#words) button").press("Enter");
        assertThat(person.locator("main .notice-good")).isVisible();
        handOver(desk, width, shot);
    }

    private void handOver(Page desk, int width, String shot) {
        var name = "France services " + Ids.token().substring(0, 6);
        bodies.save(new Bodies.Body(
                Ids.next(), name, "France services", Ids.token() + "@fs.example", "", "2 place d’Essai", true));
        var person = screens.window(width, 800, "fr");
        person.navigate("/question");
        var words = "Aide au logement " + Ids.token();
        person.fill("#words", words);
        person.locator("form.sheet button").press("Enter");
        var reference = person.locator(".request-facts .secret").first().innerText();
        desk.navigate("/agent/messages?q=" + reference);
        desk.locator(".message").first().press("Enter");
        desk.locator("a[href$='/relais']").press("Enter");
        desk.locator("form.sheet .btn-primary").press("Enter");
        assertThat(desk.locator("#consent-error")).isVisible();
        screens.look(desk, shot + "08-relais-refus");
        desk.selectOption(
                "#body", new com.microsoft.playwright.options.SelectOption().setLabel(name + " (France services)"));
        desk.fill("#words", "Loyer impayé depuis deux mois.");
        desk.locator("[name=consent][value=SPOKEN]").check();
        desk.locator("[name=closes]").check();
        desk.locator("form.sheet .btn-primary").press("Enter");
        assertThat(desk.locator("main .notice-good")).isVisible();
        screens.look(desk, shot + "09-relais-envoye");
        var asked = requests.find(Reference.parse(reference).orElseThrow()).orElseThrow();
        var token = handovers.of(asked.id()).getLast().token();
        person.navigate("/relais/" + token + "?lang=ar");
        assertThat(person.locator("html")).hasAttribute("dir", "rtl");
        screens.look(person, shot + "10-relais-ar");
        person.navigate("/relais/" + token + "?lang=fr");
        screens.look(person, shot + "11-relais");
    }
}
