package fr.parvis.relations;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Ids;
import fr.parvis.testing.OpenRequests;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody comes back to their request: by its reference and a code, reads where it stands, sends a paper, asks for a call, erases all. */
@ParvisTest
class FollowJourney {
    @Autowired
    JdbcClient jdbc;

    @Autowired
    Town town;

    @Autowired
    Requests requests;

    @Autowired
    RequestTypes types;

    @Autowired
    TypeEditor editor;

    @Autowired
    Outbox outbox;

    @LocalServerPort
    int port;

    Screens screens;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        town.place(1, 1);
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void on_a_large_screen() {
        follow(screens.window(1280, 800, "fr"), "fr", "suivi-fr-1280-", true);
        screens.assertNoComplaint();
    }

    @Test
    void on_the_smallest_screen() {
        follow(screens.window(320, 800, "fr"), "fr", "suivi-fr-320-", true);
        screens.assertNoComplaint();
    }

    @Test
    void in_arabic() {
        follow(screens.window(390, 800, "ar"), "ar", "suivi-ar-390-", true);
        screens.assertNoComplaint();
    }

    @Test
    void without_scripts() {
        follow(screens.window(390, 800, "fr", false), "fr", "", false);
    }

    @Test
    void from_the_form_to_the_staff() {
        var admin = town.account("Responsable", Role.ADMIN);
        var desk = screens.window(1280, 800, "fr");
        Screens.signIn(desk, admin);
        desk.navigate("/admin/demandes/nouveau");
        desk.locator("form button.btn-primary").press("Enter");
        assertThat(desk.locator("#name-error")).isVisible();
        screens.look(desk, "types-fr-1280-01-refuse");
        var slug = "creche-" + Ids.next();
        desk.fill("#name", "Demander une place en crèche");
        desk.fill("#slug", slug);
        desk.fill("#steps", "Dossier vérifié\nPassage en commission");
        desk.fill("#label1", "Le jour de naissance");
        desk.selectOption("#kind1", "DATE");
        desk.locator("form button.btn-primary").press("Enter");
        assertThat(desk.locator("#label2")).isVisible();
        screens.look(desk, "types-fr-1280-02-enregistre");

        for (var width : List.of(320, 1280)) {
            var page = screens.window(width, 800, "fr");
            page.navigate("/demandes");
            screens.look(page, "demande-fr-" + width + "-01-choix");
            page.locator("a[href='/demandes/" + slug + "']").press("Enter");
            page.locator("form.sheet button").press("Enter");
            assertThat(page.locator("#words-error"))
                    .hasText("Répondez à une question au moins, ou écrivez quelques mots.");
            screens.look(page, "demande-fr-" + width + "-02-formulaire");
            page.fill("#f1", "2026-02-28");
            page.locator("form.sheet button").press("Enter");
            assertThat(page.locator(".track li")).hasCount(5);
            screens.look(page, "demande-fr-" + width + "-03-recue");
        }
        asksOnlyWhatIsToBeAsked(types.find(slug).orElseThrow());
        var arabic = screens.window(390, 800, "ar");
        arabic.navigate("/demandes/" + slug);
        screens.look(arabic, "demande-ar-390");
        var asked = OpenRequests.of(jdbc, requests).getLast();
        for (var page : List.of(
                "/agent/echeances",
                "/agent/demandes/" + asked.id() + "/suite",
                "/admin/demandes",
                "/admin/demandes/recours")) {
            Screens.loaded(desk, () -> desk.navigate(page));
            screens.look(
                    desk,
                    "demandes-personnel"
                            + page.replace('/', '-').replace(asked.id().toString(), "1"));
        }
        screens.assertNoComplaint();
    }

    private void asksOnlyWhatIsToBeAsked(RequestType type) {
        var yesOrNo = List.of("Oui", "Non");
        editor.save(
                type,
                List.of(
                        new FormField("Est-il déjà gardé ?", "", FormField.Kind.CHOICE, true, yesOrNo, 0, ""),
                        new FormField("Par qui ?", "", FormField.Kind.TEXT, true, List.of(), 1, "Oui"),
                        new FormField("Le samedi aussi ?", "", FormField.Kind.CHOICE, true, yesOrNo, 1, "Oui"),
                        new FormField("Pourquoi ?", "", FormField.Kind.LONG_TEXT, true, List.of(), 3, "Oui")));
        var address = "/demandes/" + type.slug();
        var bare = screens.window(390, 800, "fr", false);
        bare.navigate(address);
        assertThat(bare.locator("#f4")).isVisible();
        assertThat(bare.locator(".only-if").first()).containsText("Seulement si");
        for (var width : List.of(1280, 320)) {
            var page = screens.window(width, 800, "fr");
            page.navigate(address);
            assertThat(page.locator("#f2")).isHidden();
            screens.look(page, "demande-fr-" + width + "-04-avant");
            page.locator("#f1").press("ArrowDown");
            assertThat(page.locator("#f1")).isFocused();
            assertThat(page.locator("#f2")).isVisible();
            assertThat(page.locator("#f4")).isHidden();
            assertThat(page.locator("#asked"))
                    .hasText(Pattern.compile("^\\s*S’affiche maintenant\\s: Par qui \\?, Le samedi aussi \\?\\s*$"));
            page.fill("#f2", "Sa grand-mère");
            page.selectOption("#f3", "Oui");
            page.fill("#f4", "Je travaille.");
            screens.look(page, "demande-fr-" + width + "-05-demandees");
            page.selectOption("#f1", "Non");
            assertThat(page.locator("#f4")).isHidden();
            assertThat(page.locator("#asked")).hasText(Pattern.compile("Ne s’affiche plus\\s: Par qui"));
            page.selectOption("#f1", "Oui");
            assertThat(page.locator("#f2")).hasValue("Sa grand-mère");
            assertThat(page.locator("#f4")).hasValue("Je travaille.");
            page.selectOption("#f1", "Non");
            Assertions.assertThat(page.evaluate(
                            "() => [...new FormData(document.querySelector('form.sheet')).keys()].join()"))
                    .asString()
                    .contains("f1")
                    .doesNotContain("f2", "f3", "f4");
            page.locator("form.sheet button").press("Enter");
            assertThat(page.locator(".track li")).hasCount(5);
        }
    }

    @Test
    void a_refusal_is_contested() {
        var admin = town.account("Responsable", Role.ADMIN);
        for (var width : List.of(1280, 320)) {
            var shot = "recours-fr-" + width + "-";
            var said = new Request.Said("", "Une place en crèche ?", "Zoé", "Essai", "", "", null);
            var asked = requests.receive(NewRequest.web(Request.Kind.APPLICATION, "fr", null, said, Ids.token()));
            var desk = screens.window(width, 800, "fr");
            Screens.signIn(desk, admin);
            desk.navigate("/agent/messages/" + asked.id());
            press(desk.locator("#acte-fin > summary"));
            desk.locator("[name=outcome][value=refused]").check();
            desk.fill("#reason", "Toutes les places sont prises.");
            desk.fill("#other", "La halte-garderie a des places.");
            press(desk.locator("#acte-fin [data-send]").last());
            assertThat(desk.locator("main .notice-good")).isVisible();
            desk.navigate("/agent/messages/" + asked.id());
            press(desk.locator("#acte-recours > summary"));
            screens.look(desk, shot + "01-agent-refus");
            var page = screens.window(width, 800, "fr");
            page.navigate(
                    "/suivi/" + asked.reference().code() + "/" + asked.key().code());
            screens.look(page, shot + "02-refus");
            page.fill("#text", "Ma situation a changé : je travaille de nuit.");
            press(page.locator("form[action$='/message'] button"));
            assertThat(page.locator(".track")).containsText("Recours reçu");
            screens.look(page, shot + "03-recours");
            Screens.loaded(desk, () -> desk.navigate("/agent/messages/" + asked.id()));
            assertThat(desk.locator(".law")).containsText("Recours gracieux reçu");
            screens.look(desk, shot + "04-agent-recours");
        }
        screens.assertNoComplaint();
    }

    private void follow(Page page, String language, String shots, boolean looking) {
        var email = Ids.token() + "@suivi.example";
        var said = new Request.Said("", "Puis-je emmener mon chat ?", "Zoé", "Essai", email, "", null);
        var asked = requests.receive(NewRequest.web(Request.Kind.APPLICATION, language, null, said, Ids.token()));

        page.navigate("/suivi");
        page.fill("#which", "PRV-12");
        press(page.locator("form.sheet button"));
        assertThat(page.locator("#which-error")).isVisible();
        look(looking, page, shots + "01-reference-illisible");
        page.fill("#which", asked.reference().code());
        press(page.locator("form.sheet button"));
        look(looking, page, shots + "02-preuve");
        press(page.locator("form[action$='/code'] button"));
        assertThat(page.locator("main .notice-good")).isVisible();
        look(looking, page, shots + "03-code-parti");
        page.fill("#code", "12");
        page.locator("#code").press("Enter");
        assertThat(page.locator("#code-error")).isVisible();
        look(looking, page, shots + "04-code-illisible");
        page.fill("#code", code(email));
        page.locator("#code").press("Enter");
        assertThat(page.locator(".track .is-now")).isVisible();
        look(looking, page, shots + "05-suivi");

        page.fill("#text", "Voici son carnet.");
        page.setInputFiles("#files", file("chat.exe", "MZ"));
        press(page.locator("form[action$='/message'] button"));
        assertThat(page.locator("#files-error")).isVisible();
        assertThat(page.locator("#text")).hasValue("Voici son carnet.");
        look(looking, page, shots + "06-document-refuse");
        page.setInputFiles("#files", file("carnet de santé.pdf", "%PDF-1.7 chat"));
        press(page.locator("form[action$='/message'] button"));
        assertThat(page.locator(".files a")).hasText("carnet de santé.pdf");
        look(looking, page, shots + "07-document-recu");

        press(page.locator("a[href$='/rappel']"));
        page.fill("#phone", "06 12 34 56 78");
        look(looking, page, shots + "08-rappel");
        press(page.locator("form.sheet button"));
        assertThat(page.locator(".about a"))
                .hasAttribute("href", "/suivi/" + asked.reference().code());
        look(looking, page, shots + "09-rappel-recu");

        press(page.locator(".about a"));
        var withdrawing = page.locator(".withdraw", new Page.LocatorOptions().setHas(page.locator("button")));
        press(withdrawing.locator("summary"));
        press(withdrawing.locator("button"));
        assertThat(page.locator(".exchange")).hasCount(0);
        look(looking, page, shots + "10-effacee");
    }

    /** By keyboard. */
    private static void press(Locator what) {
        what.press("Enter");
    }

    private static FilePayload file(String name, String content) {
        return new FilePayload(name, "application/octet-stream", content.getBytes(StandardCharsets.UTF_8));
    }

    private String code(String email) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(mail -> email.equals(mail.to()) && mail.about().equals("request-code"))
                .map(mail -> Pattern.compile("\\b[0-9]{6}\\b").matcher(Objects.requireNonNull(mail.text())))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElseThrow();
    }

    private void look(boolean looking, Page page, String name) {
        if (looking) {
            screens.look(page, name);
        }
    }
}
