package fr.parvis.appointments.web;

import static fr.parvis.appointments.web.Office.at;
import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentPapers;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Bookings;
import fr.parvis.identity.Partner;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.QrCode;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages on which somebody of a partner books for people, and those on which agents read of it. */
@ParvisTest
class PartnerPagesIT {
    private static final String NEW = "/partenaire/nouveau";
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Appointments appointments;

    @Autowired
    AppointmentPapers papers;

    @Autowired
    Bookings bookings;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Town.Place place;
    LocalDate monday;
    Partner partner;
    Visitor somebody;
    String phone;

    @BeforeEach
    void open() {
        place = town.place(2, 2);
        town.account("Essai", Role.ADMIN);
        monday = Office.monday();
        clock.setTo(at(monday.minusDays(3), "10:00"));
        Office.open(agendas, place, monday);
        partner = town.partner(place, 20);
        somebody = signedIn(partner);
        // the same person may have one appointment for a service
        phone = "06 39 98 %02d %02d".formatted(PEOPLE.incrementAndGet() / 100, PEOPLE.get() % 100);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private Visitor signedIn(Partner whose) {
        var visitor = new Visitor(port);
        visitor.signIn(town.accountOf(whose), Town.PASSWORD);
        return visitor;
    }

    private HttpResponse<String> hold(Visitor who, String time, String... more) {
        return who.send(
                NEW,
                NEW,
                with(
                        List.of(
                                "service",
                                "essai-a",
                                "site",
                                place.site().slug(),
                                "people",
                                "1",
                                "start",
                                at(monday, time).toString(),
                                "nonce",
                                Ids.token()),
                        more));
    }

    private String value(String time) {
        return "value=\"" + at(monday, time) + "\"";
    }

    private static String[] with(List<String> usual, String... more) {
        var all = new ArrayList<>(usual);
        for (int i = 0; i < more.length; i += 2) {
            var there = all.indexOf(more[i]);
            if (there < 0) {
                all.addAll(List.of(more[i], more[i + 1]));
            } else {
                all.set(there + 1, more[i + 1]);
            }
        }
        return all.toArray(String[]::new);
    }

    private HttpResponse<String> confirm(Visitor who, String page, String lastName, String... more) {
        return who.send(
                NEW,
                page,
                with(
                        List.of(
                                "nonce",
                                Ids.token(),
                                "lastName",
                                lastName,
                                "firstName",
                                "Basma",
                                "phone",
                                phone,
                                "email",
                                "",
                                "language",
                                "ar",
                                "consent",
                                "1"),
                        more));
    }

    private Appointment booked(Visitor who, String time, String lastName) {
        var answer = confirm(who, Visitor.goesTo(hold(who, time)), lastName);
        return appointments.find(id(Visitor.goesTo(answer)));
    }

    private static UUID id(String page) {
        assertThat(page).startsWith("/partenaire/rendez-vous/");
        return UUID.fromString(page.substring(page.lastIndexOf('/') + 1));
    }

    @Test
    void a_time_is_held_then_becomes_somebody_s_with_a_reference_and_a_slip() {
        assertThat(somebody.open(NEW).body())
                .contains(value("09:00"), value("11:40"), "Prestation A")
                .doesNotContain("Prestation B");
        var page = Visitor.goesTo(hold(somebody, "09:20"));
        assertThat(page).startsWith("/partenaire/prise/");
        assertThat(somebody.open(page).body()).contains("gardée pour vous jusqu’à 10:05", "data-left");
        assertThat(somebody.open(NEW).body()).doesNotContain(value("09:20"));
        assertThat(somebody.open("/partenaire").body()).contains(page);

        var done = Visitor.goesTo(confirm(somebody, page, "Laruelle"));
        var one = appointments.find(id(done));
        var usager = java.util.Objects.requireNonNull(one.usager());
        assertThat(usager.phone()).isEqualTo("+33" + phone.replace(" ", "").substring(1));
        assertThat(usager.language()).isEqualTo("ar");
        assertThat(one.channel()).isEqualTo(Appointment.Channel.PARTNER);
        assertThat(somebody.open(done).body()).contains("C’est réservé", one.reference(), "Laruelle", phone);
        assertThat(Visitor.goesTo(somebody.open(page))).isEqualTo(done);
        assertThat(somebody.open("/partenaire").body())
                .contains("Laruelle Basma", "Un rendez-vous à venir (20 au plus)");

        assertThat(somebody.open(done + "/fiche").body())
                .contains(one.reference(), "lang=\"ar\" dir=\"rtl\"", "موعدك", "Votre rendez-vous", partner.name());
        assertThat(QrCode.read(somebody.open(done + "/qr.svg").body()))
                .endsWith("/rdv/mien/" + one.token() + "?lang=ar");
    }

    @Test
    void the_checklist_of_the_person_goes_along() {
        var list = "/demarches/F1342/ma-liste?q1=oui";
        var page = Visitor.goesTo(hold(somebody, "09:20", "liste", list));
        var done = Visitor.goesTo(confirm(somebody, page, "Laruelle"));
        assertThat(papers.of(id(done))).contains(list);
        assertThat(somebody.open(done + "/fiche").body()).contains("hx-get=\"" + list + "\"");
        assertThat(somebody.open(NEW + "?liste=https://ailleurs.example/").body())
                .as("kept only where it is an address of a checklist")
                .contains("ailleurs.example");
        var other = Visitor.goesTo(hold(somebody, "09:40", "liste", "https://ailleurs.example/"));
        assertThat(papers.of(UUID.fromString(other.substring(other.lastIndexOf('/') + 1))))
                .isEmpty();
    }

    @Test
    void what_is_missing_is_said_at_its_field_and_what_was_typed_stays() {
        var page = Visitor.goesTo(hold(somebody, "09:20"));
        for (var wrong : List.of(
                List.of("lastName", ""),
                List.of("phone", "12"),
                List.of("email", "pas une adresse"),
                List.of("language", "xx"))) {
            var refused = confirm(somebody, page, "Laruelle", wrong.getFirst(), wrong.getLast());
            assertThat(refused.statusCode()).as(wrong.toString()).isEqualTo(400);
            assertThat(refused.body()).contains("id=\"" + wrong.getFirst() + "-error\"", "value=\"Basma\"");
        }
        var alone = confirm(somebody, page, "Laruelle", "phone", "");
        assertThat(alone.statusCode()).isEqualTo(400);
        assertThat(alone.body()).contains("id=\"email-error\"", "value=\"Laruelle\"");
        var unasked = confirm(somebody, page, "Laruelle", "consent", "");
        assertThat(unasked.statusCode()).isEqualTo(400);
        assertThat(unasked.body()).contains("id=\"consent-error\"", "value=\"Laruelle\"");
        assertThat(hold(somebody, "10:00", "start", "").body()).contains("Choisissez une des heures libres");
        assertThat(hold(somebody, "10:00", "site", "ailleurs").body()).contains("Pas prévu pour votre structure");
        assertThat(hold(somebody, "10:00", "service", "essai-b").statusCode()).isEqualTo(400);
    }

    @Test
    void nobody_and_too_many_are_refused_and_the_next_days_are_one_press_away() {
        for (var wrong : List.of("0", "7")) {
            var refused = hold(somebody, "09:00", "people", wrong);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("people-error", "pour 1 à 4 personnes");
        }
        assertThat(hold(somebody, "09:00", "from", "banana", "look", "1").body())
                .contains("from-error");
        assertThat(somebody.open(NEW).body()).contains("Plus tard\u00a0: lundi");
        var later = monday.plusWeeks(4);
        assertThat(hold(somebody, "09:00", "page", later.toString()).body())
                .contains("value=\"" + at(later, "09:00") + "\"", "Plus tôt\u00a0: lundi");
    }

    @Test
    void a_time_that_is_gone_meanwhile_is_replaced_without_typing_again() {
        var page = Visitor.goesTo(hold(somebody, "09:20"));
        clock.setTo(clock.instant().plus(Bookings.HOLD).plusSeconds(1));
        Office.book(bookings, place, at(monday, "09:20"), "Autre");
        var lost = confirm(somebody, page, "Laruelle");
        assertThat(lost.statusCode()).isEqualTo(409);
        assertThat(lost.body())
                .contains(
                        "value=\"Laruelle\"",
                        "Au plus près",
                        at(monday, "09:40").toString());
        var done = Visitor.goesTo(
                confirm(somebody, page, "Laruelle", "start", at(monday, "09:40").toString()));
        assertThat(appointments.find(id(done)).start()).isEqualTo(at(monday, "09:40"));
    }

    @Test
    void somebody_who_has_one_already_is_refused_without_a_word_of_when() {
        var agents = Office.book(bookings, place, at(monday, "11:20"), "Connue");
        var page = Visitor.goesTo(hold(somebody, "09:20"));
        var refused = confirm(
                somebody,
                page,
                "Connue",
                "firstName",
                "Camille",
                "email",
                place.site().slug() + "@essai.example");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("Déjà un rendez-vous", "id=\"lastName-error\"", "value=\"Connue\"")
                .doesNotContain(
                        "11:20", agents.reference(), agents.token(), agents.id().toString());
    }

    @Test
    void other_people_s_bookings_do_not_exist_by_any_address() {
        var agents = Office.book(bookings, place, at(monday, "11:20"), "Secrète");
        var others = signedIn(town.partner(place, null));
        var theirs = booked(others, "09:00", "Discret");
        var held = Visitor.goesTo(hold(others, "10:00"));
        for (var one : List.of(agents.id(), theirs.id(), UUID.fromString(held.substring(held.lastIndexOf('/') + 1)))) {
            var page = "/partenaire/rendez-vous/" + one;
            var hold = "/partenaire/prise/" + one;
            for (var address : List.of(page, page + "/fiche", page + "/qr.svg", hold)) {
                var answer = somebody.open(address);
                assertThat(answer.statusCode()).as(address).isEqualTo(404);
                assertThat(answer.body()).doesNotContain("Secrète", "Discret");
            }
            for (var address : List.of(page + "/deplacer", page + "/annuler", hold, hold + "/rendre")) {
                assertThat(somebody.send(
                                        NEW,
                                        address,
                                        "start",
                                        at(monday, "10:40").toString())
                                .statusCode())
                        .as(address)
                        .isEqualTo(404);
            }
            assertThat(somebody.open("/partenaire/rendez-vous/" + UUID.randomUUID())
                            .statusCode())
                    .as("the same as one that there is not")
                    .isEqualTo(404);
        }
        assertThat(appointments.find(agents.id())).isEqualTo(agents);
        assertThat(appointments.find(theirs.id())).isEqualTo(theirs);
        for (var looked : List.of("Secrète", "Discret", agents.reference(), theirs.reference())) {
            assertThat(somebody.send("/partenaire", "/partenaire/chercher", "looked", looked)
                            .body())
                    .contains("Aucun de vos rendez-vous")
                    .doesNotContain(agents.id().toString(), theirs.id().toString());
        }
        assertThat(somebody.open("/partenaire").body()).doesNotContain("Secrète", "Discret");
        assertThat(somebody.open("/partenaire/rendez-vous/" + theirs.token()).statusCode())
                .isIn(400, 404);
    }

    @Test
    void colleagues_see_move_and_cancel_and_agents_read_who_booked() {
        var one = booked(somebody, "09:20", "Laruelle");
        var page = "/partenaire/rendez-vous/" + one.id();
        var colleague = signedIn(partner);
        assertThat(colleague
                        .send("/partenaire", "/partenaire/chercher", "looked", "larue")
                        .body())
                .contains("Laruelle Basma", page);
        var moved = colleague.send(
                page, page + "/deplacer", "start", at(monday, "10:00").toString());
        assertThat(Visitor.goesTo(moved)).isEqualTo(page);
        assertThat(appointments.find(one.id()).start()).isEqualTo(at(monday, "10:00"));
        assertThat(somebody.open("/partenaire").body()).contains("heure changée");

        var agent = new Visitor(port);
        agent.signIn(town.agentAt(place, "Nadia " + place.site().slug()), Town.PASSWORD);
        assertThat(agent.open("/agent/rendez-vous?jour=" + monday).body()).contains("pris par " + partner.name());
        assertThat(agent.open("/agent/rendez-vous/" + one.id()).body()).contains("Pris par", partner.name());

        colleague.send(page, page + "/annuler");
        assertThat(appointments.find(one.id()).state()).isEqualTo(Appointment.State.CANCELLED);
        assertThat(somebody.open(page).body())
                .contains("Ce rendez-vous est annulé")
                .doesNotContain("/annuler\"");
        assertThat(Visitor.goesTo(somebody.open(page + "/fiche"))).isEqualTo(page);
    }

    @Test
    void a_move_to_a_time_that_is_taken_offers_the_nearest() {
        var one = booked(somebody, "09:20", "Laruelle");
        Office.book(bookings, place, at(monday, "10:00"), "Autre");
        var page = "/partenaire/rendez-vous/" + one.id();
        var refused = somebody.send(
                page, page + "/deplacer", "start", at(monday, "10:00").toString());
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Au plus près", at(monday, "10:20").toString());
        assertThat(somebody.send(page, page + "/deplacer", "start", "jamais").statusCode())
                .isEqualTo(400);
        assertThat(appointments.find(one.id()).start()).isEqualTo(at(monday, "09:20"));
    }

    @Test
    void the_cap_is_said_before_and_at_the_button() {
        var small = town.partner(place, 1);
        var visitor = signedIn(small);
        var form = visitor.open(NEW).body();
        assertThat(form).contains("09:00");
        booked(visitor, "09:20", "Laruelle");
        assertThat(visitor.open("/partenaire").body())
                .contains("autant de rendez-vous à venir qu’elle peut")
                .doesNotContain("href=\"" + NEW + "\"");
        var refused = hold(visitor, "09:40");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Nombre convenu atteint");
    }

    @Test
    void a_button_pressed_twice_is_one_booking() {
        var nonce = Ids.token();
        var page = Visitor.goesTo(hold(somebody, "09:20", "nonce", nonce));
        assertThat(Visitor.goesTo(hold(somebody, "09:20", "nonce", nonce))).isEqualTo(page);
        var done = Visitor.goesTo(confirm(somebody, page, "Laruelle"));
        assertThat(Visitor.goesTo(confirm(somebody, page, "Laruelle"))).isEqualTo(done);
        assertThat(somebody.open("/partenaire").body()).contains("Un rendez-vous à venir (20 au plus)");
    }

    @Test
    void another_choice_or_giving_it_back_frees_what_was_held() {
        var first = Visitor.goesTo(hold(somebody, "09:20"));
        var second = Visitor.goesTo(hold(somebody, "09:40"));
        assertThat(somebody.open(NEW).body()).contains(value("09:20")).doesNotContain(value("09:40"));
        assertThat(Visitor.goesTo(somebody.send(second, second + "/rendre"))).isEqualTo(NEW);
        assertThat(somebody.open(NEW).body()).contains(value("09:20"), value("09:40"));
        assertThat(somebody.open(first).body()).contains("n’est plus gardée");
    }

    @Test
    void holding_again_and_again_is_slowed_down() {
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 13; i++) {
            statuses.add(hold(somebody, i % 2 == 0 ? "09:20" : "09:40").statusCode());
        }
        assertThat(statuses.getFirst()).isEqualTo(302);
        assertThat(statuses.getLast()).isEqualTo(429);
    }
}
