package fr.parvis.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A supervisor walks to the device in the hall and makes it a kiosk. */
@ParvisTest
class OwnKiosksJourney {
    @Autowired
    Town town;

    @LocalServerPort
    int port;

    Screens screens;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void from_the_hall_s_page_to_the_kiosk() {
        var place = town.place(1, 1);
        town.installed(new Visitor(port), place);
        var device = screens.window(1280, 900, "fr");
        Screens.signIn(device, town.account("Essai", Role.SUPERVISOR));
        Screens.loaded(
                device, () -> device.navigate("/pilotage?site=" + place.site().slug()));
        var link = device.locator("a[href$='/installer']");
        assertThat(link).isVisible();
        Screens.loaded(device, link::click);
        screens.look(device, "borne-installer-1");
        device.setViewportSize(320, 700);
        Screens.loaded(device, () -> device.locator("form .btn-primary").click());
        assertThat(device.locator(".field-error")).isVisible();
        screens.look(device, "borne-installer-2-320");
        device.fill("#name", "Entrée de la cour");
        device.locator("form .btn-primary").click();
        device.waitForURL(url -> url.endsWith("/borne/" + place.site().slug()));
        screens.look(device, "borne-installer-3-320");
        device.navigate("/pilotage");
        device.waitForURL(url -> url.endsWith("/connexion"));
        screens.assertNoComplaint();
    }
}
