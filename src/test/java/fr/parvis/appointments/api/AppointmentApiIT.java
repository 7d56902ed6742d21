package fr.parvis.appointments.api;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.directory.Directory;
import fr.parvis.identity.Role;
import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Appointments as somebody else's program makes them. */
@ParvisTest
class AppointmentApiIT {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Directory directory;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Town.Place place;
    Api staff;
    Api anybody;
    LocalDate monday;

    @BeforeEach
    void arrive() {
        place = town.place(2, 1);
        monday = LocalDate.now(PARIS).plusWeeks(1).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.setTo(monday.minusDays(3).atTime(10, 0).atZone(PARIS).toInstant());
        var service = place.services().getFirst().id();
        agendas.saveTerms(ServiceTerms.usual(service, 20));
        var agenda = agendas.create(
                place.site(), "Guichet 1", null, place.counters().getFirst().id(), null, Set.of(service));
        agendas.saveRule(
                agenda.id(), null, Set.of(), monday, LocalTime.of(9, 0), LocalTime.of(10, 0), "FREQ=DAILY", Set.of());
        staff = new Api(port, town.token(Role.AGENT));
        anybody = new Api(port, "");
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private String slots(String more) {
        return "/api/v1/slots?site=" + place.site().slug() + "&service="
                + place.services().getFirst().slug() + more;
    }

    private List<String> starts(Api api) {
        var starts = new ArrayList<String>();
        api.get(slots("&from=" + monday + "&to=" + monday))
                .json()
                .path("slots")
                .forEach(slot -> starts.add(slot.path("start").asString()));
        return starts;
    }

    private String wanted(String start, int people) {
        return """
                {"site":"%s","service":"%s","start":"%s","people":%d,
                 "usager":{"firstName":"Camille","lastName":"Essai %s","email":"camille@essai.example","phone":"06 12 34 56 78","language":"ar"}}""".formatted(
                        place.site().slug(),
                        place.services().getFirst().slug(),
                        start,
                        people,
                        UUID.randomUUID().toString().replaceAll("[0-9-]", ""));
    }

    private String at(String time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                monday.atTime(LocalTime.parse(time)).atZone(PARIS));
    }

    @Test
    void free_slots_are_for_everybody_and_appointments_for_staff() {
        assertThat(starts(anybody)).containsExactly(at("09:00"), at("09:20"), at("09:40"));
        var answer = staff.post("/api/v1/appointments", wanted(at("09:20"), 1));
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
        assertThat(answer.text("state")).isEqualTo("booked");
        assertThat(answer.text("reference")).matches("PRV-[0-9A-Z]{3}-[0-9A-Z]{3}");
        assertThat(answer.text("agenda")).isEqualTo("guichet-1");
        assertThat(answer.text("token")).hasSizeGreaterThan(20);
        assertThat(OffsetDateTime.parse(answer.text("end")))
                .isEqualTo(OffsetDateTime.parse(answer.text("start")).plusMinutes(20));
        assertThat(answer.json().path("usager").path("phone").asString()).isEqualTo("+33612345678");
        assertThat(starts(anybody)).containsExactly(at("09:00"), at("09:40"));
        assertThat(anybody.post("/api/v1/appointments", wanted(at("09:40"), 1)).status())
                .isEqualTo(401);
        assertThat(new Api(port, town.token(Role.TRAINER))
                        .post("/api/v1/appointments", wanted(at("09:40"), 1))
                        .status())
                .isEqualTo(403);
        assertThat(staff.get("/api/v1/appointments/" + answer.text("id")).text("token"))
                .isIn("", "null");
    }

    @Test
    void a_call_that_is_sent_again_books_once_and_a_taken_slot_names_the_nearest() {
        var body = wanted(at("09:00"), 1);
        var first = staff.post(
                "/api/v1/appointments",
                body,
                "Idempotency-Key",
                "once-" + place.site().slug());
        var again = staff.post(
                "/api/v1/appointments",
                body,
                "Idempotency-Key",
                "once-" + place.site().slug());
        assertThat(again.http().body()).isEqualTo(first.http().body());
        var taken = staff.post("/api/v1/appointments", wanted(at("09:00"), 1));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text("type")).endsWith("slot-taken");
        assertThat(taken.json().path("nearest").get(0).asString()).isEqualTo(at("09:20"));
    }

    @Test
    void it_is_moved_kept_missed_or_cancelled() {
        var id = staff.post("/api/v1/appointments", wanted(at("09:00"), 1)).text("id");
        var path = "/api/v1/appointments/" + id;
        assertThat(staff.post(path + "/move", "{\"start\":\"" + at("09:40") + "\"}")
                        .text("start"))
                .isEqualTo(at("09:40"));
        assertThat(starts(staff)).containsExactly(at("09:00"), at("09:20"));
        assertThat(staff.post(path + "/check-in").text("type")).endsWith("not-today");
        clock.setTo(monday.atTime(9, 30).atZone(PARIS).toInstant());
        assertThat(staff.post(path + "/no-show").text("type")).endsWith("not-yet");
        var arrived = staff.post(path + "/check-in");
        assertThat(arrived.text("state")).isEqualTo("arrived");
        assertThat(arrived.json().path("ticket").path("number").asString()).startsWith("A");
        var ticket = staff.get(
                "/api/v1/tickets/" + arrived.json().path("ticket").path("id").asString());
        assertThat(ticket.text("kind")).isEqualTo("appointment");
        assertThat(ticket.text("language")).isEqualTo("ar");
        assertThat(ticket.text("queueAt")).isEqualTo(at("09:40"));
        assertThat(staff.post(path + "/cancel").status()).isEqualTo(409);

        var other = staff.post(
                        "/api/v1/appointments",
                        wanted(
                                at("09:40")
                                        .replace(
                                                monday.toString(),
                                                monday.plusDays(1).toString()),
                                1))
                .text("id");
        assertThat(staff.post("/api/v1/appointments/" + other + "/cancel").text("state"))
                .isEqualTo("cancelled");
    }

    @Test
    void bad_input_is_refused_by_field() {
        refusedAt("service", staff.get("/api/v1/slots?site=" + place.site().slug()));
        refusedAt("from", staff.get(slots("&from=demain")));
        refusedAt("to", staff.get(slots("&from=2027-01-02&to=2027-01-01")));
        refusedAt("people", staff.get(slots("&people=beaucoup")));
        assertThat(staff.get("/api/v1/slots?site=nulle-part&service=x").status())
                .isEqualTo(404);
        assertThat(staff.get("/api/v1/slots?site=" + place.site().slug() + "&service="
                                + place.services().getLast().slug())
                        .text("type"))
                .endsWith("not-by-appointment");
        refusedAt("start", staff.post("/api/v1/appointments", wanted("lundi", 1)));
        refusedAt("people", staff.post("/api/v1/appointments", wanted(at("09:00"), 0)));
        refusedAt("people", staff.post("/api/v1/appointments", wanted(at("09:00"), 50)));
        refusedAt(
                "phone",
                staff.post("/api/v1/appointments", wanted(at("09:00"), 1).replace("06 12 34 56 78", "zéro six")));
        refusedAt(
                "email",
                staff.post("/api/v1/appointments", wanted(at("09:00"), 1).replace("camille@", "camille")));
        refusedAt(
                "firstName",
                staff.post("/api/v1/appointments", wanted(at("09:00"), 1).replace("Camille", " ")));
        refusedAt(
                "usager",
                staff.post("/api/v1/appointments", wanted(at("09:00"), 1).replace("\"usager\"", "\"qui\"")));
        refusedAt(
                "start",
                staff.post("/api/v1/appointments", wanted(at("09:00").replace(monday.toString(), "2020-01-06"), 1)));
        refusedAt(
                "start",
                staff.post(
                        "/api/v1/appointments",
                        wanted(at("09:00"), 1).replace(at("09:00"), "+999999999-12-31T23:59:59Z")));
        refusedAt("from", staff.get(slots("&from=%2B999999999-12-31&to=%2B999999999-12-31")));
        refusedAt("people", staff.get(slots("&people=50")));
        for (var name : List.of(
                "Dossier bloqué, réglez ici\\nhttps://impots.example",
                "impots.example",
                "A\\r\\nBcc: x@y.example",
                "A\\u202eB")) {
            refusedAt(
                    "firstName",
                    staff.post("/api/v1/appointments", wanted(at("09:00"), 1).replace("Camille", name)));
        }
        refusedAt(
                "email",
                staff.post("/api/v1/appointments", wanted(at("09:00"), 1).replace("camille@", "a\\u2028b@")));
        assertThat(staff.post("/api/v1/appointments", wanted(at("09:20"), 1).replace("Camille", "Jean-Noël J. d’Été"))
                        .status())
                .isEqualTo(201);
        assertThat(new Api(port, town.token(Role.QUALITY))
                        .get("/api/v1/appointments/" + UUID.randomUUID())
                        .status())
                .isEqualTo(403);
        assertThat(staff.post("/api/v1/appointments", "{").status()).isEqualTo(400);
        assertThat(staff.post("/api/v1/appointments/" + UUID.randomUUID() + "/cancel")
                        .status())
                .isEqualTo(404);
        assertThat(starts(anybody)).hasSize(2);
    }

    private static void refusedAt(String field, Api.Answer answer) {
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(400);
        assertThat(answer.text("field")).as(answer.http().body()).isEqualTo(field);
    }

    @Test
    void free_slots_are_open_data_in_the_words_of_schema_org() {
        var path = "/api/v1/free-slots?site=" + place.site().slug();
        var answer = anybody.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.http().headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/ld+json");
        assertThat(answer.http().headers().firstValue("Cache-Control").orElse(""))
                .contains("max-age=60", "public");
        assertThat(answer.http().headers().firstValue("Access-Control-Allow-Origin"))
                .contains("*");
        var offer = answer.json().path("itemListElement").path(0);
        assertThat(answer.text("@context")).isEqualTo("https://schema.org");
        assertThat(answer.json().path("numberOfItems").asInt()).isEqualTo(1);
        assertThat(offer.path("@type").asString()).isEqualTo("GovernmentService");
        assertThat(offer.at("/availableChannel/serviceLocation/identifier").asString())
                .isEqualTo(place.site().slug());
        assertThat(offer.path("potentialAction").size()).isEqualTo(10);
        var first = offer.path("potentialAction").path(0);
        assertThat(first.path("startTime").asString()).isEqualTo(at("09:00"));
        assertThat(first.path("target").asString())
                .contains("/rdv/" + place.services().getFirst().slug());

        var etag = answer.http().headers().firstValue("ETag").orElseThrow();
        assertThat(anybody.get(path, "If-None-Match", etag).status()).isEqualTo(304);
        assertThat(staff.post("/api/v1/appointments", wanted(at("09:00"), 1)).status())
                .isEqualTo(201);
        var changed = anybody.get(path, "If-None-Match", etag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json()
                        .at("/itemListElement/0/potentialAction/0/startTime")
                        .asString())
                .isEqualTo(at("09:20"));
        assertThat(changed.http().body()).doesNotContain("Camille", "essai.example");

        assertThat(anybody.get("/api/v1/free-slots?site=nulle-part").status()).isEqualTo(404);
        assertThat(anybody.get(path + "&service=rien").status()).isEqualTo(404);
        var described = anybody.get("/v3/api-docs").json().at("/paths/~1api~1v1~1free-slots/get");
        assertThat(described.path("description").asString()).contains("schema.org");
        assertThat(described
                        .at("/responses/200/content/application~1ld+json/schema/$ref")
                        .asString())
                .endsWith("/FreeSlots");
    }
}
