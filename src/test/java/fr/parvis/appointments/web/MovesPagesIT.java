package fr.parvis.appointments.web;

import static fr.parvis.appointments.web.Office.at;
import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.moves.ToSettle;
import fr.parvis.identity.Role;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.context.WebApplicationContext;

/** A day is moved on pages, and people answer on theirs. */
@ParvisTest
class MovesPagesIT {
    private static final String PAGE = "/agent/rendez-vous/replacer";
    private static final String LEFT = "/agent/rendez-vous/a-regler";

    @Autowired
    Bookings bookings;

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Appointments appointments;

    @Autowired
    ToSettle left;

    @Autowired
    TestClock clock;

    @Autowired
    WebApplicationContext application;

    @LocalServerPort
    int port;

    Town.Place place;
    LocalDate monday;
    Agenda away;
    Visitor agent;

    @BeforeEach
    void open() {
        place = town.place(1, 2);
        town.account("Essai", Role.ADMIN);
        monday = Office.monday();
        clock.setTo(at(monday.minusDays(3), "10:00"));
        away = Office.open(agendas, place, monday);
        agent = new Visitor(port);
        agent.signIn(town.agentAt(place, "Nadia " + place.site().slug()), Town.PASSWORD);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private Appointment booked(String time, String lastName) {
        return Office.book(bookings, place, at(monday, time), lastName);
    }

    /** A second agenda, open from nine: the ones that were booked before are all at the first. */
    private Agenda help(String to) {
        var service = place.services().getFirst().id();
        var other = agendas.create(
                place.site(), "Renfort", null, place.counters().get(1).id(), null, Set.of(service));
        agendas.saveRule(other.id(), null, Set.of(), monday, LocalTime.of(9, 0), LocalTime.parse(to), null, Set.of());
        return other;
    }

    private HttpResponse<String> propose(String... more) {
        return agent.send(
                PAGE,
                PAGE,
                with(
                        List.of(
                                "site",
                                place.site().slug(),
                                "jour",
                                monday.toString(),
                                "agenda",
                                away.slug(),
                                "moment",
                                "",
                                "nonce",
                                "n1"),
                        more));
    }

    private static String[] with(List<String> typed, String... more) {
        var all = new java.util.ArrayList<>(typed);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String hidden(String page, String name) {
        var found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    private Appointment now(Appointment one) {
        return appointments.find(one.id());
    }

    @Test
    void from_the_choice_of_a_day_to_the_list_of_what_is_left() {
        var first = booked("09:00", "Garde");
        var second = booked("11:00", "Change");
        help("10:00");
        assertThat(agent.open("/agent/rendez-vous?jour=" + monday).body()).contains("Replacer des rendez-vous");
        var choosing =
                agent.open(PAGE + "?jour=" + monday + "&agenda=" + away.slug()).body();
        assertThat(choosing).contains("Garde", "Change", "checked=\"checked\"", "une absence est ajoutée à cet agenda");
        assertThat(agent.open(PAGE + "?jour=" + monday + "&agenda=" + away.slug() + "&moment=apres-midi")
                        .body())
                .contains("Aucun rendez-vous à venir à ce moment-là");
        assertThat(agent.open(PAGE + "?jour=" + monday).body())
                .contains("Garde")
                .doesNotContain("checked=\"checked\"");
        assertThat(agent.open(PAGE + "?jour=demain").statusCode()).isEqualTo(400);
        assertThat(agent.open(PAGE + "?agenda=inconnu").statusCode()).isEqualTo(404);

        var nothing = propose();
        assertThat(nothing.statusCode()).isEqualTo(400);
        assertThat(nothing.body()).contains("Cochez au moins un rendez-vous", "Garde");
        var made = propose("rdv", first.id().toString(), "rdv", second.id().toString());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(302);
        var page = Visitor.goesTo(made);
        assertThat(Visitor.goesTo(
                        propose("rdv", first.id().toString(), "rdv", second.id().toString())))
                .as("sent twice")
                .isEqualTo(page);

        var plan = agent.open(page).body();
        assertThat(plan)
                .contains(
                        "Un garde son heure",
                        "Un change d’heure",
                        "09:40",
                        "Renfort",
                        "une absence sera ajoutée",
                        "à appeler\u00a0: aucun message ne part");
        assertThat(now(first)).isEqualTo(first);
        var done = agent.send(page, page + "/confirmer", "seen", hidden(plan, "seen"));
        assertThat(Visitor.goesTo(done)).startsWith(LEFT);
        var list = agent.open(Visitor.goesTo(done)).body();
        assertThat(list)
                .contains(
                        "Une personne garde son heure",
                        "Une personne est à appeler",
                        "Un à appeler",
                        second.reference(),
                        "La nouvelle heure est déjà à son nom")
                .doesNotContain(first.reference());
        assertThat(now(second).start()).isEqualTo(at(monday, "09:40"));
        assertThat(agendas.absences(away.id())).hasSize(1);
        assertThat(Visitor.goesTo(agent.send(LEFT, page + "/confirmer", "seen", "")))
                .as("decided by another press: the same answer")
                .startsWith(LEFT);
        assertThat(Visitor.goesTo(agent.open(page))).startsWith(LEFT);
        assertThat(agent.open("/agent/rendez-vous").body()).contains("Un rendez-vous à régler", "dont un à appeler");

        var told = Pattern.compile("action=\"([^\"]*/prevenu)\"").matcher(list);
        assertThat(told.find()).isTrue();
        assertThat(Visitor.goesTo(agent.send(LEFT, told.group(1)))).startsWith(LEFT);
        assertThat(agent.open(LEFT).body()).contains("Rien à régler");
        assertThat(agent.open("/agent/rendez-vous").body()).doesNotContain("à régler");
    }

    @Test
    void a_line_is_changed_and_who_saw_another_plan_is_told_first() {
        var one = booked("09:00", "Ligne");
        help("10:00");
        var page = Visitor.goesTo(propose("rdv", one.id().toString()));
        var seen = hidden(agent.open(page).body(), "seen");
        var found = Pattern.compile("href=\"(" + page + "/[0-9a-f-]{36})\"")
                .matcher(agent.open(page).body());
        assertThat(found.find()).isTrue();
        var line = found.group(1);
        assertThat(agent.open(line).body()).contains("Prendre cette heure", "09:20", "La laisser choisir");
        for (var wrong : List.of(
                List.of("", "Choisissez une des heures libres"),
                List.of("hier", "Choisissez une heure dans la liste"))) {
            var refused = agent.send(line, line, "start", wrong.getFirst());
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains(wrong.getLast());
        }
        var taken = agent.send(line, line, "start", at(monday, "17:00").toString());
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).contains("Cette heure n’est plus libre");
        var changed = agent.send(line, line, "start", at(monday, "09:20").toString());
        assertThat(Visitor.goesTo(changed)).startsWith(page + "#l-");
        assertThat(agent.open(page).body()).contains("Un change d’heure", "09:20");

        var late = agent.send(page, page + "/confirmer", "seen", seen);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Modifié entre-temps", "Confirmer ce plan");
        assertThat(now(one)).isEqualTo(one);
        for (var choice : List.of("reste", "plus-tard", "choisira")) {
            assertThat(Visitor.goesTo(agent.send(line, line + "/" + choice))).startsWith(page);
        }
        assertThat(agent.send(line, line + "/autrement").statusCode()).isEqualTo(404);
        assertThat(agent.open(page).body()).contains("Un qui choisira");
        agent.send(page, page + "/confirmer", "seen", hidden(agent.open(page).body(), "seen"));
        assertThat(now(one)).isEqualTo(one);
        assertThat(agent.open(LEFT).body()).contains("Aucune heure n’est gardée");
        assertThat(agent.send(LEFT, line, "start", at(monday, "09:20").toString())
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void an_absence_and_a_closed_day_lead_to_the_list_and_the_list_to_a_plan() {
        var one = booked("09:00", "Absence");
        var admin = new Visitor(port);
        admin.signIn(town.account("Admin", Role.ADMIN), Town.PASSWORD);
        var absences = "/admin/agendas/" + away.id() + "/absences";
        var typed = new String[] {"fromDay", monday.toString(), "known", ""};
        var writing = absences + "/nouvelle";
        typed[3] = hidden(admin.send(writing, absences, typed).body(), "known");
        var saved = admin.send(writing, absences, typed);
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(302);
        assertThat(admin.open(Visitor.goesTo(saved)).body())
                .contains(
                        "Replacer ce rendez-vous",
                        "/agent/rendez-vous/a-regler?site=" + place.site().slug());
        var list = agent.open(LEFT);
        assertThat(list.body()).contains("Un à replacer", one.reference(), "checked");
        assertThat(agent.open("/agent/rendez-vous").body()).contains("Un rendez-vous à régler");
        assertThat(admin.open("/pilotage?site=" + place.site().slug()).body())
                .contains("Un rendez-vous à régler", "/agent/rendez-vous/a-regler?site=");
        assertThat(Pages.of(application, Role.QUALITY)
                        .open("/pilotage?site=" + place.site().slug())
                        .body())
                .contains("Un rendez-vous à régler");

        var days = "/admin/sites/" + place.site().slug() + "/fermetures";
        assertThat(admin.send(days, days, "from", monday.toString(), "to", "", "reason", "Travaux")
                        .statusCode())
                .isEqualTo(302);
        assertThat(admin.open(days).body()).contains("Un rendez-vous à régler");

        var refused = agent.send(LEFT, LEFT + "/replacer", "site", place.site().slug());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Cochez au moins un rendez-vous");
        var made = agent.send(
                LEFT,
                LEFT + "/replacer",
                "site",
                place.site().slug(),
                "rdv",
                one.id().toString(),
                "nonce",
                "c1");
        var page = Visitor.goesTo(made);
        var plan = agent.open(page).body();
        assertThat(plan).contains("Un change d’heure");
        agent.send(page, page + "/confirmer", "seen", hidden(plan, "seen"));
        assertThat(now(one).start()).isEqualTo(at(monday.plusWeeks(1), "09:00"));
        assertThat(agent.open(LEFT).body()).doesNotContain("à replacer");
    }

    @Test
    void the_person_says_yes_on_their_own_page_by_sending_and_never_by_opening() {
        var one = booked("11:00", "Oui");
        help("10:00");
        var page = Visitor.goesTo(propose("rdv", one.id().toString()));
        agent.send(page, page + "/confirmer", "seen", hidden(agent.open(page).body(), "seen"));
        var person = new Visitor(port);
        var mine = "/rdv/mien/" + one.token();
        assertThat(person.open(mine).body()).contains("Votre nouvelle heure vous convient-elle", "11:00", "09:40");
        var asked = person.open(mine + "/proposition");
        assertThat(asked.body()).contains("Oui, cette heure me convient", "même sans réponse", "/deplacer", "/annuler");
        assertThat(new Visitor(port).open(mine + "/proposition?lang=ar").body()).contains("نعم، هذا الوقت يناسبني");
        assertThat(left.count(place.site()).all()).as("opening says nothing").isEqualTo(1);
        assertThat(person.sendBare(mine + "/proposition").statusCode()).isEqualTo(403);
        var yes = person.send(mine + "/proposition", mine + "/proposition");
        assertThat(Visitor.goesTo(yes)).isEqualTo(mine + "?convenu");
        assertThat(person.open(mine + "?convenu").body())
                .contains("Merci, c’est noté")
                .doesNotContain("vous convient-elle");
        assertThat(left.count(place.site()).all()).isZero();
        assertThat(Visitor.goesTo(person.send(mine + "/deplacer", mine + "/proposition")))
                .as("said twice")
                .isEqualTo(mine + "?convenu");
        assertThat(Visitor.goesTo(person.open(mine + "/proposition"))).isEqualTo(mine);
        assertThat(person.open("/rdv/mien/inconnu/proposition").statusCode()).isEqualTo(404);
    }

    @Test
    void nothing_to_accept_leads_to_the_persons_own_page() {
        var one = booked("09:00", "Rien");
        var person = new Visitor(port);
        var mine = "/rdv/mien/" + one.token();
        assertThat(Visitor.goesTo(person.open(mine + "/proposition"))).isEqualTo(mine);
        assertThat(Visitor.goesTo(person.send(mine + "/deplacer", mine + "/proposition")))
                .isEqualTo(mine + "?perdu");
        assertThat(person.open(mine + "?convenu").body()).doesNotContain("Merci, c’est noté");
    }

    @Test
    void one_appointment_goes_to_another_agenda_at_the_same_time_or_to_another_site() {
        var one = booked("09:00", "Seul");
        var other = help("10:00");
        var annex = town.place(1, 1);
        var there = Office.open(agendas, annex, monday);
        var page = "/agent/rendez-vous/" + one.id();
        assertThat(agent.open(page).body()).contains("Renfort", annex.site().name());
        assertThat(agent.open(page + "?agenda=" + other.slug()).body())
                .contains(at(monday, "09:00").toString());
        var moved = agent.send(
                page, page + "/deplacer", "start", at(monday, "09:00").toString(), "agenda", other.slug());
        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(302);
        assertThat(now(one).agendas()).containsExactly(other.id());
        var back = agent.send(
                page, page + "/deplacer", "start", at(monday, "09:00").toString());
        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(now(one).agendas()).as("whichever other one is free").containsExactly(away.id());

        assertThat(agent.open(page + "?lieu=" + annex.site().slug()).body())
                .contains(at(monday, "11:40").toString());
        var far = agent.send(
                page,
                page + "/deplacer",
                "start",
                at(monday, "11:40").toString(),
                "lieu",
                annex.site().slug());
        assertThat(far.statusCode()).as(far.body()).isEqualTo(302);
        assertThat(now(one)).satisfies(now -> {
            assertThat(now.siteId()).isEqualTo(annex.site().id());
            assertThat(now.agendas()).containsExactly(there.id());
        });
        assertThat(agent.open(page).statusCode()).as("it is another site's now").isEqualTo(403);
        assertThat(agent.open(Visitor.goesTo(far)).body()).contains("déplacé à sa nouvelle heure", "Renfort");
    }

    @Test
    void an_agent_of_another_site_sees_and_does_nothing_here() {
        var one = booked("09:00", "Secret");
        help("10:00");
        var page = Visitor.goesTo(propose("rdv", one.id().toString()));
        var line = Pattern.compile(page + "/([0-9a-f-]{36})")
                .matcher(agent.open(page).body());
        assertThat(line.find()).isTrue();
        var stranger = new Visitor(port);
        stranger.signIn(town.agentAt(town.place(1, 1), "Inès"), Town.PASSWORD);
        var site = place.site().slug();
        for (var hidden : List.of(page, page + "/" + line.group(1), PAGE + "?site=" + site, LEFT + "?site=" + site)) {
            assertThat(stranger.open(hidden).statusCode()).as(hidden).isEqualTo(403);
        }
        for (var act : List.of(
                page + "/confirmer",
                page + "/" + line.group(1),
                page + "/" + line.group(1) + "/reste",
                LEFT + "/replacer")) {
            assertThat(stranger.send(LEFT, act, "site", site, "rdv", one.id().toString())
                            .statusCode())
                    .as(act)
                    .isEqualTo(403);
        }
        assertThat(stranger.send(LEFT, PAGE, "site", site, "rdv", one.id().toString())
                        .statusCode())
                .isEqualTo(403);
        // another site's appointment among one's own is not touched
        assertThat(stranger.send(LEFT, PAGE, "rdv", one.id().toString()).statusCode())
                .isEqualTo(400);
        assertThat(stranger.open(PAGE + "/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(stranger.send(LEFT, LEFT + "/" + UUID.randomUUID() + "/prevenu")
                        .statusCode())
                .isEqualTo(404);
        assertThat(Visitor.goesTo(new Visitor(port).open(LEFT))).startsWith("/connexion");
        assertThat(Pages.of(application, Role.QUALITY).open(LEFT).status()).isEqualTo(403);
        assertThat(now(one)).isEqualTo(one);
    }
}
