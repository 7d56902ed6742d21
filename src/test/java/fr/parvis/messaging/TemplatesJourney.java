package fr.parvis.messaging;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

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
import org.springframework.jdbc.core.simple.JdbcClient;

/** An administrator finds a message, forgets what the law wants, mends it, and looks at a letter. */
@ParvisTest
class TemplatesJourney {
    @Autowired
    Town town;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private Screens screens;

    @BeforeEach
    void open() {
        town.place(1, 1);
        jdbc.sql("delete from messaging.text").update();
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        jdbc.sql("delete from messaging.text").update();
        screens.close();
    }

    @Test
    void on_a_desk() {
        write(screens.window(1280, 900, "fr"), "large");
    }

    @Test
    void on_the_smallest_screen() {
        write(screens.window(320, 800, "fr"), "petit");
    }

    private void write(Page admin, String size) {
        var shot = "textes-" + size + "-";
        Screens.signIn(admin, town.account("Admin Textes", Role.ADMIN));
        Screens.loaded(admin, () -> admin.navigate("/admin/textes-messages"));
        screens.look(admin, shot + "liste");
        admin.fill("#q", "refus");
        Screens.loaded(admin, () -> admin.keyboard().press("Enter"));
        assertThat(admin.locator("main")).containsText("Décision de refus");
        Screens.loaded(admin, () -> admin.click("a[href$='/request-refused/email/fr']"));
        admin.fill("#subject", "Votre demande {reference}");
        admin.fill("#text", "{salutation}\n\n{message}\n\n{lien}");
        admin.click("main form button.btn-primary");
        assertThat(admin.locator("main .notice-bad")).containsText("{recours}");
        screens.look(admin, shot + "sans-recours");
        admin.fill("#text", "{salutation}\n\n{message}\n\n{recours}\n\n{lien}");
        admin.click("button[formaction$='/apercu']");
        assertThat(admin.locator("main article")).containsText("Camille Martin");
        screens.look(admin, shot + "apercu");
        admin.click("main form button.btn-primary");
        assertThat(admin.locator("main .notice-good")).containsText("enregistré");
        Screens.loaded(admin, () -> admin.navigate("/admin/textes-messages/letter-refused/letter/fr"));
        screens.look(admin, shot + "courrier");
        screens.assertNoComplaint();
    }
}
