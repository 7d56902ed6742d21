package fr.parvis.rights;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An administrator finds somebody, erases them, and looks at the night and the register. */
@ParvisTest
class RightsJourney {
    @Autowired
    Town town;

    @Autowired
    Requests requests;

    @LocalServerPort
    int port;

    private Screens screens;

    @BeforeEach
    void open() {
        town.place(1, 1);
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void on_a_desk() {
        findAndErase(screens.window(1280, 900, "fr"), "large");
    }

    @Test
    void on_the_smallest_screen() {
        findAndErase(screens.window(320, 800, "fr"), "petit");
    }

    private void findAndErase(Page admin, String size) {
        var shot = "droits-" + size + "-";
        var email = "ana." + Ids.token().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]", "") + "@essai.example";
        for (var name : new String[] {"Ana", "Luc"}) {
            requests.receive(NewRequest.web(
                    Request.Kind.QUESTION,
                    "fr",
                    null,
                    new Request.Said("Ma carte", "Bonjour", name, "Essai", email, "", null),
                    Ids.token()));
        }
        Screens.signIn(admin, town.account("Admin Droits", Role.ADMIN));
        Screens.loaded(admin, () -> admin.navigate("/admin/droits"));
        admin.fill("#q", email);
        Screens.loaded(
                admin,
                () -> admin.locator(".admin-in form.sheet .btn-primary").first().click());
        screens.look(admin, shot + "1-laquelle");
        admin.locator("input[name=nom][value='Ana Essai']").check();
        Screens.loaded(
                admin,
                () -> admin.locator("form:has(input[name=nom]) .btn-primary")
                        .first()
                        .click());
        screens.look(admin, shot + "2-personne");
        Screens.loaded(
                admin, () -> admin.locator("form[action$='/effacer'] button").click());
        screens.look(admin, shot + "3-avant");
        Screens.loaded(
                admin,
                () -> admin.locator("form[action$='/effacer'] .btn-primary").click());
        assertThat(admin.locator(".field-error").first()).isVisible();
        admin.selectOption("#reason", "objection");
        admin.selectOption("#checked", "code");
        admin.locator("#ends").check();
        admin.fill("#confirmation", "Ana Essai");
        Screens.loaded(
                admin,
                () -> admin.locator("form[action$='/effacer'] .btn-primary").click());
        assertThat(admin.locator("h1")).containsText("EFF-");
        screens.look(admin, shot + "4-recu");
        Screens.loaded(admin, () -> admin.navigate("/admin/conservation"));
        screens.look(admin, shot + "5-nuits");
        Screens.loaded(admin, () -> admin.navigate("/admin/registre"));
        screens.look(admin, shot + "6-registre");
        admin.navigate("/donnees-personnelles");
        admin.locator("main details summary").first().click();
        screens.look(admin, shot + "7-public");
        screens.assertNoComplaint();
    }
}
