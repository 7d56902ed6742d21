package fr.parvis.appointments.national;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.Position;
import fr.parvis.identity.Role;
import fr.parvis.rights.Erasing;
import fr.parvis.rights.People;
import fr.parvis.rights.Receipt;
import fr.parvis.testing.NationalHub;
import fr.parvis.testing.NationalHub.Declared;
import fr.parvis.testing.NationalHub.Slot;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.context.WebApplicationContext;

/** Against a national search and appointment service of our own, which take nothing that is not as agreed. */
@ParvisTest
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class NationalIT {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String HUB_SECRET = "essai-secret-de-la-recherche";
    private static final String API_SECRET = "essai-secret-du-service";
    private static final NationalHub HUB = new NationalHub(0, API_SECRET);

    @DynamicPropertySource
    static void agreed(DynamicPropertyRegistry settings) {
        settings.add("parvis.ants-hub-tokens", () -> "un-autre-secret-d-essai, " + HUB_SECRET);
        settings.add("parvis.ants-api-url", HUB::apiUrl);
        settings.add("parvis.ants-api-token", () -> API_SECRET);
    }

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    Appointments appointments;

    @Autowired
    Availability availability;

    @Autowired
    MeetingPoints points;

    @Autowired
    DirectoryEditor editor;

    @Autowired
    PreApplications numbers;

    @Autowired
    PreApplicationRounds rounds;

    @Autowired
    PreApplicationTables tables;

    @Autowired
    People people;

    @Autowired
    Erasing erasing;

    @Autowired
    NationalSettings settings;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext application;

    @LocalServerPort
    int port;

    private Town.Place place;
    private LocalDate monday;

    @BeforeEach
    void open() {
        HUB.forgetAll();
        town.account("Essai", Role.ADMIN);
        place = town.place(2, 1);
        monday = LocalDate.now(PARIS).plusWeeks(1).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.setTo(monday.minusDays(3).atTime(10, 0).atZone(PARIS).toInstant());
        var service = place.services().getFirst().id();
        agendas.saveTerms(ServiceTerms.usual(service, 20));
        var agenda = agendas.create(
                place.site(), "Titres", null, place.counters().getFirst().id(), null, Set.of(service));
        agendas.saveRule(
                agenda.id(),
                null,
                Set.of(),
                monday,
                LocalTime.of(9, 0),
                LocalTime.of(12, 0),
                "FREQ=WEEKLY;BYDAY=MO",
                Set.of());
        points.save(
                Map.of(service, Set.of(Reason.CNI, Reason.BOTH)),
                Map.of(place.site(), new PointAddress("1 place des Essais", "99000", "Essai-sur-Loire")),
                "");
    }

    @AfterEach
    void close() {
        agendas.at(place.site()).forEach(one -> agendas.update(one.id(), one.name(), one.services(), false));
        jdbc.sql("delete from appointments.pre_application").update();
        clock.reset();
    }

    @AfterAll
    static void stop() {
        HUB.close();
    }

    private String calendar() {
        return "http://localhost:" + port + "/api/ants";
    }

    private String asked(String reason, int documents) {
        return "meeting_point_ids=" + place.site().id() + "&meeting_point_ids=inconnu&start_date=" + monday
                + "&end_date=" + monday.plusDays(20) + "&reason=" + reason + "&documents_number=" + documents;
    }

    private Instant at(String time) {
        return monday.atTime(LocalTime.parse(time)).atZone(PARIS).toInstant();
    }

    private Appointment hold(String time, int people) {
        return bookings.hold(new NewAppointment(
                place.site().id(), place.services().getFirst().id(), at(time), people, Appointment.Channel.ONLINE));
    }

    private static HttpResponse<String> confirm(Visitor usager, Appointment held, String typed) {
        var page = "/rdv/prise/" + held.token();
        return usager.send(
                page,
                page + "/confirmer",
                "firstName",
                "Camille",
                "lastName",
                "Essai " + held.reference(),
                "email",
                "camille@essai.example",
                "phone",
                "",
                "numbers",
                typed);
    }

    private Appointment booked(String time, String typed) {
        var held = hold(time, typed.split(",").length);
        assertThat(Visitor.goesTo(confirm(new Visitor(port), held, typed))).startsWith("/rdv/mien/");
        return appointments.find(held.id());
    }

    @Test
    void the_search_finds_the_places() {
        assertThat(HUB.meetingPoints(calendar(), HUB_SECRET))
                .containsEntry(place.site().id().toString(), place.site().name());
    }

    @Test
    void the_search_finds_exactly_the_times_that_our_own_pages_offer() {
        for (int people : List.of(1, 3)) {
            var terms = availability.terms(place.services().getFirst().id()).orElseThrow();
            var own = availability.slots(place.site(), terms, people, monday, monday.plusDays(20), false).stream()
                    .map(slot -> slot.start().atZone(PARIS).toLocalDateTime() + "Z")
                    .toList();
            assertThat(own).isNotEmpty();
            var found = HUB.slots(calendar(), HUB_SECRET, asked("CNI", people));
            assertThat(found).containsOnlyKeys(place.site().id().toString());
            assertThat(found.get(place.site().id().toString()))
                    .extracting(Slot::datetime)
                    .isEqualTo(own);
        }
        assertThat(own("CNI-PASSPORT", 1)).isNotEmpty();
        assertThat(own("PASSPORT", 1)).isEmpty();
        assertThat(own("CNI", 5)).isEmpty();
        bookings.book(
                new NewAppointment(
                        place.site().id(), place.services().getFirst().id(), at("09:20"), 1, Appointment.Channel.DESK),
                new Appointment.Usager("Camille", "Prise", "prise@essai.example", null, "fr"));
        assertThat(own("CNI", 1))
                .extracting(Slot::datetime)
                .contains(monday + "T09:00Z")
                .doesNotContain(monday + "T09:20Z");
    }

    private List<Slot> own(String reason, int documents) {
        return HUB.slots(calendar(), HUB_SECRET, asked(reason, documents))
                .getOrDefault(place.site().id().toString(), List.of());
    }

    @Test
    void a_time_that_was_found_leads_to_where_it_is_booked() {
        var first = own("CNI", 2).getFirst();
        var page = new Visitor(port).open(first.callbackUrl().substring(("http://localhost:" + port).length()));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("name=\"choix\"", "09:00", place.site().name());
    }

    @Test
    void nobody_else_is_answered() {
        for (var path : List.of("/getManagedMeetingPoints", "/availableTimeSlots?" + asked("CNI", 1))) {
            var refused = HUB.ask(calendar(), "un-secret-qui-ne-va-pas", path);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("x-hub-rdv-auth-token").doesNotContain(HUB_SECRET);
        }
        assertThat(HUB.ask(calendar(), "un-autre-secret-d-essai", "/getManagedMeetingPoints")
                        .statusCode())
                .isEqualTo(200);
        assertThat(settings.toString()).doesNotContain("essai");
    }

    @Test
    void what_makes_no_sense_is_refused_with_its_field() {
        var ids = "meeting_point_ids=" + place.site().id();
        refused("/availableTimeSlots?start_date=2026-01-01&end_date=2026-01-02&reason=CNI", "meeting_point_ids");
        refused("/availableTimeSlots?" + ids + "&end_date=2026-01-02&reason=CNI", "start_date");
        refused("/availableTimeSlots?" + ids + "&start_date=01/02/2026&end_date=2026-01-02&reason=CNI", "start_date");
        refused("/availableTimeSlots?" + ids + "&start_date=2026-02-30&end_date=2026-03-02&reason=CNI", "start_date");
        refused("/availableTimeSlots?" + ids + "&start_date=2026-01-03&end_date=2026-01-02&reason=CNI", "end_date");
        refused("/availableTimeSlots?" + ids + "&start_date=2026-01-01&end_date=2026-12-31&reason=CNI", "end_date");
        refused("/availableTimeSlots?" + ids + "&start_date=2026-01-01&end_date=2026-01-02&reason=VISA", "reason");
        for (var number : List.of("0", "-1", "13", "deux")) {
            refused("/availableTimeSlots?" + asked("CNI", 1).replaceFirst("=1$", "=" + number), "documents_number");
        }
        refused("/searchApplicationIds", "application_ids");
        refused("/searchApplicationIds?application_ids=trop-court", "application_ids");
    }

    private void refused(String path, String field) {
        var answer = HUB.ask(calendar(), HUB_SECRET, path);
        assertThat(answer.statusCode()).as(path).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void what_is_booked_with_a_number_is_declared_moved_and_withdrawn() {
        HUB.knows("A1B2C3D4E5", "validated");
        var one = booked("09:20", "a1b2 c3d4-e5");
        rounds.round();
        assertThat(HUB.declared()).singleElement().satisfies(told -> {
            assertThat(told.number()).isEqualTo("A1B2C3D4E5");
            assertThat(told.point()).isEqualTo(place.site().name());
            assertThat(told.pointId()).isEqualTo(place.site().id().toString());
            assertThat(told.date()).isEqualTo(monday + "T09:20:00");
            assertThat(told.managementUrl()).endsWith("/rdv/mien/" + one.token());
        });
        assertThat(HUB.applications(calendar(), HUB_SECRET, "application_ids=A1B2C3D4E5&application_ids=0000000000"))
                .satisfies(found -> {
                    assertThat(found.get("0000000000")).isEmpty();
                    assertThat(found.get("A1B2C3D4E5")).singleElement().satisfies(known -> {
                        assertThat(known.datetime()).isEqualTo(monday + "T09:20Z");
                        assertThat(known.managementUrl())
                                .isEqualTo(HUB.declared().getFirst().managementUrl());
                    });
                });

        bookings.move(one.id(), at("10:00"), true);
        rounds.round();
        bookings.cancel(one.id(), true);
        rounds.round();
        rounds.round();
        assertThat(HUB.acts())
                .containsExactly(
                        "POST A1B2C3D4E5 " + monday + "T09:20:00",
                        "DELETE A1B2C3D4E5 " + monday + "T09:20:00",
                        "POST A1B2C3D4E5 " + monday + "T10:00:00",
                        "DELETE A1B2C3D4E5 " + monday + "T10:00:00");
        assertThat(HUB.declared()).isEmpty();
        assertThat(HUB.applications(calendar(), HUB_SECRET, "application_ids=A1B2C3D4E5")
                        .get("A1B2C3D4E5"))
                .isEmpty();
    }

    @Test
    void each_of_several_people_has_a_number_or_none() {
        Stream.of("AAAAAAAAAA", "BBBBBBBBBB").forEach(number -> HUB.knows(number, "validated"));
        var form =
                new Visitor(port).open("/rdv/prise/" + hold("11:00", 3).token()).body();
        assertThat(form).contains("id=\"number-1\"", "id=\"number-3\"").doesNotContain("id=\"number-4\"");
        booked("09:00", "AAAAAAAAAA,,BBBBBBBBBB");
        rounds.round();
        assertThat(HUB.declared()).extracting(Declared::number).containsExactlyInAnyOrder("AAAAAAAAAA", "BBBBBBBBBB");
    }

    @Test
    void a_number_with_an_appointment_elsewhere_is_kindly_refused_with_the_way_to_cancel_that_one() {
        HUB.knowsOf(new Declared(
                "A1B2C3D4E5",
                "Mairie <b>voisine</b>",
                "9",
                "2031-01-05T14:30:00",
                "https://voisine.example/annuler?n=1"));
        var held = hold("09:20", 1);
        var refused = confirm(new Visitor(port), held, "A1B2C3D4E5");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains(
                        "Mairie &lt;b&gt;voisine&lt;/b&gt;",
                        "5/01/2031 14:30",
                        "href=\"https://voisine.example/annuler?n=1\"",
                        "value=\"A1B2C3D4E5\"",
                        "value=\"Camille\"");
        assertThat(appointments.find(held.id()).state()).isEqualTo(Appointment.State.HELD);
        assertThat(Visitor.goesTo(confirm(new Visitor(port), held, ""))).startsWith("/rdv/mien/");
        rounds.round();
        assertThat(HUB.acts()).isEmpty();
    }

    @Test
    void an_address_that_is_not_of_the_web_is_no_link() {
        HUB.knowsOf(new Declared("A1B2C3D4E5", "Ailleurs", "9", "bientôt", "javascript:alert(1)"));
        var refused = confirm(new Visitor(port), hold("09:20", 1), "A1B2C3D4E5");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Ailleurs").doesNotContain("javascript:");
    }

    @Test
    void a_number_with_an_appointment_here_is_refused_without_its_hour() {
        HUB.knows("A1B2C3D4E5", "validated");
        booked("09:20", "A1B2C3D4E5");
        var refused = confirm(new Visitor(port), hold("11:00", 1), "A1B2C3D4E5");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("A1B2C3D4E5", place.site().name()).doesNotContain("09:20");
    }

    @Test
    void a_number_that_cannot_be_used_is_said_and_may_be_left_out() {
        HUB.knows("CCCCCCCCCC", "consumed");
        HUB.knows("EEEEEEEEEE", "expired");
        var held = hold("09:20", 1);
        refusedAs(held, "CCCCCCCCCC", "déjà été déposée");
        refusedAs(held, "EEEEEEEEEE", "expiré");
        refusedAs(held, "UUUUUUUUUU", "ne connaît pas");
        refusedAs(held, "12345", "dix lettres et chiffres");
        refusedAs(held, "AAAAAAAAAA,BBBBBBBBBB", "un numéro par personne");
        assertThat(Visitor.goesTo(confirm(new Visitor(port), held, " "))).startsWith("/rdv/mien/");
        assertThat(numbers.of(held)).isEmpty();
    }

    private void refusedAs(Appointment held, String typed, String words) {
        var refused = confirm(Visitor.elsewhere(port), held, typed);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains(words, "href=\"#numbers\"", "value=\"" + typed.split(",")[0] + "\"");
    }

    @Test
    void nobody_is_kept_from_booking_while_the_service_is_away(CapturedOutput output) {
        HUB.fails(503);
        HUB.knowsOf(new Declared("A1B2C3D4E5", "Voisine", "9", "2031-01-05T14:30:00", "https://voisine.example/"));
        var one = booked("09:20", "A1B2C3D4E5");
        assertThat(numbers.of(one)).extracting(PreApplication::word).containsExactly("unchecked");
        rounds.round();
        assertThat(numbers.of(one)).extracting(PreApplication::problem).containsExactly("503");
        HUB.fails(0);
        rounds.round();
        assertThat(HUB.acts()).isEmpty();
        clock.forward(Duration.ofMinutes(1).plusSeconds(1));
        rounds.round();
        assertThat(HUB.acts()).hasSize(1);
        var page = Pages.of(application, Role.ADMIN).open("/agent/rendez-vous/" + one.id());
        assertThat(page.body()).contains("A1B2C3D4E5", "valide", "Voisine, 5/01/2031 14:30");
        assertThat(output.getAll())
                .contains("the booking goes on: 503")
                .doesNotContain(API_SECRET, HUB_SECRET, "A1B2C3D4E5");
    }

    @Test
    void what_happens_while_it_is_told_is_told_afterwards() {
        HUB.knows("A1B2C3D4E5", "validated");
        var one = booked("09:20", "A1B2C3D4E5");
        HUB.fails(500);
        rounds.round();
        bookings.cancel(one.id(), true);
        HUB.fails(0);
        rounds.round();
        assertThat(HUB.acts()).isEmpty();
        assertThat(jdbc.sql("select count(*) from appointments.pre_application where next_try_at is not null")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void an_agent_writes_and_changes_the_numbers() {
        Stream.of("AAAAAAAAAA", "BBBBBBBBBB").forEach(number -> HUB.knows(number, "validated"));
        var one = booked("09:20", "");
        var agent = Pages.of(application, Role.ADMIN);
        var page = "/agent/rendez-vous/" + one.id() + "/pre-demandes";
        assertThat(agent.open(page).body()).contains("id=\"number-1\"");
        assertThat(agent.send(page, "numbers", "trop court").body()).contains("value=\"trop court\"", "field-error");
        assertThat(agent.send(page, "numbers", "AAAAAAAAAA").status()).isEqualTo(302);
        rounds.round();
        agent.send(page, "numbers", "BBBBBBBBBB");
        rounds.round();
        assertThat(HUB.declared()).extracting(Declared::number).containsExactly("BBBBBBBBBB");
        agent.send(page, "numbers", "");
        rounds.round();
        assertThat(HUB.declared()).isEmpty();
        assertThat(numbers.of(one)).isEmpty();
    }

    @Test
    void a_number_leaves_with_the_personal_data() {
        HUB.knows("A1B2C3D4E5", "validated");
        var one = booked("09:20", "A1B2C3D4E5");
        rounds.forget();
        assertThat(numbers.of(one)).hasSize(1);
        jdbc.sql("""
                        update appointments.appointment set erased_at = now(), first_name = null, last_name = null, email = null,
                               phone = null, language = null, known_as = null where id = ?""").param(one.id()).update();
        rounds.forget();
        assertThat(jdbc.sql("select count(*) from appointments.pre_application")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void erase(Appointment one) {
        var search = People.Search.of(one.reference());
        var found = (People.Found) people.find(search);
        erasing.erase(
                new Erasing.Order(search, found.name(), Receipt.Reason.OBJECTION, Receipt.Checked.CODE, true, false));
    }

    private int left(Appointment one) {
        return jdbc.sql("select count(*) from appointments.pre_application where appointment_id = ?")
                .param(one.id())
                .query(Integer.class)
                .single();
    }

    @Test
    void an_erasure_withdraws_what_was_told_even_by_a_process_that_was_stopped_in_the_middle() {
        HUB.knows("A1B2C3D4E5", "validated");
        var one = booked("09:20", "A1B2C3D4E5");
        rounds.round();
        // as it stands when the process ends after the service has heard and before that is known
        jdbc.sql("""
                        update appointments.pre_application set told_surely = false, claimed_until = :now::timestamptz + interval '2 minutes',
                               next_try_at = :now::timestamptz where appointment_id = :id""")
                .param("now", clock.instant().toString())
                .param("id", one.id())
                .update();
        erase(one);
        HUB.fails(503);
        clock.forward(Duration.ofMinutes(3));
        rounds.round();
        rounds.forget();
        assertThat(HUB.declared()).hasSize(1);
        assertThat(left(one)).isEqualTo(1);
        HUB.fails(0);
        clock.forward(Duration.ofMinutes(10));
        rounds.round();
        assertThat(HUB.declared()).isEmpty();
        assertThat(left(one)).isZero();
    }

    @Test
    void what_is_erased_as_it_is_about_to_be_told_is_not_told() {
        HUB.knows("A1B2C3D4E5", "validated");
        var one = booked("09:20", "A1B2C3D4E5");
        var due = tables.claim(clock.instant(), clock.instant().plusSeconds(60)).orElseThrow();
        erase(one);
        assertThat(tables.telling(due, new NationalApi.Told("1", "Essai", monday + "T09:20:00")))
                .isFalse();
        assertThat(left(one)).isZero();
    }

    @Test
    void what_may_not_have_been_heard_is_withdrawn_and_told_anew() {
        HUB.knows("A1B2C3D4E5", "validated");
        var one = booked("09:20", "A1B2C3D4E5");
        rounds.round();
        jdbc.sql("""
                        update appointments.pre_application set told_surely = false, next_try_at = ?::timestamptz where appointment_id = ?""").params(clock.instant().toString(), one.id()).update();
        rounds.round();
        assertThat(HUB.acts())
                .extracting(act -> act.substring(0, act.indexOf(' ')))
                .containsExactly("POST", "DELETE", "POST");
        assertThat(HUB.declared()).hasSize(1);
        assertThat(numbers.of(one)).allMatch(PreApplication::told);
    }

    @Test
    void an_administrator_decides_what_is_found() {
        var admin = Pages.of(application, Role.ADMIN);
        var page = "/admin/points-de-rencontre";
        var service = place.services().getFirst();
        var site = place.site().slug();
        assertThat(admin.open(page).body())
                .contains("peut interroger Parvis", "/api/ants", "1 place des Essais", "pas de coordonnées");
        var before = admin.open(page).body().split("pas de coordonnées").length;
        editor.placeOnMap(place.site().id(), new Position(47.5, -2.75));
        assertThat(admin.open(page).body().split("pas de coordonnées")).hasSize(before - 1);
        var refused = admin.send(
                page,
                "reasons-" + service.slug(),
                "PASSPORT",
                "sites",
                site,
                "point-" + site + "-street",
                "2 rue Neuve",
                "point-" + site + "-zip",
                "9900",
                "point-" + site + "-city",
                "Essai");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("cinq chiffres", "2 rue Neuve", "value=\"9900\"");
        assertThat(own("CNI", 1)).isNotEmpty();
        assertThat(admin.send(
                                page,
                                "reasons-" + service.slug(),
                                "PASSPORT",
                                "sites",
                                site,
                                "point-" + site + "-street",
                                "2 rue Neuve",
                                "point-" + site + "-zip",
                                "99001",
                                "point-" + site + "-city",
                                "Essai")
                        .status())
                .isEqualTo(302);
        assertThat(own("CNI", 1)).isEmpty();
        assertThat(own("PASSPORT", 1)).isNotEmpty();
        assertThat(admin.send(page).status()).isEqualTo(302);
        assertThat(HUB.meetingPoints(calendar(), HUB_SECRET)).isEmpty();
        assertThat(new Visitor(port)
                        .open("/rdv/prise/" + hold("09:40", 1).token())
                        .body())
                .doesNotContain("number-1");
        assertThat(Pages.of(application, Role.SUPERVISOR).open(page).status()).isEqualTo(403);
    }

    @Test
    void half_of_the_settings_stops_the_start() {
        assertThatThrownBy(() -> new NationalSettings(List.of(), "https://api.example", ""))
                .hasMessageContaining("PARVIS_ANTS_API_TOKEN");
    }
}
