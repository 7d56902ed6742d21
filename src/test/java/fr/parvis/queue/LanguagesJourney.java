package fr.parvis.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import fr.parvis.identity.Role;
import fr.parvis.platform.web.Language;
import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.QrCode;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A visit by somebody who reads no French, on a kiosk and a phone that speak it by themselves. */
@Tag("deep")
@ParvisTest
class LanguagesJourney {
    /** A browser with a French, an Arabic and a Ukrainian voice that keeps what it was given to say. */
    private static final String VOICES = """
            window.said = [];
            window.SpeechSynthesisUtterance = class extends EventTarget {
              constructor(text) { super(); this.text = text; }
            };
            const voices = Object.assign(new EventTarget(), {
              getVoices: () => ["fr-FR", "ar-SA", "uk-UA"].map((lang) => ({ lang })),
              speak: (words) => window.said.push(words.lang + " " + words.text),
              cancel: () => {},
            });
            Object.defineProperty(window, "speechSynthesis", { value: voices });
            """;

    @Autowired
    Town town;

    @LocalServerPort
    int port;

    Screens screens;

    @BeforeEach
    void open() {
        // without an account, the first pages lead to the set-up
        town.account("Essai", Role.ADMIN);
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void a_visit_in_arabic_on_the_smallest_screens() {
        visit(Language.ARABIC, 320, 320);
    }

    @Test
    void a_visit_in_ukrainian_on_the_smallest_screens() {
        visit(Language.UKRAINIAN, 320, 320);
    }

    private void visit(Language language, int kioskWidth, int phoneWidth) {
        var shots = "langue-" + language.tag() + "-" + phoneWidth + "-";
        var place = town.place(3, 1);
        var slug = place.site().slug();
        var agent = new Api(port, town.token(Role.AGENT));
        var counter = place.path() + "/counters/guichet-1";
        agent.post(counter + "/open", "{}");

        var kiosk = screens.window(kioskWidth, 900, "fr-FR");
        kiosk.addInitScript(VOICES);
        kiosk.navigate("/borne/" + slug);
        isIn(kiosk, Language.FRENCH);
        assertThat(kiosk.locator("a.tile")).hasCount(Language.values().length);
        for (var other : Language.values()) {
            var tile = kiosk.locator("a.tile[lang=" + other.tag() + "]");
            assertThat(tile).containsText(other.ownName());
            assertThat(tile.boundingBox().height).isGreaterThanOrEqualTo(80);
        }
        screens.look(kiosk, shots + "1-borne");
        kiosk.locator("a.tile[lang=" + language.tag() + "]").click();
        isIn(kiosk, language);
        screens.look(kiosk, shots + "2-borne-choix");
        kiosk.locator("#listen").click();
        assertThat(said(kiosk))
                .startsWith(language.tag() + " ")
                .contains(
                        "\n" + language.tag() + " ",
                        "\nfr " + place.services().getFirst().name());
        kiosk.locator("a[href*='aide=1']").click();
        isIn(kiosk, language);
        assertThat(kiosk.locator("#language")).hasValue(language.tag());
        kiosk.locator("input[value=seat]").check();
        screens.look(kiosk, shots + "3-borne-aide");
        kiosk.locator("button[name=service]").first().click();
        isIn(kiosk, language);
        assertThat(kiosk.locator(".number-huge")).hasText("A001");
        screens.look(kiosk, shots + "4-borne-ticket");
        kiosk.locator("#listen").click();
        assertThat(said(kiosk)).contains(language.tag() + " A 1");
        var code = URI.create(kiosk.url()).resolve(kiosk.locator("img.qr").getAttribute("src"));
        var address = QrCode.read(kiosk.request().get(code.toString()).text());
        kiosk.locator("a.btn-primary").click();
        isIn(kiosk, Language.FRENCH);

        var phone = screens.window(phoneWidth, 780, "fr-FR");
        phone.navigate(address);
        isIn(phone, language);
        assertThat(phone.locator("h1")).containsText("A001");
        screens.look(phone, shots + "5-ticket");
        phone.locator(".langs summary").click();
        var menu = phone.locator(".langs ul").boundingBox();
        assertThat(menu.x).isNotNegative();
        assertThat(menu.x + menu.width).isLessThanOrEqualTo(phoneWidth);
        screens.look(phone, shots + "6-langues");
        for (var page : new String[] {"/sites/" + slug, "/aide", "/accessibilite", "/ticket/inconnu"}) {
            phone.navigate(page);
            isIn(phone, language);
            screens.look(phone, shots + "7" + page.replace('/', '-'));
        }
        phone.navigate(address.replaceFirst("\\?.*", "/quitter"));
        isIn(phone, language);
        screens.look(phone, shots + "8-quitter");
        phone.locator("a.btn-quiet").click();

        var home = screens.window(phoneWidth, 780, language.tag());
        home.navigate("/");
        isIn(home, language);
        screens.look(home, shots + "0-accueil");
        home.context().close();

        var display = screens.window(1280, 720, "fr-FR");
        display.addInitScript(VOICES);
        display.navigate("/ecran/" + slug);
        display.locator("#sound").click();
        var ticket = agent.post(counter + "/call-next").text("id");
        assertThat(phone.locator(".turn .where")).hasText("Guichet 1");
        screens.look(phone, shots + "9-appel");
        display.waitForFunction("() => window.said.length === 2");
        assertThat(said(display)).startsWith("fr Ticket A 1, Guichet 1.").contains("\n" + language.tag() + " ");
        agent.post("/api/v1/tickets/" + ticket + "/start");
        assertThat(phone.locator(".turn")).hasCount(0);
        agent.post("/api/v1/tickets/" + ticket + "/finish", "{\"outcome\":\"solved\"}");
        assertThat(phone.locator("fieldset.faces")).isVisible();
        phone.locator("button[name=score][value='4']").click();
        isIn(phone, language);
        assertThat(phone.locator("#words")).isVisible();
        screens.look(phone, shots + "10-avis");
        phone.locator("form:has(#words) button").click();
        assertThat(phone.locator("main .notice-good")).isVisible();
        isIn(phone, language);
        screens.look(phone, shots + "11-merci");
        screens.assertNoComplaint();
    }

    private static void isIn(Page page, Language language) {
        assertThat(page.locator("html")).hasAttribute("lang", language.tag());
        assertThat(page.locator("html")).hasAttribute("dir", language.direction());
    }

    private static String said(Page page) {
        return (String) page.evaluate("() => window.said.join('\\n')");
    }

    @Test
    void the_display_and_a_closed_place_in_every_language() {
        var open = town.place(3, 2);
        var closed = town.place(2, 1, Collections.nCopies(7, ""));
        for (var language : Language.values()) {
            var display = screens.window(1280, 720, language.tag());
            display.navigate("/ecran/" + open.site().slug());
            isIn(display, language);
            screens.look(display, "langue-ecran-" + language.tag());
            var phone = screens.window(390, 780, language.tag());
            phone.navigate("/sites/" + closed.site().slug());
            isIn(phone, language);
            screens.look(phone, "langue-ferme-" + language.tag());
        }
        screens.assertNoComplaint();
    }

    @Test
    void without_a_voice_for_the_page_there_is_no_button_to_listen() {
        var kiosk = screens.window(1080, 900, "fr-FR");
        kiosk.addInitScript(VOICES);
        kiosk.navigate("/borne/" + town.place(1, 1).site().slug() + "/services?lang=pt");
        isIn(kiosk, Language.PORTUGUESE);
        assertThat(kiosk.locator("#listen")).isHidden();
    }

    @Test
    void a_page_fetches_only_the_letters_that_it_shows() {
        var fetched = new ArrayList<String>();
        var page = screens.window(390, 780, "fr-FR");
        page.onRequest(request -> fetched.add(request.url()));
        page.navigate("/aide");
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(fetched)
                .anyMatch(url -> url.contains("atkinson"))
                .noneMatch(url -> url.matches(".*(arabic|cyrillic).*"));
        page.navigate("/aide?lang=ar");
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(fetched).anyMatch(url -> url.contains("arabic")).noneMatch(url -> url.contains("cyrillic"));
    }
}
