package fr.parvis.messaging.incoming;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An administrator has a mailbox read, mistypes its password, mends it, and stops it. */
@ParvisTest
class MailboxesJourney {
    @Autowired
    Town town;

    @Autowired
    Mailboxes mailboxes;

    @LocalServerPort
    int port;

    private final PostOffice office = new PostOffice();
    private Screens screens;

    @BeforeEach
    void open() {
        town.place(1, 1);
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        mailboxes.all().forEach(one -> mailboxes.remove(one.id()));
        screens.close();
        office.close();
    }

    @Test
    void on_a_desk() {
        addMendAndStop(screens.window(1280, 900, "fr"), "large");
    }

    @Test
    void on_the_smallest_screen() {
        addMendAndStop(screens.window(320, 800, "fr"), "petit");
    }

    private void addMendAndStop(Page admin, String size) {
        var shot = "boites-" + size + "-";
        office.put(office.box("accueil@ville.example", "accueil", "bon-secret"), Mime.plain("Bonjour"));
        Screens.signIn(admin, town.account("Admin Courrier", Role.ADMIN));
        Screens.loaded(admin, () -> admin.navigate("/admin/boites"));
        screens.look(admin, shot + "1-aucune");

        admin.fill("#name", "Accueil de l’hôtel de ville");
        admin.fill("#address", "accueil@ville.example");
        admin.fill("#url", "pop3://imap.ville.example");
        admin.fill("#login", "accueil");
        admin.fill("#secret", "mauvais-secret");
        press(admin, "/admin/boites");
        assertThat(admin.locator(".field-error")).containsText("imaps://");
        assertThat(admin.locator("#name")).hasValue("Accueil de l’hôtel de ville");
        assertThat(admin.locator("#secret")).hasValue("");
        screens.look(admin, shot + "2-refus");

        admin.fill("#url", office.url());
        admin.fill("#secret", "mauvais-secret");
        press(admin, "/admin/boites");
        var box = mailboxes.all().getFirst().id();
        press(admin, "/essai");
        assertThat(admin.locator("main .notice-bad[role=alert]")).containsText("refuse l’identifiant");
        screens.look(admin, shot + "3-mauvais-secret");

        admin.fill("#secret", "bon-secret");
        press(admin, "/admin/boites/" + box);
        press(admin, "/essai");
        assertThat(admin.locator("main .notice-good")).containsText("fonctionne");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        mailboxes.brought(box) == 1 && mailboxes.mailbox(box).heardAt() != null);
        Screens.loaded(admin, admin::reload);
        assertThat(admin.locator("h1")).containsText("Lue");
        assertThat(admin.locator(".admin-in")).containsText("un courriel pris");
        screens.look(admin, shot + "4-lue");

        Screens.loaded(admin, () -> admin.locator("a[href$='/supprimer']").click());
        screens.look(admin, shot + "5-retirer");
        admin.fill("#confirmation", "Accueil de l'hôtel de ville");
        press(admin, "/supprimer");
        assertThat(admin.locator("main .notice-good")).containsText("n’est plus lue");
        assertThat(mailboxes.all()).isEmpty();
        screens.assertNoComplaint();
    }

    private static void press(Page admin, String action) {
        Screens.loaded(
                admin,
                () -> admin.locator("form[action$='" + action + "'] button").click());
    }
}
