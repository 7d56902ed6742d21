package fr.parvis.appointments.web;

import static fr.parvis.appointments.web.Office.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentPapers;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.identity.Role;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.NationalSheets;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.SheetImport;
import fr.parvis.procedures.visit.PreparedVisits;
import fr.parvis.procedures.visit.ServiceSheets;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody without a telephone books at the kiosk, letter by letter, and every way in which it can be refused. */
@ParvisTest
class KioskBookingIT {
    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final Pattern TIME = Pattern.compile("name=\"choix\" value=\"[^ ]+ ([^\"]+)\"");
    private static final String LIST = "/demarches/F21089/ma-liste?qd69413=votre-carte-d-identite-est-valide";

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    Availability availability;

    @Autowired
    Appointments appointments;

    @Autowired
    AppointmentPapers papers;

    @Autowired
    SheetImport imports;

    @Autowired
    Procedures procedures;

    @Autowired
    ServiceSheets sheets;

    @Autowired
    PreparedVisits visits;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    Town.Place place;
    Site site;
    ServiceOffer service;
    LocalDate monday;
    Visitor kiosk;
    String name;
    String times;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        place = town.place(2, 1);
        site = place.site();
        service = place.services().getFirst();
        monday = Office.monday();
        clock.setTo(at(monday.minusDays(3), "10:00"));
        Office.open(agendas, place, monday);
        kiosk = town.installed(Visitor.elsewhere(port), place);
        name = "BORNE-" + (char) ('A' + PEOPLE.incrementAndGet());
        times = start() + "/rdv/prendre/" + service.slug();
    }

    @AfterEach
    void backToNow() {
        sheets.lines(service.id()).forEach(line -> sheets.remove(service, line.audience(), line.id()));
        agendas.at(site).forEach(one -> agendas.update(one.id(), one.name(), one.services(), false));
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20));
        clock.reset();
    }

    private String start() {
        return "/borne/" + site.slug();
    }

    private HttpResponse<String> press(String time) {
        return kiosk.send(times, times, "choix", site.slug() + " " + at(monday, time));
    }

    private String hold(String time) {
        var answer = press(time);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(Visitor.goesTo(answer)).startsWith(start() + "/rdv/pour/");
        return Visitor.goesTo(answer);
    }

    /** The same screen, with more after the token. */
    private static String below(String held, String more) {
        return held.replaceFirst("\\?", more + "?");
    }

    private Appointment of(String held) {
        return appointments
                .findByToken(held.replaceFirst(".*/pour/", "").replaceFirst("[/?].*", ""))
                .orElseThrow();
    }

    private HttpResponse<String> write(String held, String... typed) {
        return kiosk.send(held, held, typed);
    }

    private HttpResponse<String> confirm(String held, String phone) {
        return kiosk.send(times, below(held, "/confirmer"), "lastName", name, "firstName", "CAMILLE", "phone", phone);
    }

    private static List<String> free(String body) {
        return TIME.matcher(body).results().map(hit -> hit.group(1)).toList();
    }

    private void terms(int keptPercent, @Nullable Integer onlineADay) {
        var usual = ServiceTerms.usual(service.id(), 20);
        agendas.saveTerms(new ServiceTerms(
                usual.serviceId(),
                usual.minutes(),
                usual.bufferMinutes(),
                usual.stepMinutes(),
                24,
                usual.horizonDays(),
                usual.opensAt(),
                usual.mostPeople(),
                usual.grouping(),
                Set.of(),
                keptPercent,
                onlineADay));
    }

    @Test
    void letter_by_letter_to_an_appointment_without_a_telephone_and_from_it_to_the_ticket() throws IOException {
        NationalSheets.copy(folder, "F21089");
        imports.run(folder, _ -> {});
        var shown = kiosk.open(times);
        assertThat(shown.headers().firstValue("Refresh")).contains("120; url=" + start());
        assertThat(shown.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(shown.body()).contains("Quand voulez-vous venir", "09:00", "Pour combien de personnes");
        var choosing = times + "?liste=" + URLEncoder.encode(LIST, StandardCharsets.UTF_8);
        var held = Visitor.goesTo(kiosk.send(choosing, choosing, "choix", site.slug() + " " + at(monday, "09:20")));
        assertThat(kiosk.open(held).body())
                .contains("Votre nom de famille", "09:20", "Cette heure est gardée pour vous jusqu’à 10:05");
        assertThat(write(held, "step", "last-name", "typed", "DE", "letter", " ")
                        .body())
                .contains("value=\"DE \"");
        assertThat(write(held, "step", "last-name", "typed", "DE ", "letter", "L")
                        .body())
                .contains("value=\"DE L\"");
        assertThat(write(held, "step", "last-name", "typed", "DE L", "erase", "1")
                        .body())
                .contains("value=\"DE \"");
        var first = write(held, "step", "last-name", "typed", name);
        assertThat(first.body()).contains("Votre prénom", "name=\"lastName\" value=\"" + name + "\"");
        assertThat(write(held, "step", "first-name", "lastName", name, "typed", "CAM", "before", "1")
                        .body())
                .contains("Votre nom de famille", "value=\"" + name + "\"", "name=\"firstName\" value=\"CAM\"");
        var phone = write(held, "step", "first-name", "lastName", name, "typed", "CAMILLE");
        assertThat(phone.body()).contains("Votre téléphone", "type=\"tel\"", "Continuer sans téléphone");
        var look =
                write(held, "step", "phone", "lastName", name, "firstName", "CAMILLE", "typed", "06", "without", "1");
        assertThat(look.body())
                .contains("Tout est juste", "CAMILLE " + name, "09:20", "name=\"phone\" value=\"\"")
                .doesNotContain("<dt>Téléphone</dt>");
        var booked = Visitor.goesTo(confirm(held, ""));
        assertThat(booked).isEqualTo(below(held, "/pris").replaceFirst("\\?.*", ""));
        assertThat(Visitor.goesTo(confirm(held, ""))).as("pressed twice").isEqualTo(booked);

        var mine = of(held);
        assertThat(mine.state()).isEqualTo(Appointment.State.BOOKED);
        assertThat(mine.channel()).isEqualTo(Appointment.Channel.KIOSK);
        assertThat(mine.usager()).isEqualTo(new Appointment.Usager("CAMILLE", name, null, null, "fr"));
        assertThat(papers.of(mine.id())).contains(LIST);
        var page = kiosk.open(booked);
        assertThat(page.headers().firstValue("Refresh")).contains("90; url=" + start());
        assertThat(page.body())
                .contains(
                        mine.reference(), "09:20", site.name(), site.address(), "/rdv/mien/" + mine.token() + "/qr.svg")
                .contains("Notez la date", "J’ai un rendez-vous", "Votre rendez-vous est pris")
                .doesNotContain(name, "CAMILLE");

        clock.setTo(at(monday, "09:10"));
        var arrived = Visitor.goesTo(kiosk.send(start() + "/rdv", start() + "/rdv", "typed", mine.reference()));
        assertThat(arrived).startsWith(start() + "/tickets/");
        assertThat(visits.of(Objects.requireNonNull(of(held).ticketId()))
                        .orElseThrow()
                        .sheetId())
                .isEqualTo("F21089");
        assertThat(Visitor.goesTo(kiosk.open(booked))).isEqualTo(start());
    }

    @Test
    void the_kind_exit_offers_it_where_the_service_is_given_by_appointment_and_leads_back_with_all_that_was_said()
            throws IOException {
        NationalSheets.copy(folder, "F21089");
        imports.run(folder, _ -> {});
        sheets.add(service, procedures.find("F21089").orElseThrow());
        var missing = start() + "/papiers/particuliers/F21089/manque?service=" + service.slug()
                + "&priority=1&help=hearing&qd69413=votre-carte-d-identite-est-valide";
        var link = Pattern.compile("href=\"(/borne/[^\"]+/rdv/prendre/[^\"]+)\"[^>]*>Prendre rendez-vous ici")
                .matcher(kiosk.open(missing).body());
        assertThat(link.find()).isTrue();
        var here = link.group(1).replace("&amp;", "&");
        assertThat(URLDecoder.decode(here, StandardCharsets.UTF_8)).contains("liste=" + LIST, "retour=" + missing);
        var shown = kiosk.open(here);
        assertThat(shown.body())
                .contains("href=\"" + missing.replace("&", "&amp;") + "\"")
                .contains("personnes=2");
        var held = Visitor.goesTo(kiosk.send(here, here, "choix", site.slug() + " " + at(monday, "09:00")));
        assertThat(papers.of(of(held).id()).orElseThrow()).startsWith(LIST);
        var given = Visitor.goesTo(kiosk.send(held, below(held, "/rendre")));
        assertThat(of(held).state()).isEqualTo(Appointment.State.EXPIRED);
        assertThat(URLDecoder.decode(given, StandardCharsets.UTF_8))
                .startsWith(times + "?")
                .contains("liste=" + LIST, "retour=" + missing);
        assertThat(free(kiosk.open(given).body())).contains(at(monday, "09:00").toString());

        agendas.at(site).forEach(one -> agendas.update(one.id(), one.name(), one.services(), false));
        assertThat(kiosk.open(missing).body()).doesNotContain("/rdv/prendre/");
    }

    @Test
    void nobody_is_led_elsewhere() {
        var services = "href=\"" + start() + "/services\"";
        for (var way : List.of(
                "https://ailleurs.example",
                "//ailleurs.example",
                "javascript:alert(1)",
                start() + "/papiers/../../../admin",
                start() + "/papiers/%2e%2e/%2e%2e/admin",
                "/borne/autre-lieu/papiers/x",
                start() + "/papiers/" + "a".repeat(900))) {
            assertThat(kiosk.open(times + "?retour=" + URLEncoder.encode(way, StandardCharsets.UTF_8))
                            .body())
                    .as(way)
                    .contains(services)
                    .doesNotContain("ailleurs", "alert(1)", "/admin", "aaaa");
        }
    }

    @Test
    void what_is_kept_for_people_without_internet_is_for_the_kiosk_and_counts_as_theirs() {
        terms(100, null);
        var online = "/rdv/" + service.slug() + "?personnes=1&lieu=" + site.slug();
        var kept = at(monday, "09:00").toString();
        assertThat(free(kiosk.open(online).body())).doesNotContain(kept);
        assertThat(free(kiosk.open(times).body())).contains(kept);
        assertThat(Visitor.goesTo(confirm(hold("09:00"), ""))).endsWith("/pris");

        terms(0, 1);
        assertThat(free(kiosk.open(online).body()))
                .as("one of the day may be booked online, and none was")
                .contains(at(monday, "09:20").toString());
        Office.book(bookings, place, at(monday, "09:20"), name + "-D");
        bookings.book(
                new NewAppointment(site.id(), service.id(), at(monday, "09:40"), 1, Appointment.Channel.ONLINE),
                new Appointment.Usager("Camille", name + "-O", "camille@essai.example", null, "fr"));
        assertThat(free(kiosk.open(online).body()))
                .doesNotContain(at(monday, "10:00").toString());
        assertThat(Visitor.goesTo(confirm(hold("10:00"), ""))).endsWith("/pris");
    }

    @Test
    void whoever_stands_there_may_book_for_the_same_day() {
        terms(0, null);
        clock.setTo(at(monday, "09:05"));
        assertThat(free(kiosk.open(times).body()))
                .startsWith(at(monday, "09:20").toString());
        var held = hold("09:20");
        assertThat(of(held).channel()).isEqualTo(Appointment.Channel.KIOSK);
        clock.setTo(at(monday, "09:21"));
        assertThat(Visitor.goesTo(kiosk.open(held))).as("too late for it").startsWith(times);
    }

    @Test
    void what_cannot_be_is_said_beside_the_field_and_what_was_written_stays() {
        var held = hold("09:00");
        var empty = write(held, "step", "last-name", "typed", " ");
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(empty.body()).contains("Écrivez le nom de la personne qui vient", "aria-invalid=\"true\"");
        var odd = write(held, "step", "first-name", "lastName", name, "typed", "A@B");
        assertThat(odd.statusCode()).isEqualTo(400);
        assertThat(odd.body())
                .contains("Votre prénom", "Retirez « @ »", "value=\"A@B\"", "name=\"lastName\" value=\"" + name);
        var phone = write(held, "step", "phone", "lastName", name, "firstName", "CAMILLE", "typed", "0612");
        assertThat(phone.statusCode()).isEqualTo(400);
        assertThat(phone.body()).contains("n’est pas un numéro", "value=\"0612\"", "value=\"CAMILLE\"");
        var unnamed =
                kiosk.send(held, below(held, "/confirmer"), "lastName", name, "firstName", "", "phone", "0612345678");
        assertThat(unnamed.statusCode()).isEqualTo(400);
        assertThat(unnamed.body()).contains("Votre prénom", "Écrivez le prénom", "value=\"0612345678\"");
        assertThat(of(held).state()).isEqualTo(Appointment.State.HELD);
        assertThat(kiosk.send(held, held, "step", "<b>", "typed", "<b>").body()).doesNotContain("<b>");
    }

    @Test
    void a_time_that_somebody_else_takes_is_explained_and_the_nearest_are_offered() {
        Office.book(bookings, place, at(monday, "09:00"), name + "-D");
        var taken = press("09:00");
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).contains("Cette heure n’est plus libre", "Les heures les plus proches", "09:20");
        assertThat(press("03:00").statusCode()).isEqualTo(409);
        assertThat(kiosk.send(times, times, "choix", "ailleurs x").statusCode()).isEqualTo(400);
    }

    @Test
    void a_hold_that_ran_out_and_was_taken_leads_to_another_time_with_what_was_written() {
        var held = hold("09:00");
        papers.attach(of(held).id(), LIST);
        clock.forward(Bookings.HOLD.plusSeconds(5));
        Office.book(bookings, place, at(monday, "09:00"), name + "-D");
        var lost = confirm(held, "0612345678");
        assertThat(lost.statusCode()).isEqualTo(409);
        assertThat(lost.body())
                .contains("ce que vous avez écrit est encore là", "name=\"lastName\" value=\"" + name, "09:20");
        var other = kiosk.send(
                held,
                below(held, "/autre"),
                "choix",
                site.slug() + " " + at(monday, "09:20"),
                "lastName",
                name,
                "firstName",
                "CAMILLE",
                "phone",
                "0612345678");
        assertThat(other.body()).contains("Tout est juste", "CAMILLE " + name, "09:20", "0612345678");
        var again = Pattern.compile("action=\"(" + start() + "/rdv/pour/[^\"]+)/confirmer")
                .matcher(other.body());
        assertThat(again.find()).isTrue();
        var now = again.group(1) + "?retour=";
        assertThat(Visitor.goesTo(confirm(now, "0612345678"))).endsWith("/pris");
        assertThat(of(now).start()).isEqualTo(at(monday, "09:20"));
        assertThat(Objects.requireNonNull(of(now).usager()).phone()).isEqualTo("+33612345678");
        assertThat(papers.of(of(now).id())).contains(LIST);
    }

    @Test
    void the_same_person_twice_is_told_so_but_not_when_and_may_book_for_another() {
        confirm(hold("09:00"), "0612345678");
        var held = hold("09:20");
        var twice = confirm(held, "06 12 34 56 78");
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(twice.body())
                .contains("Vous avez déjà un rendez-vous", "Dites votre nom à l’accueil", "Changer le nom")
                .doesNotContain("09:00");
        assertThatThrownBy(() -> bookings.confirm(
                        of(held).id(), new Appointment.Usager("Camille", name, null, "+33612345678", "fr")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(String.valueOf(refusal.getBody().getProperties()))
                                .doesNotContain("start"));
        assertThat(write(held, "lastName", name, "firstName", "CAMILLE", "phone", "0612345678")
                        .body())
                .contains("Votre nom de famille", "value=\"" + name + "\"");
        assertThat(Visitor.goesTo(kiosk.send(
                        held,
                        below(held, "/confirmer"),
                        "lastName",
                        name,
                        "firstName",
                        "DOMINIQUE",
                        "phone",
                        "0612345678")))
                .endsWith("/pris");
    }

    @Test
    void what_somebody_left_behind_does_not_stand_in_the_way_of_the_next() {
        var left = hold("09:00");
        var next = hold("09:20");
        assertThat(of(left).state()).isEqualTo(Appointment.State.EXPIRED);
        assertThat(kiosk.open(next).body()).contains("09:20").doesNotContain("09:00");
        assertThat(kiosk.open(times).body()).doesNotContain("Vous gardez déjà");
    }

    @Test
    void without_a_free_time_it_says_what_next() {
        agendas.at(site)
                .forEach(one -> agendas.rules(one.id()).forEach(rule -> agendas.removeRule(one.id(), rule.id())));
        assertThat(kiosk.open(times).body())
                .contains("Aucun rendez-vous libre", "un agent peut chercher une heure", "Prendre un ticket");
    }

    @Test
    void a_service_without_appointments_is_refused_in_its_own_words() {
        var other = start() + "/rdv/prendre/" + place.services().getLast().slug();
        var refused = kiosk.open(other);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.headers().firstValue("Refresh")).contains("15; url=" + start());
        assertThat(refused.body()).contains("venez sans rendez-vous");
        assertThat(kiosk.open(start() + "/rdv/prendre/inconnue").statusCode()).isEqualTo(404);
    }

    @Test
    void a_link_from_elsewhere_opens_nothing() {
        var online = bookings.hold(
                new NewAppointment(site.id(), service.id(), at(monday, "09:00"), 1, Appointment.Channel.ONLINE));
        var here = hold("09:20");
        var elsewhere = town.place(1, 1).site().slug();
        for (var path : List.of(
                start() + "/rdv/pour/" + online.token(),
                start() + "/rdv/pour/" + online.token() + "/pris",
                start() + "/rdv/pour/AAAAAAAAAAAAAAAAAAAAAAAA",
                here.replace(site.slug(), elsewhere))) {
            assertThat(kiosk.open(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(kiosk.sendBare(below(here, "/confirmer"), "lastName", name).statusCode())
                .isEqualTo(403);
    }

    @Test
    void who_presses_too_often_is_held_back_and_a_machine_is_refused() {
        assertThat(kiosk.send(times, times, "choix", site.slug() + " " + at(monday, "09:00"), "website", "x")
                        .statusCode())
                .isEqualTo(400);
        var held = Stream.generate(() -> press("09:00").statusCode()).limit(25).filter(code -> code == 429);
        assertThat(held.count()).isPositive();
    }

    @Test
    void in_every_language() {
        for (var language : List.of("en", "es", "pt", "ar", "uk", "fr")) {
            assertThat(kiosk.open(times + "?lang=" + language).body())
                    .contains("<html lang=\"" + language + "\"")
                    .doesNotContain("??");
            var held = hold("09:00");
            for (var step : List.of("last-name", "first-name", "phone")) {
                assertThat(write(held, "step", step, "typed", "").body())
                        .contains("<html lang=\"" + language + "\"")
                        .doesNotContain("??");
            }
            kiosk.send(held, below(held, "/rendre"));
        }
    }
}
