package fr.parvis.appointments.national;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An administrator says what is a passport; two people who come for one write their numbers, and an agent reads them. */
@Tag("deep")
@ParvisTest
class NationalJourney {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private Screens screens;
    private Town.Place place;
    private LocalDate monday;

    @BeforeEach
    void open() {
        place = town.place(1, 1);
        monday = LocalDate.now(PARIS).plusWeeks(1).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.setTo(monday.minusDays(3).atTime(10, 0).atZone(PARIS).toInstant());
        var service = place.services().getFirst().id();
        agendas.saveTerms(ServiceTerms.usual(service, 20));
        var agenda = agendas.create(
                place.site(), "Guichet", null, place.counters().getFirst().id(), null, Set.of(service));
        agendas.saveRule(
                agenda.id(),
                null,
                Set.of(),
                monday,
                LocalTime.of(9, 0),
                LocalTime.of(12, 0),
                "FREQ=WEEKLY;BYDAY=MO",
                Set.of());
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        jdbc.sql("delete from appointments.national_service").update();
        jdbc.sql("delete from appointments.national_point").update();
        screens.close();
        clock.reset();
    }

    @Test
    void from_the_office_to_the_counter_on_small_screens() {
        var admin = screens.window(320, 800, "fr");
        Screens.signIn(admin, town.account("Admin Titres", Role.ADMIN));
        Screens.loaded(admin, () -> admin.navigate("/admin/points-de-rencontre"));
        admin.locator("input[value=PASSPORT]").first().check();
        admin.locator("input[name=sites]").first().check();
        Screens.loaded(admin, () -> save(admin));
        assertThat(admin.locator("input[aria-invalid=true]")).hasCount(1);
        screens.look(admin, "titres-1-refus");
        var field = "#point-" + place.site().slug();
        admin.fill(field + "-zip", "99000");
        admin.fill(field + "-city", "Saint-Parvis");
        Screens.loaded(admin, () -> save(admin));
        assertThat(admin.locator("main .notice-good")).isVisible();
        screens.look(admin, "titres-2-regles");

        var usager = screens.window(320, 800, "ar");
        usager.navigate("/rdv/" + place.services().getFirst().slug() + "?personnes=2&lieu="
                + place.site().slug());
        usager.locator("button[name=choix]").first().click();
        usager.fill("#firstName", "Camille");
        usager.fill("#lastName", "Titres");
        usager.fill("#email", place.site().slug() + "@essai.example");
        usager.fill("#number-1", "a1b2");
        usager.locator("form[action$='/verifier'] button").click();
        assertThat(usager.locator("#numbers .field-error")).isVisible();
        assertThat(usager.locator("#numbers [aria-invalid]")).hasCount(1);
        screens.look(usager, "titres-3-refus");
        usager.fill("#number-1", "a1b2 c3d4 e5");
        usager.locator("form[action$='/verifier'] button").click();
        assertThat(usager.locator(".agreed")).containsText("a1b2 c3d4 e5");
        screens.look(usager, "titres-4-verifier");
        usager.locator("form[action$='/confirmer'] button").click();
        usager.waitForURL("**/rdv/mien/**");

        Screens.loaded(
                admin,
                () -> admin.navigate("/agent/rendez-vous?site=" + place.site().slug() + "&jour=" + monday));
        Screens.loaded(
                admin, () -> admin.locator("table.listed tbody a").first().click());
        assertThat(admin.locator(".facts")).containsText("A1B2C3D4E5");
        screens.look(admin, "titres-5-rendez-vous");
        Screens.loaded(admin, () -> admin.locator("a[href$='/pre-demandes']").click());
        screens.look(admin, "titres-6-numeros");
        screens.assertNoComplaint();
    }

    private static void save(Page admin) {
        admin.locator("form[action$='/points-de-rencontre'] button.btn-primary").click();
    }
}
