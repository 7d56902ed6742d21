package fr.parvis.appointments.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static fr.parvis.appointments.web.Office.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Arrivals;
import fr.parvis.appointments.Bookings;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An agent looks at the day and the week of their site, with the keyboard alone. */
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
        Screens.loaded(agent, () -> agent.keyboard().press("PageDown"));
        assertThat(agent).hasURL(Pattern.compile(".*jour=" + monday.plusDays(1) + ".*#calendrier"));
        assertThat(agent.locator("#calendrier")).isFocused();
        agent.keyboard().press("ArrowUp");
        assertThat(agent.locator(".cal-list a:focus")).hasAttribute("data-from", "14:10");
        Screens.loaded(agent, () -> agent.keyboard().press("t"));
        agent.keyboard().press("ArrowDown");
        assertThat(agent.locator(".cal-list a:focus")).hasAttribute("data-from", Pattern.compile("09:.*"));
        Screens.loaded(agent, () -> agent.keyboard().press("Enter"));
        assertThat(agent).hasURL(Pattern.compile(".*/agent/rendez-vous/[0-9a-f-]+"));
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
}
