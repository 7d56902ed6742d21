package fr.parvis.appointments;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.figures.AppointmentFigures;
import fr.parvis.appointments.figures.Period;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.identity.Role;
import fr.parvis.platform.Share;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.io.StringReader;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What appointments come to: filled, how soon, missed. */
@ParvisTest
class FiguresIT {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    Arrivals arrivals;

    @Autowired
    FigureKeeping keeping;

    @Autowired
    AppointmentMessages messages;

    @Autowired
    AppointmentFigures figures;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Town.Place place;
    ServiceOffer service;
    LocalDate monday;

    @BeforeEach
    void arrive() {
        place = town.place(1, 1);
        service = place.services().getFirst();
        monday = LocalDate.now(PARIS).plusWeeks(3).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.setTo(at(monday.minusDays(20), "10:00"));
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20));
        var agenda = agendas.create(
                place.site(), "Guichet", null, place.counters().getFirst().id(), null, Set.of(service.id()));
        agendas.saveRule(
                agenda.id(), null, Set.of(), monday, LocalTime.of(9, 0), LocalTime.of(12, 0), "FREQ=WEEKLY", Set.of());
        agendas.addAbsence(agenda.id(), at(monday, "11:00"), at(monday, "12:00"), "");
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(PARIS).toInstant();
    }

    private Appointment book(String time, String name, Appointment.Channel channel) {
        return bookings.book(
                new NewAppointment(place.site().id(), service.id(), at(monday, time), 1, channel),
                new Appointment.Usager(
                        name, "Figure", name.toLowerCase(java.util.Locale.ROOT) + "@figures.example", null, "fr"));
    }

    private List<fr.parvis.directory.Site> here() {
        return List.of(place.site());
    }

    private Period day() {
        return new Period(monday, monday);
    }

    @Test
    void counts_what_was_kept_missed_cancelled_and_never_said() {
        var came = book("09:00", "Ana", Appointment.Channel.ONLINE);
        var missed = book("09:20", "Bao", Appointment.Channel.ONLINE);
        var cancelled = book("09:40", "Chi", Appointment.Channel.PHONE);
        book("10:00", "Dan", Appointment.Channel.DESK);
        // a time that was held and given back was never an appointment
        bookings.cancel(
                bookings.hold(new NewAppointment(
                                place.site().id(), service.id(), at(monday, "10:20"), 1, Appointment.Channel.ONLINE))
                        .id(),
                false);
        bookings.cancel(cancelled.id(), true);
        clock.setTo(at(monday, "09:30"));
        arrivals.checkIn(came.id());
        arrivals.noShow(missed.id());
        clock.setTo(at(monday.plusDays(1), "08:00"));

        assertThat(figures.services(here(), day())).singleElement().satisfies(line -> {
            assertThat(line.booked()).isEqualTo(3);
            assertThat(line.cancelled()).isEqualTo(1);
            assertThat(line.unsaid()).isEqualTo(1);
            assertThat(line.missed()).isEqualTo(new Share(1, 2));
        });
        assertThat(figures.missedByChannel(here(), day()))
                .singleElement()
                .satisfies(group -> assertThat(group.group()).isEqualTo("online"));
        assertThat(figures.missedByLead(here(), day()))
                .singleElement()
                .satisfies(group -> assertThat(group.group()).isEqualTo("15-30"));
    }

    @Test
    void fills_by_what_was_offered_that_day_even_when_rules_change_later() {
        book("09:00", "Eve", Appointment.Channel.ONLINE);
        clock.setTo(at(monday.plusDays(1), "03:00"));
        keeping.keepDays();
        keeping.keepDays();
        var filled = figures.filled(here(), day());
        assertThat(filled)
                .as("three hours but the absence of one; twenty minutes are taken")
                .containsExactly(new AppointmentFigures.Filled(place.site().id(), new Share(20, 120)));
        agendas.at(place.site())
                .forEach(one -> agendas.rules(one.id()).forEach(rule -> agendas.removeRule(one.id(), rule.id())));
        keeping.keepDays();
        assertThat(figures.filled(here(), day())).isEqualTo(filled);
    }

    @Test
    void measures_the_third_free_start_once_a_day_after_noon() {
        clock.setTo(at(monday.minusDays(3), "11:00"));
        keeping.measureThirdNext();
        var today = new Period(monday.minusDays(3), monday.minusDays(3));
        assertThat(figures.services(here(), today)).isEmpty();
        clock.setTo(at(monday.minusDays(3), "12:40"));
        keeping.measureThirdNext();
        book("09:00", "Fay", Appointment.Channel.ONLINE);
        keeping.measureThirdNext();
        assertThat(figures.services(here(), today)).singleElement().satisfies(line -> {
            assertThat(line.noons()).isEqualTo(1);
            assertThat(line.withoutThree()).isZero();
            assertThat(line.thirdNextHours()).isEqualTo((int)
                    Duration.between(clock.instant(), at(monday, "09:40")).toHours());
        });
    }

    @Test
    void tells_the_reminded_from_the_others_and_forgets_it_when_the_time_changes() {
        var told = book("09:00", "Gil", Appointment.Channel.ONLINE);
        var moved = book("09:20", "Hua", Appointment.Channel.ONLINE);
        clock.setTo(at(monday.minusDays(6), "10:00"));
        messages.remind();
        bookings.move(moved.id(), at(monday, "10:00"), true);
        clock.setTo(at(monday, "10:30"));
        arrivals.checkIn(told.id());
        arrivals.noShow(moved.id());
        assertThat(figures.missedByReminder(here(), day()))
                .anySatisfy(group -> {
                    assertThat(group.group()).isEqualTo("reminded");
                    assertThat(group.share()).isEqualTo(new Share(0, 1));
                })
                .anySatisfy(group -> {
                    assertThat(group.group()).isEqualTo("not-reminded");
                    assertThat(group.share()).isEqualTo(new Share(1, 1));
                });
    }

    @Test
    void shows_them_to_whoever_is_in_charge_and_opens_them_without_a_share_of_few() throws Exception {
        var came = book("09:00", "Ida", Appointment.Channel.ONLINE);
        clock.setTo(at(monday, "09:05"));
        arrivals.checkIn(came.id());
        clock.setTo(at(monday.plusDays(1), "08:00"));
        var supervisor = new Visitor(port);
        supervisor.signIn(town.account("Sam Chiffres", Role.SUPERVISOR), Town.PASSWORD);
        var page = supervisor.open("/pilotage/rendez-vous?site=" + place.site().slug());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("trop peu pour le dire");
        assertThat(supervisor.open("/pilotage/rendez-vous?jours=12").statusCode())
                .isEqualTo(400);
        for (var day : List.of("+999999999-12-31", "-999999999-01-01", "+300000-01-01", "demain")) {
            assertThat(supervisor
                            .send(
                                    "/pilotage/rendez-vous?site=" + place.site().slug(),
                                    "/pilotage/rendez-vous/places",
                                    "site",
                                    place.site().slug(),
                                    "service",
                                    service.id().toString(),
                                    "day",
                                    day,
                                    "morning",
                                    "true")
                            .statusCode())
                    .as(day)
                    .isEqualTo(400);
        }
        var agent = new Visitor(port);
        agent.signIn(town.agentAt(place, "Ali Guichet"), Town.PASSWORD);
        assertThat(agent.open("/pilotage/rendez-vous").statusCode()).isEqualTo(403);
        assertThat(new Visitor(port).open("/donnees/rendez-vous.csv").body())
                .as("a month that grows from day to day tells of the people of one day")
                .doesNotContain(place.site().slug());
        clock.setTo(at(monday.plusMonths(1).withDayOfMonth(2), "08:00"));
        var csv = new Visitor(port).open("/donnees/rendez-vous.csv");
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        try (var parser = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(csv.body()))) {
            assertThat(parser.getRecords())
                    .filteredOn(row -> row.get("site").equals(place.site().slug()))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.get("booked")).isEqualTo("1");
                        assertThat(row.get("missed_percent")).isEmpty();
                    });
        }
        assertThat(csv.body()).doesNotContain("Ida").doesNotContain("Figure");
        assertThat(new Visitor(port).open("/donnees").body()).contains("Licence Ouverte 2.0");
    }
}
