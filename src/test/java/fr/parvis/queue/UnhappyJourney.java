package fr.parvis.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What goes wrong in a hall, and what the screens do about it. */
@ParvisTest
class UnhappyJourney {
    @Autowired
    Town town;

    @Autowired
    Reception reception;

    @Autowired
    Halls halls;

    @LocalServerPort
    int port;

    Screens screens;

    @BeforeEach
    void open() {
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
    }

    private Ticket take(Town.Place place) {
        return reception.take(
                NewTicket.walkIn(place.site().id(), place.services().getFirst().id(), NewTicket.Origin.KIOSK));
    }

    private Page seated(Town.Place place) {
        return seated(place, town.agentAt(place, "Malik Essai"));
    }

    private Page seated(Town.Place place, String login) {
        var agent = screens.window(1280, 900, "fr-FR");
        Screens.signIn(agent, login);
        agent.locator("input[name=counter]").first().check();
        agent.locator("form[action$='ouvrir'] button").click();
        assertThat(agent.locator("#person-title")).hasText("Guichet 1");
        assertThat(agent.locator("#agent[data-ready]")).isVisible();
        return agent;
    }

    @Test
    void a_press_without_network_is_kept_and_done_once_when_it_is_back() {
        var place = town.place(1, 1);
        var first = take(place);
        take(place);
        var agent = seated(place);
        agent.context().setOffline(true);
        agent.keyboard().press("Space");
        assertThat(agent.locator("#lien")).containsText("gardée");
        agent.keyboard().press("Space");
        screens.look(agent, "panne-agent-hors-connexion");
        assertThat(halls.ticket(first.id()).state()).isEqualTo(Ticket.State.WAITING);
        agent.context().setOffline(false);
        assertThat(agent.locator("#person-title")).hasText(first.number());
        assertThat(agent.locator("#lien")).isHidden();
        assertThat(halls.currentBoard(place.site().id()).waiting()).hasSize(1);
    }

    @Test
    void a_colleague_who_takes_the_person_meanwhile_is_said_and_nobody_is_lost() {
        var place = town.place(1, 1);
        var ticket = take(place);
        var agent = seated(place);
        agent.keyboard().press("Space");
        assertThat(agent.locator("#person-title")).hasText(ticket.number());
        var second = agent.context().newPage();
        second.navigate("/agent");
        assertThat(second.locator("#person-title")).hasText(ticket.number());
        agent.context().setOffline(true);
        reception.requeue(ticket.id());
        agent.keyboard().press("d");
        agent.context().setOffline(false);
        assertThat(agent.locator("#alerts .notice-bad")).containsText(ticket.number());
        assertThat(agent.locator("#person-title")).hasText("Guichet 1");
        assertThat(second.locator("#person-title")).hasText("Guichet 1");
        assertThat(halls.ticket(ticket.id()).state()).isEqualTo(Ticket.State.WAITING);
    }

    @Test
    void a_silent_alert_reaches_the_colleagues_and_says_nothing_on_the_spot() {
        var place = town.place(1, 2);
        var agent = seated(place);
        var colleague = screens.window(1280, 900, "fr-FR");
        Screens.signIn(colleague, town.agentAt(place, "Rose Essai"));
        assertThat(colleague.locator("h1")).containsText("Rose");
        var before = agent.locator("main").innerText();
        agent.keyboard().press("Control+Shift+U");
        assertThat(alertsSeen(colleague, place)).containsText("Guichet 1");
        assertThat(agent.locator("main").innerText()).isEqualTo(before);
        assertThat(agent.locator("#alertes .alert-line")).hasCount(0);
        screens.look(colleague, "alerte-collegue");
        alertsSeen(colleague, place).locator("button").click();
        assertThat(agent.locator("#alertes .coming")).containsText("Rose Essai");
        assertThat(alertsSeen(colleague, place)).hasCount(0);
    }

    @Test
    void a_silent_alert_without_a_session_is_said_and_leaves_after_sign_in() {
        var place = town.place(1, 2);
        var login = town.agentAt(place, "Malik Essai");
        var agent = seated(place, login);
        var colleague = screens.window(1280, 900, "fr-FR");
        Screens.signIn(colleague, town.agentAt(place, "Rose Essai"));
        assertThat(colleague.locator("h1")).containsText("Rose");
        agent.context().clearCookies();
        agent.keyboard().press("Control+Shift+U");
        assertThat(agent.locator("#lien[role=alert]")).containsText("Prévenez-les de vive voix");
        assertThat(alertsSeen(colleague, place)).hasCount(0);
        screens.look(agent, "alerte-sans-session");
        agent.locator("#reconnexion").click();
        signInAgain(agent, login);
        assertThat(alertsSeen(colleague, place)).containsText("Guichet 1");
        assertThat(agent.locator("#lien")).isHidden();
    }

    @Test
    void a_silent_alert_from_a_page_older_than_the_session_arrives() {
        var place = town.place(1, 2);
        var login = town.agentAt(place, "Malik Essai");
        var agent = seated(place, login);
        var colleague = screens.window(1280, 900, "fr-FR");
        Screens.signIn(colleague, town.agentAt(place, "Rose Essai"));
        assertThat(colleague.locator("h1")).containsText("Rose");
        var other = agent.context().newPage();
        agent.context().clearCookies();
        Screens.signIn(other, login);
        agent.bringToFront();
        agent.keyboard().press("Control+Shift+U");
        assertThat(alertsSeen(colleague, place)).containsText("Guichet 1");
        assertThat(agent.locator("#lien")).isHidden();
    }

    @Test
    void a_silent_alert_without_network_is_said_and_leaves_when_it_is_back() {
        var place = town.place(1, 2);
        var agent = seated(place);
        var colleague = screens.window(1280, 900, "fr-FR");
        Screens.signIn(colleague, town.agentAt(place, "Rose Essai"));
        assertThat(colleague.locator("h1")).containsText("Rose");
        agent.context().setOffline(true);
        agent.keyboard().press("Control+Shift+U");
        assertThat(agent.locator("#lien")).containsText("de vive voix");
        agent.context().setOffline(false);
        assertThat(alertsSeen(colleague, place)).containsText("Guichet 1");
        assertThat(agent.locator("#lien")).isHidden();
    }

    @Test
    void a_press_without_a_session_is_kept_until_the_agent_has_signed_in_again() {
        var place = town.place(1, 1);
        var ticket = take(place);
        var login = town.agentAt(place, "Malik Essai");
        var agent = seated(place, login);
        agent.context().clearCookies();
        agent.keyboard().press("Space");
        assertThat(agent.locator("main .notice")).containsText("Votre session est terminée");
        screens.look(agent, "connexion-session-finie");
        signInAgain(agent, login);
        assertThat(agent.locator("#person-title")).hasText(ticket.number());
        assertThat(agent.locator("#status")).hasText("Ticket " + ticket.number() + " appelé.");
        assertThat(halls.currentBoard(place.site().id()).waiting()).isEmpty();
    }

    @Test
    void a_sign_in_form_that_is_too_old_is_asked_again_with_the_login_that_was_typed() {
        var login = town.agentAt(town.place(1, 1), "Malik Essai");
        var page = screens.window(1280, 900, "fr-FR");
        page.navigate("/connexion");
        // as a form is that was opened before another tab signed in
        page.locator("input[name=_csrf]").first().evaluate("field => field.value = 'ancien'");
        page.fill("#username", login);
        page.fill("#password", Town.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator("main .notice")).containsText("trop ancien");
        assertThat(page.locator("#username")).hasValue(login);
        assertThat(page.locator("#password")).hasValue("");
        assertThat(page.locator("#password")).isFocused();
        screens.look(page, "connexion-trop-ancienne");
        page.setViewportSize(320, 700);
        screens.look(page, "connexion-trop-ancienne-320");
        page.fill("#password", Town.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.contains("/connexion"));
    }

    @Test
    void a_supervisor_whose_session_is_over_is_led_to_sign_in_and_sees_no_page_within_the_page() {
        var place = town.place(1, 1);
        var supervisor = screens.window(1280, 900, "fr-FR");
        Screens.signIn(supervisor, town.account("Paule Essai", Role.SUPERVISOR));
        supervisor.navigate("/pilotage?site=" + place.site().slug());
        assertThat(supervisor.locator("#hall")).isVisible();
        supervisor.context().clearCookies();
        take(place);
        supervisor.waitForURL(address -> address.contains("/connexion"));
        assertThat(supervisor.locator("header.top")).hasCount(1);
    }

    private static Locator alertsSeen(Page colleague, Town.Place place) {
        var here = new Locator.FilterOptions().setHasText("(" + place.site().name() + ")");
        return colleague.locator("#alertes .alert-line").filter(here);
    }

    private static void signInAgain(Page agent, String login) {
        agent.fill("input[name=username]", login);
        agent.fill("input[name=password]", Town.PASSWORD);
        agent.keyboard().press("Enter");
        assertThat(agent.locator("#agent[data-ready]")).isVisible();
    }

    @Test
    void what_was_done_stays_said_while_the_hall_moves() {
        var place = town.place(1, 1);
        var ticket = take(place);
        var agent = seated(place);
        agent.evaluate("() => { document.getElementById('status').kept = true; }");
        agent.keyboard().press("Space");
        assertThat(agent.locator("#status")).hasText("Ticket " + ticket.number() + " appelé.");
        var next = take(place);
        assertThat(agent.locator(".desk-line .number")).hasText(next.number());
        assertThat(agent.locator("#status")).hasText("Ticket " + ticket.number() + " appelé.");
        assertThat(agent.evaluate("() => document.getElementById('status').kept"))
                .isEqualTo(true);
        agent.keyboard().press("d");
        assertThat(agent.locator("#status")).hasText("Vous recevez le ticket " + ticket.number() + ".");
    }

    @Test
    void who_is_set_aside_is_shown_with_the_service_and_the_time_and_the_person_comes_first_on_a_small_screen() {
        var place = town.place(1, 1);
        var aside = take(place);
        take(place);
        var agent = seated(place);
        agent.keyboard().press("Space");
        agent.locator("#act-garder button").click();
        assertThat(agent.locator(".aside li")).containsText(aside.number());
        assertThat(agent.locator(".aside li"))
                .containsText(place.services().getFirst().name());
        assertThat(agent.locator(".aside li")).containsText("depuis 0 min");
        agent.keyboard().press("Space");
        assertThat(agent.locator("[data-state=called]")).isVisible();
        screens.look(agent, "agent-mis-de-cote");
        agent.setViewportSize(320, 700);
        screens.look(agent, "agent-mis-de-cote-320");
        assertThat(top(agent, ".desk-person")).isLessThan(top(agent, ".desk-line"));
        assertThat(top(agent, ".desk-line")).isLessThan(top(agent, ".desk-help"));
    }

    private static double top(Page page, String selector) {
        return java.util.Objects.requireNonNull(page.locator(selector).boundingBox()).y;
    }

    @Test
    void what_the_agent_types_survives_the_movement_of_the_hall() {
        var place = town.place(1, 1);
        take(place);
        var agent = seated(place);
        agent.keyboard().press("Space");
        assertThat(agent.locator("[data-state=called]")).isVisible();
        agent.keyboard().press("d");
        assertThat(agent.locator("[data-state=serving]")).isVisible();
        agent.fill("#ns-what", "Apporter l’acte de naissance");
        take(place);
        assertThat(agent.locator(".line .number")).hasText("A002");
        assertThat(agent.locator("#ns-what")).hasValue("Apporter l’acte de naissance");
        var due = java.time.LocalDate.now().plusDays(30);
        agent.fill("#ns-due", due.toString());
        agent.locator("#act-etape button").click();
        assertThat(agent.locator("#person-title")).hasText("Guichet 1");
        assertThat(halls.finishedSince(java.time.Instant.EPOCH).stream()
                        .map(finished -> halls.ticket(finished.ticketId()))
                        .filter(ticket -> ticket.siteId().equals(place.site().id())))
                .extracting(Ticket::outcome)
                .containsExactly(new Outcome.NextStep("Apporter l’acte de naissance", "Malik Essai", due));
    }

    @Test
    void two_calls_in_the_same_second_are_announced_one_after_the_other() {
        var place = town.place(1, 2);
        take(place);
        take(place);
        place.counters().forEach(counter -> reception.open(counter.id(), Set.of(), null));
        var display = screens.window(1280, 720, "fr-FR");
        display.navigate("/ecran/" + place.site().slug());
        assertThat(display.locator(".nexts")).containsText("A002");
        place.counters().forEach(counter -> reception.callNext(counter.id()));
        var announced = display.locator("#announce .number");
        var patient = new LocatorAssertions.HasTextOptions().setTimeout(15_000);
        assertThat(announced).hasText("A001", patient);
        assertThat(announced).hasText("A002", patient);
        assertThat(display.locator("#announce")).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(15_000));
        assertThat(display.locator(".calls .number")).hasCount(2);
    }

    @Test
    void who_is_called_before_a_screen_listens_is_announced_all_the_same() {
        var place = town.place(1, 1);
        take(place);
        var counter = place.counters().getFirst().id();
        reception.open(counter, Set.of(), null);
        var display = screens.window(1280, 720, "fr-FR");
        display.route("**/appels*", route -> {
            if (halls.board(place.site().id()).called().isEmpty()) {
                reception.callNext(counter);
            }
            route.resume();
        });
        display.navigate("/ecran/" + place.site().slug());
        assertThat(display.locator("#announce .number"))
                .hasText("A001", new LocatorAssertions.HasTextOptions().setTimeout(15_000));
    }

    @Test
    void a_closed_service_an_unknown_ticket_and_a_missing_page_say_what_to_do() {
        var place = town.place(1, 1, Collections.nCopies(7, ""));
        var usager = screens.window(390, 780, "fr-FR");
        usager.navigate("/borne/" + place.site().slug() + "/services");
        assertThat(usager.locator(".closed-now")).containsText("Fermé");
        screens.look(usager, "panne-borne-fermee");
        for (var path : new String[] {"/ticket/inconnu", "/demarches/F0", "/suivi/inconnu", "/sites/nulle-part"}) {
            var answer = usager.navigate(path);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(usager.locator("main a.btn").first()).isVisible();
            screens.look(usager, "panne-404" + path.replace('/', '-'));
        }
        screens.assertNoComplaint();
    }
}
