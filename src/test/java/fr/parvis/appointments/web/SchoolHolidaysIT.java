package fr.parvis.appointments.web;

import static fr.parvis.appointments.web.Office.PARIS;
import static fr.parvis.appointments.web.Office.at;
import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.SchoolCalendars;
import fr.parvis.appointments.SchoolZone;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Openings and absences that mind school, from the administrator's page to the free times. */
@ParvisTest
class SchoolHolidaysIT {
    private static final String PAGE = "/admin/vacances";

    @Autowired
    Agendas agendas;

    @Autowired
    Availability availability;

    @Autowired
    SchoolCalendars schools;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Town.Place place;
    LocalDate monday;
    Agenda agenda;
    Visitor admin;

    @BeforeEach
    void open() {
        place = town.place(1, 1);
        monday = Office.monday();
        clock.setTo(at(monday.minusDays(3), "08:30"));
        agenda = Office.open(agendas, place, monday);
        agendas.removeRule(agenda.id(), agendas.rules(agenda.id()).getFirst().id());
        admin = new Visitor(port);
        admin.signIn(town.account("Essai", Role.ADMIN), Town.PASSWORD);
    }

    @AfterEach
    void backToNow() {
        schools.periods(LocalDate.EPOCH).stream()
                .filter(one -> one.zone() == SchoolZone.MAYOTTE)
                .forEach(one -> schools.remove(one.id()));
        clock.reset();
    }

    private void zone(String code) {
        assertThat(admin.send(PAGE, PAGE + "/zones", "zone-" + place.site().slug(), code)
                        .statusCode())
                .isEqualTo(302);
    }

    private HttpResponse<String> period(LocalDate first, LocalDate last, String name) {
        return admin.send(
                PAGE, PAGE, "zone", "mayotte", "name", name, "first", first.toString(), "last", last.toString());
    }

    private HttpResponse<String> rule(String school, String... more) {
        var page = "/admin/agendas/" + agenda.id() + "/ouvertures";
        var typed = new ArrayList<>(List.of(
                "first",
                monday.toString(),
                "from",
                "09:00",
                "to",
                "10:00",
                "repeat",
                "weekly",
                "days",
                "MO",
                "every",
                "1",
                "school",
                school));
        typed.addAll(List.of(more));
        return admin.send(page + "/nouvelle", page, typed.toArray(String[]::new));
    }

    private List<LocalDate> days() {
        var terms = availability.terms(place.services().getFirst().id()).orElseThrow();
        return availability.slots(place.site(), terms, 1, monday, monday.plusWeeks(4), true).stream()
                .map(slot -> slot.start().atZone(PARIS).toLocalDate())
                .distinct()
                .toList();
    }

    @Test
    void an_opening_holds_in_school_holidays_alone_or_never_in_them() {
        assertThat(rule("holidays").body()).contains("Choisissez d’abord la zone scolaire");
        zone("mayotte");
        var off = monday.plusWeeks(1);
        assertThat(period(off.minusDays(2), off.plusDays(10), "Vacances d’essai")
                        .statusCode())
                .isEqualTo(302);
        var looked = rule("term", "look", "1").body();
        assertThat(looked).contains("hors vacances scolaires", "Mayotte", "Elles sont connues jusqu’au");
        assertThat(rule("term").statusCode()).isEqualTo(302);
        assertThat(days()).containsExactly(monday, monday.plusWeeks(3), monday.plusWeeks(4));

        agendas.removeRule(agenda.id(), agendas.rules(agenda.id()).getFirst().id());
        assertThat(rule("holidays").statusCode()).isEqualTo(302);
        assertThat(days()).containsExactly(off, off.plusWeeks(1));
        assertThat(admin.open("/admin/agendas/" + agenda.id()).body()).contains("pendant les vacances scolaires");
        assertThat(admin.open("/agent/calendrier?vue=jour&site=" + place.site().slug() + "&jour=" + monday)
                        .body())
                .contains("pas d’ouverture");

        var known = schools.periods(place.site(), monday).getFirst();
        assertThat(admin.send(PAGE, PAGE + "/" + known.id() + "/retirer").statusCode())
                .isEqualTo(302);
        assertThat(days()).as("as soon as they are gone").isEmpty();
    }

    @Test
    void an_absence_takes_whole_school_holidays() {
        zone("mayotte");
        var off = monday.plusWeeks(1);
        period(off.minusDays(2), off.plusDays(10), "Vacances d’essai");
        assertThat(rule("always").statusCode()).isEqualTo(302);
        var page = "/admin/agendas/" + agenda.id() + "/absences";
        assertThat(admin.open(page + "/nouvelle").body()).contains("Vacances d’essai");
        var chosen = schools.periods(place.site(), monday).getFirst();
        assertThat(admin.send(page + "/nouvelle", page, "holiday", chosen.id().toString())
                        .statusCode())
                .isEqualTo(302);
        assertThat(days()).containsExactly(monday, monday.plusWeeks(3), monday.plusWeeks(4));
        assertThat(agendas.absences(agenda.id())).singleElement().satisfies(one -> {
            assertThat(one.from())
                    .isEqualTo(off.minusDays(2).atStartOfDay(PARIS).toInstant());
            assertThat(one.to()).isEqualTo(off.plusDays(11).atStartOfDay(PARIS).toInstant());
            assertThat(one.reason()).isEqualTo("Vacances d’essai");
        });
    }

    @Test
    void holidays_that_come_with_the_product_are_there_and_wrong_ones_are_refused() {
        var winter = schools.periods(LocalDate.of(2027, 1, 20)).stream()
                .filter(one -> one.name().equals("Hiver"))
                .toList();
        assertThat(winter)
                .extracting(SchoolCalendars.Period::zone)
                .containsExactly(SchoolZone.A, SchoolZone.B, SchoolZone.C);
        assertThat(winter)
                .extracting(SchoolCalendars.Period::first)
                .containsExactly(LocalDate.of(2027, 2, 13), LocalDate.of(2027, 2, 20), LocalDate.of(2027, 2, 6));
        assertThat(period(monday, monday.plusDays(9), "Une").statusCode()).isEqualTo(302);
        for (var wrong : List.of(
                period(monday.plusDays(9), monday.plusDays(12), "Deux"),
                period(monday.plusDays(30), monday.plusDays(20), "À l’envers"),
                period(monday.plusDays(30), monday.plusDays(300), "Trop longues"),
                period(monday.plusDays(30), monday.plusDays(35), " "))) {
            assertThat(wrong.statusCode()).isEqualTo(400);
        }
        assertThat(period(monday.plusDays(9), monday.plusDays(12), "Deux").body())
                .contains("vacances de la même zone", "value=\"Deux\"");
        var agent = new Visitor(port);
        agent.signIn(town.agentAt(place, "Nadia École"), Town.PASSWORD);
        assertThat(agent.open(PAGE).statusCode()).isEqualTo(403);
    }
}
