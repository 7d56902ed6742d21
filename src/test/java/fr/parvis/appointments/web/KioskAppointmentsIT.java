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
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody with an appointment stands at the kiosk. */
@ParvisTest
class KioskAppointmentsIT {
    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

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
    Visitor kiosk;
    String page;

    @BeforeEach
    void open() {
        place = town.place(1, 1);
        town.account("Essai", Role.ADMIN);
        monday = Office.monday();
        clock.setTo(at(monday, "08:50"));
        Office.open(agendas, place, monday);
        kiosk = town.installed(Visitor.elsewhere(port), place);
        page = "/borne/" + place.site().slug() + "/rdv";
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private Appointment booked(LocalDate day, String time, String lastName) {
        return Office.book(bookings, place, at(day, time), lastName);
    }

    private HttpResponse<String> reference(Appointment one) {
        return kiosk.send(page, page, "typed", one.reference());
    }

    private String ticket(Appointment one) {
        var id = Objects.requireNonNull(appointments.find(one.id()).ticketId());
        return "/borne/" + place.site().slug() + "/tickets/" + halls.ticket(id).token();
    }

    @Test
    void the_kiosk_offers_it_only_where_people_come_by_appointment() {
        assertThat(kiosk.open("/borne/" + place.site().slug() + "/services").body())
                .contains(page);
        var other = town.place(1, 1).site().slug();
        assertThat(kiosk.open("/borne/" + other + "/services").body()).doesNotContain("/rdv");
        assertThat(kiosk.open("/borne/nulle-part/rdv").statusCode()).isEqualTo(404);
    }

    @Test
    void letter_by_letter_to_the_ticket_and_again_to_the_same() {
        var one = booked(monday, "09:20", "Lettre");
        var letters = one.reference().replace("PRV-", "").replace("-", "");
        var typed = "";
        for (int i = 0; i < 5; i++) {
            var shown = kiosk.send(page, page, "typed", typed, "letter", letters.substring(i, i + 1));
            typed = letters.substring(0, i + 1);
            assertThat(shown.body()).contains("value=\"" + typed + "\"");
            assertThat(shown.headers().firstValue("Refresh"))
                    .contains("180; url=/borne/" + place.site().slug());
            assertThat(shown.headers().firstValue("Cache-Control")).contains("no-store");
        }
        assertThat(kiosk.send(page, page, "typed", typed, "erase", "1").body())
                .contains("value=\"" + typed.substring(0, 4) + "\"");
        var found = kiosk.send(page, page, "typed", typed, "letter", letters.substring(5));
        assertThat(Visitor.goesTo(found)).isEqualTo(ticket(one));
        assertThat(Visitor.goesTo(reference(one))).isEqualTo(ticket(one));
        assertThat(kiosk.open(ticket(one)).body()).doesNotContain("Lettre");
    }

    @Test
    void a_press_before_anything_is_written_says_what_is_missing() {
        assertThat(kiosk.send(page, page, "typed", "").body())
                .contains("Écrivez d’abord les signes de votre référence");
        assertThat(kiosk.send(page, page, "typed", "", "erase", "1").body()).doesNotContain("typed-error");
    }

    @Test
    void a_reference_with_a_wrong_letter_stays_and_one_of_nobody_is_said() {
        var wrong = kiosk.send(page, page, "typed", "ABCDEF");
        assertThat(wrong.body()).contains("Cette référence ne va pas", "value=\"ABCDEF\"");
        assertThat(kiosk.send(page, page, "typed", "ABCDEF", "letter", "7").body())
                .contains("value=\"ABCDEF\"");
        var nobody = kiosk.send(page, page, "typed", "000000");
        assertThat(nobody.body()).contains("Nous ne trouvons pas ce rendez-vous", "Prendre un ticket");
    }

    @Test
    void early_another_day_another_site_and_cancelled_have_their_words() {
        var later = booked(monday.plusWeeks(1), "09:20", "Jour");
        assertThat(reference(later).body())
                .contains("Votre rendez-vous est un autre jour", "09:20", "Prendre un ticket");
        clock.setTo(at(monday, "05:00"));
        var early = booked(monday, "09:40", "Tôt");
        assertThat(reference(early).body()).contains("Vous êtes en avance", "09:40", "à partir de 05:40");
        var other = town.place(1, 1);
        var there = "/borne/" + other.site().slug() + "/rdv";
        assertThat(kiosk.send(there, there, "typed", early.reference()).body())
                .contains(
                        "dans un autre lieu", place.site().name(), place.site().address());
        bookings.cancel(early.id(), true);
        assertThat(reference(early).body()).contains("Ce rendez-vous a été annulé");
        assertThat(halls.currentBoard(place.site().id()).waiting()).isEmpty();
    }

    @Test
    void who_is_late_is_told_so_and_takes_the_place_all_the_same() {
        var one = booked(monday, "09:00", "Tard");
        clock.setTo(at(monday, "09:40"));
        var told = reference(one);
        assertThat(told.body()).contains("Vous êtes en retard", "09:00", "Je prends ma place");
        assertThat(appointments.find(one.id()).state()).isEqualTo(Appointment.State.BOOKED);
        var taken = kiosk.send(page, page + "/arrivee", "reference", one.reference());
        assertThat(Visitor.goesTo(taken)).isEqualTo(ticket(one));
    }

    @Test
    void by_name_and_time_however_the_name_is_written() {
        var one = booked(monday, "09:20", "Lefèvre-Été");
        var name = page + "/nom";
        assertThat(kiosk.open(name).body()).contains("value=\"09:20\"").doesNotContain("Lefèvre");
        assertThat(kiosk.send(name, name, "typed", "LEF", "letter", "E").body()).contains("value=\"LEFE\"");
        assertThat(kiosk.send(name, name, "typed", " ", "time", "09:20").body()).contains("Écrivez d’abord");
        assertThat(kiosk.send(name, name, "typed", "MARTIN", "time", "09:20").body())
                .contains("Aucun rendez-vous à ce nom à 09:20", "value=\"MARTIN\"");
        assertThat(Visitor.goesTo(kiosk.send(name, name, "typed", "LEFEVREETE", "time", "09:20")))
                .isEqualTo(ticket(one));
    }

    @Test
    void whoever_tries_names_is_held_back() {
        booked(monday, "09:20", "Essai");
        var name = page + "/nom";
        int held = 0;
        for (int i = 0; i < 25; i++) {
            if (kiosk.send(name, name, "typed", "NOM" + (char) ('A' + i), "time", "09:20")
                            .statusCode()
                    == 429) {
                held++;
            }
        }
        assertThat(held).isPositive();
    }

    @Test
    void in_every_language() {
        for (var language : List.of("fr", "en", "es", "pt", "ar", "uk")) {
            assertThat(kiosk.open(page + "?lang=" + language).body()).doesNotContain("??");
            assertThat(kiosk.open(page + "/nom?lang=" + language).body()).doesNotContain("??");
            assertThat(kiosk.send(page + "?lang=" + language, page, "typed", "000000")
                            .body())
                    .doesNotContain("??");
        }
    }
}
