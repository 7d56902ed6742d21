package fr.parvis.appointments.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.calendar.CalendarFeeds;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Sessions as the staff announces, changes and holds them. */
@ParvisTest
class SessionDeskIT extends SessionScene {
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]*)\"");

    @LocalServerPort
    int port;

    @Autowired
    DirectoryEditor editor;

    @Autowired
    CalendarFeeds feeds;

    Visitor agent;
    Visitor supervisor;

    @BeforeEach
    void signIn() {
        agent = new Visitor(port);
        agent.signIn(town.agentAt(place, "Nadia Atelier"), Town.PASSWORD);
        supervisor = new Visitor(port);
        supervisor.signIn(town.account("Sam Atelier", Role.SUPERVISOR), Town.PASSWORD);
    }

    private static String page(Session session) {
        return "/agent/ateliers/" + session.id();
    }

    private String fresh() {
        return "/agent/ateliers/nouveau?site=" + site.slug();
    }

    private String[] typed(String... changed) {
        var fields = new ArrayList<>(List.of(
                "site",
                site.slug(),
                "title",
                title,
                "description",
                "Apportez un mot.\nEt un stylo.",
                "service",
                "",
                "place",
                "Salle 2",
                "agendas",
                animator.id().toString(),
                "day",
                monday.toString(),
                "from",
                "10:00",
                "to",
                "11:30",
                "seats",
                "8",
                "mostSeats",
                "2",
                "opensDays",
                "",
                "closesHours",
                "2",
                "language",
                "fr",
                "stepFree",
                "yes",
                "repeat",
                "once",
                "times",
                ""));
        for (int i = 0; i < changed.length; i += 2) {
            var at = fields.indexOf(changed[i]);
            if (at < 0) {
                fields.addAll(List.of(changed[i], changed[i + 1]));
            } else {
                fields.set(at + 1, changed[i + 1]);
            }
        }
        return fields.toArray(String[]::new);
    }

    private HttpResponse<String> creates(String... changed) {
        return supervisor.send(fresh(), "/agent/ateliers", typed(changed));
    }

    @Test
    void a_supervisor_announces_and_an_agent_does_not() {
        assertThat(creates().statusCode()).isEqualTo(302);
        var made = sessions.toCome(List.of(site)).getFirst();
        assertThat(made.plan().description()).isEqualTo("Apportez un mot.\nEt un stylo.");
        assertThat(made.plan().closesAt()).isEqualTo(at("08:00"));
        assertThat(agent.open(fresh()).statusCode()).isEqualTo(403);
        assertThat(agent.send("/agent/ateliers/" + made.id() + "/inscrire", "/agent/ateliers", typed())
                        .statusCode())
                .isEqualTo(403);
        for (var act : List.of("/modifier", "/annuler")) {
            assertThat(agent.open(page(made) + act).statusCode()).as(act).isEqualTo(403);
        }
        assertThat(agent.open("/agent/ateliers?site=" + site.slug()).body())
                .contains(title, "0/8")
                .doesNotContain("Créer un atelier");
        assertThat(agent.open(page(made)).body()).doesNotContain("Annuler l’atelier");
        assertThat(supervisor.open(page(made)).body()).contains("Annuler l’atelier", "Salle 2", "Animatrice");
    }

    @Test
    void a_session_on_a_day_when_the_site_is_closed_is_asked_twice_and_says_so_to_the_public() {
        editor.weeklyHours(site.id(), List.of("", "", "", "", "", "", ""));
        var asked = creates();
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body()).contains("Le site est fermé ce jour-là", "value=\"" + title + "\"");
        assertThat(sessions.toCome(List.of(site))).isEmpty();
        var known = Pattern.compile("name=\"closed\" value=\"([^\"]+)\"").matcher(asked.body());
        assertThat(known.find()).isTrue();
        assertThat(creates("closed", known.group(1)).statusCode()).isEqualTo(302);
        var made = sessions.toCome(List.of(site)).getFirst();
        assertThat(new Visitor(port).open("/ateliers/" + made.id()).body()).contains("le lieu est fermé au public");
    }

    @Test
    void an_agent_of_another_site_sees_nothing_of_it() {
        var session = session(3);
        var one = register(session, 1);
        var elsewhere = new Visitor(port);
        elsewhere.signIn(town.agentAt(town.place(1, 1), "Alex Ailleurs"), Town.PASSWORD);
        for (var path : List.of("", "/inscrire", "/feuille")) {
            assertThat(elsewhere.open(page(session) + path).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        var sent = elsewhere.send("/agent", page(session) + "/inscriptions/" + one.id() + "/retirer");
        assertThat(sent.statusCode()).isEqualTo(403);
        assertThat(state(one)).isEqualTo(Registration.State.REGISTERED);
        assertThat(new Visitor(port).open(page(session)).statusCode()).isEqualTo(302);
    }

    @Test
    void repeats_make_sessions_and_a_busy_agenda_makes_none() {
        assertThat(creates("repeat", "weekly", "times", "3").statusCode()).isEqualTo(302);
        assertThat(sessions.toCome(List.of(site))).hasSize(3);
        var busy = creates("day", monday.plusWeeks(1).toString(), "from", "11:00", "to", "12:00");
        assertThat(busy.statusCode()).isEqualTo(409);
        assertThat(busy.body()).contains("Agenda occupé", "Animatrice", "value=\"" + title + "\"");
        assertThat(sessions.toCome(List.of(site))).hasSize(3);
    }

    @Test
    void what_is_typed_wrong_is_said_by_its_field() {
        for (var wrong : List.of(
                new String[] {"title", ""},
                new String[] {"day", "demain"},
                new String[] {"to", "09:00"},
                new String[] {"seats", "0"},
                new String[] {"seats", "beaucoup"},
                new String[] {"mostSeats", "11"},
                new String[] {"times", "99"},
                new String[] {"closesHours", "-1"},
                new String[] {"service", "rien"})) {
            var answer = wrong[0].equals("times")
                    ? creates("repeat", "weekly", "times", wrong[1])
                    : creates(wrong[0], wrong[1]);
            assertThat(answer.statusCode()).as(wrong[0] + " " + wrong[1]).isEqualTo(400);
            assertThat(answer.body()).as(wrong[0]).contains("href=\"#" + wrong[0] + "\"");
        }
        assertThat(sessions.toCome(List.of(site))).isEmpty();
    }

    @Test
    void a_change_is_said_before_and_is_not_written_over_another_one() {
        var session = session(5);
        var one = register(session, 1);
        var form = supervisor.open(page(session) + "/modifier").body();
        assertThat(form).contains("Une inscription en cours", "value=\"14:00\"");
        var found = SEEN.matcher(form);
        assertThat(found.find()).isTrue();
        var moved = typed("from", "15:00", "to", "16:00", "seats", "5", "seen", found.group(1));
        assertThat(supervisor
                        .send(page(session) + "/modifier", page(session) + "/modifier", moved)
                        .statusCode())
                .isEqualTo(302);
        assertThat(toldOf(one)).startsWith("session-moved");
        assertThat(agent.open(page(session)).body()).contains("n’a pas encore dit si le changement convient");
        var late = typed("from", "16:00", "to", "17:00", "seats", "5", "seen", found.group(1));
        assertThat(supervisor
                        .send(page(session) + "/modifier", page(session) + "/modifier", late)
                        .statusCode())
                .isEqualTo(409);
        assertThat(sessions.find(session.id()).start()).isEqualTo(at("15:00"));
    }

    @Test
    void a_cancellation_says_whom_it_tells() {
        var session = session(5);
        var one = register(session, 1);
        register(session, 2);
        var asked = supervisor.open(page(session) + "/annuler").body();
        assertThat(asked).contains("Les 2 personnes");
        supervisor.send(page(session) + "/annuler", page(session) + "/annuler", "reason", "salle fermée");
        assertThat(sessions.find(session.id()).state()).isEqualTo(Session.State.CANCELLED);
        assertThat(told(one).getFirst().text()).contains("salle fermée");
        assertThat(supervisor
                        .open("/agent/ateliers/nouveau?comme=" + session.id())
                        .body())
                .contains("value=\"" + title + "\"", "value=\"" + monday.plusWeeks(1) + "\"");
    }

    @Test
    void an_agent_registers_and_says_who_came() {
        var session = session(3);
        var form = page(session) + "/inscrire";
        var sent = agent.send(
                form,
                form,
                "channel",
                "phone",
                "seats",
                "2",
                "lastName",
                "Duval",
                "firstName",
                "Ana",
                "phone",
                "01 23 45 67 89",
                "email",
                "",
                "language",
                "fr");
        assertThat(sent.statusCode()).isEqualTo(302);
        var one = registrations.of(session.id()).getFirst();
        assertThat(agent.send(
                                form,
                                form,
                                "channel",
                                "phone",
                                "seats",
                                "2",
                                "lastName",
                                "Trop",
                                "firstName",
                                "Léo",
                                "phone",
                                "01 23 45 67 80",
                                "email",
                                "",
                                "language",
                                "fr")
                        .statusCode())
                .isEqualTo(302);
        assertThat(registrations.of(session.id()).getLast().state()).isEqualTo(Registration.State.WAITING);
        assertThat(agent.open(page(session)).body())
                .contains("Duval Ana", "2 places", "01 23 45 67 89")
                .doesNotContain("/venus");
        registrations.keep(one.id(), 1);
        assertThat(agent.open(page(session)).body()).contains("À appeler");
        var came = page(session) + "/inscriptions/" + one.id() + "/venus";
        clock.setTo(at("13:45"));
        assertThat(agent.send(page(session), came, "came", "1").statusCode()).isEqualTo(302);
        assertThat(agent.open(page(session)).body()).contains("aria-pressed=\"true\"");
        agent.send(page(session), came, "came", "");
        assertThat(registrations.find(one.id()).came()).isNull();
        assertThat(agent.send(page(session), came, "came", "5").statusCode()).isEqualTo(400);
        clock.setTo(at("16:30"));
        agent.send(page(session), came, "came", "0");
        keeping.tidy();
        assertThat(agent.open("/agent/ateliers?passes=1&site=" + site.slug()).body())
                .contains("0 sur 1, 100 % d’absents");
    }

    @Test
    void an_absence_that_comes_later_is_said_on_the_list() {
        session(5);
        var list = "/agent/ateliers?site=" + site.slug();
        assertThat(agent.open(list).body()).doesNotContain("à régler");
        agendas.addAbsence(animator.id(), at("15:00"), at("17:00"), "Formation");
        assertThat(agent.open(list).body()).contains("à régler");
        var admin = new Visitor(port);
        admin.signIn(town.account("Alex Atelier", Role.ADMIN), Town.PASSWORD);
        assertThat(admin.open("/admin/agendas/" + animator.id()).body()).contains("Ateliers à régler", title);
    }

    @Test
    void the_sign_in_sheet_has_names_alone() {
        var session = session(5);
        register(session, 2);
        var sheet = agent.open(page(session) + "/feuille").body();
        assertThat(sheet).contains("Groupe", "Signature").doesNotContain("@essai.example");
    }

    @Test
    void the_calendar_and_its_feed_show_the_session() {
        var session = session(5);
        register(session, 2);
        assertThat(agent.open("/agent/calendrier?site=" + site.slug() + "&agenda=&jour=" + monday + "&vue=jour")
                        .body())
                .contains(title + " · 2/5", page(session), "h14 m0 to-h16 to-m0");
        var token = feeds.make(animator.id());
        assertThat(agent.open("/calendriers/" + token + ".ics").body())
                .contains("UID:" + session.id(), "STATUS:CONFIRMED", "ateliers/");
        sessions.change(session.id(), plan(5, at("14:00"), List.of()));
        assertThat(agent.open("/calendriers/" + token + ".ics").body())
                .contains("UID:" + session.id(), "STATUS:CANCELLED");
    }
}
