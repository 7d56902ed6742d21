package fr.parvis.appointments;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Outbox;
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
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A parent books for three, moves it and cancels it, without an account. */
@ParvisTest
class BookingJourney {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Outbox outbox;

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
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20));
        agenda(places.get(0), "09:00", "12:00");
        agenda(places.get(1), "16:00", "19:00");
        screens = new Screens(port);
    }

    private void agenda(Town.Place place, String from, String to) {
        var agenda = agendas.create(
                place.site(), "Guichet", null, place.counters().getFirst().id(), null, Set.of(service.id()));
        agendas.saveRule(
                agenda.id(),
                null,
                Set.of(),
                monday,
                LocalTime.parse(from),
                LocalTime.parse(to),
                "FREQ=WEEKLY;BYDAY=MO,TH",
                Set.of());
    }

    @AfterEach
    void close() {
        for (var place : places) {
            agendas.at(place.site()).forEach(one -> agendas.update(one.id(), one.name(), one.services(), false));
        }
        screens.close();
        clock.reset();
    }

    @Test
    void on_the_smallest_screen() {
        bookMoveAndCancel(screens.window(320, 800, "fr"), true);
        screens.assertNoComplaint();
    }

    @Test
    void without_javascript() {
        bookMoveAndCancel(screens.window(320, 800, "fr", false), false);
    }

    /** With keys alone: a browser without scripts does not always tell when a button stands still. */
    private void bookMoveAndCancel(Page page, boolean looking) {
        page.navigate("/");
        page.locator(".home-ways a[href='/rdv']").press("Enter");
        look(looking, page, "rdv-fr-320-01-prestations");
        page.locator(".option").first().press("Enter");
        look(looking, page, "rdv-fr-320-02-personnes");
        page.locator(".option").nth(2).press("Enter");
        assertThat(page.locator(".hours-free button").first()).containsText("09:00");
        look(looking, page, "rdv-fr-320-03-heures");
        page.locator(".narrow-times summary").press("Enter");
        page.locator("[name=soir]").press("Space");
        page.locator(".narrow-times button").press("Enter");
        assertThat(page.locator(".hours-free button").first()).containsText("17:00");
        page.goBack();
        page.locator(".hours-free button").first().press("Enter");
        assertThat(page.locator(".kept")).containsText("10:05");
        look(looking, page, "rdv-fr-320-04-qui");
        page.locator("form.sheet button").press("Enter");
        assertThat(page.locator("#firstName-error")).isVisible();
        look(looking, page, "rdv-fr-320-05-qui-manque");
        fill(page, "Camille", "Journée", "camille@journee.example");
        page.locator("form.sheet button").press("Enter");
        look(looking, page, "rdv-fr-320-06-verifier");
        page.locator("form.sheet a").press("Enter");
        assertThat(page.locator("#lastName")).hasValue("Journée");
        page.locator("form.sheet button").press("Enter");
        page.locator("form.sheet button").first().press("Enter");
        assertThat(page.locator("main .notice-good")).isVisible();
        look(looking, page, "rdv-fr-320-07-pris");
        page.locator("a[href$='/deplacer']").press("Enter");
        look(looking, page, "rdv-fr-320-08-deplacer");
        page.locator(".hours-free button").last().press("Enter");
        assertThat(page.locator("main .notice-good")).isVisible();
        page.locator("a[href$='/annuler']").press("Enter");
        look(looking, page, "rdv-fr-320-09-annuler");
        page.locator("section button").press("Enter");
        assertThat(page.locator("main .notice-warm")).isVisible();
        look(looking, page, "rdv-fr-320-10-annule");
    }

    @Test
    void with_a_code_and_going_back_with_the_browser_loses_nothing() {
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20).withCode(true));
        var page = screens.window(390, 800, "fr");
        page.navigate("/rdv/" + service.slug() + "?personnes=1");
        var before = worked();
        page.locator(".hours-free button").first().click();
        assertThat(page.locator("#firstName")).isVisible();
        org.assertj.core.api.Assertions.assertThat(worked())
                .as("the browser has done its work, unseen")
                .isEqualTo(before + 1);
        fill(page, "Camille", "", "camille@retour.example");
        page.locator("form.sheet button").click();
        assertThat(page.locator("#lastName-error")).isVisible();
        fill(page, "Camille", "Retour", "camille@retour.example");
        page.locator("form.sheet button").click();
        assertThat(page.locator(".agreed")).containsText("Camille Retour");
        page.goBack();
        assertThat(page.locator("#lastName")).hasValue("Retour");
        page.goForward();
        assertThat(page.locator(".agreed")).containsText("Camille Retour");
        page.locator("form.sheet button").click();
        assertThat(page.locator("#code")).isVisible();
        assertThat(page.locator(".kept")).containsText("10:10");
        look(page, "rdv-fr-390-20-code");
        page.goBack();
        assertThat(page.locator(".agreed")).containsText("Camille Retour");
        page.goForward();
        page.fill("#code", "12");
        page.locator("form.sheet button").first().click();
        assertThat(page.locator("#code-error")).isVisible();
        look(page, "rdv-fr-390-21-code-faux");
        page.fill("#code", codeSentTo("camille@retour.example"));
        page.locator("form.sheet button").first().click();
        assertThat(page.locator("main .notice-good")).isVisible();
        page.goBack();
        assertThat(page.locator("a[href$='/deplacer']")).isVisible();
        page.goBack();
        assertThat(page.locator("a[href$='/deplacer']")).isVisible();
        screens.assertNoComplaint();
    }

    private String codeSentTo(String email) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(message -> email.equals(message.to()) && message.about().equals("appointment-code"))
                .map(message -> Objects.requireNonNull(message.text()).replaceFirst("(?s).*?\\b([0-9]{6})\\b.*", "$1"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void in_arabic_with_the_seconds_that_are_left() {
        var page = screens.window(390, 800, "ar");
        page.navigate("/rdv");
        page.locator(".option").first().click();
        page.locator(".option").first().click();
        look(page, "rdv-ar-390-01-heures");
        page.locator(".hours-free button").nth(1).click();
        assertThat(page.locator(".kept-clock")).containsText("4:");
        look(page, "rdv-ar-390-02-qui");
        fill(page, "ليلى", "بن علي", "leila@journee.example");
        page.locator("form.sheet button").click();
        look(page, "rdv-ar-390-03-verifier");
        page.locator("form.sheet button").first().click();
        look(page, "rdv-ar-390-04-pris");
        screens.assertNoComplaint();
    }

    @Test
    void with_the_keyboard_alone_when_the_time_is_lost_meanwhile() {
        var page = screens.window(1280, 900, "fr");
        page.navigate("/rdv/" + service.slug() + "?personnes=1");
        page.locator(".hours-free button").first().focus();
        look(page, "rdv-fr-1280-01-heures");
        page.keyboard().press("Enter");
        page.locator("#firstName").focus();
        for (var typed : List.of("Dominique", "Clavier", "dominique@journee.example")) {
            page.keyboard().type(typed);
            page.keyboard().press("Tab");
        }
        look(page, "rdv-fr-1280-02-qui");
        page.keyboard().press("Enter");
        assertThat(page.locator(".agreed")).containsText("Dominique Clavier");
        look(page, "rdv-fr-1280-03-verifier");

        clock.forward(Bookings.HOLD.plusSeconds(5));
        var other = screens.window(1280, 900, "fr", false);
        other.navigate("/rdv/" + service.slug() + "?personnes=1");
        other.locator(".hours-free button").first().click();
        page.locator("form.sheet button").first().focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".near button")).hasCount(3);
        look(page, "rdv-fr-1280-04-perdue");
        page.locator(".near button").first().focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".agreed")).containsText("Dominique Clavier");
        page.locator("form.sheet button").first().focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("main .notice-good")).isVisible();
        look(page, "rdv-fr-1280-05-pris");

        page.navigate("/rdv/" + service.slug() + "?personnes=1");
        page.locator(".hours-free button").first().click();
        fill(page, "Dominique", "Clavier", "dominique@journee.example");
        page.locator("form.sheet button").click();
        page.locator("form.sheet button").first().click();
        look(page, "rdv-fr-1280-06-deja-pris");
        page.navigate("/rdv/" + service.slug() + "?personnes=4&jour=7");
        look(page, "rdv-fr-1280-07-rien-ce-jour");
        page.navigate("/rdv/" + places.getFirst().services().get(1).slug());
        look(page, "rdv-fr-1280-08-sans-rendez-vous");
        screens.assertNoComplaint();
    }

    private int worked() {
        return jdbc.sql("select count(*) from platform.spent_challenge")
                .query(Integer.class)
                .single();
    }

    private static void fill(Page page, String first, String last, String email) {
        page.fill("#firstName", first);
        page.fill("#lastName", last);
        page.fill("#email", email);
    }

    private void look(Page page, String name) {
        look(true, page, name);
    }

    private void look(boolean looking, Page page, String name) {
        if (looking) {
            screens.look(page, name);
        }
    }
}
