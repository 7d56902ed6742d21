package fr.parvis.appointments.web;

import static fr.parvis.appointments.web.Office.at;
import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The appointments of an agenda as another program's calendar reads them. */
@ParvisTest
class CalendarFeedIT {
    private static final Pattern ADDRESS =
            Pattern.compile("id=\"feed-address\">(http://[^<]+/calendriers/[^<]+\\.ics)<");

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

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
    String page;

    @BeforeEach
    void open() {
        place = town.place(1, 2);
        monday = Office.monday();
        clock.setTo(at(monday.minusDays(3), "08:30"));
        agenda = Office.open(agendas, place, monday);
        admin = new Visitor(port);
        admin.signIn(town.account("Essai", Role.ADMIN), Town.PASSWORD);
        page = "/agent/agendas/" + agenda.id() + "/calendriers";
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private String made() {
        var done = admin.send(page, page + "/adresse");
        var shown = ADDRESS.matcher(admin.open(Visitor.goesTo(done)).body());
        assertThat(shown.find()).isTrue();
        return shown.group(1);
    }

    private static HttpResponse<String> read(String address, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.GET().build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static Calendar parsed(String text) throws Exception {
        var calendar = new CalendarBuilder().build(new StringReader(text));
        var result = calendar.validate(true);
        assertThat(result.getEntries()).isEmpty();
        return calendar;
    }

    private static List<VEvent> events(String address) throws Exception {
        return parsed(read(address).body()).getComponents(Component.VEVENT);
    }

    private static String text(VEvent event, String name) {
        return event.getRequiredProperty(name).getValue();
    }

    private Appointment booked(Instant start, String lastName) {
        return Office.book(bookings, place, start, lastName);
    }

    @Test
    void each_appointment_is_an_event_at_its_moment_and_says_no_name() throws Exception {
        var winter = booked(at(monday, "09:20"), "Zéphyrin");
        var address = made();
        var answer = read(address);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/calendar");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("private", "no-cache");
        assertThat(answer.headers().firstValue("X-Robots-Tag")).contains("noindex");
        assertThat(answer.body())
                .contains("REFRESH-INTERVAL;VALUE=DURATION:PT15M", "X-PUBLISHED-TTL:PT15M")
                .doesNotContain("Zéphyrin", "Camille", "essai.example");
        assertThat(events(address)).singleElement().satisfies(event -> {
            assertThat(text(event, Property.UID)).isEqualTo(winter.id().toString());
            assertThat(text(event, Property.SUMMARY)).isEqualTo("Prestation A · C. Z.");
            assertThat(text(event, Property.DESCRIPTION)).contains(winter.reference());
            assertThat(text(event, Property.STATUS)).isEqualTo("CONFIRMED");
            assertThat(text(event, Property.DTSTART)).isEqualTo(utc(winter.start()));
            assertThat(text(event, Property.DTEND)).isEqualTo(utc(winter.end()));
        });
        assertThat(admin.open(page).body())
                .contains("Lue pour la dernière fois")
                .doesNotContain(address);
    }

    private static String utc(Instant at) {
        return at.toString().replaceAll("[-:]", "");
    }

    @Test
    void times_of_day_are_right_on_both_sides_of_a_change_of_clocks() throws Exception {
        var change = LocalDate.of(monday.getYear(), 10, 1).plusYears(1);
        var before = change.withDayOfMonth(15);
        var after = change.withMonth(11).withDayOfMonth(16);
        clock.setTo(at(before.minusDays(2), "10:00"));
        for (var day : List.of(before, after)) {
            agendas.saveRule(
                    agenda.id(), null, Set.of(), day, LocalTime.of(14, 0), LocalTime.of(15, 0), null, Set.of());
        }
        booked(at(before, "14:00"), "Avant");
        booked(at(after, "14:00"), "Après");
        assertThat(events(made()))
                .extracting(event -> text(event, Property.DTSTART))
                .containsExactly(
                        before.toString().replace("-", "") + "T120000Z",
                        after.toString().replace("-", "") + "T130000Z");
    }

    @Test
    void what_is_moved_and_cancelled_is_the_same_event_said_anew() throws Exception {
        var one = booked(at(monday, "09:20"), "Déplacé");
        var address = made();
        var first = read(address);
        var etag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(read(address, "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(read(
                                address,
                                "If-Modified-Since",
                                first.headers().firstValue("Last-Modified").orElseThrow())
                        .statusCode())
                .isEqualTo(304);
        var before = Integer.parseInt(text(events(address).getFirst(), Property.SEQUENCE));

        clock.forward(Duration.ofMinutes(3));
        bookings.move(one.id(), at(monday, "10:00"), true);
        assertThat(read(address, "If-None-Match", etag).statusCode()).isEqualTo(200);
        var moved = events(address).getFirst();
        assertThat(text(moved, Property.UID)).isEqualTo(one.id().toString());
        assertThat(text(moved, Property.DTSTART)).isEqualTo(utc(at(monday, "10:00")));
        assertThat(Integer.parseInt(text(moved, Property.SEQUENCE))).isGreaterThan(before);

        bookings.cancel(one.id(), true);
        var gone = events(address).getFirst();
        assertThat(text(gone, Property.UID)).isEqualTo(one.id().toString());
        assertThat(text(gone, Property.STATUS)).isEqualTo("CANCELLED");
        assertThat(Integer.parseInt(text(gone, Property.SEQUENCE))).isGreaterThan(before + 1);
    }

    @Test
    void what_goes_to_another_agenda_is_cancelled_here_and_a_hold_is_not_told() throws Exception {
        var address = made();
        bookings.hold(new NewAppointment(
                place.site().id(),
                place.services().getFirst().id(),
                at(monday, "11:00"),
                1,
                Appointment.Channel.ONLINE));
        assertThat(events(address)).isEmpty();
        var one = booked(at(monday, "09:20"), "Ailleurs");
        var other = agendas.create(
                place.site(), "Autre", null, place.counters().getLast().id(), null, agenda.services());
        agendas.saveRule(
                other.id(),
                null,
                Set.of(),
                monday.plusDays(1),
                LocalTime.of(9, 0),
                LocalTime.of(10, 0),
                null,
                Set.of());
        bookings.move(one.id(), at(monday.plusDays(1), "09:00"), true);
        assertThat(events(address))
                .singleElement()
                .satisfies(event -> assertThat(text(event, Property.STATUS)).isEqualTo("CANCELLED"));
    }

    @Test
    void an_address_that_is_renewed_or_withdrawn_opens_nothing_any_more() throws Exception {
        var first = made();
        var second = made();
        assertThat(first).isNotEqualTo(second);
        assertThat(read(first).statusCode()).isEqualTo(404);
        assertThat(read(second).statusCode()).isEqualTo(200);
        assertThat(admin.send(page, page + "/adresse/retirer").statusCode()).isEqualTo(302);
        assertThat(read(second).statusCode()).isEqualTo(404);
    }

    @Test
    void nobody_guesses_an_address_and_nobody_else_makes_one() {
        var guesser = Visitor.elsewhere(port);
        assertThat(guesser.open("/calendriers/inconnu.ics").statusCode()).isEqualTo(404);
        var last = 0;
        for (int i = 0; i < 12; i++) {
            last = guesser.open("/calendriers/inconnu" + i + ".ics").statusCode();
        }
        assertThat(last).isEqualTo(429);
        var colleague = new Visitor(port);
        colleague.signIn(town.agentAt(place, "Karim " + place.site().slug()), Town.PASSWORD);
        assertThat(colleague.send("/agent/calendrier", page + "/adresse").statusCode())
                .isEqualTo(403);
    }
}
