package fr.parvis.appointments.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static fr.parvis.appointments.web.Office.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import com.sun.net.httpserver.HttpServer;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Arrivals;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.calendar.BusyImports;
import fr.parvis.directory.Directory;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An agent looks at the day and the week of their site, with the keyboard alone. */
@Tag("deep")
@ParvisTest
class CalendarJourney {
    private static final String SHOT = "calendrier-";

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    Arrivals arrivals;

    @Autowired
    BusyImports imports;

    @Autowired
    Directory directory;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Screens screens;
    Town.Place place;
    LocalDate monday;

    @BeforeEach
    void open() {
        place = town.place(2, 3);
        screens = new Screens(port);
        monday = Office.monday();
        clock.setTo(at(monday.minusDays(3), "10:00"));
        Office.open(agendas, place, monday);
        var services = place.services().stream().map(one -> one.id()).collect(Collectors.toSet());
        var names = List.of("État civil, guichet 2", "Accueil, guichet 3");
        for (int i = 1; i < 3; i++) {
            var agenda = agendas.create(
                    place.site(),
                    names.get(i - 1),
                    null,
                    place.counters().get(i).id(),
                    null,
                    services);
            for (var half : List.of(List.of("08:40", "12:00"), List.of("13:30", "17:00"))) {
                agendas.saveRule(
                        agenda.id(),
                        null,
                        Set.of(),
                        monday,
                        LocalTime.parse(half.getFirst()),
                        LocalTime.parse(half.getLast()),
                        "FREQ=WEEKLY;BYDAY=MO,TU,TH",
                        Set.of());
            }
            agendas.addAbsence(agenda.id(), at(monday, "15:30"), at(monday, "16:30"), i == 1 ? "Formation" : "");
        }
    }

    @AfterEach
    void close() {
        screens.close();
        clock.reset();
    }

    private Appointment booked(LocalDate day, String time, String name) {
        return Office.book(bookings, place, at(day, time), name);
    }

    @Test
    void the_day_and_the_week_by_the_keyboard() {
        booked(monday, "09:20", "Lefèvre");
        booked(monday, "09:20", "Saint-Hilaire de la Roche");
        booked(monday, "10:20", "Dupavé");
        booked(monday, "11:40", "Nguyen");
        booked(monday.plusDays(1), "14:10", "Martin");
        var touched = booked(monday, "14:30", "Laruelle");
        agendas.addAbsence(touched.agendas().getFirst(), at(monday, "14:20"), at(monday, "15:00"), "Congé");
        arrivals.checkIn(arriving("09:00", "Arrivé").id());
        clock.setTo(at(monday, "10:12"));
        var agent = screens.window(1280, 900, "fr");
        Screens.signIn(agent, town.agentAt(place, "Nadia Calendrier"));

        Screens.loaded(agent, () -> agent.navigate("/agent/calendrier"));
        assertThat(agent.locator("#calendrier[data-ready]")).isVisible();
        assertThat(agent.locator(".cal-col")).hasCount(3);
        assertThat(agent.locator(".cal-list a")).hasCount(6);
        standsWhereItBegins(agent);
        screens.look(agent, SHOT + "1-jour");
        onPaper(agent);

        byKeys(agent);

        Screens.loaded(agent, () -> agent.navigate("/agent/calendrier?vue=semaine&agenda="));
        assertThat(agent.locator(".cal-week .cal-list a")).hasCount(7);
        screens.look(agent, SHOT + "2-semaine-lieu");
        Screens.loaded(agent, () -> agent.locator(".cal-week tbody th a").nth(1).click());
        assertThat(agent.locator(".cal-col")).hasCount(5);
        screens.look(agent, SHOT + "3-semaine-agenda");
        Screens.loaded(
                agent,
                () -> agent.locator("a[href*='/agent/rendez-vous?']").first().click());
        assertThat(agent.locator(".week-plan")).isVisible();
        screens.assertNoComplaint();
    }

    @Test
    void another_calendar_is_joined_and_breaks() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        var status = new AtomicInteger(200);
        var day = DateTimeFormatter.BASIC_ISO_DATE.format(monday);
        var file =
                ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Essai//FR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
                                + "DTSTART;TZID=Europe/Paris:" + day + "T093000\r\nDTEND;TZID=Europe/Paris:" + day
                                + "T104500\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status.get(), file.length);
            exchange.getResponseBody().write(file);
            exchange.close();
        });
        server.start();
        var agent = screens.window(1280, 900, "fr");
        Screens.signIn(agent, town.agentAt(place, "Olga Calendrier"));
        var olga = directory.agentsAt(place.site().id()).stream()
                .filter(one -> one.name().startsWith("Olga"))
                .findFirst()
                .orElseThrow();
        var own = agendas.create(
                place.site(),
                "Olga",
                olga.id(),
                null,
                null,
                Set.of(place.services().getFirst().id()));
        agendas.saveRule(
                own.id(),
                null,
                Set.of(),
                monday,
                LocalTime.of(9, 0),
                LocalTime.of(12, 0),
                "FREQ=WEEKLY;BYDAY=MO,WE,FR",
                Set.of());
        Screens.loaded(agent, () -> agent.navigate("/agent/calendrier?jour=" + monday));
        assertThat(agent.locator("h1")).containsText("Olga");
        Screens.loaded(agent, () -> agent.locator("a[href$='/calendriers']").click());
        agent.fill("#address", "webcal://");
        Screens.loaded(agent, () -> agent.locator("button[name=look]").click());
        assertThat(agent.locator(".field-error")).isVisible();
        agent.fill("#address", "http://localhost:" + server.getAddress().getPort() + "/prive.ics");
        Screens.loaded(agent, () -> agent.locator("button[name=look]").click());
        assertThat(agent.locator(".tried")).containsText("09:30 – 10:45");
        screens.look(agent, SHOT + "6-autre-essai");
        Screens.loaded(
                agent, () -> agent.locator(".cal-address-form .btn-primary").click());
        assertThat(agent.locator(".facts")).containsText("http://localhost/…");
        screens.look(agent, SHOT + "7-autre");
        status.set(503);
        for (int i = 0; i < 3; i++) {
            clock.forward(Duration.ofMinutes(6));
            Screens.loaded(
                    agent, () -> agent.locator("form[action$='/relire'] button").click());
        }
        assertThat(agent.locator("main .notice-bad")).containsText("réponse 503");
        Screens.loaded(agent, () -> agent.navigate("/agent/calendrier?jour=" + monday));
        assertThat(agent.locator(".cal-list .is-away")).hasCount(1);
        assertThat(agent.locator("main .notice-bad")).containsText("Olga");
        screens.look(agent, SHOT + "8-rompu");
        agent.setViewportSize(320, 800);
        Screens.loaded(agent, () -> agent.locator("main .notice-bad a").click());
        screens.look(agent, SHOT + "9-rompu-320");
        Screens.loaded(
                agent, () -> agent.locator("form[action$='/adresse'] button").click());
        assertThat(agent.locator("#feed-address")).containsText("/calendriers/");
        screens.look(agent, SHOT + "10-adresse-320");
        agent.setViewportSize(1280, 900);
        screens.look(agent, SHOT + "10-adresse");
        imports.remove(own.id());
        server.stop(0);
        screens.assertNoComplaint();
    }

    private Appointment arriving(String time, String name) {
        var one = booked(monday, time, name);
        clock.setTo(at(monday, "08:50"));
        return one;
    }

    private static void standsWhereItBegins(Page agent) {
        var first = agent.locator(".cal-list a[data-from='09:20']").first().boundingBox();
        var second = agent.locator(".cal-list a[data-from='09:20']").nth(1).boundingBox();
        var noon = agent.locator(".cal-list a[data-from='11:40']").first().boundingBox();
        assertThat(first.y).isEqualTo(second.y);
        assertThat(noon.y - first.y).isGreaterThan(2.3 * 12 * 6);
        assertThat(first.height).isGreaterThanOrEqualTo(24);
        var now = agent.locator(".cal-now").first().boundingBox();
        assertThat(now.y).isBetween(first.y, noon.y);
    }

    private void onPaper(Page agent) {
        agent.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(agent.locator(".plan-nav").first()).isHidden();
        assertThat(agent.locator(".cal-list a").first()).isVisible();
        Screens.picture(agent, SHOT + "1-papier");
        agent.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    }

    private void byKeys(Page agent) {
        agent.locator("#calendrier").focus();
        agent.keyboard().press("ArrowDown");
        var focused = agent.locator(".cal-list a:focus");
        assertThat(focused).hasAttribute("data-from", Pattern.compile("09:.*"));
        var before = focused.getAttribute("id");
        agent.keyboard().press("ArrowRight");
        assertThat(agent.locator(".cal-list a:focus")).not().hasId(before);
        agent.keyboard().press("ArrowLeft");
        assertThat(agent.locator(".cal-list a:focus")).hasCount(1);
        agent.keyboard().press("Home");
        turn(agent, "PageDown", ".*jour=" + monday.plusDays(1) + ".*#calendrier");
        agent.keyboard().press("ArrowUp");
        assertThat(agent.locator(".cal-list a:focus")).hasAttribute("data-from", "14:10");
        turn(agent, "t", ".*agenda=&vue=jour#calendrier");
        agent.keyboard().press("ArrowDown");
        assertThat(agent.locator(".cal-list a:focus")).hasAttribute("data-from", Pattern.compile("09:.*"));
        Screens.loaded(agent, () -> agent.keyboard().press("Enter"));
        assertThat(agent).hasURL(Pattern.compile(".*/agent/rendez-vous/[0-9a-f-]+"));
    }

    private static void turn(Page agent, String key, String to) {
        Screens.loaded(agent, () -> agent.keyboard().press(key));
        agent.waitForURL(Pattern.compile(to));
        assertThat(agent.locator("#calendrier[data-ready]")).isFocused();
    }

    @Test
    void on_a_small_screen_it_is_a_list_and_it_follows_what_others_do() {
        booked(monday, "09:20", "Petitjean");
        clock.setTo(at(monday, "08:12"));
        var agent = screens.window(320, 800, "fr");
        Screens.signIn(agent, town.agentAt(place, "Karim Calendrier"));
        Screens.loaded(agent, () -> agent.navigate("/agent/calendrier"));
        assertThat(agent.locator(".cal-hours")).isHidden();
        assertThat(agent.locator(".cal-list a")).hasCount(1);
        screens.look(agent, SHOT + "4-jour-320");
        booked(monday, "09:40", "Entretemps");
        assertThat(agent.locator(".cal-list a")).hasCount(2);
        Screens.loaded(agent, () -> agent.navigate("/agent/calendrier?vue=semaine&agenda="));
        screens.look(agent, SHOT + "5-semaine-320");
        screens.assertNoComplaint();
    }

    @Test
    void an_administrator_chooses_the_school_zone_and_an_opening_minds_it() {
        var admin = screens.window(1280, 900, "fr");
        Screens.signIn(admin, town.account("Admin École", Role.ADMIN));
        Screens.loaded(admin, () -> admin.navigate("/admin/agendas"));
        Screens.loaded(admin, () -> admin.locator("a[href='/admin/vacances']").click());
        admin.selectOption("#zone-" + place.site().slug(), "b");
        Screens.loaded(
                admin,
                () -> admin.locator("form[action$='/zones'] .btn-primary").click());
        assertThat(admin.locator("details[open]")).containsText("Zone B");
        screens.look(admin, SHOT + "11-vacances");
        admin.setViewportSize(320, 800);
        screens.look(admin, SHOT + "11-vacances-320");
        admin.setViewportSize(1280, 900);
        var agenda = agendas.at(place.site()).getFirst();
        Screens.loaded(admin, () -> admin.navigate("/admin/agendas/" + agenda.id() + "/ouvertures/nouvelle"));
        admin.locator("#days input[value=WE]").check();
        admin.selectOption("#school", "holidays");
        Screens.loaded(admin, () -> admin.locator("button[name=look]").click());
        assertThat(admin.locator("#dates")).containsText("pendant les vacances scolaires");
        screens.look(admin, SHOT + "12-ouverture");
        Screens.loaded(admin, () -> admin.navigate("/admin/agendas/" + agenda.id() + "/absences/nouvelle"));
        screens.look(admin, SHOT + "13-absence");
        screens.assertNoComplaint();
    }
}
