package fr.parvis.appointments.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static fr.parvis.appointments.web.Office.at;

import com.microsoft.playwright.Page;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Bookings;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What goes wrong at the kiosk is said kindly: a time that was lost, somebody who has one already, no time left. */
@ParvisTest
class KioskBookingJourney {
    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Screens screens;
    Town.Place place;
    LocalDate monday;
    String times;

    @BeforeEach
    void open() {
        place = town.place(1, 1);
        town.account("Essai", Role.ADMIN);
        monday = Office.monday();
        clock.setTo(at(monday, "08:30"));
        Office.open(agendas, place, monday);
        times = "/borne/" + place.site().slug() + "/rdv/prendre/"
                + place.services().getFirst().slug();
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
        agendas.at(place.site()).forEach(one -> agendas.update(one.id(), one.name(), one.services(), false));
        clock.reset();
    }

    @Test
    void upright_in_french() {
        refused(screens.window(1080, 1920, "fr"), "rdv-borne-refus-fr-", "Debout");
        screens.assertNoComplaint();
    }

    @Test
    void lying_in_arabic() {
        refused(screens.window(1280, 800, "ar"), "rdv-borne-refus-ar-", "Couché");
        screens.assertNoComplaint();
    }

    private void refused(Page kiosk, String shots, String name) {
        kiosk.navigate(times);
        kiosk.locator("button[name=choix]").first().click();
        write(kiosk, name);
        clock.forward(Bookings.HOLD.plusSeconds(5));
        Office.book(bookings, place, at(monday, "09:00"), "Vite-" + name);
        kiosk.locator(".kiosk-answer .btn-primary").click();
        assertThat(kiosk.locator(".near button")).hasCount(3);
        screens.look(kiosk, shots + "1-perdue");
        kiosk.locator(".near button").first().click();
        assertThat(kiosk.locator(".agreed")).containsText("Zoé " + name);
        kiosk.locator(".kiosk-answer .btn-primary").click();
        assertThat(kiosk.locator(".kiosk-reference")).isVisible();

        kiosk.navigate(times);
        kiosk.locator("button[name=choix]").first().click();
        write(kiosk, name);
        kiosk.locator(".kiosk-answer .btn-primary").click();
        assertThat(kiosk.locator("[role=alert].lead")).isVisible();
        screens.look(kiosk, shots + "2-deja");
        kiosk.locator(".sheet button").click();
        assertThat(kiosk.locator("#typed")).hasValue(name);

        agendas.at(place.site())
                .forEach(one -> agendas.rules(one.id()).forEach(rule -> agendas.removeRule(one.id(), rule.id())));
        kiosk.navigate(times);
        assertThat(kiosk.locator("button[name=choix]")).hasCount(0);
        screens.look(kiosk, shots + "3-complet");
    }

    /** With the keyboard that the screen itself brings. */
    private static void write(Page kiosk, String name) {
        for (var typed : new String[] {name, "Zoé", "06 12 34 56 78"}) {
            assertThat(kiosk.locator("#typed")).hasValue("");
            kiosk.locator("#typed").fill(typed);
            kiosk.locator("#typed").press("Enter");
            assertThat(kiosk.locator("#typed[value='" + typed + "']")).hasCount(0);
        }
        assertThat(kiosk.locator(".agreed")).containsText("06 12 34 56 78");
    }
}
