package fr.parvis.appointments.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.Appointment.Channel;
import fr.parvis.identity.Role;
import fr.parvis.platform.web.Proof;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Workshops as people find them and register, without JavaScript and without an account. */
@ParvisTest
class SessionPagesIT extends SessionScene {
    private static final String NONCE = "a".repeat(24);

    @LocalServerPort
    int port;

    Visitor visitor;

    @BeforeEach
    void comeIn() {
        town.account("Essai", Role.ADMIN);
        visitor = Visitor.elsewhere(port);
    }

    private static String page(Session session) {
        return "/ateliers/" + session.id();
    }

    private HttpResponse<String> sends(Session session, String seats, String lastName, String... more) {
        var fields = new ArrayList<>(List.of(more));
        fields.addAll(List.of("altcha", Proof.of(visitor)));
        return sendsUnproved(session, seats, lastName, fields.toArray(String[]::new));
    }

    private HttpResponse<String> sendsUnproved(Session session, String seats, String lastName, String... more) {
        var fields = new ArrayList<>(List.of(
                "seats",
                seats,
                "firstName",
                "Camille",
                "lastName",
                lastName,
                "email",
                lastName.toLowerCase(java.util.Locale.ROOT) + "@pages.example"));
        fields.addAll(List.of(more));
        return visitor.send(page(session), page(session), fields.toArray(String[]::new));
    }

    private String registered(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(Visitor.goesTo(answer)).matches("/ateliers/mien/[\\w-]{24}\\?note");
        return Visitor.goesTo(answer);
    }

    private Registration mine(String path) {
        return registrations
                .findByToken(path.replaceAll("^/ateliers/mien/|\\?.*$", ""))
                .orElseThrow();
    }

    @Test
    void the_list_says_what_is_free_and_what_is_full() {
        var session = session(2);
        assertThat(visitor.open("/ateliers").body())
                .contains(title.replace("’", "’"), "2 places libres", "14:00–16:00");
        register(session, 2);
        assertThat(visitor.open("/ateliers?lieu=" + site.slug()).body()).contains("liste d’attente ouverte");
        assertThat(visitor.open("/ateliers?lieu=nulle-part").body())
                .contains("Aucun atelier ne correspond")
                .doesNotContain(title);
        assertThat(visitor.open("/ateliers?theme=" + place.services().getFirst().slug())
                        .body())
                .contains(title);
        assertThat(visitor.open("/ateliers?theme=" + place.services().getLast().slug())
                        .body())
                .doesNotContain(title);
        assertThat(visitor.open("/ateliers").headers().firstValue("Link"))
                .contains("</api/v1/sessions>; rel=\"alternate\"; type=\"application/ld+json\"");
    }

    @Test
    void the_home_page_leads_there_while_there_is_something_to_find() {
        var session = session(2);
        for (var page : List.of("/", "/rdv")) {
            assertThat(visitor.open(page).body()).as(page).contains("href=\"/ateliers\"");
        }
        sessions.cancel(session.id(), "");
        assertThat(visitor.open("/").body()).doesNotContain("href=\"/ateliers\"");
        assertThat(visitor.open(page(session)).body()).contains("Annulé").doesNotContain("name=\"lastName\"");
    }

    @Test
    void what_the_staff_alone_registers_for_is_not_on_the_list() {
        var open = plan(5);
        var session = sessions.create(
                        new SessionPlan(
                                open.siteId(),
                                null,
                                title,
                                "",
                                "",
                                List.of(),
                                open.start(),
                                open.end(),
                                5,
                                3,
                                null,
                                open.closesAt(),
                                "fr",
                                false,
                                true),
                        Repeat.ONCE,
                        1)
                .getFirst();
        assertThat(visitor.open("/ateliers").body()).doesNotContain(title);
        assertThat(visitor.open(page(session)).body())
                .contains("Inscription à l’accueil ou par téléphone", "Il y a des marches")
                .doesNotContain("name=\"lastName\"");
        visitor.open("/aide");
        var sent = visitor.send(
                "/rappel",
                page(session),
                "seats",
                "1",
                "firstName",
                "A",
                "lastName",
                "B",
                "email",
                "a.b@pages.example");
        assertThat(sent.statusCode()).isEqualTo(409);
        assertThat(sent.body()).contains("Inscription à l’accueil seulement");
        assertThat(registrations.of(session.id())).isEmpty();
    }

    @Test
    void three_seats_without_an_account_and_back_again() {
        var session = session(4);
        var path = registered(sends(session, "3", "Troisplaces", "nonce", NONCE, "langue", "uk"));
        assertThat(registered(sends(session, "3", "Troisplaces", "nonce", NONCE, "langue", "uk")))
                .isEqualTo(path);
        var one = mine(path);
        assertThat(one.seats()).isEqualTo(3);
        assertThat(told(one).getFirst().subject()).startsWith("Ваша реєстрація");
        var own = visitor.open(path);
        assertThat(own.body()).contains("C’est noté", "Salle du Conseil", "Camille Troisplaces");
        assertThat(own.headers().firstValue("Cache-Control")).contains("no-store");
        var link = path.replace("?note", "");
        assertThat(visitor.open(link + "/atelier.ics").body()).contains("STATUS:CONFIRMED", "UID:" + one.id());

        assertThat(visitor.open(link + "/rendre").body()).contains("Rendre les 3 places", "En garder 2");
        assertThat(registrations.find(one.id()).seats()).isEqualTo(3);
        assertThat(visitor.send(link + "/rendre", link + "/rendre", "seats", "7")
                        .statusCode())
                .isEqualTo(400);
        assertThat(visitor.send(link + "/rendre", link + "/rendre", "seats", "1")
                        .statusCode())
                .isEqualTo(302);
        assertThat(free(session)).isEqualTo(3);
        visitor.send(link + "/rendre", link + "/rendre", "seats", "0");
        assertThat(visitor.open(link).body()).contains("Cette inscription est annulée");
        assertThat(visitor.open(link + "/atelier.ics").body()).contains("STATUS:CANCELLED");
        assertThat(Visitor.goesTo(visitor.open(link + "/rendre"))).isEqualTo(link);
        assertThat(free(session)).isEqualTo(4);
    }

    @Test
    void what_is_wrong_is_said_by_its_field_and_what_was_typed_stays() {
        var session = session(4);
        var missing = visitor.send(
                page(session), page(session), "seats", "2", "firstName", "Camille", "lastName", "", "email", "");
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.body())
                .contains("id=\"lastName-error\"", "value=\"Camille\"", "<option value=\"2\" selected");
        for (var wrong : List.of("0", "4", "-1", "beaucoup", "99999999999")) {
            var answer = sends(session, wrong, "Beaucoup");
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(answer.body()).contains("id=\"seats-error\"");
            visitor = Visitor.elsewhere(port);
        }
        assertThat(sends(session, "1", "Robot", "website", "http://robot.example")
                        .statusCode())
                .isEqualTo(400);
        assertThat(registrations.of(session.id())).isEmpty();
    }

    @Test
    void the_same_person_is_told_kindly_and_the_link_is_sent_again() {
        var session = session(4);
        registered(sends(session, "1", "Deuxfois"));
        var again = sends(session, "1", "DEUXFOIS");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body())
                .contains("Vous êtes déjà inscrit", "envoyé de nouveau")
                .doesNotContain("/ateliers/mien/");
        assertThat(registrations.of(session.id())).hasSize(1);
    }

    @Test
    void a_full_session_has_a_line_and_freed_seats_are_taken_by_a_button() {
        var session = session(1);
        var seat = register(session, 1);
        var refused = sends(session, "1", "Patiente");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Toutes les places sont prises", "value=\"Patiente\"", "name=\"attente\"");
        var path = registered(sends(session, "1", "Patiente", "attente", "oui"));
        assertThat(visitor.open(path).body()).contains("sur la liste d’attente", "Personne n’attend avant vous");
        registrations.keep(seat.id(), 0);
        var link = path.replace("?note", "");
        assertThat(visitor.open(link).body()).contains("Des places vous sont proposées", "Prendre ces places");
        assertThat(mine(path).state()).isEqualTo(Registration.State.OFFERED);
        visitor.send(link, link + "/prendre");
        assertThat(visitor.open(link).body())
                .doesNotContain("Prendre ces places")
                .contains("Rendre des places");
        assertThat(mine(path).state()).isEqualTo(Registration.State.REGISTERED);
    }

    @Test
    void too_late_is_said_and_one_may_wait_again() {
        var session = session(1);
        var seat = register(session, 1);
        var late = register(session, 1);
        var next = register(session, 1);
        registrations.keep(seat.id(), 0);
        nobodyAnswers();
        registrations.take(next.id());
        var link = "/ateliers/mien/" + late.token();
        assertThat(visitor.open(link).body()).contains("Le temps de répondre est passé");
        var pressed = visitor.send(link, link + "/prendre");
        assertThat(pressed.statusCode()).isEqualTo(409);
        assertThat(pressed.body()).contains("Ces places sont prises");
        visitor.send(link, link + "/reprendre");
        assertThat(state(late)).isEqualTo(Registration.State.WAITING);
    }

    @Test
    void whoever_was_moved_says_yes_by_a_button_and_never_by_a_link() {
        var session = session(3);
        var one = register(session, 1);
        sessions.change(session.id(), plan(3, at("09:00"), List.of(animator.id())));
        var link = "/ateliers/mien/" + one.token();
        assertThat(visitor.open(link).body()).contains("La date ou le lieu a changé", "Oui, je viens");
        assertThat(registrations.find(one.id()).isAsked()).isTrue();
        visitor.send(link, link + "/oui");
        assertThat(visitor.open(link).body()).doesNotContain("Oui, je viens").contains("Vous venez");
    }

    @Test
    void a_cancelled_session_s_page_leads_to_the_other_dates() {
        var made = sessions.create(plan(2), Repeat.WEEKLY, 2);
        var one = register(made.getFirst(), 1);
        sessions.cancel(made.getFirst().id(), "");
        assertThat(visitor.open("/ateliers/mien/" + one.token()).body())
                .contains("Cet atelier est annulé", page(made.get(1)));
    }

    @Test
    void machines_are_held_back_and_what_was_typed_stays() {
        var session = session(9);
        var names = List.of("Premiere", "Deuxieme", "Troisieme");
        var last = sendsUnproved(session, "1", names.getFirst());
        for (int i = 1; i < names.size() && last.statusCode() == 302; i++) {
            last = sendsUnproved(session, "1", names.get(i));
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
        assertThat(last.body()).containsAnyOf("value=\"Premiere\"", "value=\"Deuxieme\"", "value=\"Troisieme\"");
        var before = registrations.of(session.id()).size();
        assertThat(before).isLessThan(names.size());
        registered(sends(session, "1", "Quatrieme"));
        assertThat(registrations.of(session.id())).hasSize(before + 1);
    }

    @Test
    void unknown_addresses_are_no_pages() {
        for (var page : List.of(
                "/ateliers/00000000-0000-7000-8000-000000000000",
                "/ateliers/mien/inconnu",
                "/ateliers/mien/inconnu/rendre",
                "/ateliers/mien/inconnu/atelier.ics")) {
            assertThat(visitor.open(page).statusCode()).as(page).isEqualTo(404);
        }
        assertThat(visitor.open("/ateliers/pas-un-numero").statusCode()).isBetween(400, 404);
    }

    @Test
    void in_every_language() {
        var session = session(1);
        var one = register(session, 1);
        var waiting =
                registrations.register(new Registrations.Wanted(session.id(), 1, Channel.ONLINE, somebody(), true));
        for (var language : List.of("fr", "en", "es", "pt", "ar", "uk")) {
            for (var page : List.of(
                    "/ateliers",
                    page(session),
                    "/ateliers/mien/" + one.token(),
                    "/ateliers/mien/" + waiting.token(),
                    "/ateliers/mien/" + one.token() + "/rendre")) {
                var body = visitor.open(page + "?lang=" + language).body();
                assertThat(body)
                        .as(page + " " + language)
                        .contains("<html lang=\"" + language + "\"")
                        .doesNotContain("??");
            }
        }
    }
}
