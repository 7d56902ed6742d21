package fr.parvis.appointments.api;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.appointments.slots.Terms;
import fr.parvis.identity.Partners;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Appointments as a partner's program makes them. */
@ParvisTest
class PartnerApiIT {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String APPOINTMENTS = "/api/v1/appointments";

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Appointments appointments;

    @Autowired
    Partners partners;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Town.Place place;
    LocalDate monday;
    Api partner;
    Api other;
    Api staff;

    @BeforeEach
    void arrive() {
        place = town.place(2, 1);
        monday = LocalDate.now(PARIS).plusWeeks(1).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.setTo(monday.minusDays(3).atTime(10, 0).atZone(PARIS).toInstant());
        var service = place.services().getFirst().id();
        // all of it is kept for people without internet
        agendas.saveTerms(new ServiceTerms(
                service, 20, 0, 20, 2, 60, LocalTime.MIDNIGHT, 4, Terms.Grouping.CONSECUTIVE, Set.of(), 100, null));
        var agenda = agendas.create(
                place.site(), "Guichet 1", null, place.counters().getFirst().id(), null, Set.of(service));
        agendas.saveRule(agenda.id(), null, Set.of(), monday, LocalTime.of(9, 0), LocalTime.of(11, 0), null, Set.of());
        partner = new Api(port, town.tokenOf(town.partner(place, 3)));
        other = new Api(port, town.tokenOf(town.partner(place, null)));
        staff = new Api(port, town.token(Role.AGENT));
    }

    @AfterEach
    void backToNow() {
        clock.reset();
        agendas.saveTerms(ServiceTerms.usual(place.services().getFirst().id(), 20));
    }

    private String at(String time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                monday.atTime(LocalTime.parse(time)).atZone(PARIS));
    }

    private String wanted(String time, String more) {
        return """
                {"site":"%s","service":"%s","start":"%s"%s,
                 "usager":{"firstName":"Basma","lastName":"Essai %s","email":"%s@essai.example","language":"ar"}}""".formatted(
                        place.site().slug(),
                        place.services().getFirst().slug(),
                        at(time),
                        more,
                        UUID.randomUUID().toString().replaceAll("[0-9-]", ""),
                        Ids.token().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "x"));
    }

    private String booked(Api who, String time) {
        var answer = who.post(APPOINTMENTS, wanted(time, ""));
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
        return answer.text("id");
    }

    @Test
    void it_books_reads_moves_and_cancels_its_own() {
        var answer = partner.post(APPOINTMENTS, wanted("09:20", ",\"channel\":\"partner\""), "Idempotency-Key", "k1");
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
        assertThat(answer.text("channel")).isEqualTo("partner");
        assertThat(answer.text("token")).hasSizeGreaterThan(20);
        var one = APPOINTMENTS + "/" + answer.text("id");
        assertThat(partner.get(one).text("state")).isEqualTo("booked");
        assertThat(partner.get(one).json().path("token").isNull()).isTrue();
        var moved = partner.post(one + "/move", "{\"start\":\"" + at("10:00") + "\"}");
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.text("start")).isEqualTo(partner.get(one).text("start"));
        var second = booked(partner, "09:00");
        var list = partner.get(APPOINTMENTS).json().path("appointments");
        assertThat(list.valueStream().map(a -> a.path("id").asString())).containsExactly(second, answer.text("id"));
        assertThat(partner.post(one + "/cancel").text("state")).isEqualTo("cancelled");
        assertThat(staff.get(one).text("channel")).isEqualTo("partner");
    }

    @Test
    void it_sees_the_slots_of_the_desk_where_it_may_book_and_those_of_anybody_elsewhere() {
        var slots = "/api/v1/slots?site=" + place.site().slug() + "&service="
                + place.services().getFirst().slug() + "&from=" + monday + "&to=" + monday;
        assertThat(partner.get(slots).json().path("slots")).hasSize(6);
        assertThat(new Api(port, "").get(slots).json().path("slots")).isEmpty();
        var elsewhere = town.place(1, 1);
        var stranger = new Api(port, town.tokenOf(town.partner(elsewhere, null)));
        assertThat(stranger.get(slots).json().path("slots")).isEmpty();
        assertThat(stranger.post(APPOINTMENTS, wanted("09:20", "")).text("type"))
                .isEqualTo("urn:parvis:problem:appointments:partner-not-yours");
    }

    @Test
    void what_is_not_its_own_is_not_there() {
        var agents = booked(staff, "09:00");
        var theirs = booked(other, "09:20");
        for (var id : List.of(agents, theirs, UUID.randomUUID().toString())) {
            var one = APPOINTMENTS + "/" + id;
            assertThat(partner.get(one).status()).isEqualTo(404);
            assertThat(partner.post(one + "/cancel").status()).isEqualTo(404);
            assertThat(partner.post(one + "/move", "{\"start\":\"" + at("10:40") + "\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(partner.post(one + "/check-in").status()).isEqualTo(403);
            assertThat(partner.post(one + "/no-show").status()).isEqualTo(403);
        }
        for (var id : List.of(agents, theirs)) {
            var reference = appointments.find(UUID.fromString(id)).reference();
            assertThat(partner.get(APPOINTMENTS + "/" + reference).status()).isIn(400, 404);
            assertThat(appointments.find(UUID.fromString(id)).state()).isEqualTo(Appointment.State.BOOKED);
        }
        assertThat(partner.get(APPOINTMENTS).json().path("appointments")).isEmpty();
        assertThat(staff.get(APPOINTMENTS).status())
                .as("a list of a partner's own")
                .isEqualTo(403);
    }

    @Test
    void the_same_key_of_another_partner_is_another_wish() {
        var wish = wanted("09:20", "");
        var first = partner.post(APPOINTMENTS, wish, "Idempotency-Key", "shared");
        assertThat(first.status()).isEqualTo(201);
        assertThat(partner.post(APPOINTMENTS, wish, "Idempotency-Key", "shared").text("id"))
                .isEqualTo(first.text("id"));
        assertThat(other.post(APPOINTMENTS, wish, "Idempotency-Key", "shared").status())
                .isEqualTo(409);
    }

    @Test
    void asking_again_and_again_is_slowed_down() {
        var last = 0;
        for (int i = 0; i < 31; i++) {
            last = partner.post(APPOINTMENTS, "{}").status();
        }
        assertThat(last).isEqualTo(429);
    }

    @Test
    void refusals_say_what_is_wrong_and_nothing_of_others() {
        assertThat(partner.post(APPOINTMENTS, wanted("09:20", ",\"channel\":\"desk\""))
                        .text("field"))
                .isEqualTo("channel");
        var unreachable = wanted("09:20", "").replaceAll("\"email\":\"[^\"]+\",", "");
        assertThat(partner.post(APPOINTMENTS, unreachable).text("field")).isEqualTo("email");
        var known = wanted("09:20", "");
        assertThat(other.post(APPOINTMENTS, known).status()).isEqualTo(201);
        var again = partner.post(APPOINTMENTS, known.replace(at("09:20"), at("10:00")));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("type")).isEqualTo("urn:parvis:problem:appointments:person-already-booked");
        assertThat(again.http().body()).doesNotContain("09:20");
        for (var time : List.of("09:40", "10:00", "10:20")) {
            booked(partner, time);
        }
        assertThat(partner.post(APPOINTMENTS, wanted("10:40", "")).text("type"))
                .isEqualTo("urn:parvis:problem:appointments:partner-full");
    }
}
