package fr.parvis.relations;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import fr.parvis.identity.Role;
import fr.parvis.procedures.LunarSheets;
import fr.parvis.procedures.SheetImport;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import java.util.Collections;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody who does not know what to look for: by what happens to them, by theme, by questions, and by asking us. */
@Tag("deep")
@ParvisTest
class OrientationJourney {
    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @LocalServerPort
    int port;

    Screens screens;
    String agent;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        var place = town.place(2, 1, Collections.nCopies(7, "08:30-17:00"));
        agent = town.agentAt(place, "Camille Essai");
        LunarSheets.bring(imports);
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void on_the_smallest_screen() {
        findTheWay(screens.window(320, 800, "fr"), "orientation-fr-320-");
        screens.assertNoComplaint();
    }

    @Test
    void in_arabic() {
        findTheWay(screens.window(390, 800, "ar"), "orientation-ar-390-");
        screens.assertNoComplaint();
    }

    @Test
    void without_scripts() {
        findTheWay(screens.window(390, 800, "fr", false), "orientation-nojs-390-", false);
    }

    private void findTheWay(Page page, String shots) {
        findTheWay(page, shots, true);
    }

    private void findTheWay(Page page, String shots, boolean looking) {
        // at home: what is asked most, and a call
        page.navigate("/");
        assertThat(page.locator(".doors a")).not().hasCount(0);
        look(looking, page, shots + "01-accueil");
        page.locator(".home-ways a[href='/demarches']").click();
        assertThat(page.locator(".doors a[href='/demarches/F98001/plan']")).isVisible();
        assertThat(page.locator(".come-now")).isVisible();
        look(looking, page, shots + "02-demarches");

        // a life event: the questions, one a screen, then the steps that remain
        page.locator(".doors a[href='/demarches/F98001/plan']").click();
        assertThat(page.locator(".step")).hasCount(4);
        look(looking, page, shots + "03-plan");
        page.locator(".narrow-down .btn").click();
        look(looking, page, shots + "04-question");
        page.locator(".option").nth(1).click();
        assertThat(page.locator(".said dd")).hasCount(1);
        page.locator(".option").nth(0).click();
        page.waitForURL("**/demarches/F98001/plan?r=2.1");
        assertThat(page.locator(".step")).hasCount(3);
        look(looking, page, shots + "05-plan-pour-moi");
        page.locator(".step-done input").first().check();
        assertThat(page.locator(".step-in").first()).isHidden();
        page.locator(".said dd a").first().click();
        page.locator(".option").first().click();
        page.waitForURL("**/demarches/F98001/plan?r=1.1");
        assertThat(page.locator(".step")).hasCount(4);

        // a guided search: back works, and it ends at what applies
        page.navigate("/demarches/F98002");
        page.locator(".guide-start .btn").click();
        look(looking, page, shots + "06-guide");
        page.locator(".option").first().click();
        page.goBack();
        page.locator(".option").first().click();
        look(looking, page, shots + "07-guide-2");
        page.locator(".option").nth(1).click();
        assertThat(page.locator(".goal")).containsText("Apportez un contrat de travail");
        assertThat(page.locator(".goal")).not().containsText("billet de retour");
        look(looking, page, shots + "08-guide-fin");

        // by theme
        page.navigate("/demarches");
        page.locator(".themes a").first().click();
        page.waitForURL("**/demarches/themes/lune-etoiles");
        page.locator("summary", new Page.LocatorOptions().setHasText("Séjour lunaire"))
                .click();
        assertThat(page.locator(".case-in a[href='/demarches/F98003']")).isVisible();
        look(looking, page, shots + "09-theme");

        // nothing is found: somebody answers
        page.navigate("/demarches?q=xyzzyx");
        assertThat(page.locator(".none")).isVisible();
        assertThat(page.locator(".themes")).isVisible();
        look(looking, page, shots + "10-rien");
        page.locator(".people-ways a[href='/question']").click();
        page.locator("form.sheet button").click();
        assertThat(page.locator("#words-error")).isVisible();
        look(looking, page, shots + "11-question-vide");
        page.fill("#words", "Puis-je emmener mon chat sur la lune ?\nIl est petit.");
        page.locator("[name=reply][value=email]").check();
        page.fill("#email", "sans arobase");
        page.locator("#email").press("Enter");
        assertThat(page.locator("#email-error")).isVisible();
        assertThat(page.locator("#words")).hasValue(Pattern.compile("Puis-je emmener.*", Pattern.DOTALL));
        look(looking, page, shots + "12-question-adresse");
        page.fill("#email", "camille@lune.example");
        page.locator("#email").press("Enter");
        assertThat(page.locator(".track .is-now")).isVisible();
        var mine = page.url().replaceFirst("\\?.*", "");
        look(looking, page, shots + "13-recue");

        // an agent answers, the person reads it
        var desk = screens.window(1280, 800, "fr");
        Screens.signIn(desk, agent);
        Screens.loaded(desk, () -> desk.navigate("/agent/messages?q=" + reference(page)));
        screens.look(desk, shots + "14-agent-liste");
        Screens.loaded(desk, () -> open(desk, "Puis-je emmener mon chat"));
        screens.look(desk, shots + "15-agent-question");
        desk.locator("#acte-fin > summary").click();
        desk.locator("[name=outcome][value=solved]").check();
        desk.fill("#answer", "Oui, avec un permis pour animal.\nVenez au comptoir lunaire.");
        Screens.loaded(desk, () -> desk.locator("#acte-fin [data-send]").click());
        assertThat(desk.locator("main .notice-good")).isVisible();
        page.navigate(mine);
        assertThat(page.locator(".answer")).containsText("avec un permis pour animal");
        look(looking, page, shots + "16-repondue");

        // what was said can be erased
        page.locator(".withdraw", new Page.LocatorOptions().setHas(page.locator("button")))
                .locator("summary")
                .click();
        page.locator(".withdraw button").click();
        assertThat(page.locator(".answer")).hasCount(0);
        look(looking, page, shots + "17-effacee");

        // a call
        page.navigate("/rappel?fiche=F98003");
        look(looking, page, shots + "18-rappel");
        page.fill("#phone", "06 12 34 56 78");
        page.selectOption("#moment", new SelectOption().setIndex(1));
        page.locator("form.sheet button").click();
        assertThat(page.locator(".request-facts").first().locator("> div")).hasCount(4);
        look(looking, page, shots + "19-rappel-recu");
        Screens.loaded(desk, () -> desk.navigate("/agent/messages?q=" + reference(page)));
        Screens.loaded(desk, () -> open(desk, "Permis de séjour lunaire"));
        screens.look(desk, shots + "20-agent-rappel");
        for (int call = 1; call <= 3; call++) {
            Screens.loaded(
                    desk, () -> desk.locator("form[action$=appel] button").click());
        }
        page.reload();
        assertThat(page.locator("a.btn[href$='/rappel']")).isVisible();
        look(looking, page, shots + "21-pas-joint");
    }

    /** That of the request whose page is open; others may have asked the same. */
    private static String reference(Page page) {
        return page.url().replaceFirst(".*/(PRV-[^/?]+).*", "$1");
    }

    private static void open(Page desk, String request) {
        desk.locator(".messages li", new Page.LocatorOptions().setHasText(request))
                .locator("a")
                .first()
                .click();
    }

    private void look(boolean looking, Page page, String name) {
        if (looking) {
            screens.look(page, name);
        }
    }
}
