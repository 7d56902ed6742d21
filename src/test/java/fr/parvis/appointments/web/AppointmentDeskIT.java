package fr.parvis.appointments.web;

import static fr.parvis.appointments.web.Office.at;
import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Bookings;
import fr.parvis.identity.Role;
import fr.parvis.queue.Halls;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Appointments as agents deal with them, each at their own sites. */
@ParvisTest
class AppointmentDeskIT {
    private static final String PAGE = "/agent/rendez-vous";

    @Autowired
    Bookings bookings;

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Appointments appointments;

    @Autowired
    Halls halls;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Town.Place place;
    LocalDate monday;
    Visitor agent;

    @BeforeEach
    void open() {
        place = town.place(1, 1);
        town.account("Essai", Role.ADMIN);
        monday = Office.monday();
        clock.setTo(at(monday, "08:30"));
        Office.open(agendas, place, monday);
        agent = signedIn(place, "Nadia");
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private Visitor signedIn(Town.Place at, String name) {
        var visitor = new Visitor(port);
        visitor.signIn(town.agentAt(at, name + " " + at.site().slug()), Town.PASSWORD);
        return visitor;
    }

    private Appointment booked(String time, String lastName) {
        return Office.book(bookings, place, at(monday, time), lastName);
    }

    private HttpResponse<String> book(String start, String... more) {
        var typed = new String[] {
            "site",
            place.site().slug(),
            "service",
            "essai-a",
            "people",
            "1",
            "start",
            start,
            "lastName",
            "Téléphone",
            "firstName",
            "Lou",
            "phone",
            "06 12 34 56 78",
            "channel",
            "phone",
            "nonce",
            "n1"
        };
        var all = new ArrayList<>(List.of(typed));
        for (int i = 0; i < more.length; i += 2) {
            var there = all.indexOf(more[i]);
            if (there < 0) {
                all.addAll(List.of(more[i], more[i + 1]));
            } else {
                all.set(there + 1, more[i + 1]);
            }
        }
        return agent.send(PAGE + "/nouveau", PAGE + "/nouveau", all.toArray(String[]::new));
    }

    @Test
    void the_day_and_the_week_are_shown_and_the_desk_has_its_own_list() {
        var mine = booked("09:20", "Lefèvre");
        assertThat(agent.open(PAGE).body()).contains("Lefèvre", mine.reference(), "09:20");
        assertThat(agent.open(PAGE + "?semaine=1").body()).contains("Lefèvre", "week-plan");
        assertThat(agent.open(PAGE + "?semaine=").body())
                .as("as the links of the day are")
                .doesNotContain("week-plan");
        assertThat(agent.open(PAGE + "?jour=" + monday.plusDays(1)).body())
                .contains("Aucun rendez-vous ce jour-là")
                .doesNotContain("Lefèvre");
        assertThat(agent.open(PAGE + "?jour=demain").statusCode()).isEqualTo(400);
        agent.send(
                "/agent",
                "/agent/actes/ouvrir",
                "counter",
                place.counters().getFirst().id().toString(),
                "nonce",
                "o");
        assertThat(agent.open("/agent").body()).contains("Rendez-vous du jour", "Lefèvre", mine.reference());
    }

    @Test
    void who_arrives_enters_the_line_at_their_place_and_who_does_not_is_missed() {
        var first = booked("09:00", "Arrive");
        var second = booked("09:20", "Manque");
        var early = agent.send(PAGE, PAGE + "/" + second.id() + "/absent");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(agent.send(PAGE, PAGE + "/" + first.id() + "/arrive", "back", "jour")
                        .statusCode())
                .isEqualTo(302);
        var arrived = appointments.find(first.id());
        assertThat(halls.ticket(Objects.requireNonNull(arrived.ticketId())).queueAt())
                .isEqualTo(first.start());
        assertThat(agent.send(PAGE, PAGE + "/" + first.id() + "/arrive").statusCode())
                .isEqualTo(302);
        clock.setTo(at(monday, "09:25"));
        assertThat(agent.send(PAGE, PAGE + "/" + second.id() + "/absent").statusCode())
                .isEqualTo(302);
        assertThat(appointments.find(second.id()).state()).isEqualTo(Appointment.State.NO_SHOW);
        assertThat(agent.open(PAGE).body()).contains("manqué", "arrivé");
    }

    @Test
    void a_long_day_is_shown_whole_and_the_days_around_it_are_one_press_away() {
        var tuesday = monday.plusDays(1);
        agendas.saveRule(
                agendas.at(place.site()).getFirst().id(),
                null,
                Set.of(),
                tuesday,
                LocalTime.of(8, 0),
                LocalTime.of(20, 0),
                "FREQ=WEEKLY;BYDAY=TU",
                Set.of());
        var form = agent.open(PAGE + "/nouveau?jour=" + tuesday).body();
        assertThat(form)
                .contains("value=\"" + at(tuesday, "08:00") + "\"", "value=\"" + at(tuesday, "19:40") + "\"")
                .contains("Plus tôt\u00a0: lundi", "Plus tard\u00a0: lundi")
                .contains("name=\"page\" value=\"" + monday + "\"")
                .contains("name=\"page\" value=\"" + monday.plusWeeks(1) + "\"");
        var next = book("", "page", monday.plusWeeks(1).toString(), "from", tuesday.toString());
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(next.body())
                .contains("value=\"" + at(monday.plusWeeks(1), "09:00") + "\"", "value=\"Téléphone\"")
                .doesNotContain("notice-bad", at(tuesday, "19:40").toString());

        var mine = PAGE + "/" + booked("09:20", "Déplace").id();
        assertThat(agent.open(mine + "?jour=" + tuesday).body())
                .contains("value=\"" + at(tuesday, "19:40") + "\"")
                .contains("jour=" + monday + "&amp;", "jour=" + monday.plusWeeks(1) + "&amp;");
        assertThat(agent.open(mine + "?jour=" + tuesday + "&agenda=passeports").body())
                .contains("value=\"" + at(tuesday, "19:40") + "\"", "Plus tôt\u00a0: lundi", "Plus tard\u00a0: lundi");
    }

    @Test
    void nobody_and_too_many_are_refused_and_a_day_that_is_none_is_said() {
        var start = at(monday, "09:00").toString();
        for (var wrong : List.of("0", "-1", "5")) {
            var refused = book(start, "people", wrong);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("people-error", "pour 1 à 4 personnes", "value=\"Téléphone\"");
            assertThat(book(start, "people", wrong, "look", "1").body()).contains("people-error");
        }
        assertThat(appointments.ofDay(place.site(), monday)).isEmpty();
        for (var unread : List.of(agent.open(PAGE + "/nouveau?jour=banana"), book("", "from", "banana", "look", "1"))) {
            assertThat(unread.statusCode()).isEqualTo(400);
            assertThat(unread.body()).contains("from-error", "«\u00a0banana\u00a0»");
        }
    }

    @Test
    void a_booking_on_the_telephone_is_done_once_and_a_refusal_keeps_what_was_typed() {
        var start = at(monday, "09:00").toString();
        var form = agent.open(PAGE + "/nouveau").body();
        assertThat(form).contains("value=\"" + start + "\"", "09:20");
        var done = book(start);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(302);
        assertThat(Visitor.goesTo(book(start))).isEqualTo(Visitor.goesTo(done));
        var page = agent.open(Visitor.goesTo(done)).body();
        assertThat(page).contains("C’est réservé", "PRV-", "Téléphone", "06 12 34 56 78");
        assertThat(appointments.ofDay(place.site(), monday)).singleElement().satisfies(one -> {
            assertThat(one.channel()).isEqualTo(Appointment.Channel.PHONE);
            assertThat(one.start()).isEqualTo(at(monday, "09:00"));
        });

        var cancelled = Visitor.goesTo(done);
        assertThat(agent.send(cancelled, cancelled + "/annuler").statusCode()).isEqualTo(302);
        var anew = book(start);
        assertThat(Visitor.goesTo(anew)).startsWith(PAGE + "/").isNotEqualTo(cancelled);

        var taken = book(start, "nonce", "n2", "firstName", "Autre");
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body())
                .contains(
                        "Cette heure n’est plus libre",
                        "Au plus près",
                        at(monday, "09:20").toString(),
                        "Téléphone");
        for (var wrong : List.of(
                List.of("", "Choisissez une des heures libres"),
                List.of("hier", "Choisissez une heure dans la liste"))) {
            var refused = book(wrong.getFirst());
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains(wrong.getLast(), "Téléphone");
        }
        var looked = book(start, "look", "1");
        assertThat(looked.statusCode()).isEqualTo(200);
        assertThat(looked.body()).contains("Téléphone");
        assertThat(appointments.ofDay(place.site(), monday)).hasSize(1);
    }

    @Test
    void moved_and_cancelled_and_found_again() {
        var one = booked("09:20", "D’Été-Martin");
        booked("09:40", "Voisin");
        var page = PAGE + "/" + one.id();
        var taken = agent.send(
                page, page + "/deplacer", "start", at(monday, "09:40").toString());
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).contains("Cette heure n’est plus libre", "Au plus près");
        var moved = agent.send(
                page,
                page + "/deplacer",
                "start",
                at(monday.plusWeeks(1), "10:00").toString());
        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(302);
        assertThat(appointments.find(one.id()).start()).isEqualTo(at(monday.plusWeeks(1), "10:00"));

        var byName = agent.send(PAGE, PAGE + "/chercher", "looked", "d ete mar");
        assertThat(byName.body()).contains(one.reference()).doesNotContain("Voisin");
        var byReference =
                agent.send(PAGE, PAGE + "/chercher", "looked", one.reference().toLowerCase(java.util.Locale.ROOT));
        assertThat(Visitor.goesTo(byReference)).isEqualTo(page);
        assertThat(agent.send(PAGE, PAGE + "/chercher", "looked", "Personne").body())
                .contains("Aucun rendez-vous d’aujourd’hui");

        assertThat(agent.send(page, page + "/annuler").statusCode()).isEqualTo(302);
        assertThat(appointments.find(one.id()).state()).isEqualTo(Appointment.State.CANCELLED);
        assertThat(agent.open(page).body()).contains("annulé").doesNotContain("Déplacer à cette heure");
    }

    @Test
    void an_agent_of_another_site_neither_sees_nor_does_anything_here() {
        var one = booked("09:20", "Secret");
        var stranger = signedIn(town.place(1, 1), "Inès");
        var page = PAGE + "/" + one.id();
        assertThat(stranger.open(page).statusCode()).isEqualTo(403);
        assertThat(stranger.open(PAGE + "?site=" + place.site().slug()).statusCode())
                .isEqualTo(403);
        assertThat(stranger.send(PAGE, PAGE + "/chercher", "looked", "Secret").body())
                .doesNotContain(one.reference());
        assertThat(stranger.send(PAGE, PAGE + "/chercher", "looked", one.reference())
                        .statusCode())
                .isEqualTo(200);
        for (var act : List.of("/arrive", "/absent", "/annuler", "/deplacer")) {
            assertThat(stranger.send(
                                    PAGE,
                                    page + act,
                                    "start",
                                    at(monday, "10:00").toString())
                            .statusCode())
                    .as(act)
                    .isEqualTo(403);
        }
        assertThat(appointments.find(one.id()).state()).isEqualTo(Appointment.State.BOOKED);
        assertThat(Visitor.goesTo(new Visitor(port).open(PAGE))).startsWith("/connexion");
        assertThat(stranger.open(PAGE + "/" + java.util.UUID.randomUUID()).statusCode())
                .isEqualTo(404);
    }
}
