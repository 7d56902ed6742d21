package fr.parvis.appointments.web;

import static fr.parvis.appointments.web.Office.at;
import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.identity.Role;
import fr.parvis.platform.web.Proof;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The kiosk's addresses in a browser that stands in no hall: what everybody may do online, and nothing more. */
@ParvisTest
class KioskElsewhereIT {
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    Appointments appointments;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Town.Place place;
    LocalDate monday;
    Visitor browser;
    String name;
    String start;
    String times;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        place = town.place(1, 1);
        monday = Office.monday();
        clock.setTo(at(monday.minusDays(3), "10:00"));
        Office.open(agendas, place, monday);
        browser = Visitor.elsewhere(port);
        name = "AILLEURS-" + (char) ('A' + PEOPLE.incrementAndGet());
        start = "/borne/" + place.site().slug();
        times = start + "/rdv/prendre/" + place.services().getFirst().slug();
    }

    @AfterEach
    void backToNow() {
        agendas.at(place.site()).forEach(one -> agendas.update(one.id(), one.name(), one.services(), false));
        agendas.saveTerms(usual());
        clock.reset();
    }

    private ServiceTerms usual() {
        return ServiceTerms.usual(place.services().getFirst().id(), 20);
    }

    private void kept(int percent) {
        var usual = usual();
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
                percent,
                null));
    }

    private HttpResponse<String> press(Visitor who, String time, String... more) {
        var typed = new java.util.ArrayList<>(List.of("choix", place.site().slug() + " " + at(monday, time)));
        typed.addAll(List.of(more));
        return who.send(times, times, typed.toArray(String[]::new));
    }

    private String hold(Visitor who, String time) {
        var answer = press(who, time, "altcha", Proof.of(who));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return Visitor.goesTo(answer);
    }

    private HttpResponse<String> confirm(Visitor who, String held, String phone) {
        return who.send(
                start + "/rdv",
                held.replaceFirst("\\?", "/confirmer?"),
                "lastName",
                name,
                "firstName",
                "CAMILLE",
                "phone",
                phone);
    }

    private Appointment of(String held) {
        return appointments
                .findByToken(held.replaceFirst(".*/pour/", "").replaceFirst("[/?].*", ""))
                .orElseThrow();
    }

    @Test
    void what_is_kept_for_people_without_internet_is_neither_offered_nor_given() {
        kept(100);
        assertThat(browser.open(times).body()).doesNotContain("name=\"choix\"");
        var refused = press(browser, "09:00", "altcha", Proof.of(browser));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Cette heure n’est plus libre").doesNotContain("name=\"choix\"");
        assertThat(press(town.installed(browser, place), "09:00").statusCode()).isEqualTo(302);
    }

    @Test
    void the_notice_is_everybodys() {
        kept(0);
        clock.setTo(at(monday, "08:00"));
        assertThat(browser.open(times).body())
                .doesNotContain(at(monday, "09:00").toString());
        assertThat(press(browser, "09:00", "altcha", Proof.of(browser)).statusCode())
                .isEqualTo(409);
    }

    @Test
    void who_has_done_no_proof_holds_few_times() {
        assertThat(browser.open(times).body()).contains("data-challenge=\"/rdv/epreuve\"");
        assertThat(press(browser, "09:00").statusCode()).isEqualTo(302);
        assertThat(press(browser, "09:20").statusCode()).isEqualTo(302);
        var refused = press(browser, "09:40");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("petite vérification");
        assertThat(press(browser, "09:40", "altcha", Proof.of(browser)).statusCode())
                .isEqualTo(302);
    }

    @Test
    void nobody_books_without_a_telephone() {
        var held = hold(browser, "09:00");
        assertThat(of(held).channel()).isEqualTo(Appointment.Channel.ONLINE);
        var asked = browser.send(held, held, "step", "first-name", "lastName", name, "typed", "CAMILLE");
        assertThat(asked.body())
                .contains("Votre téléphone", "un agent prend le rendez-vous avec vous")
                .doesNotContain("name=\"without\"");
        var without = browser.send(
                held, held, "step", "phone", "lastName", name, "firstName", "CAMILLE", "typed", "", "without", "1");
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(without.body()).contains("Écrivez votre téléphone", "aria-invalid=\"true\"");
        var refused = confirm(browser, held, "");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Écrivez votre téléphone", "name=\"lastName\" value=\"" + name);
        assertThat(of(held).state()).isEqualTo(Appointment.State.HELD);
        var booked = Visitor.goesTo(confirm(browser, held, "0612345678"));
        assertThat(booked).endsWith("/pris");
        assertThat(browser.open(booked).body()).contains(of(held).reference());
        assertThat(Objects.requireNonNull(of(held).usager()).phone()).isEqualTo("+33612345678");
    }

    @Test
    void a_service_that_asks_for_a_code_is_booked_elsewhere() {
        var held = hold(browser, "09:00");
        agendas.saveTerms(usual().withCode(true));
        for (var refused : List.of(
                browser.open(times),
                browser.open(held),
                browser.send(start + "/rdv", times, "choix", place.site().slug() + " " + at(monday, "09:20")),
                confirm(browser, held, "0612345678"))) {
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("À l’accueil ou en ligne", "code de confirmation");
            assertThat(refused.headers().firstValue("Refresh")).contains("15; url=" + start);
        }
        assertThat(of(held).state()).isEqualTo(Appointment.State.HELD);
        var kiosk = town.installed(Visitor.elsewhere(port), place);
        assertThat(Visitor.goesTo(confirm(kiosk, Visitor.goesTo(press(kiosk, "09:40")), "")))
                .endsWith("/pris");
    }

    @Test
    void what_a_kiosk_holds_is_confirmed_there_and_as_long_as_it_is_one() {
        var kiosk = town.installed(Visitor.elsewhere(port), place);
        var held = Visitor.goesTo(press(kiosk, "09:00"));
        assertThat(of(held).channel()).isEqualTo(Appointment.Channel.KIOSK);
        var online = "/rdv/prise/" + of(held).token();
        assertThat(browser.open(held).statusCode()).isEqualTo(404);
        assertThat(browser.open(online).statusCode()).isEqualTo(404);
        assertThat(confirm(browser, held, "0612345678").statusCode()).isEqualTo(404);
        assertThat(browser.send("/connexion", online + "/confirmer", "lastName", name, "firstName", "CAMILLE")
                        .statusCode())
                .isEqualTo(404);

        retireAll();
        assertThat(confirm(kiosk, held, "").statusCode()).isEqualTo(404);
        assertThat(of(held).state()).isEqualTo(Appointment.State.HELD);
        assertThat(of(hold(kiosk, "09:20")).channel()).isEqualTo(Appointment.Channel.ONLINE);
    }

    private void retireAll() {
        var staff = new Visitor(port);
        staff.signIn(town.account("Essai", Role.SUPERVISOR), Town.PASSWORD);
        var page = start + "/installer";
        var button = java.util.regex.Pattern.compile("action=\"(" + page + "/[^\"]+/retirer)\"")
                .matcher(staff.open(page).body());
        assertThat(button.find()).isTrue();
        staff.send(page, button.group(1));
    }

    @Test
    void the_kiosk_of_another_site_is_none_here() {
        var other = town.installed(Visitor.elsewhere(port), town.place(1, 1));
        assertThat(of(hold(other, "09:00")).channel()).isEqualTo(Appointment.Channel.ONLINE);
        browser.putCookie("parvis-borne", other.cookie("parvis-borne"));
        assertThat(of(hold(browser, "09:20")).channel()).isEqualTo(Appointment.Channel.ONLINE);
        assertThat(browser.open(start + "/rdv/nom").statusCode()).isEqualTo(403);
    }

    @Test
    void nobody_asks_by_name_who_is_expected() {
        clock.setTo(at(monday, "08:50"));
        var one = Office.book(bookings, place, at(monday, "09:20"), name);
        var page = start + "/rdv/nom";
        for (var refused :
                List.of(browser.open(page), browser.send(start + "/rdv", page, "typed", name, "time", "09:20"))) {
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body())
                    .contains("Demandez à l’accueil", "Écrivez votre référence")
                    .doesNotContain("09:20");
        }
        assertThat(appointments.find(one.id()).state()).isEqualTo(Appointment.State.BOOKED);
        assertThat(Visitor.goesTo(browser.send(start + "/rdv", start + "/rdv", "typed", one.reference())))
                .startsWith(start + "/tickets/");
    }

    @Test
    void in_every_language() {
        var held = hold(browser, "09:00");
        for (var language : List.of("en", "es", "pt", "ar", "uk", "fr")) {
            assertThat(browser.open(start + "/rdv/nom?lang=" + language).body())
                    .contains("<html lang=\"" + language + "\"")
                    .doesNotContain("??");
            assertThat(browser.send(held, held, "step", "phone", "lastName", name, "firstName", "CAMILLE", "typed", "")
                            .body())
                    .contains("<html lang=\"" + language + "\"")
                    .doesNotContain("??");
        }
    }
}
