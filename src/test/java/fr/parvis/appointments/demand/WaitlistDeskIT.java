package fr.parvis.appointments.demand;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointment.Channel;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The waiting line as agents deal with it, each at their own sites. */
@ParvisTest
class WaitlistDeskIT extends LineScene {
    private static final String PAGE = "/agent/rendez-vous/attente";

    @LocalServerPort
    int port;

    Visitor agent;

    @BeforeEach
    void signIn() {
        town.account("Essai", Role.ADMIN);
        agent = signedIn(place, "Nadia");
    }

    private Visitor signedIn(Town.Place at, String name) {
        var visitor = new Visitor(port);
        visitor.signIn(town.agentAt(at, name + " " + at.site().slug()), Town.PASSWORD);
        return visitor;
    }

    private HttpResponse<String> add(String... changed) {
        var fields = new ArrayList<>(List.of(
                "site",
                site.slug(),
                "service",
                service.slug(),
                "people",
                "1",
                "lastName",
                "Téléphone",
                "firstName",
                "Lou",
                "phone",
                "01 23 45 67 89",
                "email",
                "",
                "language",
                "fr",
                "channel",
                "phone",
                "nonce",
                "n1"));
        for (int i = 0; i < changed.length; i += 2) {
            var at = fields.indexOf(changed[i]);
            if (at < 0) {
                fields.addAll(List.of(changed[i], changed[i + 1]));
            } else {
                fields.set(at + 1, changed[i + 1]);
            }
        }
        return agent.send(PAGE + "/nouvelle", PAGE + "/nouvelle", fields.toArray(String[]::new));
    }

    private Wish added(String... changed) {
        var answer = add(changed);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return wishes.find(UUID.fromString(Visitor.goesTo(answer).replaceFirst(".*/", "")));
    }

    private static String page(Wish wish) {
        return PAGE + "/" + wish.id();
    }

    @Test
    void somebody_on_the_telephone_is_added_once_rung_and_booked_for() {
        agenda("09:00", "09:20");
        var gone = book("09:00");
        var wish = added("days", "1");
        assertThat(added("days", "1")).isEqualTo(wish);
        assertThat(wish.channel()).isEqualTo(Channel.PHONE);
        assertThat(wish.suits().days()).containsExactly(DayOfWeek.MONDAY);
        assertThat(agent.open(page(wish)).body()).contains("Lou Téléphone", "01 23 45 67 89", "à appeler");
        bookings.cancel(gone.id(), true);
        var offer = offered(wish);
        var list = agent.open(PAGE + "?site=" + site.slug()).body();
        assertThat(list).contains("À appeler maintenant", "Téléphone Lou", "01 23 45 67 89", "09:00");
        var taken =
                agent.send(PAGE, page(wish) + "/prendre", "offer", offer.id().toString());
        assertThat(Visitor.goesTo(taken)).isEqualTo("/agent/rendez-vous/" + offer.heldId());
        var mine = appointments.find(offer.heldId());
        assertThat(mine.state()).isEqualTo(Appointment.State.BOOKED);
        assertThat(agent.open(Visitor.goesTo(taken)).body()).contains("Date prise", mine.reference());
    }

    @Test
    void the_line_shows_how_many_wait_how_long_and_what_they_are_offered() {
        agenda("09:00", "09:20");
        book("09:00");
        var first = join();
        clock.forward(Duration.ofDays(1));
        var second = join(new Suits(Set.of(DayOfWeek.FRIDAY), Set.of(PartOfDay.EVENING), null));
        agenda("10:00", "10:20");
        offered(first);
        var list = agent.open(PAGE).body();
        assertThat(list)
                .contains(
                        service.name(),
                        Objects.requireNonNull(first.usager()).lastName(),
                        Objects.requireNonNull(second.usager()).lastName(),
                        "1 jour",
                        "moins d’un jour",
                        "date proposée",
                        "vendredi",
                        // no mail leaves from here
                        "à appeler",
                        "À appeler maintenant",
                        Objects.requireNonNull(
                                Objects.requireNonNull(first.usager()).email()));
        assertThat(agent.open(page(first)).body()).contains("attend une réponse", "10:00", "Elle prend cette date");
        assertThat(agent.open("/agent/rendez-vous").body()).contains(PAGE + "?site=" + site.slug());
    }

    @Test
    void whatever_the_person_can_do_by_link_the_agent_can_do_for_them() {
        agenda("09:00", "09:20");
        book("09:00");
        var wish = join();
        agenda("10:00", "10:20");
        var offer = offered(wish);
        agent.send(page(wish), page(wish) + "/passer", "offer", offer.id().toString());
        assertThat(offers.of(wish)).extracting(Offer::state).containsExactly(Offer.State.DECLINED);
        var changed = agent.send(page(wish), page(wish) + "/jours", "sites", site.slug(), "days", "3");
        assertThat(Visitor.goesTo(changed)).isEqualTo(page(wish));
        assertThat(now(wish).suits().days()).containsExactly(DayOfWeek.WEDNESDAY);
        assertThat(agent.open(page(wish)).body()).contains("La personne garde sa place", "mercredi");
        var wrong = agent.send(page(wish), page(wish) + "/jours", "earliest", "32/13");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("earliest-error", "32/13");

        jdbc.sql("update appointments.wish set state = 'asleep' where id = ?")
                .param(wish.id())
                .update();
        agent.send(page(wish), page(wish) + "/reprendre");
        assertThat(now(wish).state()).isEqualTo(Wish.State.WAITING);

        var silent = agent.send(page(wish), page(wish) + "/retirer");
        assertThat(silent.statusCode()).isEqualTo(400);
        assertThat(silent.body()).contains("Choisissez la raison");
        assertThat(now(wish).state()).isEqualTo(Wish.State.WAITING);
        agent.send(page(wish), page(wish) + "/retirer", "reason", "served-otherwise");
        assertThat(now(wish).state()).isEqualTo(Wish.State.REMOVED);
        assertThat(told(wish).getFirst().text()).contains("faite autrement");
        assertThat(agent.open(PAGE).body()).contains("Personne n’attend ici");
    }

    @Test
    void who_has_an_appointment_is_added_for_an_earlier_one() {
        agenda("09:00", "09:40");
        var mine = book("09:20");
        var appointment = "/agent/rendez-vous/" + mine.id();
        assertThat(agent.open(appointment).body()).contains("Inscrire pour une date plus tôt");
        var joined = agent.send(appointment, appointment + "/plus-tot");
        var wish = wishes.openFor(mine.id()).orElseThrow();
        assertThat(Visitor.goesTo(joined)).isEqualTo(page(wish));
        assertThat(agent.open(page(wish)).body()).contains("pour une date plus tôt que");
        assertThat(agent.open(appointment).body()).contains("Voir sa place sur la liste");
        assertThat(offers.openOf(wish)).map(Offer::start).contains(at("09:00"));
        wishes.leave(wish.id());
        offering.round();
        var unreachable = book(at("09:00"), new Appointment.Usager("Sans", "Contact", "x@essai.example", null, "fr"));
        jdbc.sql("update appointments.appointment set email = null where id = ?")
                .param(unreachable.id())
                .update();
        var other = "/agent/rendez-vous/" + unreachable.id();
        assertThat(agent.open(other).body()).doesNotContain("plus-tot");
        assertThat(agent.send(other, other + "/plus-tot").statusCode()).isEqualTo(400);
    }

    @Test
    void who_can_only_be_rung_stands_before_the_agents_with_what_is_free_and_is_given_it_in_one_press() {
        agenda("09:00", "10:00");
        var usager = new Appointment.Usager("Nour", "Sans-Message", null, "+33639980077", "fr");
        wishes.ask(wanted(new Suits(Set.of(DayOfWeek.MONDAY), Set.of(), null), Channel.ONLINE, usager));
        var wish = wishes.openOf(service.id(), usager).orElseThrow();
        assertNothingIsOffered(wish);
        assertThat(new Visitor(port).open("/rdv/attente/" + wish.token()).body())
                .contains("n’est pas gardée jusque-là");
        var list = agent.open(PAGE + "?site=" + site.slug()).body();
        assertThat(list)
                .contains("des heures libres leur conviennent", "Sans-Message Nour", "06 39 98 00 77")
                .contains("name=\"start\" value=\"" + at("09:00") + "\"");
        var given = agent.send(
                PAGE,
                page(wish) + "/donner",
                "lieu",
                site.slug(),
                "start",
                at("09:00").toString());
        var mine = appointments.ofDay(site, monday).getFirst();
        assertThat(Visitor.goesTo(given)).isEqualTo("/agent/rendez-vous/" + mine.id());
        assertThat(mine.usager()).isEqualTo(usager);
        assertThat(now(wish).state()).isEqualTo(Wish.State.SERVED);
        assertThat(agent.open(page(wish)).body()).contains(mine.reference());
        assertThat(agent.open(PAGE + "?site=" + site.slug()).body()).doesNotContain("Sans-Message");
        assertThat(agent.send(
                                PAGE,
                                page(wish) + "/donner",
                                "lieu",
                                site.slug(),
                                "start",
                                at("09:20").toString())
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void where_no_mail_leaves_an_earlier_date_asks_for_a_telephone_and_the_agents_ring() {
        agenda("09:00", "09:20");
        var mine = book("09:00");
        var there = "/rdv/mien/" + mine.token();
        var person = new Visitor(port);
        assertThat(person.send(there, there + "/plus-tot").body()).contains("name=\"phone\"", "Aucun courriel ne part");
        var refused = person.send(there, there + "/plus-tot", "quand-meme", "oui", "phone", "");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("phone-error");
        assertThat(wishes.openFor(mine.id())).isEmpty();
        var joined =
                Visitor.goesTo(person.send(there, there + "/plus-tot", "quand-meme", "oui", "phone", "06 39 98 00 78"));
        assertThat(person.open(joined).body())
                .contains("Un agent vous appelle")
                .doesNotContain("vous est aussi envoyé");
        assertThat(agent.open(PAGE + "?site=" + site.slug()).body()).contains("à appeler");
        assertThat(wishes.openFor(mine.id()).orElseThrow().usager())
                .extracting(Appointment.Usager::phone)
                .isEqualTo("+33639980078");
    }

    @Test
    void whom_no_opening_can_suit_is_marked_for_the_agents() {
        agenda("09:00", "09:20");
        assertThat(agent.open(page(added("days", "7"))).body()).contains("Aucune ouverture prévue", "lundi");
    }

    @Test
    void a_refusal_keeps_what_was_typed() {
        agenda("09:00", "09:20");
        book("09:00");
        added();
        var again = add("nonce", "n2", "firstName", "LOU");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("lastName-error", "déjà prise à ce nom", "value=\"Téléphone\"");
        for (var wrong : List.of(
                List.of("phone", "", "Donnez un courriel"),
                List.of("people", "x", "pas un nombre"),
                List.of("people", "9", "1 à 4"),
                List.of("channel", "", "au téléphone ou devant vous"),
                List.of("service", "autre", "pas proposée ici"),
                List.of("earliest", "bientôt", "bientôt"))) {
            var refused = add("nonce", "n3", "lastName", "Nouveau", wrong.get(0), wrong.get(1));
            assertThat(refused.statusCode()).as(wrong.toString()).isEqualTo(400);
            assertThat(refused.body()).contains(wrong.get(2), "value=\"Nouveau\"");
        }
    }

    @Test
    void an_agent_of_another_site_neither_sees_nor_does_anything_here() {
        agenda("09:00", "09:20");
        var wish = join();
        var offer = offered(wish);
        var stranger = signedIn(town.place(1, 1), "Inès");
        assertThat(stranger.open(PAGE + "?site=" + site.slug()).statusCode()).isEqualTo(403);
        assertThat(stranger.open(page(wish)).statusCode()).isEqualTo(403);
        for (var act : List.of("/prendre", "/donner", "/passer", "/jours", "/reprendre", "/retirer")) {
            assertThat(stranger.send(
                                    "/agent/rendez-vous",
                                    page(wish) + act,
                                    "offer",
                                    offer.id().toString(),
                                    "reason",
                                    "mistake")
                            .statusCode())
                    .as(act)
                    .isEqualTo(403);
        }
        assertThat(now(wish).state()).isEqualTo(Wish.State.WAITING);
        assertThat(offers.openOf(wish)).contains(offer);
        assertThat(Visitor.goesTo(new Visitor(port).open(PAGE))).startsWith("/connexion");
        assertThat(agent.open(PAGE + "/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void an_agent_answers_and_chooses_for_their_own_sites_alone() {
        agenda("09:00", "09:20");
        book("09:00");
        var elsewhere = town.place(2, 3);
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20));
        agenda(elsewhere.site(), monday, "10:00", "10:20");
        var both = Set.of(site.id(), elsewhere.site().id());
        var wish = wishes.join(new NewWish(
                service.id(),
                both,
                Suits.ANY,
                1,
                Channel.PHONE,
                new Appointment.Usager("Lou", "Deux-Lieux", null, "+33123456788", "fr"),
                "",
                Meeting.ON_SITE,
                false));
        var offer = offered(wish);
        assertThat(offer.siteId()).isEqualTo(elsewhere.site().id());
        var page = agent.open(page(wish)).body();
        assertThat(page).contains("attend une réponse").doesNotContain("Elle prend cette date");
        assertThat(agent.open(PAGE + "?site=" + site.slug()).body()).doesNotContain("À appeler maintenant");
        for (var act : List.of("/prendre", "/passer")) {
            assertThat(agent.send(
                                    page(wish),
                                    page(wish) + act,
                                    "offer",
                                    offer.id().toString())
                            .statusCode())
                    .as(act)
                    .isEqualTo(403);
        }
        assertThat(offers.openOf(wish)).contains(offer);
        agent.send(page(wish), page(wish) + "/jours", "sites", site.slug(), "days", "5");
        assertThat(now(wish).sites()).as("what is wanted elsewhere stays").isEqualTo(both);

        var mine = join();
        agent.send(page(mine), page(mine) + "/jours", "sites", elsewhere.site().slug());
        assertThat(now(mine).sites()).containsExactly(site.id());
        assertThat(signedIn(elsewhere, "Inès").open(PAGE).body()).contains("À appeler maintenant", "Deux-Lieux");
    }
}
