package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.relations.inbox.Macros;
import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** An agent acts at their own site and on the ticket in front of them, whatever a form says. */
@ParvisTest
class AgentScopeIT {
    @Autowired
    Town town;

    @Autowired
    Reception reception;

    @Autowired
    Halls halls;

    @Autowired
    Macros macros;

    @LocalServerPort
    int port;

    private Visitor signedIn(Town.Place place, String name) {
        var visitor = new Visitor(port);
        visitor.signIn(town.agentAt(place, name + " " + place.site().slug()), Town.PASSWORD);
        return visitor;
    }

    private static String counter(Town.Place place) {
        return place.counters().getFirst().id().toString();
    }

    @Test
    void an_agent_of_another_site_opens_no_counter_here() {
        var here = town.place(1, 1);
        var there = town.place(1, 1);
        var stranger = signedIn(there, "Inès");
        var refused = stranger.send("/agent", "/agent/actes/ouvrir", "counter", counter(here), "nonce", "1");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(halls.state(here.counters().getFirst().id())).isEmpty();
        assertThat(stranger.send("/agent", "/agent/actes/ouvrir", "counter", counter(there), "nonce", "2")
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void a_next_step_is_neither_in_the_past_nor_out_of_all_reason() {
        var here = town.place(1, 1);
        var agent = signedIn(here, "Lou");
        new Api(port, town.token(Role.KIOSK)).post(here.path() + "/tickets", "{\"service\":\"essai-a\"}");
        agent.send("/agent", "/agent/actes/ouvrir", "counter", counter(here), "nonce", "1");
        agent.send("/agent", "/agent/actes/appeler", "nonce", "2");
        var ticket =
                halls.atCounter(here.counters().getFirst().id()).orElseThrow().id();
        agent.send("/agent", "/agent/actes/recevoir", "ticket", ticket.toString(), "nonce", "3");
        for (var due : new String[] {"2020-01-01", "+9999999-12-31"}) {
            var refused = agent.send(
                    "/agent",
                    "/agent/actes/terminer",
                    "ticket",
                    ticket.toString(),
                    "outcome",
                    "next-step",
                    "what",
                    "x",
                    "owner",
                    "y",
                    "due",
                    due,
                    "nonce",
                    due);
            assertThat(refused.statusCode()).as(due).isEqualTo(400);
            assertThat(refused.body()).as(due).contains("Échéance hors limites");
        }
        assertThat(halls.ticket(ticket).state()).isEqualTo(Ticket.State.SERVING);
    }

    @Test
    void a_refusal_at_the_counter_has_its_reason_and_a_way_on() {
        var here = town.place(1, 1);
        var way = "Demander par courrier " + Ids.token();
        var admin = new Caller(Ids.next(), "Essai", null, Set.of(Role.ADMIN), Set.of(), false);
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(admin, null, List.of()));
        macros.addAlternative(way);
        SecurityContextHolder.clearContext();
        var agent = signedIn(here, "Ada");
        new Api(port, town.token(Role.KIOSK)).post(here.path() + "/tickets", "{\"service\":\"essai-a\"}");
        agent.send("/agent", "/agent/actes/ouvrir", "counter", counter(here), "nonce", "1");
        agent.send("/agent", "/agent/actes/appeler", "nonce", "2");
        var ticket =
                halls.atCounter(here.counters().getFirst().id()).orElseThrow().id();
        agent.send("/agent", "/agent/actes/recevoir", "ticket", ticket.toString(), "nonce", "3");
        assertThat(agent.open("/agent").body()).contains(way);
        for (var typed : new String[][] {{"", way, ""}, {"Votre photo a plus de six mois", "", " "}}) {
            var refused = agent.send(
                    "/agent",
                    "/agent/actes/terminer",
                    "ticket",
                    ticket.toString(),
                    "outcome",
                    "refused",
                    "reason",
                    typed[0],
                    "alternative",
                    typed[1],
                    "other",
                    typed[2],
                    "nonce",
                    Ids.token());
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("Refus incomplet");
        }
        agent.send(
                "/agent",
                "/agent/actes/terminer",
                "ticket",
                ticket.toString(),
                "outcome",
                "refused",
                "reason",
                "Votre photo a plus de six mois",
                "alternative",
                way,
                "nonce",
                "6");
        assertThat(halls.ticket(ticket).outcome()).isInstanceOfSatisfying(Outcome.NextStep.class, step -> {
            assertThat(step.what()).isEqualTo("Refus : Votre photo a plus de six mois — À la place : " + way);
            assertThat(step.owner()).isEqualTo("La personne");
        });
    }

    @Test
    void an_agent_ends_no_visit_of_another_counter() {
        var here = town.place(1, 1);
        var there = town.place(1, 1);
        new Api(port, town.token(Role.KIOSK))
                .post(here.path() + "/tickets", "{\"service\":\"essai-a\"}")
                .text("id");
        reception.open(here.counters().getFirst().id(), Set.of(), null);
        var called = reception.callNext(here.counters().getFirst().id()).orElseThrow();
        var stranger = signedIn(there, "Karim");
        stranger.send("/agent", "/agent/actes/ouvrir", "counter", counter(there), "nonce", "3");
        for (var act : new String[] {"absent", "remettre", "garder", "remettre-garde"}) {
            stranger.send("/agent", "/agent/actes/" + act, "ticket", called.id().toString(), "nonce", "4" + act);
            assertThat(halls.ticket(called.id()).state()).as(act).isEqualTo(Ticket.State.CALLED);
        }
    }

    @Test
    void a_usager_finds_no_agents_screen() {
        var refused = new Visitor(port).open("/agent");
        assertThat(refused.statusCode()).isEqualTo(302);
        assertThat(refused.headers().firstValue("Location").orElse("")).endsWith("/connexion");
    }
}
