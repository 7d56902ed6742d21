package fr.parvis.appointments.web;

import static fr.parvis.appointments.web.Office.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.Needs;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.relations.usager.Channel;
import fr.parvis.relations.usager.Consents;
import fr.parvis.relations.usager.Need;
import fr.parvis.relations.usager.Particulars;
import fr.parvis.relations.usager.Ties;
import fr.parvis.relations.usager.Timeline;
import fr.parvis.relations.usager.Usager.Preferences;
import fr.parvis.relations.usager.Usagers;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What appointments and the sheets of people know of each other. */
@ParvisTest
class SheetOfBookingsIT {
    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    Appointments appointments;

    @Autowired
    Usagers usagers;

    @Autowired
    Timeline timeline;

    @Autowired
    List<Ties> ties;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Town.Place place;
    LocalDate monday;
    Appointment booked;
    String name;

    @BeforeEach
    void open() {
        place = town.place(1, 1);
        monday = Office.monday();
        clock.setTo(at(monday.minusDays(3), "10:00"));
        Office.open(agendas, place, monday);
        name = "Istre " + Ids.token().replaceAll("[^a-z]", "");
        booked = Office.book(bookings, place, at(monday, "09:00"), name);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private UUID camille(String first) {
        return usagers.recognise(
                        first, name, place.site().slug().toUpperCase(Locale.ROOT) + "@essai.example", null, "ar")
                .orElseThrow();
    }

    @Test
    void a_timeline_holds_the_appointments_of_the_person_and_not_those_of_the_family() {
        var camille = usagers.find(camille("Camille")).orElseThrow();
        var sister = usagers.find(camille("Dominique")).orElseThrow();
        var entries = timeline.of(camille, Locale.FRENCH).stream()
                .filter(one -> one.kind() == Timeline.Kind.APPOINTMENT)
                .toList();
        assertThat(entries).singleElement().satisfies(one -> {
            assertThat(one.at()).isEqualTo(booked.start());
            assertThat(one.channel()).isEqualTo(Channel.COUNTER);
            assertThat(one.state()).isEqualTo("pris");
            assertThat(one.open()).isTrue();
            assertThat(one.link()).isEqualTo("/agent/rendez-vous/" + booked.id());
        });
        assertThat(timeline.of(sister, Locale.FRENCH)).noneMatch(one -> one.kind() == Timeline.Kind.APPOINTMENT);
        assertThat(ties).anyMatch(one -> one.hold(camille)).noneMatch(one -> one.hold(sister));
        assertThat(Timeline.now(timeline.of(camille, Locale.FRENCH), 3)).isEqualTo(entries);
        assertThat(Timeline.filtered(entries, new Timeline.Filter(Channel.PHONE, null)))
                .isEmpty();
        clock.setTo(at(monday.plusDays(1), "10:00"));
        assertThat(ties).noneMatch(one -> one.hold(camille));
    }

    @Test
    void messages_about_it_are_there_too() {
        var camille = usagers.find(camille("Camille")).orElseThrow();
        // it is written once the booking is told of
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(timeline.of(camille, Locale.FRENCH))
                        .filteredOn(one -> one.kind() == Timeline.Kind.MESSAGE)
                        .hasSize(1));
        assertThat(timeline.of(camille, Locale.FRENCH))
                .filteredOn(one -> one.kind() == Timeline.Kind.MESSAGE)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.title()).isEqualTo("Confirmation de rendez-vous");
                    assertThat(one.channel()).isEqualTo(Channel.EMAIL);
                });
    }

    @Test
    void a_reference_leads_to_the_sheet() {
        var camille = camille("Camille");
        camille("Dominique");
        assertThat(timeline.behind(booked.reference()))
                .extracting(one -> one.id())
                .containsExactly(camille);
        assertThat(timeline.behind("PRV-000-000")).isEmpty();
    }

    @Test
    void needs_have_the_same_codes_on_both_sides() {
        var all = new Preferences("ar", EnumSet.allOf(Need.class), null, null);
        assertThat(Needs.of(all.needsOfAppointments())).isEqualTo(new Needs(true, true, "ar"));
        assertThat(Needs.of(all.needsOfAppointments()).codes()).containsExactlyElementsOf(all.needsOfAppointments());
        var french = new Preferences("fr", EnumSet.of(Need.INTERPRETER, Need.LARGE_PRINT), null, null);
        assertThat(Needs.of(french.needsOfAppointments()).isNone()).isTrue();
    }

    @Test
    void a_booking_begun_from_a_sheet_asks_for_nothing_that_is_known() {
        town.account("Essai", Role.ADMIN);
        var camille = camille("Camille");
        usagers.change(
                camille,
                new Particulars("Camille", name, "ar", null, null, Set.of(Need.STEP_FREE)),
                0,
                new Consents.Taking(Channel.PHONE, Consents.WORDS),
                Ids.next());
        var agent = new Visitor(port);
        agent.signIn(town.agentAt(place, "Nadia"), Town.PASSWORD);
        var page = "/agent/rendez-vous/nouveau?usager=" + camille;
        assertThat(agent.open(page).body())
                .contains("value=\"" + name + "\"", "Rempli avec ce que dit la fiche de", "messages : Arabe")
                .containsPattern("name=\"stepFree\" value=\"yes\" checked");
        var sent = agent.send(
                page,
                "/agent/rendez-vous/nouveau",
                "nonce",
                Ids.token(),
                "site",
                place.site().slug(),
                "service",
                place.services().getFirst().slug(),
                "people",
                "1",
                "start",
                at(monday, "10:00").toString(),
                "channel",
                "phone",
                "firstName",
                "Camille",
                "lastName",
                name + " bis",
                "email",
                "autre-" + place.site().slug() + "@essai.example",
                "known",
                camille.toString());
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
        var id = UUID.fromString(Visitor.goesTo(sent).replaceFirst(".*/", ""));
        assertThat(appointments.find(id).usager())
                .extracting(Appointment.Usager::language)
                .isEqualTo("ar");
    }
}
