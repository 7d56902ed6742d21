package fr.parvis.appointments.web;

import static fr.parvis.appointments.web.Office.at;
import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.moves.ToSettle;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.identity.Role;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.WebApplicationContext;

/** Agendas, openings, absences and rules as an administrator writes them. */
@ParvisTest
class AgendaPagesIT {
    @Autowired
    Bookings bookings;

    @Autowired
    WebApplicationContext application;

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    ToSettle left;

    @Autowired
    Availability availability;

    @Autowired
    Appointments appointments;

    @Autowired
    DirectoryEditor editor;

    @Autowired
    TestClock clock;

    Pages admin;
    Town.Place place;
    LocalDate monday;

    @BeforeEach
    void open() {
        place = town.place(2, 1);
        town.account("Essai", Role.ADMIN);
        admin = Pages.of(application, Role.ADMIN);
        monday = Office.monday();
        clock.setTo(at(monday.minusDays(3), "10:00"));
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private Agenda agenda() {
        return Office.open(agendas, place, monday);
    }

    private String service() {
        return place.services().getFirst().id().toString();
    }

    private static String hidden(String page, String name) {
        var found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    private Pages.Answer opening(String address, String... typed) {
        var usual = new String[] {
            "first", monday.toString(), "from", "09:00", "to", "12:00", "repeat", "weekly", "days", "MO"
        };
        var all = new java.util.ArrayList<>(List.of(typed));
        for (int i = 0; i < usual.length; i += 2) {
            if (!List.of(typed).contains(usual[i])) {
                all.addAll(List.of(usual[i], usual[i + 1]));
            }
        }
        return admin.send(address, all.toArray(String[]::new));
    }

    @Test
    void an_opening_with_appointments_is_taken_away_once_they_were_seen_and_leaves_them_to_be_settled() {
        var agenda = agenda();
        var rule = agendas.rules(agenda.id()).getFirst();
        var mine = Office.book(bookings, place, at(monday, "09:20"), "Retiré");
        var held = bookings.hold(new NewAppointment(
                place.site().id(),
                place.services().getFirst().id(),
                at(monday, "10:00"),
                1,
                Appointment.Channel.ONLINE));
        var remove = "/admin/agendas/" + agenda.id() + "/ouvertures/" + rule.id() + "/retirer";
        var asked = admin.send(remove);
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body()).contains("Un rendez-vous touché", mine.reference(), "Retiré", "a-regler?site=");
        assertThat(agendas.rules(agenda.id())).hasSize(1);
        assertThat(left.conflicts(place.site())).isEmpty();

        assertThat(admin.send(remove, "known", hidden(asked.body(), "known")).status())
                .isEqualTo(302);
        assertThat(agendas.rules(agenda.id())).isEmpty();
        bookings.confirm(
                held.id(), new Appointment.Usager("Lou", "Tenu", place.site().slug() + "@tenu.example", null, "fr"));
        assertThat(left.conflicts(place.site())).extracting(Appointment::id).containsExactly(mine.id(), held.id());

        agendas.saveRule(agenda.id(), null, Set.of(), monday, LocalTime.of(9, 0), LocalTime.of(9, 40), null, Set.of());
        assertThat(left.conflicts(place.site()))
                .as("another opening receives the first one")
                .extracting(Appointment::id)
                .containsExactly(held.id());
    }

    @Test
    void an_opening_that_is_made_shorter_leaves_what_it_received_to_be_settled() {
        var agenda = agenda();
        var page = "/admin/agendas/" + agenda.id() + "/ouvertures/"
                + agendas.rules(agenda.id()).getFirst().id();
        var mine = Office.book(bookings, place, at(monday, "09:20"), "Raccourci");
        Office.book(bookings, place, at(monday, "11:00"), "Restant");
        var seen = hidden(admin.open(page).body(), "seen");
        assertThat(opening(page, "seen", seen, "from", "10:00").status()).isEqualTo(302);
        assertThat(left.conflicts(place.site())).extracting(Appointment::id).containsExactly(mine.id());
    }

    @Test
    void an_opening_without_appointments_is_taken_away_at_once() {
        var agenda = agenda();
        var rule = agendas.rules(agenda.id()).getFirst();
        assertThat(admin.send("/admin/agendas/" + agenda.id() + "/ouvertures/" + rule.id() + "/retirer")
                        .status())
                .isEqualTo(302);
        assertThat(agendas.rules(agenda.id())).isEmpty();
    }

    @Test
    void opening_on_a_day_when_the_site_is_closed_is_asked_twice() {
        var agenda = agenda();
        editor.weeklyHours(
                place.site().id(), List.of("", "09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "", ""));
        var page = "/admin/agendas/" + agenda.id() + "/ouvertures";
        var asked = opening(page, "from", "14:00", "to", "17:00");
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body()).contains("Le site est fermé ces", "ouvrir quand même", "value=\"14:00\"");
        assertThat(agendas.rules(agenda.id())).hasSize(1);
        assertThat(opening(page, "from", "14:00", "to", "17:00", "closed", hidden(asked.body(), "closed"))
                        .status())
                .isEqualTo(302);
        assertThat(agendas.rules(agenda.id())).hasSize(2);
        assertThat(opening(page, "days", "TU", "from", "14:00", "to", "17:00").status())
                .as("it is open on Tuesdays")
                .isEqualTo(302);
    }

    @Test
    void every_page_is_there_in_both_languages_for_administrators_alone() {
        var agenda = agenda();
        var rule = agendas.rules(agenda.id()).getFirst();
        var page = "/admin/agendas/" + agenda.id();
        for (var address : List.of(
                "/admin/agendas",
                "/admin/agendas/nouveau?site=" + place.site().slug(),
                page,
                page + "/modifier",
                page + "/ouvertures/nouvelle",
                page + "/ouvertures/" + rule.id(),
                page + "/absences/nouvelle",
                "/admin/agendas/regles/" + service(),
                "/admin/agendas/regles/" + place.services().get(1).id())) {
            for (var language : List.of("fr", "en")) {
                var shown = admin.open(address + (address.contains("?") ? "&" : "?") + "lang=" + language);
                assertThat(shown.status()).as(address).isEqualTo(200);
                assertThat(shown.body())
                        .as(address)
                        .contains("lang=\"" + language + "\"")
                        .doesNotContain("??");
            }
            assertThat(Pages.of(application, Role.AGENT).open(address).status())
                    .as(address)
                    .isEqualTo(403);
        }
        assertThat(admin.open("/admin/agendas/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void an_absence_that_is_over_is_refused() {
        var page = "/admin/agendas/" + agenda().id();
        var refused = admin.send(page + "/absences", "fromDay", "2020-05-04", "reason", "Formation");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("Cette absence serait déjà finie", "Formation");
    }

    @Test
    void an_agenda_is_made_once_however_often_the_button_is_pressed() {
        var form = "/admin/agendas/nouveau?site=" + place.site().slug();
        var nonce = hidden(admin.open(form).body(), "nonce");
        var typed = new String[] {
            "site",
            place.site().slug(),
            "nonce",
            nonce,
            "name",
            "Passeports",
            "services",
            service(),
            "owner",
            "counter:" + place.counters().getFirst().id()
        };
        var made = admin.send("/admin/agendas", typed);
        assertThat(made.status()).as(made.body()).isEqualTo(302);
        assertThat(admin.send("/admin/agendas", typed).goesTo()).isEqualTo(made.goesTo());
        assertThat(agendas.at(place.site())).singleElement().satisfies(one -> {
            assertThat(one.counterId()).isEqualTo(place.counters().getFirst().id());
            assertThat(one.services())
                    .containsExactly(place.services().getFirst().id());
        });

        typed[3] = "another";
        var twice = admin.send("/admin/agendas", typed);
        assertThat(twice.status()).isEqualTo(400);
        assertThat(twice.body()).contains("a déjà un agenda");

        typed[5] = "Passeports & Cie";
        typed[9] = "counter:" + UUID.randomUUID();
        var refused = admin.send("/admin/agendas", typed);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("Passeports &amp; Cie", "Choisissez un agent ou un guichet");
    }

    @Test
    void the_dates_that_are_shown_are_those_that_can_be_booked() {
        var agenda = agenda();
        editor.addClosure(place.site().id(), monday.plusWeeks(1), monday.plusWeeks(1), "Inventaire");
        var looked = opening("/admin/agendas/" + agenda.id() + "/ouvertures", "look", "1", "every", "1");
        assertThat(looked.status()).isEqualTo(200);
        assertThat(looked.body()).contains("<ol class=\"dates\">").contains("Chaque semaine\u00a0: lundi");
        assertThat(looked.body().split("09:00 – 12:00", -1)).hasSize(9);
        assertThat(looked.body())
                .contains(" " + monday.getDayOfMonth() + " ")
                .doesNotContain("lundi " + monday.plusWeeks(1).getDayOfMonth() + " ");
        assertThat(agendas.rules(agenda.id())).hasSize(1);

        var later = opening("/admin/agendas/" + agenda.id() + "/ouvertures", "look", "1", "days", "TU");
        assertThat(later.body())
                .contains("<li>mardi " + monday.plusDays(1).getDayOfMonth())
                .doesNotContain("<li>lundi");

        var monthly = opening(
                "/admin/agendas/" + agenda.id() + "/ouvertures",
                "repeat",
                "monthly",
                "nth",
                "-1",
                "weekday",
                "TU",
                "until",
                monday.plusMonths(3).toString());
        assertThat(monthly.status()).as(monthly.body()).isEqualTo(302);
        assertThat(agendas.rules(agenda.id()))
                .anySatisfy(rule -> assertThat(rule.recurrence()).startsWith("FREQ=MONTHLY;BYDAY=-1TU;UNTIL="));
        var page = admin.open("/admin/agendas/" + agenda.id()).body();
        assertThat(page).contains("Chaque mois, le dernier mardi, de 09:00 à 12:00");
    }

    @Test
    void what_cannot_be_read_is_refused_by_its_field_and_stays() {
        var page = "/admin/agendas/" + agenda().id() + "/ouvertures";
        for (var wrong : List.of(
                List.of("first", "31/02/2027", "n’est pas une date"),
                List.of("from", "midi", "n’est pas une heure"),
                List.of("to", "08:00", "La fin est avant le début"),
                List.of("days", "", "Choisissez au moins un jour"),
                List.of("every", "0", "De 1 à 52"),
                List.of("until", monday.minusDays(1).toString(), "est avant le premier"),
                List.of("except", "noël", "n’est pas une date"),
                List.of(
                        "first",
                        monday.minusYears(2).toString(),
                        "until",
                        monday.minusYears(1).toString(),
                        "n’ouvrirait jamais"))) {
            var typed = wrong.subList(0, wrong.size() - 1).toArray(String[]::new);
            var refused = opening(page, typed);
            assertThat(refused.status()).as(wrong.toString()).isEqualTo(400);
            assertThat(refused.body()).contains(wrong.getLast());
            if (!wrong.get(1).isEmpty()) {
                assertThat(refused.body()).contains(wrong.get(1));
            }
        }
        var expert = opening(page, "repeat", "rule", "recurrence", "FREQ=SECONDLY");
        assertThat(expert.status()).isEqualTo(400);
        assertThat(expert.body()).contains("FREQ=SECONDLY").contains("n’est pas une règle de répétition");
    }

    @Test
    void who_saves_over_somebody_elses_change_is_told_first() {
        var agenda = agenda();
        var page = "/admin/agendas/" + agenda.id() + "/ouvertures/"
                + agendas.rules(agenda.id()).getFirst().id();
        var mine = hidden(admin.open(page).body(), "seen");
        assertThat(opening(page, "seen", mine, "to", "11:00").status()).isEqualTo(302);
        var late = opening(page, "seen", mine, "to", "10:00");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("Modifié entre-temps", "value=\"10:00\"");
        assertThat(agendas.rules(agenda.id()).getFirst().to()).hasToString("11:00");
        assertThat(opening(page, "seen", hidden(late.body(), "seen"), "to", "10:00")
                        .status())
                .isEqualTo(302);
        assertThat(agendas.rules(agenda.id()).getFirst().to()).hasToString("10:00");
        assertThat(opening(page, "seen", mine, "to", "10:00").status()).isEqualTo(302);
    }

    @Test
    void the_appointments_in_an_absence_are_shown_before_it_is_saved() {
        var agenda = agenda();
        var booked = Office.book(bookings, place, at(monday, "09:20"), "Absence");
        var page = "/admin/agendas/" + agenda.id() + "/absences";
        var typed = new String[] {
            "fromDay", monday.toString(), "fromTime", "09:00", "toTime", "10:00", "reason", "Formation", "known", ""
        };
        var told = admin.send(page, typed);
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.body())
                .contains(
                        "Un rendez-vous touché", booked.reference(), "/agent/rendez-vous/" + booked.id(), "Formation");
        assertThat(agendas.absences(agenda.id())).isEmpty();

        Office.book(bookings, place, at(monday, "09:40"), "Entretemps");
        typed[9] = hidden(told.body(), "known");
        var again = admin.send(page, typed);
        assertThat(again.body()).contains("2 rendez-vous touchés");
        typed[9] = hidden(again.body(), "known");
        assertThat(admin.send(page, typed).status()).isEqualTo(302);
        assertThat(agendas.absences(agenda.id())).hasSize(1);
        assertThat(appointments.find(booked.id()).start()).isEqualTo(at(monday, "09:20"));

        var refused = admin.send(
                page, "fromDay", monday.toString(), "toDay", monday.minusDays(1).toString());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("La fin est avant le début");
    }

    @Test
    void the_rules_of_a_service_are_saved_or_refused_by_their_field() {
        agenda();
        var page = "/admin/agendas/regles/" + service();
        var seen = hidden(admin.open(page).body(), "seen");
        var typed = new String[] {
            "seen",
            seen,
            "minutes",
            "15",
            "bufferMinutes",
            "5",
            "stepMinutes",
            "15",
            "noticeHours",
            "24",
            "horizonDays",
            "30",
            "opensAt",
            "08:00",
            "mostPeople",
            "6",
            "grouping",
            "parallel",
            "keptPercent",
            "20",
            "modalities",
            "on-site",
            "onlineADay",
            ""
        };
        assertThat(admin.send(page, typed).status()).isEqualTo(302);
        assertThat(availability.terms(place.services().getFirst().id()).orElseThrow())
                .satisfies(terms -> {
                    assertThat(terms.minutes()).isEqualTo(15);
                    assertThat(terms.opensAt()).hasToString("08:00");
                    assertThat(terms.onlineADay()).isNull();
                });
        typed[1] = hidden(admin.open(page).body(), "seen");
        var coded = Arrays.copyOf(typed, typed.length + 2);
        coded[typed.length] = "byCode";
        coded[typed.length + 1] = "yes";
        var nothingLeaves = admin.send(page, coded);
        assertThat(nothingLeaves.status()).isEqualTo(400);
        assertThat(nothingLeaves.body()).contains("Aucun courriel ne part", "href=\"#byCode");
        for (var wrong : List.of(List.of("3", "3", "De 5 à 480"), List.of("3", "un quart", "n’est pas un nombre"))) {
            typed[Integer.parseInt(wrong.getFirst())] = wrong.get(1);
            var refused = admin.send(page, typed);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains(wrong.getLast(), "value=\"" + wrong.get(1) + "\"");
        }
        typed[1] = seen;
        typed[3] = "30";
        assertThat(admin.send(page, typed).status()).isEqualTo(409);
    }
}
