package fr.parvis.hooks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Receiver;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An administrator has another program told, tries it out, and stops it. */
@Tag("deep")
@ParvisTest
class HooksJourney {
    @Autowired
    Town town;

    @Autowired
    Endpoints endpoints;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private final Receiver receiver = new Receiver();
    private Screens screens;

    @BeforeEach
    void open() {
        town.place(1, 1);
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        jdbc.sql("delete from hooks.endpoint").update();
        screens.close();
        receiver.close();
    }

    @Test
    void on_a_desk() {
        addTryAndStop(screens.window(1280, 900, "fr"), "large");
    }

    @Test
    void on_the_smallest_screen() {
        addTryAndStop(screens.window(320, 800, "fr"), "petit");
    }

    private void addTryAndStop(Page admin, String size) {
        var shot = "webhooks-" + size + "-";
        Screens.signIn(admin, town.account("Admin Crochet", Role.ADMIN));
        Screens.loaded(admin, () -> admin.navigate("/admin/webhooks"));
        screens.look(admin, shot + "1-aucun");

        admin.fill("#name", "Logiciel de l’état civil");
        admin.fill("#address", "http://exemple.example/recevoir");
        add(admin);
        assertThat(admin.locator(".field-error")).containsText("https://");
        assertThat(admin.locator("#name")).hasValue("Logiciel de l’état civil");
        screens.look(admin, shot + "2-refus");

        admin.fill("#address", receiver.address("/recevoir"));
        add(admin);
        assertThat(admin.locator(".secret")).containsText(Pattern.compile("whsec_\\S{44}"));
        screens.look(admin, shot + "3-cle");
        Screens.loaded(admin, () -> admin.locator(".narrow a.btn-primary").click());

        receiver.answers(500, "<b>panne</b> " + "x".repeat(300));
        Screens.loaded(
                admin, () -> admin.locator("form[action$='/essai'] button").click());
        assertThat(receiver.next().body()).contains("\"ping\"");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            var sent = endpoints.newest(endpoints.all().getFirst().id(), 1);
            return sent.getFirst().tries() > 0;
        });
        Screens.loaded(admin, admin::reload);
        assertThat(admin.locator(".rows")).containsText("<b>panne</b>");
        screens.look(admin, shot + "4-essai");

        Screens.loaded(
                admin, () -> admin.locator("form[action$='/pause'] button").click());
        assertThat(admin.locator("h1")).containsText("En pause");
        Screens.loaded(admin, () -> admin.locator("a[href$='/supprimer']").click());
        screens.look(admin, shot + "5-retirer");
        admin.fill("#confirmation", "Logiciel de l'état civil");
        Screens.loaded(
                admin, () -> admin.locator("form[action$='/supprimer'] button").click());
        assertThat(admin.locator("main .notice-good")).containsText("retiré");
        assertThat(endpoints.all()).isEmpty();
        screens.assertNoComplaint();
    }

    private static void add(Page admin) {
        Screens.loaded(
                admin,
                () -> admin.locator("form[action$='/admin/webhooks'] button").click());
    }
}
