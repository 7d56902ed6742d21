package fr.parvis.appointments.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static fr.parvis.appointments.web.Office.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import fr.parvis.appointments.Bookings;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An administrator opens an agenda, an agent books on the telephone, the person arrives at the kiosk and is called. */
@Tag("deep")
@ParvisTest
class AppointmentStaffJourney {
    private static final String SHOT = "rdv-staff-";

    @Autowired
    Bookings bookings;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Screens screens;
    Town.Place place;
    LocalDate monday;

    @BeforeEach
    void open() {
        place = town.place(2, 2);
        screens = new Screens(port);
        monday = Office.monday();
        clock.setTo(at(monday.minusDays(3), "10:00"));
    }

    @AfterEach
    void close() {
        screens.close();
        clock.reset();
    }

    @Test
    void from_the_agenda_to_the_counter() {
        var admin = screens.window(1280, 900, "fr");
        Screens.signIn(admin, town.account("Admin Istre", Role.ADMIN));
        makeAgenda(admin);
        makeTerms(admin);

        var agent = screens.window(1280, 900, "fr");
        Screens.signIn(agent, town.agentAt(place, "Nadia Rdv"));
        var reference = book(agent);

        clock.setTo(at(monday, "09:12"));
        Screens.loaded(agent, () -> agent.navigate("/agent"));
        agent.locator("input[name=counter]").first().check();
        Screens.loaded(
                agent,
                () -> agent.locator("form[action$='/ouvrir'] button.btn-primary")
                        .click());
        assertThat(agent.locator(".expected")).containsText(reference);
        screens.look(agent, SHOT + "7-guichet");

        var kiosk = screens.window(1080, 1920, "fr");
        Screens.asKiosk(kiosk, town.installed(new Visitor(port), place));
        arrive(kiosk, reference);

        assertThat(agent.locator("#rdv-title")).isVisible();
        assertThat(agent.locator(".expected")).hasCount(0);
        agent.locator("#act-appeler button").click();
        assertThat(agent.locator(".person[data-state=called]")).isVisible();
        onASmallScreen(agent);
        screens.assertNoComplaint();
    }

    private void makeAgenda(Page admin) {
        Screens.loaded(admin, () -> admin.navigate("/admin/agendas"));
        screens.look(admin, SHOT + "1-agendas");
        Screens.loaded(
                admin,
                () -> admin.navigate(
                        "/admin/agendas/nouveau?site=" + place.site().slug()));
        admin.selectOption("#owner", "counter:" + place.counters().getFirst().id());
        admin.fill("#name", "Passeports, guichet 1");
        admin.locator("#services input").first().check();
        Screens.loaded(admin, () -> admin.locator("form.sheet .btn-primary").click());
        Screens.loaded(
                admin, () -> admin.locator("a[href$='/ouvertures/nouvelle']").click());
        admin.fill("#first", monday.toString());
        admin.fill("#from", "9h00");
        admin.locator("#days input[value=MO]").check();
        admin.locator("#days input[value=TH]").check();
        Screens.loaded(admin, () -> admin.locator("button[name=look]").click());
        assertThat(admin.locator("#dates li")).hasCount(8);
        screens.look(admin, SHOT + "3-ouverture");
        admin.setViewportSize(320, 800);
        screens.look(admin, SHOT + "3-ouverture-320");
        admin.setViewportSize(1280, 900);
        Screens.loaded(
                admin,
                () -> admin.locator("form.sheet .row-actions .btn-primary").click());
        assertThat(admin.locator(".rows").first()).containsText("lundi, jeudi, de 09:00 à 12:00");
        screens.look(admin, SHOT + "4-agenda");
    }

    private void makeTerms(Page admin) {
        var page = "/admin/agendas/regles/" + place.services().getFirst().id();
        Screens.loaded(admin, () -> admin.navigate(page));
        admin.fill("#minutes", "2");
        Screens.loaded(admin, () -> admin.locator("form.sheet .btn-primary").click());
        assertThat(admin.locator(".field-error")).containsText("De 5 à 480");
        admin.fill("#minutes", "20");
        admin.fill("#stepMinutes", "20");
        screens.look(admin, SHOT + "5-regles");
        Screens.loaded(admin, () -> admin.locator("form.sheet .btn-primary").click());
        assertThat(admin.locator("main .notice-good")).isVisible();
    }

    private String book(Page agent) {
        Screens.loaded(agent, () -> agent.navigate("/agent/rendez-vous/nouveau"));
        assertThat(agent.locator(".free-time")).hasCount(27);
        agent.fill("#people", "3");
        agent.locator("#people").blur();
        assertThat(agent.locator(".free-time").first()).containsText("09:00");
        assertThat(agent.locator(".free-day").first().locator(".free-time")).hasCount(7);
        agent.fill("#people", "1");
        agent.locator("#people").blur();
        assertThat(agent.locator(".free-day").first().locator(".free-time")).hasCount(9);
        agent.locator(".free-time").nth(1).click();
        agent.fill("#lastName", "Lefèvre");
        agent.fill("#firstName", "Camille");
        agent.fill("#phone", "06 12 34 56 78");
        screens.look(agent, SHOT + "6-reserver");
        Screens.loaded(agent, () -> agent.locator(".btn-big").click());
        assertThat(agent.locator("main .notice-good")).containsText("PRV-");
        screens.look(agent, SHOT + "6-reserve");
        return agent.locator("h1.number").textContent();
    }

    private void arrive(Page kiosk, String reference) {
        kiosk.navigate("/borne/" + place.site().slug() + "/services?lang=fr");
        screens.look(kiosk, SHOT + "8-borne-1");
        kiosk.locator(".has-appointment").click();
        assertThat(kiosk.locator("form[data-ready]")).isVisible();
        var letters = reference.replace("PRV-", "").replace("-", "").split("");
        for (var key : kiosk.locator(".key").all()) {
            assertThat(key.boundingBox().height).isGreaterThanOrEqualTo(80);
        }
        for (int i = 0; i < letters.length; i++) {
            if (i == 3) {
                screens.look(kiosk, SHOT + "8-borne-2");
            }
            kiosk.locator(".key[name=letter][value='" + letters[i] + "']").click();
        }
        kiosk.waitForURL(Pattern.compile(".*/tickets/.*"));
        screens.look(kiosk, SHOT + "8-borne-3");
        kiosk.navigate("/borne/" + place.site().slug() + "/rdv/nom?lang=ar");
        screens.look(kiosk, SHOT + "8-borne-4-ar");
        kiosk.navigate("/borne/" + place.site().slug() + "/rdv?lang=fr");
        kiosk.fill("#typed", "000000");
        kiosk.keyboard().press("Enter");
        assertThat(kiosk.locator(".kiosk-refusal")).isVisible();
        screens.look(kiosk, SHOT + "8-borne-5");
        kiosk.setViewportSize(320, 700);
        kiosk.navigate("/borne/" + place.site().slug() + "/rdv");
        screens.look(kiosk, SHOT + "8-borne-6-320");
    }

    private void onASmallScreen(Page agent) {
        Office.book(bookings, place, at(monday, "10:40"), "Arrivant");
        Office.book(bookings, place, at(monday, "10:20"), "Durand-Petitjean");
        assertThat(agent.locator(".expected li")).hasCount(2);
        agent.locator(".expected li:has-text('Arrivant') button").click();
        assertThat(agent.locator("#status")).containsText("Arrivée notée");
        assertThat(agent.locator(".expected li")).hasCount(1);
        Office.book(bookings, place, at(monday.plusDays(3), "09:20"), "Martin");
        Screens.loaded(agent, () -> agent.navigate("/agent/rendez-vous"));
        screens.look(agent, SHOT + "9-jour");
        Screens.loaded(agent, () -> agent.navigate("/agent/rendez-vous?semaine=1"));
        screens.look(agent, SHOT + "9-semaine");
        agent.setViewportSize(320, 800);
        Screens.loaded(agent, () -> agent.navigate("/agent/rendez-vous"));
        screens.look(agent, SHOT + "9-jour-320");
        Screens.loaded(agent, () -> agent.navigate("/agent/rendez-vous/nouveau"));
        screens.look(agent, SHOT + "9-reserver-320");
        Screens.loaded(agent, () -> agent.navigate("/agent"));
        screens.look(agent, SHOT + "9-guichet-320");
    }
}
