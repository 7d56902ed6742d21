package fr.parvis.appointments.sessions;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A workshop is found, three seats are taken, somebody waits, a seat comes free and is taken. */
@Tag("deep")
@ParvisTest
class SessionJourney extends SessionScene {
    private static final Pattern MINE = Pattern.compile("/ateliers/mien/[\\w-]{24}");

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
    void from_the_list_to_a_seat_on_the_smallest_screen() {
        registerWaitAndTake(screens.window(320, 800, "fr"), screens.window(320, 800, "fr"), true);
        screens.assertNoComplaint();
    }

    @Test
    void without_javascript() {
        registerWaitAndTake(screens.window(320, 800, "fr", false), screens.window(320, 800, "fr", false), false);
    }

    /** With keys alone. */
    private void registerWaitAndTake(Page family, Page other, boolean looking) {
        var name = looking ? "Tribu" : "Famille";
        var session = session(3);
        family.navigate("/ateliers?lieu=" + site.slug());
        look(looking, family, "ateliers-fr-320-01-liste");
        family.locator(".option").first().press("Enter");
        family.locator("form.sheet .btn-primary").press("Enter");
        assertThat(family.locator("#firstName-error")).isVisible();
        look(looking, family, "ateliers-fr-320-02-qui-manque");
        family.selectOption("#seats", "3");
        fill(family, name);
        family.locator("form.sheet .btn-primary").press("Enter");
        assertThat(family.locator("main .notice-good")).containsText("vous êtes inscrit");
        look(looking, family, "ateliers-fr-320-03-inscrit");
        assertThat(free(session)).isZero();

        other.navigate("/ateliers?lieu=" + site.slug());
        assertThat(other.locator(".option").first()).containsText("liste d’attente ouverte");
        other.locator(".option").first().press("Enter");
        look(looking, other, "ateliers-fr-320-04-complet");
        fill(other, "Attend" + name.toLowerCase(java.util.Locale.ROOT));
        other.locator("form.sheet .btn-primary").press("Enter");
        assertThat(other.locator("main .notice-good")).containsText("liste d’attente");
        look(looking, other, "ateliers-fr-320-05-en-attente");

        family.locator("a[href$='/rendre']").press("Enter");
        look(looking, family, "ateliers-fr-320-06-rendre");
        family.locator(".row-actions .btn-outline-primary").first().press("Enter");
        assertThat(family.locator("main .notice-good")).containsText("serviront à quelqu’un d’autre");

        var waiting = registrations.of(session.id()).getLast();
        var found = MINE.matcher(Objects.requireNonNull(told(waiting).getFirst().text()));
        assertThat(found.find()).isTrue();
        other.navigate(found.group());
        look(looking, other, "ateliers-fr-320-07-proposition");
        other.locator(".offered .btn-primary").press("Enter");
        assertThat(other.locator("main .notice-good")).containsText("vous êtes inscrit");
        assertThat(state(waiting)).isEqualTo(Registration.State.REGISTERED);
        look(looking, other, "ateliers-fr-320-08-pris");
    }

    private static void fill(Page page, String name) {
        page.fill("#firstName", "Camille");
        page.fill("#lastName", name);
        page.fill("#email", name.toLowerCase(java.util.Locale.ROOT) + "@journee.example");
    }

    @Test
    void moved_in_arabic() {
        var session = session(3);
        var one = register(session, 2);
        sessions.change(session.id(), plan(3, at("09:00"), java.util.List.of(animator.id())));
        var page = screens.window(320, 800, "ar");
        page.navigate("/ateliers");
        look(true, page, "ateliers-ar-320-01-liste");
        page.navigate("/ateliers/" + session.id());
        look(true, page, "ateliers-ar-320-02-atelier");
        page.navigate("/ateliers/mien/" + one.token());
        look(true, page, "ateliers-ar-320-03-change");
        screens.assertNoComplaint();
    }

    @Test
    void announced_held_and_called_off_at_the_desk() {
        var desk = screens.window(1280, 900, "fr");
        Screens.signIn(desk, town.account("Sam Atelier", Role.SUPERVISOR));
        go(desk, "/agent/ateliers?site=" + site.slug());
        look(true, desk, "ateliers-staff-1-vide");
        go(desk, "/agent/ateliers/nouveau?site=" + site.slug());
        desk.fill("#title", title);
        desk.fill("#day", monday.toString());
        desk.fill("#seats", "4");
        desk.check("[name=agendas]");
        look(true, desk, "ateliers-staff-2-nouveau");
        Screens.loaded(desk, () -> desk.locator("form.sheet .btn-primary").click());
        assertThat(desk.locator("main .notice-good")).containsText("Atelier publié");
        var session = sessions.toCome(java.util.List.of(site)).getFirst();
        register(session, 3);
        register(session, 1);
        register(session, 2);
        go(desk, "/agent/ateliers/" + session.id() + "/inscrire");
        look(true, desk, "ateliers-staff-3-inscrire");
        go(desk, "/agent/ateliers/" + session.id() + "/modifier");
        look(true, desk, "ateliers-staff-4-modifier");
        go(desk, "/agent/ateliers/" + session.id() + "/feuille");
        look(true, desk, "ateliers-staff-5-feuille");
        go(desk, "/agent/calendrier?site=" + site.slug() + "&agenda=&jour=" + monday + "&vue=jour");
        look(true, desk, "ateliers-staff-6-calendrier");
        go(desk, "/agent/ateliers/" + session.id() + "/annuler");
        look(true, desk, "ateliers-staff-7-annuler");
        clock.setTo(at("13:30"));
        go(desk, "/agent/ateliers/" + session.id());
        Screens.loaded(desk, () -> desk.locator(".came button").nth(2).press("Enter"));
        assertThat(desk.locator(".came button[aria-pressed=true]")).containsText("2 venus");
        look(true, desk, "ateliers-staff-8-presences");
        var small = screens.window(320, 800, "fr");
        Screens.signIn(small, town.agentAt(place, "Lou Atelier"));
        go(small, "/agent/ateliers/" + session.id());
        look(true, small, "ateliers-staff-9-petit");
        go(small, "/agent/ateliers?site=" + site.slug());
        look(true, small, "ateliers-staff-10-petit-liste");
        screens.assertNoComplaint();
    }

    private static void go(Page page, String address) {
        Screens.loaded(page, () -> page.navigate(address));
    }

    private void look(boolean looking, Page page, String name) {
        if (looking) {
            screens.look(page, name);
        }
    }
}
