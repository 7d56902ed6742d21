package fr.parvis.appointments;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.appointments.slots.OpeningRule;
import fr.parvis.appointments.slots.SchoolTime;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.Position;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody is called, visited or received near by: chosen, refused, seen. */
@Tag("deep")
@ParvisTest
class WaysJourney {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    DirectoryEditor editor;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Screens screens;
    LocalDate monday;
    ServiceOffer service;
    List<Town.Place> places;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        places = List.of(town.place(2, 2), town.place(2, 1));
        service = places.getFirst().services().getFirst();
        monday = LocalDate.now(PARIS).plusWeeks(1).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.setTo(monday.minusDays(3).atTime(10, 0).atZone(PARIS).toInstant());
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20)
                .withWays(new Ways(Set.of(Modality.values()), "https://visio.essai.example/salle")));
        agenda(places.get(0), 0, "09:00", "11:00");
        agenda(places.get(1), 0, "10:00", "12:00");
        var visits = agenda(places.get(0), 1, "14:00", "16:00", Modality.HOME);
        agendas.saveSector(visits.id(), "00000 Saint-Parvis");
        screens = new Screens(port);
    }

    private Agenda agenda(Town.Place place, int counter, String from, String to, Modality... modalities) {
        var agenda = agendas.create(
                place.site(),
                "Guichet",
                null,
                place.counters().get(counter).id(),
                null,
                Set.of(service.id()),
                new Facilities(true, false, Set.of("ar"), ""));
        agendas.saveRule(
                agenda.id(),
                null,
                new OpeningRule(
                        Ids.next(),
                        Set.of(),
                        monday,
                        LocalTime.parse(from),
                        LocalTime.parse(to),
                        "FREQ=WEEKLY;BYDAY=MO",
                        Set.of(),
                        SchoolTime.ALWAYS,
                        Set.of(modalities)));
        return agenda;
    }

    @AfterEach
    void close() {
        for (var place : places) {
            agendas.at(place.site()).forEach(one -> agendas.update(one.id(), one.name(), one.services(), false));
        }
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20));
        screens.close();
        clock.reset();
    }

    @Test
    void called_on_the_smallest_screen() {
        becomesCalled(screens.window(320, 800, "fr"), true);
        screens.assertNoComplaint();
    }

    @Test
    void called_without_javascript() {
        becomesCalled(screens.window(320, 800, "fr", false), false);
    }

    /** With keys alone. */
    private void becomesCalled(Page page, boolean looking) {
        page.navigate("/rdv/" + service.slug() + "?personnes=1");
        look(looking, page, "mode-fr-320-01-comment");
        page.locator("[name=mode][value=phone]").press("Space");
        page.locator("form.sheet button").press("Enter");
        assertThat(page.locator("h1")).hasText("Quand ?");
        look(looking, page, "mode-fr-320-02-heures");
        page.locator("#besoins summary").press("Enter");
        page.locator("#parle").selectOption("ar");
        page.locator("#besoins button").press("Enter");
        assertThat(page.locator("#parle")).hasValue("ar");
        page.locator(".hours-free button").first().press("Enter");
        assertThat(page.locator("#phone")).isVisible();
        look(looking, page, "mode-fr-320-03-qui");
        page.fill("#firstName", "Camille");
        page.fill("#lastName", "Appelée" + looking);
        page.fill("#email", "camille@mode.example");
        page.locator("form.sheet button").press("Enter");
        assertThat(page.locator("#phone-error")).isVisible();
        assertThat(page.locator("#lastName")).hasValue("Appelée" + looking);
        look(looking, page, "mode-fr-320-04-sans-numero");
        page.fill("#phone", "06 12 34 56 78");
        page.locator("form.sheet button").press("Enter");
        assertThat(page.locator(".agreed")).containsText("Par téléphone");
        page.locator("form.sheet button").first().press("Enter");
        assertThat(page.locator("main .notice-good")).isVisible();
        assertThat(page.locator(".agreed")).containsText("06 12 34 56 78");
        look(looking, page, "mode-fr-320-05-pris");
    }

    @Test
    void a_visit_outside_the_sector_is_refused_kindly_and_nothing_typed_is_lost() {
        visited(screens.window(320, 800, "fr"), true);
        screens.assertNoComplaint();
    }

    @Test
    void a_visit_without_javascript() {
        visited(screens.window(320, 800, "fr", false), false);
    }

    private void visited(Page page, boolean looking) {
        page.navigate("/rdv/" + service.slug() + "?personnes=1&mode=home");
        look(looking, page, "mode-fr-320-10-adresse");
        page.fill("#street", "12 rue des Lilas");
        page.fill("#more", "bâtiment B");
        page.fill("#postcode", "99999");
        page.fill("#commune", "Ailleurs");
        page.locator("form.sheet button").press("Enter");
        assertThat(page.locator("#street-error")).containsText("hors du secteur");
        assertThat(page.locator("#street")).hasValue("12 rue des Lilas");
        assertThat(page.locator("#more")).hasValue("bâtiment B");
        assertThat(page.locator(".options a[href*='mode=phone']")).isVisible();
        look(looking, page, "mode-fr-320-11-hors-secteur");
        page.fill("#postcode", "00000");
        page.fill("#commune", "St Parvis");
        page.locator("form.sheet button").press("Enter");
        assertThat(page.locator(".hours-free button").first()).containsText("14:00");
        look(looking, page, "mode-fr-320-12-visite-heures");
        page.locator(".hours-free button").nth(looking ? 0 : 1).press("Enter");
        page.fill("#firstName", "Dominique");
        page.fill("#lastName", "Visitée" + looking);
        page.fill("#email", "dominique@mode.example");
        page.locator("form.sheet button").press("Enter");
        assertThat(page.locator(".agreed")).containsText("12 rue des Lilas, bâtiment B");
        page.locator("form.sheet button").first().press("Enter");
        assertThat(page.locator("main .notice-good")).isVisible();
        look(looking, page, "mode-fr-320-13-visite-prise");
    }

    @Test
    void near_me_sorts_the_places_on_the_device_alone() {
        place(places.get(0), new Position(48.85, 2.55));
        place(places.get(1), new Position(48.85, 2.35));
        var page = screens.window(390, 800, "fr");
        page.context().grantPermissions(List.of("geolocation"));
        page.context().setGeolocation(new com.microsoft.playwright.options.Geolocation(48.85, 2.36));
        page.navigate("/rdv/" + service.slug() + "?personnes=1&mode=on-site");
        assertThat(page.locator(".at-site h3").first())
                .containsText(places.get(0).site().name());
        page.locator("#proche summary").click();
        var asked = new java.util.concurrent.atomic.AtomicInteger();
        page.onRequest(_ -> asked.incrementAndGet());
        page.locator("#near-me").click();
        assertThat(page.locator("#near-said")).containsText("n’a pas quitté cet appareil");
        assertThat(page.locator(".at-site h3").first())
                .containsText(places.get(1).site().name());
        assertThat(page.locator(".at-distance").first()).hasText("à 0,7 km");
        org.assertj.core.api.Assertions.assertThat(asked).hasValue(0);
        screens.look(page, "mode-fr-390-20-pres-de-moi");
        screens.assertNoComplaint();
    }

    private void place(Town.Place place, Position position) {
        editor.placeOnMap(place.site().id(), position);
    }

    @Test
    void in_arabic() {
        var page = screens.window(390, 800, "ar");
        page.navigate("/rdv/" + service.slug() + "?personnes=1");
        screens.look(page, "mode-ar-390-01-comment");
        page.navigate("/rdv/" + service.slug() + "?personnes=1&mode=on-site&lsf=oui&pres=99999");
        screens.look(page, "mode-ar-390-02-rien");
        page.navigate("/rdv/" + service.slug() + "/adresse?personnes=1");
        screens.look(page, "mode-ar-390-03-adresse");
        screens.assertNoComplaint();
    }

    @Test
    void as_an_administrator_says_it() {
        var page = screens.window(1280, 900, "fr");
        Screens.signIn(page, town.account("Essai", Role.ADMIN));
        page.navigate("/admin/agendas/regles/" + service.id());
        screens.look(page, "mode-fr-1280-30-regles");
        var agenda = agendas.at(places.getFirst().site()).getFirst();
        page.navigate("/admin/agendas/" + agenda.id() + "/modifier");
        page.fill("#sector", "00000\n00000 : rue Haute, 9-3");
        page.locator("form.agenda-form button").click();
        assertThat(page.locator("#sector-error")).containsText("Ligne 2");
        assertThat(page.locator("#sector")).hasValue("00000\n00000 : rue Haute, 9-3");
        screens.look(page, "mode-fr-1280-31-secteur");
        page.navigate(
                "/agent/rendez-vous/nouveau?site=" + places.getFirst().site().slug());
        screens.look(page, "mode-fr-1280-32-donner");
        screens.assertNoComplaint();
    }

    private void look(boolean looking, Page page, String name) {
        if (looking) {
            screens.look(page, name);
        }
    }
}
