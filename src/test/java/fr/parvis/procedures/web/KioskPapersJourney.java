package fr.parvis.procedures.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.identity.Role;
import fr.parvis.procedures.NationalSheets;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.SheetImport;
import fr.parvis.procedures.visit.ServiceSheets;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** At a kiosk that stands upright: what for, the documents, the way out when one is missing, the ticket. */
@Tag("deep")
@ParvisTest
class KioskPapersJourney {
    private static final List<String> SHEETS = List.of("F1341", "F21089", "F1342", "F21090", "F14929", "F21091");

    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @Autowired
    ServiceSheets sheets;

    @Autowired
    Procedures procedures;

    @Autowired
    Agendas agendas;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    Screens screens;
    Town.Place place;

    @BeforeEach
    void open() throws IOException {
        place = town.place(2, 1);
        town.account("Essai", Role.ADMIN);
        NationalSheets.copy(folder, SHEETS.toArray(String[]::new));
        NationalSheets.copy(folder, "F1427", "F14807");
        imports.run(folder, _ -> {});
        SHEETS.forEach(id ->
                sheets.add(place.services().getFirst(), procedures.find(id).orElseThrow()));
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
        SHEETS.forEach(id -> sheets.remove(place.services().getFirst(), Procedures.PEOPLE, id));
        agendas.at(place.site()).forEach(one -> agendas.update(one.id(), one.name(), one.services(), false));
        clock.reset();
    }

    @Test
    void in_french() {
        visit(screens.window(1080, 1920, "fr"), "fr");
        screens.assertNoComplaint();
    }

    @Test
    void in_arabic() {
        visit(screens.window(1080, 1920, "ar"), "ar");
        screens.assertNoComplaint();
    }

    @Test
    void a_document_is_missing_and_an_appointment_is_booked_there() {
        byAppointment();
        book(screens.window(1080, 1920, "fr"), "fr", "rdv-borne-fr-");
        screens.assertNoComplaint();
    }

    @Test
    void the_same_on_a_screen_that_lies() {
        byAppointment();
        book(screens.window(1280, 800, "fr"), "fr", "rdv-borne-1280-");
        screens.assertNoComplaint();
    }

    @Test
    void the_same_in_arabic() {
        byAppointment();
        book(screens.window(1080, 1920, "ar"), "ar", "rdv-borne-ar-");
        screens.assertNoComplaint();
    }

    private void byAppointment() {
        var monday = LocalDate.of(2026, 9, 7);
        clock.setTo(monday.atTime(8, 30).atZone(place.site().zone()).toInstant());
        var service = place.services().getFirst().id();
        agendas.saveTerms(ServiceTerms.usual(service, 20));
        var agenda = agendas.create(
                place.site(), "Passeports", null, place.counters().getFirst().id(), null, Set.of(service));
        agendas.saveRule(
                agenda.id(),
                null,
                Set.of(),
                monday,
                LocalTime.of(9, 0),
                LocalTime.of(12, 0),
                "FREQ=WEEKLY;BYDAY=MO,TH",
                Set.of());
    }

    private void book(Page kiosk, String language, String shots) {
        Screens.asKiosk(kiosk, town.installed(new Visitor(port), place));
        kiosk.navigate("/borne/" + place.site().slug() + "/services?lang=" + language);
        kiosk.locator(".tiles button").first().click();
        kiosk.locator("a.tile").nth(1).click();
        screens.look(kiosk, shots + "1-question");
        kiosk.locator(".tiles-answers a").first().click();
        screens.look(kiosk, shots + "2-documents");
        kiosk.locator(".kiosk-answer a.btn-outline-primary").click();
        look(kiosk, shots + "3-manque");
        kiosk.locator("a[href*='/rdv/prendre/']").click();
        look(kiosk, shots + "4-heures");
        kiosk.locator("button[name=choix]").nth(1).click();
        for (var letter : "MARTIN".split("")) {
            kiosk.locator("[name=letter][value=" + letter + "]").click();
        }
        look(kiosk, shots + "5-nom");
        kiosk.locator(".kiosk-answer .btn-primary").click();
        kiosk.locator("#typed").fill("Zoé");
        kiosk.locator("#typed").press("Enter");
        assertThat(kiosk.locator("#typed[type=tel]")).hasValue("");
        kiosk.locator("[name=letter][value='6']").click();
        kiosk.locator(".kiosk-answer .btn-primary").click();
        assertThat(kiosk.locator("#typed-error")).isVisible();
        assertThat(kiosk.locator("#typed")).hasValue("6");
        look(kiosk, shots + "6-telephone");
        kiosk.locator("[name=without]").click();
        assertThat(kiosk.locator(".agreed")).containsText("Zoé MARTIN");
        look(kiosk, shots + "7-verifier");
        kiosk.locator(".kiosk-answer .btn-primary").click();
        var reference = kiosk.locator(".kiosk-reference .number").innerText();
        look(kiosk, shots + "8-pris");
        kiosk.locator(".btn-primary").click();
        kiosk.locator(".tiles-languages a").first().click();
        kiosk.locator(".has-appointment").click();
        for (var letter : reference.replace("PRV-", "").replace("-", "").split("")) {
            kiosk.locator("[name=letter][value='" + letter + "']").click();
        }
        assertThat(kiosk.locator(".kiosk-ticket .number")).isVisible();
        screens.look(kiosk, shots + "9-ticket");
    }

    /** All that is to be touched is large enough, and the ways on are seen without moving the page. */
    private void look(Page kiosk, String shot) {
        assertThat(kiosk.locator("main a, main button").first()).isVisible();
        for (var touched : kiosk.locator(
                        "main a:visible, main button:visible:not(.visually-hidden), main input:visible:not(#website)")
                .all()) {
            assertThat(touched.boundingBox().height)
                    .as("%s: %s", shot, touched.innerText())
                    .isGreaterThanOrEqualTo(64);
        }
        for (var way : kiosk.locator(".kiosk-answer .btn").all()) {
            assertThat(way).isInViewport();
        }
        screens.look(kiosk, shot);
    }

    @Test
    void the_staff_chooses_the_procedures() {
        var page = screens.window(1280, 900, "fr");
        Screens.signIn(page, town.account("Quali Té", Role.QUALITY));
        page.navigate(ServiceSheetPages.PAGE);
        screens.look(page, "papiers-staff-1-prestations");
        page.locator(".rows a").first().click();
        page.fill("#looked", "carte identité");
        page.locator("form.try button").click();
        assertThat(page.locator("form[action$='/fiche'] li").first()).isVisible();
        screens.look(page, "papiers-staff-2-recherche");
        page.fill("#looked", "F1341");
        page.locator("form.try button").click();
        assertThat(page.locator(".field-error")).isVisible();
        screens.look(page, "papiers-staff-3-refus");
        page.setViewportSize(320, 800);
        screens.look(page, "papiers-staff-4-320");
        screens.assertNoComplaint();
    }

    private void visit(Page kiosk, String language) {
        var shots = "papiers-" + language + "-";
        kiosk.navigate("/borne/" + place.site().slug() + "/services?lang=" + language);
        kiosk.locator(".tiles button").first().click();
        assertThat(kiosk.locator("a.tile")).hasCount(SHEETS.size());
        for (var tile : kiosk.locator("a.tile").all()) {
            assertThat(tile.boundingBox().height).isGreaterThanOrEqualTo(80);
        }
        screens.look(kiosk, shots + "1-demarche");
        kiosk.locator("a.tile").nth(1).click();
        question(kiosk, shots + "2-question-1");
        kiosk.locator(".tiles-answers a").nth(2).click();
        question(kiosk, shots + "2-question-2");
        kiosk.locator(".tiles-answers a").first().click();
        assertThat(kiosk.locator(".kiosk-list li")).hasCount(5);
        for (var change : kiosk.locator(".kiosk-said a").all()) {
            assertThat(change.boundingBox().height).isGreaterThanOrEqualTo(64);
        }
        screens.look(kiosk, shots + "2-documents");
        for (var button : kiosk.locator(".kiosk-answer .btn").all()) {
            assertThat(button.boundingBox().height).isGreaterThanOrEqualTo(80);
            assertThat(button).isInViewport();
        }
        kiosk.locator(".kiosk-answer a.btn-outline-primary").click();
        kiosk.waitForURL(address -> address.contains("/manque"));
        assertThat(kiosk.locator(".kiosk-take img")).isVisible();
        screens.look(kiosk, shots + "3-manque");
        for (var button : kiosk.locator(".kiosk-answer .btn").all()) {
            assertThat(button.boundingBox().height).isGreaterThanOrEqualTo(80);
        }
        goAndComeBack(kiosk, language, shots);
        kiosk.navigate("/borne/" + place.site().slug() + "/services?lang=" + language);
        kiosk.locator(".tiles button").first().click();
        kiosk.locator("a.tile").nth(1).click();
        kiosk.locator(".kiosk-answer button").first().click();
        assertThat(kiosk.locator(".kiosk-ticket .number")).isVisible();
        screens.look(kiosk, shots + "4-ticket");
    }

    private void question(Page kiosk, String shot) {
        assertThat(kiosk.locator(".tiles-answers a")).hasCount(4);
        screens.look(kiosk, shot);
        for (var button : kiosk.locator(".tiles-answers a, .kiosk-answer .btn").all()) {
            assertThat(button.boundingBox().height).isGreaterThanOrEqualTo(80);
            assertThat(button).isInViewport();
        }
    }

    private void goAndComeBack(Page kiosk, String language, String shots) {
        kiosk.locator(".kiosk-answer button").first().click();
        assertThat(kiosk.locator(".kiosk-ticket h2")).hasText(Pattern.compile(".*\\d\\d:\\d\\d.*"));
        var number = kiosk.locator(".kiosk-ticket .number").innerText();
        screens.look(kiosk, shots + "5-garde");
        kiosk.navigate("/borne/" + place.site().slug() + "/services?lang=" + language);
        screens.look(kiosk, shots + "6-revient");
        kiosk.locator("a[href$='/retour']").click();
        screens.look(kiosk, shots + "7-numero");
        kiosk.locator("button[value=" + number + "]").click();
        assertThat(kiosk.locator(".kiosk-ticket .number")).hasText(number);
        screens.look(kiosk, shots + "8-de-retour");
    }
}
