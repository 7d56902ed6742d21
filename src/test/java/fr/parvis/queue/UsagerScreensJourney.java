package fr.parvis.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Contrast;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every screen of usagers, in every state, as different people see it. */
@ParvisTest
class UsagerScreensJourney {
    /** Somebody's screen. */
    private record Eyes(String name, int width, int height, String language, ColorScheme colours, Contrast contrast) {}

    private static final List<Eyes> AT_HOME = List.of(
            new Eyes("1280-fr", 1280, 800, "fr-FR", ColorScheme.LIGHT, Contrast.NO_PREFERENCE),
            new Eyes("320-fr-sombre", 320, 640, "fr-FR", ColorScheme.DARK, Contrast.NO_PREFERENCE),
            new Eyes("390-ar-contraste", 390, 780, "ar", ColorScheme.LIGHT, Contrast.MORE));
    private static final List<Eyes> AT_KIOSK = List.of(
            new Eyes("1080-fr", 1080, 1920, "fr-FR", ColorScheme.LIGHT, Contrast.NO_PREFERENCE),
            new Eyes("1080-ar-sombre", 1080, 1920, "ar", ColorScheme.DARK, Contrast.NO_PREFERENCE),
            new Eyes("320-fr-contraste", 320, 640, "fr-FR", ColorScheme.LIGHT, Contrast.MORE));

    @Autowired
    Town town;

    @Autowired
    Reception reception;

    @Autowired
    DirectoryEditor editor;

    @Autowired
    Clock clock;

    @LocalServerPort
    int port;

    Screens screens;

    @BeforeEach
    void open() {
        // without an account, the first pages lead to the set-up
        town.account("Essai", Role.ADMIN);
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
    }

    private void look(String group, List<Eyes> all, Map<String, String> addresses) {
        for (var eyes : all) {
            var page = window(eyes);
            addresses.forEach((name, address) -> {
                page.navigate(address);
                screens.look(page, "usager-" + group + "-" + name + "-" + eyes.name());
            });
            page.context().close();
        }
    }

    private Page window(Eyes eyes) {
        var page = screens.window(eyes.width(), eyes.height(), eyes.language());
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(eyes.colours()).setContrast(eyes.contrast()));
        return page;
    }

    private Ticket take(Town.Place place, boolean priority) {
        return reception.take(new NewTicket(
                place.site().id(),
                place.services().getFirst().id(),
                Ticket.Kind.WALKIN,
                priority,
                null,
                null,
                Set.of(),
                NewTicket.Origin.KIOSK));
    }

    private Ticket called(Town.Place place) {
        var ticket = take(place, false);
        reception.callNext(place.counters().getFirst().id());
        return ticket;
    }

    private Ticket finished(Town.Place place, Outcome outcome) {
        var ticket = called(place);
        reception.start(ticket.id());
        return reception.finish(ticket.id(), outcome);
    }

    @Test
    void a_ticket_in_every_state() {
        var place = town.place(1, 1);
        reception.open(place.counters().getFirst().id(), Set.of(), null);
        var addresses = new LinkedHashMap<String, String>();
        addresses.put("termine", page(finished(place, new Outcome.Solved())));
        var next = new Outcome.NextStep(
                "Apporter l’original de l’acte de naissance", "Service de l’état civil", LocalDate.of(2027, 1, 15));
        var followed = page(finished(place, next));
        addresses.put("suite", followed);
        addresses.put("avis", followed + "?merci=4");
        addresses.put("merci", followed + "?merci=0");
        var absent = called(place);
        reception.noShow(absent.id());
        addresses.put("absence", page(absent));
        var gone = take(place, false);
        reception.abandon(gone.id());
        addresses.put("parti", page(gone));
        var parked = called(place);
        reception.park(parked.id());
        addresses.put("de-cote", page(parked));
        var call = called(place);
        addresses.put("appel", page(call));
        addresses.put("attente-priorite", page(take(place, true)));
        Ticket last = call;
        for (int i = 0; i < 12; i++) {
            last = take(place, false);
        }
        addresses.put("attente", page(last));
        addresses.put("quitter", page(last) + "/quitter");
        addresses.put("inconnu", "/ticket/inconnu");
        look("ticket", AT_HOME, addresses);
        reception.start(call.id());
        look("ticket", AT_HOME, Map.of("visite", page(call)));
        screens.assertNoComplaint();
    }

    private static String page(Ticket ticket) {
        return "/ticket/" + ticket.token();
    }

    @Test
    void the_public_pages() {
        var open = town.place(3, 1, Collections.nCopies(7, "00:00-24:00"));
        var closed = town.place(2, 1, Collections.nCopies(7, ""));
        var site = open.site();
        var today = LocalDate.ofInstant(clock.instant(), site.zone());
        editor.addClosure(site.id(), today.plusDays(3), today.plusDays(9), "travaux dans le hall");
        var evening = today.plusDays(5).atTime(18, 0).atZone(site.zone()).toInstant();
        editor.openExceptionally(site.id(), evening, evening.plus(Duration.ofHours(2)));
        var addresses = new LinkedHashMap<String, String>();
        addresses.put("accueil", "/");
        addresses.put("site", "/sites/" + site.slug());
        addresses.put("site-ferme", "/sites/" + closed.site().slug());
        addresses.put("prendre", "/sites/" + site.slug() + "/ticket");
        addresses.put("prendre-aide", "/sites/" + site.slug() + "/ticket?aide=1");
        addresses.put("prendre-ferme", "/sites/" + closed.site().slug() + "/ticket");
        addresses.put("affiche", "/sites/" + site.slug() + "/affiche");
        addresses.put("aide", "/aide");
        addresses.put("accessibilite", "/accessibilite");
        addresses.put("404", "/nulle-part");
        look("page", AT_HOME, addresses);
        screens.assertNoComplaint();
    }

    @Test
    void the_kiosk_step_by_step_and_when_it_refuses() {
        var place = town.place(5, 1);
        var closed = town.place(2, 1, Collections.nCopies(7, ""));
        reception.open(place.counters().getFirst().id(), Set.of(), null);
        editor.suspend(place.site().id(), place.services().getLast().id(), "panne du lecteur de cartes");
        var kiosk = "/borne/" + place.site().slug();
        for (var eyes : AT_KIOSK) {
            var shots = "usager-borne-%d-" + eyes.name();
            var page = window(eyes);
            page.navigate(kiosk);
            screens.look(page, shots.formatted(1));
            page.locator("a.tile[lang=" + eyes.language().substring(0, 2) + "]").click();
            screens.look(page, shots.formatted(2));
            page.locator("a[href*='aide=1']").click();
            screens.look(page, shots.formatted(3));
            page.locator("button[name=service]").first().click();
            screens.look(page, shots.formatted(4));
            page.navigate(kiosk + "/services?lang=" + eyes.language().substring(0, 2));
            page.evaluate("() => document.querySelector('button[name=service]').value = 'disparue'");
            page.locator("button[name=service]").first().click();
            assertThat(page.locator("main a")).hasCount(1);
            screens.look(page, shots.formatted(5));
            page.locator("main a").click();
            assertThat(page.locator("a.tile").first()).isVisible();
            page.navigate("/borne/" + closed.site().slug() + "/services");
            screens.look(page, shots.formatted(6));
            page.context().close();
        }
        screens.assertNoComplaint();
    }

    @Test
    void the_home_page_opens_one_connection_however_many_sites_there_are() {
        for (int i = 0; i < 7; i++) {
            town.place(1, 1);
        }
        var place = town.place(1, 1);
        var streams = new CopyOnWriteArrayList<String>();
        var page = screens.window(390, 780, "fr-FR");
        page.onRequest(request -> {
            if (request.url().endsWith("/live")) {
                streams.add(request.url());
            }
        });
        page.navigate("/");
        var wait = page.locator("[sse-swap=" + place.site().slug() + "] .waits li");
        assertThat(wait).containsText("aucun guichet ouvert");
        reception.open(place.counters().getFirst().id(), Set.of(), null);
        assertThat(wait).containsText("sans attente");
        assertThat(streams).hasSize(1);
        page.locator("a[href='/sites/" + place.site().slug() + "']").click();
        assertThat(page.locator("h1")).hasText(place.site().name());
    }
}
