package fr.parvis.relations;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Ids;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody comes back to their request: by its reference and a code, reads where it stands, sends a paper, asks for a call, erases all. */
@ParvisTest
class FollowJourney {
    @Autowired
    Town town;

    @Autowired
    Requests requests;

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

    private void follow(Page page, String language, String shots, boolean looking) {
        var email = Ids.token() + "@suivi.example";
        var said = new Request.Said("", "Puis-je emmener mon chat ?", "Zoé", "Essai", email, "", null);
        var asked = requests.receive(NewRequest.web(Request.Kind.APPLICATION, language, null, said, Ids.token()));

        page.navigate("/suivi");
        page.fill("#which", "PRV-12");
        page.locator("form.sheet button").click();
        assertThat(page.locator("#which-error")).isVisible();
        look(looking, page, shots + "01-reference-illisible");
        page.fill("#which", asked.reference().code());
        page.locator("form.sheet button").click();
        look(looking, page, shots + "02-preuve");
        page.locator("form[action$='/code'] button").click();
        assertThat(page.locator(".notice-good")).isVisible();
        look(looking, page, shots + "03-code-parti");
        page.fill("#code", "12");
        page.locator("form[action$='/ouvrir'] button").click();
        assertThat(page.locator("#code-error")).isVisible();
        look(looking, page, shots + "04-code-illisible");
        page.fill("#code", code(email));
        page.locator("form[action$='/ouvrir'] button").click();
        assertThat(page.locator(".track .is-now")).isVisible();
        look(looking, page, shots + "05-suivi");

        page.fill("#text", "Voici son carnet.");
        page.setInputFiles("#files", file("chat.exe", "MZ"));
        page.locator("form[action$='/message'] button").click();
        assertThat(page.locator("#files-error")).isVisible();
        assertThat(page.locator("#text")).hasValue("Voici son carnet.");
        look(looking, page, shots + "06-document-refuse");
        page.setInputFiles("#files", file("carnet de santé.pdf", "%PDF-1.7 chat"));
        page.locator("form[action$='/message'] button").click();
        assertThat(page.locator(".files a")).hasText("carnet de santé.pdf");
        look(looking, page, shots + "07-document-recu");

        page.locator("a[href$='/rappel']").click();
        page.fill("#phone", "06 12 34 56 78");
        look(looking, page, shots + "08-rappel");
        page.locator("form.sheet button").click();
        assertThat(page.locator(".about a"))
                .hasAttribute("href", "/suivi/" + asked.reference().code());
        look(looking, page, shots + "09-rappel-recu");

        page.locator(".about a").click();
        var withdrawing = page.locator(".withdraw", new Page.LocatorOptions().setHas(page.locator("button")));
        withdrawing.locator("summary").click();
        withdrawing.locator("button").click();
        assertThat(page.locator(".exchange")).hasCount(0);
        look(looking, page, shots + "10-effacee");
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
