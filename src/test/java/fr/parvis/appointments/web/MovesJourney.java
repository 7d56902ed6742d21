package fr.parvis.appointments.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static fr.parvis.appointments.web.Office.at;

import com.microsoft.playwright.Page;
import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An agent is ill: her day is given other places, a line is changed, and a person says yes on her own page. */
@Tag("deep")
@ParvisTest
class MovesJourney {
    private static final String SHOT = "replacer-";

    @Autowired
    Bookings bookings;

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Screens screens;
    Town.Place place;
    LocalDate monday;
    Agenda nadia;

    @BeforeEach
    void open() {
        place = town.place(2, 3);
        town.account("Essai", Role.ADMIN);
        screens = new Screens(port);
        monday = Office.monday();
        clock.setTo(at(monday.minusDays(3), "10:00"));
        nadia = Office.open(agendas, place, monday);
    }

    @AfterEach
    void close() {
        screens.close();
        clock.reset();
    }

    private Appointment booked(String time, String first, String last, String phone) {
        return bookings.book(
                new NewAppointment(
                        place.site().id(),
                        place.services().getFirst().id(),
                        at(monday, time),
                        1,
                        Appointment.Channel.DESK),
                new Appointment.Usager(
                        first,
                        last,
                        phone.isEmpty() ? first + "@essai.example" : null,
                        phone.isEmpty() ? null : phone,
                        "fr"));
    }

    private void karim(String from, String to) {
        var agenda = agendas.create(
                place.site(),
                "Karim, guichet 2",
                null,
                place.counters().get(1).id(),
                null,
                Set.of(place.services().getFirst().id()));
        agendas.saveRule(
                agenda.id(), null, Set.of(), monday, LocalTime.parse(from), LocalTime.parse(to), null, Set.of());
    }

    @Test
    void an_agent_is_ill_and_nobody_is_lost() {
        booked("09:00", "Lou", "Martin", "");
        booked("09:20", "Aya", "Diallo", "");
        var late = booked("11:20", "Camille", "Durand-Petitjean", "");
        booked("11:40", "Nour", "Ben Salem", "+33612345678");
        karim("09:00", "10:40");

        var agent = screens.window(1280, 900, "fr");
        Screens.signIn(agent, town.agentAt(place, "Inès Plan"));
        Screens.loaded(agent, () -> agent.navigate("/agent/rendez-vous?jour=" + monday));
        Screens.loaded(agent, () -> agent.locator("a[href*='/replacer']").click());
        agent.selectOption("#agenda", nadia.slug());
        Screens.loaded(agent, () -> agent.locator(".plan-filter button").click());
        assertThat(agent.locator("input[name=rdv]:checked")).hasCount(4);
        screens.look(agent, SHOT + "1-choisir");
        Screens.loaded(
                agent, () -> agent.locator("form[method=post] .btn-primary").click());
        assertThat(agent.locator(".moves-rows li")).hasCount(4);
        screens.look(agent, SHOT + "2-plan");
        changeALine(agent);
        screens.look(agent, SHOT + "4-plan-modifie");
        agent.setViewportSize(320, 800);
        screens.look(agent, SHOT + "4-plan-320");
        agent.setViewportSize(1280, 900);
        Screens.loaded(agent, () -> agent.locator(".btn-big").press("Enter"));
        assertThat(agent.locator("main .notice-good")).containsText("2 personnes gardent leur heure");
        screens.look(agent, SHOT + "5-a-regler");
        agent.setViewportSize(320, 800);
        screens.look(agent, SHOT + "5-a-regler-320");
        agent.setViewportSize(1280, 900);

        theOtherPages(agent);
        says(late);

        Screens.loaded(agent, () -> agent.navigate("/agent/rendez-vous/a-regler"));
        assertThat(agent.locator(".moves-rows li")).hasCount(1);
        assertThat(agent.locator(".moves-rows")).containsText("06 12 34 56 78");
        Screens.loaded(
                agent, () -> agent.locator("form[action$='/prevenu'] button").press("Enter"));
        assertThat(agent.locator("main .notice-good").last()).containsText("Rien à régler");
        screens.look(agent, SHOT + "9-regle");
        screens.assertNoComplaint();
    }

    /** With the keyboard: from the line to another of the free times and back. */
    private void changeALine(Page agent) {
        var line = agent.locator(".moves-rows li", new Page.LocatorOptions().setHasText("Ben Salem"));
        Screens.loaded(agent, () -> line.locator("a").press("Enter"));
        screens.look(agent, SHOT + "3-ligne");
        agent.setViewportSize(320, 800);
        screens.look(agent, SHOT + "3-ligne-320");
        agent.setViewportSize(1280, 900);
        agent.locator("input[name=start]").first().press("Space");
        Screens.loaded(
                agent,
                () -> agent.locator("form[method=post] .btn-primary").first().press("Enter"));
        assertThat(line).containsText("09:40");
    }

    private void theOtherPages(Page agent) {
        Screens.loaded(agent, () -> agent.navigate("/agent/rendez-vous?jour=" + monday));
        assertThat(agent.locator(".to-settle")).containsText("2 rendez-vous à régler");
        screens.look(agent, SHOT + "6-jour");
        var admin = screens.window(1280, 900, "en");
        Screens.signIn(admin, town.account("Admin Plan", Role.ADMIN));
        Screens.loaded(
                admin, () -> admin.navigate("/pilotage?site=" + place.site().slug()));
        assertThat(admin.locator(".to-settle")).containsText("2 appointments to settle");
        screens.look(admin, SHOT + "6-pilotage-en");
        Screens.loaded(
                admin,
                () -> admin.navigate(
                        "/agent/rendez-vous/a-regler?site=" + place.site().slug()));
        screens.look(admin, SHOT + "6-a-regler-en");
        absence(admin);
    }

    private void absence(Page admin) {
        var other = Office.book(bookings, place, at(monday.plusWeeks(1), "09:00"), "Semaine");
        Screens.loaded(admin, () -> admin.navigate("/admin/agendas/" + nadia.id() + "/absences/nouvelle"));
        admin.fill("#fromDay", monday.plusWeeks(1).toString());
        Screens.loaded(admin, () -> admin.locator("form.sheet .btn-primary").click());
        assertThat(admin.locator(".touched")).containsText(other.reference());
        Screens.loaded(admin, () -> admin.locator("form.sheet .btn-primary").click());
        assertThat(admin.locator("main .notice-warm a.btn")).isVisible();
        screens.look(admin, SHOT + "7-absence-en");
        Screens.loaded(admin, () -> admin.locator("main .notice-warm a.btn").click());
        assertThat(admin.locator("input[name=rdv]:checked")).hasCount(1);
        screens.look(admin, SHOT + "7-conflit-en");
        bookings.cancel(other.id(), true);
    }

    private void says(Appointment late) {
        var person = screens.window(320, 800, "fr");
        person.navigate("/rdv/mien/" + late.token() + "/proposition");
        screens.look(person, SHOT + "8-proposition-320");
        person.navigate("/rdv/mien/" + late.token());
        screens.look(person, SHOT + "8-sa-page-320");
        var arabic = screens.window(390, 800, "ar");
        arabic.navigate("/rdv/mien/" + late.token() + "/proposition");
        screens.look(arabic, SHOT + "8-proposition-ar");
        var plain = screens.window(320, 800, "fr", false);
        plain.navigate("/rdv/mien/" + late.token() + "/proposition");
        plain.locator(".offer button").press("Enter");
        assertThat(plain.locator("main .notice-good")).containsText("Merci");
        person.navigate("/rdv/mien/" + late.token() + "?convenu");
        screens.look(person, SHOT + "8-merci-320");
    }
}
