package fr.parvis.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
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
        var agent = screens.window(1280, 900, "fr-FR");
        Screens.signIn(agent, town.agentAt(place, "Malik Essai"));
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
        assertThat(colleague.locator("#alertes .alert-line")).containsText("Guichet 1");
        assertThat(agent.locator("main").innerText()).isEqualTo(before);
        assertThat(agent.locator("#alertes .alert-line")).hasCount(0);
        screens.look(colleague, "alerte-collegue");
        colleague.locator("#alertes button").click();
        assertThat(agent.locator("#alertes .coming")).containsText("Rose Essai");
        assertThat(colleague.locator("#alertes .alert-line")).hasCount(0);
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
        var finished = halls.finishedSince(java.time.Instant.EPOCH).getLast();
        assertThat(halls.ticket(finished.ticketId()).outcome())
                .isEqualTo(new Outcome.NextStep("Apporter l’acte de naissance", "Malik Essai", due));
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
    void a_closed_service_an_unknown_ticket_and_a_missing_page_say_what_to_do() {
        var place = town.place(1, 1, Collections.nCopies(7, ""));
        var usager = screens.window(390, 780, "fr-FR");
        usager.navigate("/borne/" + place.site().slug() + "/services");
        assertThat(usager.locator(".tile.off")).containsText("Fermé");
        screens.look(usager, "panne-borne-fermee");
        for (var path : new String[] {"/ticket/inconnu", "/demarches", "/rdv", "/sites/nulle-part"}) {
            var answer = usager.navigate(path);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(usager.locator("main a.btn").first()).isVisible();
            screens.look(usager, "panne-404" + path.replace('/', '-'));
        }
        screens.assertNoComplaint();
    }
}
