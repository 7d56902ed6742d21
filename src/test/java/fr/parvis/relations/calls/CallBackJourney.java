package fr.parvis.relations.calls;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.relations.usager.Usagers;
import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A call that is asked for, promised, made and kept; then a letter in and a letter out, all in one story. */
@ParvisTest
class CallBackJourney {
    @Autowired
    Town town;

    @Autowired
    Usagers usagers;

    @LocalServerPort
    int port;

    private Screens screens;
    private Town.Place place;
    private String number;
    private String name;
    private UUID sheet;
    private String nadia;

    @BeforeEach
    void open() {
        place = town.place(1, 1);
        nadia = town.agentAt(place, "Nadia Essai");
        screens = new Screens(port);
        number = "06 39 98 %02d %02d"
                .formatted(
                        ThreadLocalRandom.current().nextInt(100),
                        ThreadLocalRandom.current().nextInt(100));
        name = "Lunaire" + Ids.token().replaceAll("[^a-z]", "");
        sheet = usagers.recognise("Zoé", name, null, number, "fr").orElseThrow();
    }

    @AfterEach
    void close() {
        screens.close();
    }

    private void look(Page page, String shot) {
        page.setViewportSize(1280, 800);
        screens.look(page, "appels-" + shot + "-1280");
        page.setViewportSize(320, 640);
        screens.look(page, "appels-" + shot + "-320");
        page.setViewportSize(1280, 800);
    }

    @Test
    void a_call_is_promised_made_and_kept() {
        var page = screens.window(1280, 800, "fr");
        page.navigate("/");
        page.locator("a[href='/rappel']").first().click();
        page.fill("#phone", number);
        page.fill("#firstName", "Zoé");
        page.fill("#lastName", name);
        page.fill("#words", "Mon passeport est-il prêt ?");
        look(page, "01-rappel");
        page.locator("form.sheet button").click();
        assertThat(page.locator(".request-facts").first()).containsText("Nous vous appelons");
        look(page, "02-promis");

        // the agent sees who is calling, and who waits
        var desk = screens.window(1280, 800, "fr");
        Screens.signIn(desk, nadia);
        desk.navigate("/agent/appels");
        desk.fill("#extension", Integer.toString(ThreadLocalRandom.current().nextInt(100_000, 999_999)));
        var extension = desk.locator("#extension").inputValue();
        Screens.loaded(desk, () -> desk.locator("form[action$=poste] button").click());
        new Api(port, town.token(Role.TELEPHONY))
                .post(
                        "/api/v1/calls/incoming",
                        "{\"callId\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",\"event\":\"ringing\"}"
                                .formatted(Ids.token(), number, extension));
        assertThat(desk.locator(".call-in")).containsText("Appel de " + number + " – Zoé " + name);
        look(desk, "03-file");
        Screens.loaded(
                desk,
                () -> desk.locator(".call-in a", new Page.LocatorOptions().setHasText("Noter un appel"))
                        .click());
        assertThat(desk.locator("#phone")).hasValue(Pattern.compile(".*639.*"));
        assertThat(desk.locator("#qui")).containsText("Zoé " + name);
        desk.fill("#words", "Horaires du marché");
        look(desk, "04-note");
        desk.waitForResponse(
                answer -> answer.url().endsWith("/note/brouillon"), () -> desk.fill("#words", "Horaires ?"));
        desk.reload();
        assertThat(desk.locator("#words")).hasValue("Horaires ?");
        var tab = desk.context().newPage();
        tab.navigate(desk.url());
        tab.waitForResponse(
                answer -> answer.url().endsWith("/note/brouillon"), () -> tab.fill("#words", "Horaires du samedi"));
        desk.fill("#words", "Horaires du marché ?");
        assertThat(desk.locator(".elsewhere")).containsText("Horaires du samedi");
        look(desk, "04-note-deux-onglets");
        desk.locator(".elsewhere [data-choose=both]").click();
        assertThat(desk.locator("#words")).hasValue("Horaires du marché ?\n\nHoraires du samedi");
        tab.close();
        desk.locator(".call-in button").click();
        assertThat(desk.locator(".call-in")).hasCount(0);

        // taken, called, kept
        desk.navigate("/agent/appels");
        Screens.loaded(
                desk,
                () -> desk.locator(".rows li", new Page.LocatorOptions().setHasText(name))
                        .locator("form button")
                        .click());
        assertThat(desk.locator("a[href^='tel:']")).containsText(number);
        assertThat(desk.locator(".one-aside")).containsText("Mon passeport est-il prêt ?");
        look(desk, "05-appel");
        desk.fill("#called", "Oui, il est prêt.");
        desk.locator("[name=outcome][value=answered]").check();
        Screens.loaded(
                desk, () -> desk.locator("form[action$=issue] .btn-primary").click());
        assertThat(desk.locator("main .notice-good")).isVisible();
        page.reload();
        assertThat(page.locator(".answer")).containsText("Oui, il est prêt.");

        // paper in, paper out
        desk.navigate("/agent/courrier");
        desk.setInputFiles(
                "#files",
                new FilePayload(
                        "lettre.pdf", "application/pdf", "%PDF-1.7 lettre".getBytes(StandardCharsets.US_ASCII)));
        desk.fill("#lastName", name);
        desk.fill("#firstName", "Zoé");
        desk.fill("#subject", "Ma clôture");
        look(desk, "06-courrier");
        Screens.loaded(desk, () -> desk.locator("form.sheet .btn-primary").click());
        assertThat(desk.locator("h1")).containsText("Ma clôture");
        Screens.loaded(
                desk,
                () -> desk.locator("a[href$='/courrier']:has-text('Répondre')").click());
        desk.fill("#address", "Zoé " + name + "\n12 rue de la Lune\n49000 Angers");
        desk.fill("#reply", "Madame,\n\nVotre clôture est permise.");
        desk.locator("[name=ends][value=SOLVED]").check();
        look(desk, "07-lettre");
        Screens.loaded(
                desk, () -> desk.locator("form[method=post].sheet .btn-primary").click());
        Screens.loaded(desk, () -> desk.locator("form[action$=imprimer] button").click());
        look(desk, "08-departs");
        Screens.loaded(
                desk,
                () -> desk.locator(".rows li", new Page.LocatorOptions().setHasText(name))
                        .locator("form button")
                        .click());
        assertThat(desk.locator("main .notice-good")).containsText("posté");

        // the sheet tells the call
        desk.navigate("/agent/usagers/" + sheet);
        assertThat(desk.locator("#dernier")).containsText("Dernier état");
        assertThat(desk.locator(".usager-sheet")).containsText("Rappel demandé");
        look(desk, "09-fiche");
        screens.assertNoComplaint();
    }
}
