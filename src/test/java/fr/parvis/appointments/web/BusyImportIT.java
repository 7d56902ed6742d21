package fr.parvis.appointments.web;

import static fr.parvis.appointments.web.Office.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.calendar.BusyImport;
import fr.parvis.appointments.calendar.BusyImports;
import fr.parvis.directory.Directory;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Hours that another calendar of an agent says are taken, from a server that may break. */
@ParvisTest
class BusyImportIT {
    private static final String SECRET = "/prive-7f3a/basic.ics";

    @Autowired
    Agendas agendas;

    @Autowired
    Availability availability;

    @Autowired
    Bookings bookings;

    @Autowired
    Appointments appointments;

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

    HttpServer server;
    volatile int status = 200;
    volatile String given = "";
    Town.Place place;
    LocalDate monday;
    Agenda agenda;
    Visitor agent;
    String page;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            var body = given.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        place = town.place(1, 1);
        monday = Office.monday();
        clock.setTo(at(monday.minusDays(3), "08:30"));
        agent = new Visitor(port);
        agent.signIn(town.agentAt(place, "Nadia " + place.site().slug()), Town.PASSWORD);
        var nadia = directory.agentsAt(place.site().id()).getFirst();
        Office.open(agendas, place, monday.plusYears(1));
        agenda = agendas.create(
                place.site(),
                "Nadia",
                nadia.id(),
                null,
                null,
                Set.of(place.services().getFirst().id()));
        agendas.saveRule(agenda.id(), null, Set.of(), monday, LocalTime.of(9, 0), LocalTime.of(12, 0), null, Set.of());
        page = "/agent/agendas/" + agenda.id() + "/calendriers";
        given = calendar(event("1", "10:00", "11:00"));
    }

    @AfterEach
    void close() {
        imports.remove(agenda.id());
        server.stop(0);
        clock.reset();
    }

    private String address(String host) {
        return "http://" + host + ":" + server.getAddress().getPort() + SECRET;
    }

    private static String calendar(String... events) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Essai//FR\r\n" + String.join("", events)
                + "END:VCALENDAR\r\n";
    }

    private String event(String uid, String from, String to) {
        var day = DateTimeFormatter.BASIC_ISO_DATE.format(monday);
        return "BEGIN:VEVENT\r\nUID:" + uid
                + "\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Médecin\r\nDTSTART;TZID=Europe/Paris:"
                + day + "T" + from.replace(":", "") + "00\r\nDTEND;TZID=Europe/Paris:" + day + "T"
                + to.replace(":", "") + "00\r\nEND:VEVENT\r\n";
    }

    private HttpResponse<String> link(String address, String... more) {
        var typed = new java.util.ArrayList<>(List.of("address", address));
        typed.addAll(List.of(more));
        return agent.send(page, page, typed.toArray(String[]::new));
    }

    private List<String> free(boolean desk) {
        var terms = availability.terms(place.services().getFirst().id()).orElseThrow();
        return availability.slots(place.site(), terms, 1, monday, monday, desk).stream()
                .map(slot -> DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
                        .format(slot.start().atZone(place.site().zone())))
                .toList();
    }

    /** The instance's own clockwork may come first: then its reading is waited for. */
    private BusyImport read() throws InterruptedException {
        var before = imports.find(agenda.id()).orElseThrow().tried();
        clock.forward(Duration.ofMinutes(1));
        for (int i = 0; i < 300; i++) {
            imports.readAgain(agenda.id());
            var now = imports.find(agenda.id()).orElseThrow();
            if (!now.tried().equals(before)) {
                return now;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("nothing was read");
    }

    @Test
    void hours_taken_elsewhere_are_not_offered_and_are_free_again_when_the_calendar_goes() {
        assertThat(free(false)).contains("10:00", "10:40").hasSize(9);
        var looked = link(address("localhost"), "look", "1");
        assertThat(looked.statusCode()).isEqualTo(200);
        assertThat(looked.body()).contains("un événement à venir", "10:00 – 11:00", "Rien n’est encore enregistré");
        assertThat(free(false)).hasSize(9);

        assertThat(link(address("localhost").replace("http:", "HTTP:")).statusCode())
                .isEqualTo(302);
        assertThat(free(false)).containsExactly("09:00", "09:20", "09:40", "11:00", "11:20", "11:40");
        assertThat(free(true)).isEqualTo(free(false));
        assertThat(agent.open(page).body())
                .contains("http://localhost/…", "10:00 – 11:00")
                .doesNotContain(SECRET, "Médecin");
        assertThat(agent.open("/agent/calendrier?jour=" + monday).body())
                .contains("Occupé (autre calendrier)", page)
                .doesNotContain("Médecin");

        assertThat(agent.send(page, page + "/retirer").statusCode()).isEqualTo(302);
        assertThat(free(false)).hasSize(9);
        assertThat(agent.open(page).body()).doesNotContain("http://localhost/…");
    }

    @Test
    void what_is_booked_stays_and_is_told_and_our_own_appointments_take_nothing_twice() throws Exception {
        assertThat(link(address("localhost")).statusCode()).isEqualTo(302);
        var touched = Office.book(bookings, place, at(monday, "09:20"), "Heurté");
        given = calendar(event("1", "09:30", "09:45"), event(touched.id().toString(), "09:20", "09:40"));
        read();
        assertThat(appointments.find(touched.id()).state()).isEqualTo(Appointment.State.BOOKED);
        assertThat(agent.open(page).body()).contains("Un rendez-vous touché", "Heurté", touched.reference());
        assertThat(agent.open("/agent/calendrier?jour=" + monday).body()).contains("pendant une absence");

        given = calendar(event(touched.id().toString(), "09:20", "09:40"));
        read();
        assertThat(agent.open(page).body()).contains("aucun événement à venir").doesNotContain("Heurté");
        assertThat(free(false)).hasSize(8);
    }

    @Test
    void a_calendar_that_breaks_is_told_and_nothing_is_offered_online_until_it_is_read_again() throws Exception {
        assertThat(link(address("localhost")).statusCode()).isEqualTo(302);
        status = 503;
        assertThat(read().failures()).isEqualTo(1);
        assertThat(free(false)).hasSize(6);
        assertThat(agent.open(page).body()).contains("Le serveur refuse de donner ce calendrier (réponse 503)");
        status = 200;
        given = given.substring(0, given.length() - 20);
        assertThat(read().problem()).isEqualTo(BusyImport.Problem.UNREADABLE);
        assertThat(read().failures()).isEqualTo(3);
        assertThat(free(false)).as("online").isEmpty();
        assertThat(free(true))
                .as("at the desk, without the hours known as taken")
                .hasSize(6);
        var admin = new Visitor(port);
        admin.signIn(town.account("Essai", Role.ADMIN), Town.PASSWORD);
        for (var told : List.of("/admin", "/admin/agendas")) {
            assertThat(admin.open(told).body()).as(told).contains("Un calendrier ne se lit plus", "Nadia", page);
        }
        for (var told : List.of("/agent/calendrier", "/agent/rendez-vous", page)) {
            assertThat(agent.open(told).body())
                    .as(told)
                    .contains("Un calendrier ne se lit plus", "n’est pas un calendrier entier")
                    .doesNotContain(SECRET);
        }
        given = calendar();
        read();
        assertThat(free(false)).hasSize(9);
        assertThat(agent.open("/agent/calendrier").body()).doesNotContain("Un calendrier ne se lit plus");
    }

    @Test
    void what_nobody_could_read_for_hours_is_not_relied_on() {
        assertThat(link(address("localhost")).statusCode()).isEqualTo(302);
        status = 503;
        clock.forward(Duration.ofHours(7));
        assertThat(free(false)).isEmpty();
        assertThat(free(true)).hasSize(6);
    }

    @Test
    void an_address_that_is_none_or_gives_nothing_is_refused_and_stays_in_its_field() {
        for (var wrong : List.of(
                List.of("", "Collez l’adresse"),
                List.of("mon calendrier", "Ce n’est pas une adresse"),
                List.of("file:///etc/passwd", "Ce n’est pas une adresse"),
                List.of("https://moi:secret@calendrier.example/a.ics", "sans nom ni mot de passe"),
                List.of(address("127.0.0.1"), "dans le réseau interne"),
                List.of("http://169.254.169.254/latest", "dans le réseau interne"))) {
            var refused = link(wrong.getFirst());
            assertThat(refused.statusCode()).as(wrong.getFirst()).isEqualTo(400);
            assertThat(refused.body()).contains(wrong.getLast(), "value=\"" + wrong.getFirst() + "\"");
        }
        given = "<html>Connexion</html>";
        assertThat(link(address("localhost")).body()).contains("n’est pas un calendrier entier");
        status = 404;
        assertThat(link(address("localhost")).body()).contains("réponse 404");
        assertThat(imports.find(agenda.id())).isEmpty();
        assertThat(free(false)).hasSize(9);
    }

    @Test
    void nobody_elses_agenda_is_joined() {
        var colleague = new Visitor(port);
        colleague.signIn(town.agentAt(place, "Karim " + place.site().slug()), Town.PASSWORD);
        assertThat(colleague.open(page).statusCode()).isEqualTo(403);
        assertThat(colleague
                        .send("/agent/calendrier", page, "address", address("localhost"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(colleague.send("/agent/calendrier", page + "/retirer").statusCode())
                .isEqualTo(403);
        assertThat(imports.find(agenda.id())).isEmpty();
        var stranger = new Visitor(port);
        stranger.signIn(town.agentAt(town.place(1, 1), "Inès " + place.site().slug()), Town.PASSWORD);
        assertThat(stranger.open(page).statusCode()).isEqualTo(403);
        assertThat(Visitor.goesTo(new Visitor(port).open(page))).startsWith("/connexion");
    }
}
