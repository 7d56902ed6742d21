package fr.parvis.appointments.web;

import static fr.parvis.appointments.web.Office.at;
import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Bookings;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The day and the week on a grid of hours, for those who work there. */
@ParvisTest
class CalendarPagesIT {
    private static final String PAGE = "/agent/calendrier";

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    DirectoryEditor editor;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Town.Place place;
    LocalDate monday;
    Agenda agenda;
    Visitor agent;

    @BeforeEach
    void open() {
        place = town.place(1, 1);
        monday = Office.monday();
        clock.setTo(at(monday, "08:30"));
        agenda = Office.open(agendas, place, monday);
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

    @Test
    void an_appointment_stands_at_its_hour_in_its_agenda_and_leads_to_its_page() {
        var one = booked("09:20", "Kalend");
        var page = agent.open(PAGE).body();
        assertThat(page).contains("Kalend", "09:00–12:00", "/agent/rendez-vous/" + one.id(), "h9 m20 to-h9 to-m40");
        assertThat(page).contains("class=\"cal-open h9 m0 to-h12 to-m0\"");
        assertThat(page)
                .contains("href=\"/agent/rendez-vous?site=" + place.site().slug());
        assertThat(agent.open("/agent/rendez-vous").body()).contains("href=\"/agent/calendrier?site=");
        assertThat(agent.open(PAGE + "?jour=" + monday.plusDays(1)).body())
                .contains("pas d’ouverture")
                .doesNotContain("Kalend");
        var part = agent.open(PAGE + "/grille?site=" + place.site().slug() + "&agenda=&vue=semaine&jour=" + monday);
        assertThat(part.body()).contains("Kalend").doesNotContain("<html", "<nav");
    }

    @Test
    void absences_closures_and_the_rest_of_the_week_are_told() {
        booked("09:20", "Absenté");
        agendas.addAbsence(agenda.id(), at(monday, "09:30"), at(monday, "11:00"), "Formation incendie");
        editor.addClosure(place.site().id(), monday.plusWeeks(1), monday.plusWeeks(1), "Travaux");
        assertThat(agent.open(PAGE).body()).contains("Formation incendie", "09:30–11:00", "pendant une absence");
        var next = agent.open(PAGE + "?vue=semaine&agenda=" + agenda.slug() + "&jour=" + monday.plusDays(9))
                .body();
        assertThat(next).contains("Travaux", "is-shut").doesNotContain("cal-open");
        assertThat(Pattern.compile("<section class=\"cal-col").matcher(next).results())
                .as("no idle Saturday and Sunday")
                .hasSize(5);
    }

    @Test
    void what_is_asked_for_wrongly_or_elsewhere_is_refused() {
        assertThat(agent.open(PAGE + "?jour=demain").statusCode()).isEqualTo(400);
        assertThat(agent.open(PAGE + "?vue=mois").statusCode()).isEqualTo(400);
        assertThat(agent.open(PAGE + "?agenda=inconnu").statusCode()).isEqualTo(404);
        assertThat(agent.open(PAGE + "?site=inconnu").statusCode()).isEqualTo(404);
        booked("09:20", "Privé");
        var stranger = signedIn(town.place(1, 1), "Inès");
        for (var path : new String[] {PAGE + "?site=", PAGE + "/live?site="}) {
            assertThat(stranger.open(path + place.site().slug()).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(Visitor.goesTo(new Visitor(port).open(PAGE))).startsWith("/connexion");
        var quality = new Visitor(port);
        quality.signIn(town.account("Essai", Role.QUALITY), Town.PASSWORD);
        assertThat(quality.open(PAGE).statusCode()).isEqualTo(403);
    }
}
