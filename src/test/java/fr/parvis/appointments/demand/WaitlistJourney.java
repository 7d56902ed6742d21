package fr.parvis.appointments.demand;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Nothing suits; somebody leaves a wish, is written to when a time comes free, and takes it. */
@ParvisTest
class WaitlistJourney extends WrittenScene {
    private static final Pattern OFFER = Pattern.compile("/rdv/proposition/[\\w-]{24}");

    @LocalServerPort
    int port;

    Screens screens;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        agenda("09:00", "09:40");
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
        agendas.at(site).forEach(one -> agendas.update(one.id(), one.name(), one.services(), false));
    }

    private String link(Wish wish) {
        await(() -> told(wish).stream().anyMatch(message -> message.about().equals("waitlist-offer")));
        var found = OFFER.matcher(Objects.requireNonNull(told(wish).getFirst().text()));
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private Wish shown(Page page) {
        return wishes.findByToken(page.url().replaceFirst(".*/rdv/attente/", "").replaceFirst("\\?.*", ""))
                .orElseThrow();
    }

    @Test
    void from_nothing_that_suits_to_a_date_on_the_smallest_screen() {
        leaveAWishAndTakeADate(screens.window(320, 800, "fr"), true);
        screens.assertNoComplaint();
    }

    @Test
    void without_javascript() {
        leaveAWishAndTakeADate(screens.window(320, 800, "fr", false), false);
    }

    /** With keys alone: a browser without scripts does not always tell when a button stands still. */
    private void leaveAWishAndTakeADate(Page page, boolean looking) {
        var given = book("09:00");
        book("09:20");
        page.navigate("/rdv/" + service.slug() + "?personnes=1&lieu=" + site.slug());
        look(looking, page, "attente-fr-320-01-rien-ne-convient");
        page.locator(".invite a").press("Enter");
        page.locator("[name=parts][value=morning]").press("Space");
        look(looking, page, "attente-fr-320-02-jours");
        page.locator("form.sheet button").press("Enter");
        page.locator("form.sheet button").press("Enter");
        assertThat(page.locator("#firstName-error")).isVisible();
        look(looking, page, "attente-fr-320-03-qui-manque");
        page.fill("#firstName", "Camille");
        page.fill("#lastName", looking ? "Patience" : "Attend");
        page.fill("#email", (looking ? "patience" : "attend") + "@journee.example");
        page.locator("form.sheet button").press("Enter");
        assertThat(page.locator("main .notice-good")).containsText("@journee.example");
        look(looking, page, "attente-fr-320-04-inscrit");
        var wish = look.lines(List.of(site.id())).getFirst().wishes().getLast();
        page.navigate("/rdv/attente/" + wish.token());
        look(looking, page, "attente-fr-320-04-ma-place");

        bookings.cancel(given.id(), true);
        page.navigate(link(wish));
        assertThat(page.locator(".offered")).containsText("09:00");
        look(looking, page, "attente-fr-320-05-proposition");
        page.locator(".offered .btn-primary").press("Enter");
        assertThat(page.locator("main .notice-good")).containsText("Votre rendez-vous est pris");
        assertThat(page.locator(".agreed").first()).containsText("09:00");
        assertThat(now(wish).state()).isEqualTo(Wish.State.SERVED);
        look(looking, page, "attente-fr-320-06-pris");
    }

    @Test
    void from_an_appointment_to_an_earlier_one() {
        var early = book("09:00");
        var mine = book("09:20");
        var page = screens.window(1280, 900, "fr");
        page.navigate("/rdv/mien/" + mine.token());
        look(page, "attente-fr-1280-01-mon-rendez-vous");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("M’inscrire pour une date plus tôt"))
                .click();
        assertThat(page.locator("main .notice-good")).isVisible();
        look(page, "attente-fr-1280-02-sur-la-liste");
        var wish = shown(page);
        var next = join();
        bookings.cancel(early.id(), true);
        page.navigate(link(wish));
        look(page, "attente-fr-1280-03-plus-tot");
        page.locator(".offered .btn-primary").click();
        assertThat(page.locator("main .notice-good")).containsText("Votre rendez-vous est déplacé");
        assertThat(page.locator(".agreed").first()).containsText("09:00");
        await(() -> offers.openOf(next).isPresent());
        assertThat(offers.openOf(next).orElseThrow().start()).isEqualTo(at("09:20"));

        page.navigate("/rdv/proposition/" + offers.openOf(next).orElseThrow().token() + "/passer");
        look(page, "attente-fr-1280-04-refuser");
        page.locator("section form button").click();
        assertThat(page.locator("main .notice-warm")).containsText("Vous avez refusé");
        look(page, "attente-fr-1280-05-refuse");
        page.locator("a[href$='/arreter']").click();
        look(page, "attente-fr-1280-06-arreter");
        page.locator("section form button").click();
        look(page, "attente-fr-1280-07-arrete");
        screens.assertNoComplaint();
    }

    @Test
    void in_arabic() {
        book("09:00");
        book("09:20");
        for (int i = 0; i < 3; i++) {
            join();
        }
        var page = screens.window(320, 800, "ar");
        page.navigate("/rdv/" + service.slug() + "/attente?personnes=1&lieu=" + site.slug());
        look(page, "attente-ar-320-01-jours");
        page.locator("form.sheet button").click();
        page.fill("#firstName", "ليلى");
        page.fill("#lastName", "بن علي");
        page.fill("#email", "leila@journee.example");
        look(page, "attente-ar-320-02-qui");
        page.locator("form.sheet button").click();
        look(page, "attente-ar-320-03-inscrit");
        screens.assertNoComplaint();
    }

    @Test
    void at_the_desk() {
        var given = book("09:00");
        book("09:20");
        for (int i = 0; i < 11; i++) {
            join();
            clock.forward(java.time.Duration.ofHours(5));
        }
        clock.setTo(at(monday.minusDays(2), "11:00"));
        var agent = screens.window(1280, 900, "fr");
        Screens.signIn(agent, town.agentAt(place, "Nadia Attente"));
        Screens.loaded(agent, () -> agent.navigate("/agent/rendez-vous/attente?site=" + site.slug()));
        look(agent, "attente-staff-1-liste");
        Screens.loaded(agent, () -> agent.locator(".head-row .btn-primary").click());
        look(agent, "attente-staff-2-inscrire");
        agent.fill("#lastName", "Fixe");
        agent.fill("#firstName", "Dominique");
        agent.fill("#phone", "01 23 45 67 89");
        Screens.loaded(agent, () -> agent.locator(".btn-big").click());
        assertThat(agent.locator("main .notice-good")).containsText("11 personnes attendent avant elle");
        look(agent, "attente-staff-3-inscrite");
        jdbc.sql("update appointments.wish set days = '{7}' where ended_at is null and phone is null")
                .update();
        bookings.cancel(given.id(), true);
        offering.round();
        Screens.loaded(agent, () -> agent.navigate("/agent/rendez-vous/attente?site=" + site.slug()));
        assertThat(agent.locator(".to-ring")).containsText("01 23 45 67 89");
        look(agent, "attente-staff-4-a-appeler");
        var small = screens.window(320, 800, "fr");
        Screens.signIn(small, town.agentAt(place, "Lou Attente"));
        Screens.loaded(small, () -> small.navigate("/agent/rendez-vous/attente?site=" + site.slug()));
        look(small, "attente-staff-5-petit");
        Screens.loaded(agent, () -> agent.locator(".to-ring .btn-primary").click());
        assertThat(agent.locator("main .notice-good").first()).containsText("Date prise");
        look(agent, "attente-staff-6-prise");
        screens.assertNoComplaint();
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
