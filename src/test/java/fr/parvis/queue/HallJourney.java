package fr.parvis.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From the kiosk to the opinion, while the person in charge watches the same visit. */
@ParvisTest
class HallJourney {
    @Autowired
    Town town;

    @LocalServerPort
    int port;

    Screens screens;

    @BeforeEach
    void open() {
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void a_visit_in_french_with_the_keyboard_alone_at_the_counter() {
        visit("fr-FR", 390, "visite-fr");
    }

    @Test
    void a_visit_in_english_on_the_smallest_phone() {
        visit("en-GB", 320, "visit-en-320");
    }

    private void visit(String language, int phoneWidth, String shots) {
        var french = language.startsWith("fr");
        var place = town.place(3, 2);
        var slug = place.site().slug();
        var agent = screens.window(phoneWidth == 320 ? 320 : 1280, 900, language);
        Screens.signIn(agent, town.agentAt(place, "Nadia Essai"));
        assertThat(agent).hasURL(java.util.regex.Pattern.compile(".*/agent"));
        screens.look(agent, shots + "-1-agent-choisit");
        agent.keyboard().press("Tab");
        agent.locator("input[name=counter]").first().focus();
        agent.keyboard().press("Space");
        agent.keyboard().press("Enter");
        assertThat(agent.locator("#person-title")).hasText("Guichet 1");
        assertThat(agent.locator("#agent[data-ready]")).isVisible();
        screens.look(agent, shots + "-2-agent-libre");

        var supervisor = screens.window(1400, 900, language);
        Screens.signIn(supervisor, town.account("Paul Essai", Role.SUPERVISOR));
        supervisor.navigate("/pilotage?site=" + slug);
        screens.look(supervisor, shots + "-3-pilotage-vide");

        var display = screens.window(1280, 720, language);
        display.navigate("/ecran/" + slug);
        screens.look(display, shots + "-4-ecran-vide");

        var kiosk = screens.window(phoneWidth == 320 ? 320 : 1080, 900, language);
        kiosk.navigate("/borne/" + slug);
        screens.look(kiosk, shots + "-5-borne");
        kiosk.locator("a.tile, button.tile").first().click();
        screens.look(kiosk, shots + "-6-borne-choix");
        kiosk.locator("button[name=service]").first().click();
        assertThat(kiosk.locator(".number-huge")).hasText("A001");
        screens.look(kiosk, shots + "-7-borne-ticket");

        var phone = screens.window(phoneWidth, 780, language);
        phone.navigate(kiosk.locator("img.qr").getAttribute("src").replace("/qr.svg", ""));
        assertThat(phone.locator("h1")).containsText("A001");
        screens.look(phone, shots + "-8-ticket-attente");
        assertThat(supervisor.locator("#w-A001")).isVisible();
        assertThat(supervisor.locator("#w-A001 .why")).containsText(french ? "ordre d’arrivée" : "order of arrival");
        screens.look(supervisor, shots + "-9-pilotage-attente");

        agent.bringToFront();
        assertThat(agent.locator(".line .number").first()).hasText("A001");
        agent.keyboard().press("Space");
        assertThat(agent.locator("#person-title")).hasText("A001");
        screens.look(agent, shots + "-10-agent-appelle");
        assertThat(phone.locator(".turn .where")).hasText("Guichet 1");
        screens.look(phone, shots + "-11-ticket-appele");
        assertThat(display.locator("#announce .number")).hasText("A001");
        screens.look(display, shots + "-12-ecran-annonce");
        assertThat(display.locator(".calls .number").first()).hasText("A001");

        agent.keyboard().press("d");
        assertThat(agent.locator("#finish")).isVisible();
        screens.look(agent, shots + "-13-agent-recoit");
        agent.keyboard().press("f");
        agent.keyboard().press("Enter");
        assertThat(agent.locator("#person-title")).hasText("Guichet 1");
        assertThat(phone.locator("fieldset.faces")).isVisible();
        screens.look(phone, shots + "-14-ticket-avis");
        phone.locator("button[name=score][value='5']").click();
        assertThat(phone.locator("#words")).isVisible();
        phone.fill("#words", french ? "Accueil très clair" : "Very clear welcome");
        screens.look(phone, shots + "-15-ticket-avis-mots");
        phone.locator("form:has(#words) button").click();
        assertThat(phone.locator("main .notice-good")).isVisible();
        screens.look(phone, shots + "-16-merci");
        assertThat(supervisor.locator(".big-figures .sheet").nth(3)).containsText("1");
        screens.look(supervisor, shots + "-17-pilotage-fin");
        screens.assertNoComplaint();
    }

    @Test
    void the_phone_follows_its_turn_without_scripts() {
        var place = town.place(1, 1);
        var phone = screens.window(390, 780, "fr-FR", false);
        phone.navigate("/sites/" + place.site().slug() + "/ticket");
        phone.locator("button[name=service]").first().click();
        assertThat(phone.locator("h1")).containsText("A001");
        assertThat(refresh(phone)).isEqualTo(1);
        phone.locator("a[href$='/quitter']").click();
        phone.locator("form[action$='/quitter'] button").click();
        assertThat(phone.locator(".lead")).containsText("quitté la file");
        assertThat(refresh(phone)).isZero();
    }

    private static int refresh(Page page) {
        Locator meta = page.locator("meta[http-equiv=refresh]");
        return meta.count();
    }
}
