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
import fr.parvis.testing.Visitor;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What goes wrong at the kiosk is said kindly: a time that was lost, somebody who has one already, no time left. */
@Tag("deep")
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
    Visitor installed;

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
        installed = town.installed(new Visitor(port), place);
    }

    @AfterEach
    void close() {
        screens.close();
        agendas.at(place.site()).forEach(one -> agendas.update(one.id(), one.name(), one.services(), false));
        clock.reset();
    }

    @Test
    void upright_in_french() {
        refused(kiosk(1080, 1920, "fr"), "rdv-borne-refus-fr-", "Debout");
        screens.assertNoComplaint();
    }

    @Test
    void lying_in_arabic() {
        refused(kiosk(1280, 800, "ar"), "rdv-borne-refus-ar-", "Couché");
        screens.assertNoComplaint();
    }

    /** The time comes with the proof that the page has worked out, and who books leaves a telephone. */
    @Test
    void in_a_browser_that_is_no_kiosk() {
        var phone = screens.window(390, 844, "fr");
        phone.navigate(times);
        phone.locator("button[name=choix]").nth(6).click();
        write(phone, "Ailleurs", "Zoé", "");
        assertThat(phone.locator("#typed-error")).containsText("Écrivez votre téléphone");
        assertThat(phone.locator("[name=without]")).hasCount(0);
        screens.look(phone, "rdv-borne-ailleurs");
        write(phone, "06 12 34 56 78");
        assertThat(phone.locator(".agreed")).containsText("06 12 34 56 78");
        phone.locator(".kiosk-answer .btn-primary").click();
        assertThat(phone.locator(".kiosk-reference")).isVisible();
        screens.assertNoComplaint();
    }

    private Page kiosk(int width, int height, String language) {
        var kiosk = screens.window(width, height, language);
        Screens.asKiosk(kiosk, installed);
        return kiosk;
    }

    private void refused(Page kiosk, String shots, String name) {
        kiosk.navigate(times);
        kiosk.locator("button[name=choix]").first().click();
        write(kiosk, name, "Zoé", "06 12 34 56 78");
        assertThat(kiosk.locator(".agreed")).containsText("06 12 34 56 78");
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
        write(kiosk, name, "Zoé", "06 12 34 56 78");
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
    private static void write(Page kiosk, String... answers) {
        for (var typed : answers) {
            assertThat(kiosk.locator("#typed")).hasValue("");
            kiosk.locator("#typed").fill(typed);
            kiosk.locator("#typed").press("Enter");
            if (!typed.isEmpty()) {
                assertThat(kiosk.locator("#typed[value='" + typed + "']")).hasCount(0);
            }
        }
    }
}
