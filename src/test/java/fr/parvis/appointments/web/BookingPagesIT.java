package fr.parvis.appointments.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentPapers;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Arrivals;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.identity.Role;
import fr.parvis.platform.web.Proof;
import fr.parvis.procedures.NationalSheets;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.SheetImport;
import fr.parvis.procedures.visit.ServiceSheets;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.io.StringReader;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Booking without JavaScript, and every way in which it can be refused. */
@ParvisTest
class BookingPagesIT {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final Pattern NONCE = Pattern.compile("name=\"nonce\" value=\"([^\"]+)\"");
    private static final DateTimeFormatter CALENDAR =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);
    private static final Pattern TIME = Pattern.compile("name=\"choix\" value=\"([^\"]+)\"");

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    Appointments appointments;

    @Autowired
    Arrivals arrivals;

    @Autowired
    AppointmentPapers papers;

    @Autowired
    ServiceSheets sheets;

    @Autowired
    DirectoryEditor editor;

    @Autowired
    Procedures procedures;

    @Autowired
    SheetImport imports;

    @TempDir
    Path folder;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    Town.Place place;
    Site site;
    ServiceOffer service;
    LocalDate monday;
    Visitor visitor;
    String name;
    String rdv;

    @BeforeEach
    void arrive() {
        town.account("Essai", Role.ADMIN);
        place = town.place(2, 3);
        site = place.site();
        service = place.services().getFirst();
        monday = LocalDate.now(PARIS).plusWeeks(1).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.setTo(at("10:00").minus(Duration.ofDays(3)));
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20));
        agenda(site, place.counters().getFirst().id(), "09:00", "10:00");
        visitor = Visitor.elsewhere(port);
        name = "Essai-" + PEOPLE.incrementAndGet();
        rdv = "/rdv/" + service.slug();
    }

    @AfterEach
    void backToNow() {
        agendas.at(site).forEach(one -> agendas.update(one.id(), one.name(), one.services(), false));
        clock.reset();
    }

    private void agenda(Site where, java.util.UUID counter, String from, String to) {
        var agenda = agendas.create(where, "Guichet", null, counter, null, Set.of(service.id()));
        agendas.saveRule(
                agenda.id(),
                null,
                Set.of(),
                monday,
                LocalTime.parse(from),
                LocalTime.parse(to),
                "FREQ=WEEKLY",
                Set.of());
    }

    private Instant at(String time) {
        return monday.atTime(LocalTime.parse(time)).atZone(PARIS).toInstant();
    }

    private String choice(String time) {
        return site.slug() + " " + at(time);
    }

    private String here(int people) {
        return rdv + "?personnes=" + people + "&lieu=" + site.slug();
    }

    private HttpResponse<String> press(Visitor who, String time, int people) {
        return who.send(here(people), here(people), "choix", choice(time), "altcha", Proof.of(who));
    }

    /** Holds a time; answers with the address of the page that asks who it is for. */
    private String hold(String time) {
        var pressed = press(visitor, time, 1);
        assertThat(Visitor.goesTo(pressed)).startsWith("/rdv/prise/");
        return Visitor.goesTo(pressed);
    }

    private String[] who(String... changed) {
        var fields = new ArrayList<>(
                List.of("firstName", "Camille", "lastName", name, "email", name + "@essai.example", "phone", ""));
        for (int i = 0; i < changed.length; i += 2) {
            var at = fields.indexOf(changed[i]);
            if (at < 0) {
                fields.addAll(List.of(changed[i], changed[i + 1]));
            } else {
                fields.set(at + 1, changed[i + 1]);
            }
        }
        return fields.toArray(String[]::new);
    }

    private String book(String time) {
        var held = hold(time);
        var confirmed = visitor.send(held, held + "/confirmer", who());
        assertThat(Visitor.goesTo(confirmed)).endsWith("?pris");
        return Visitor.goesTo(confirmed).replace("?pris", "");
    }

    private Appointment of(String page) {
        return appointments.findByToken(page.replaceFirst(".*/", "")).orElseThrow();
    }

    private static List<String> times(String body) {
        return TIME.matcher(body)
                .results()
                .map(hit -> hit.group(1).replaceFirst(".* ", ""))
                .toList();
    }

    @Test
    void a_family_reads_how_long_it_lasts_before_it_chooses_and_when_it_ends() {
        assertThat(visitor.open(here(3)).body()).contains("environ 1 h<");
        assertThat(visitor.open(here(2)).body()).contains("environ 40 min<");
        var held = Visitor.goesTo(press(visitor, "09:00", 3));
        assertThat(visitor.open(held).body()).contains("09:00 – 10:00");
        assertThat(visitor.open(Visitor.goesTo(visitor.send(held, held + "/verifier", who())))
                        .body())
                .contains("09:00 – 10:00");
        var booked = Visitor.goesTo(visitor.send(held, held + "/confirmer", who()));
        assertThat(visitor.open(booked).body()).contains("09:00 – 10:00");
    }

    @Test
    void a_day_on_which_the_place_is_closed_to_others_is_called_so() {
        assertThat(visitor.open(here(1)).body()).doesNotContain("fermé au public");
        editor.weeklyHours(site.id(), List.of("", "", "", "", "", "", ""));
        assertThat(visitor.open(here(1)).body()).contains("fermé au public");
        assertThat(visitor.open(book("09:00")).body()).contains("fermé au public");
    }

    @Test
    void the_documents_of_the_service_are_said_before_and_after_unless_a_list_came_along() throws java.io.IOException {
        NationalSheets.copy(folder, "F21089");
        imports.run(folder, _ -> {});
        sheets.add(service, procedures.find("F21089").orElseThrow());
        try {
            var bring = "href=\"/demarches/F21089/ma-liste\"";
            var held = hold("09:00");
            assertThat(visitor.open(held).body()).contains("Pièces à apporter", bring);
            assertThat(visitor.open(Visitor.goesTo(visitor.send(held, held + "/verifier", who())))
                            .body())
                    .contains("Pièces à apporter", bring);
            var booked = visitor.open(Visitor.goesTo(visitor.send(held, held + "/confirmer", who()))
                    .replace("?pris", ""));
            assertThat(booked.body()).contains("Pièces à apporter", bring);
            papers.attach(of(held).id(), "/demarches/F21089/ma-liste?qd69413=oui");
            assertThat(visitor.open(held.replace("/prise/", "/mien/")).body())
                    .contains("/demarches/F21089/ma-liste?qd69413=oui")
                    .doesNotContain(bring);
        } finally {
            sheets.lines(service.id()).forEach(line -> sheets.remove(service, line.audience(), line.id()));
        }
    }

    @Test
    void the_list_of_documents_comes_along_from_page_to_page() {
        var list = "/demarches/F21089/ma-liste?q1a2b3c=oui&q4d5e6f=non";
        var first =
                visitor.open("/rdv?lieu=" + site.slug() + "&liste=" + URLEncoder.encode(list, StandardCharsets.UTF_8));
        var address = Pattern.compile("href=\"(/rdv/" + service.slug() + "\\?[^\"]+)\"")
                .matcher(first.body())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1)
                .replace("&amp;", "&");
        assertThat(URLDecoder.decode(address, StandardCharsets.UTF_8)).contains("liste=" + list);
        var times = address + "&personnes=1";
        assertThat(visitor.open(times).body()).contains("name=\"liste\" value=\"" + list.replace("&", "&amp;"));
        var held = Visitor.goesTo(visitor.send(times, times, "choix", choice("09:00"), "altcha", Proof.of(visitor)));
        var mine =
                Visitor.goesTo(visitor.send(held, held + "/confirmer", who())).replace("?pris", "");
        assertThat(visitor.open(mine).body())
                .contains("href=\"" + list.replace("&", "&amp;") + "\"", "Ma liste de documents");
        assertThat(visitor.open("/rdv?liste=https://ailleurs.example").body())
                .doesNotContainPattern("/rdv/[^\"]*ailleurs");
    }

    @Test
    void services_by_appointment_say_their_first_moment_and_the_others_say_to_come() {
        var list = visitor.open("/rdv?lieu=" + site.slug()).body();
        assertThat(list)
                .contains("href=\"/rdv/" + service.slug() + "?lieu=" + site.slug(), "09:00")
                .contains(place.services().get(1).name());
        var other = visitor.open("/rdv/" + place.services().get(1).slug());
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).contains("venez sans rendez-vous", "/sites/" + site.slug(), "/rappel", "/question");
        assertThat(visitor.open("/rdv/inconnue").statusCode()).isEqualTo(404);
        for (var entrance : List.of("/", "/sites/" + site.slug())) {
            assertThat(visitor.open(entrance).body()).contains("href=\"/rdv");
        }
    }

    @Test
    void how_many_comes_first_and_is_checked() {
        assertThat(visitor.open(rdv).body())
                .contains("Pour combien", "personnes=4")
                .doesNotContain("personnes=5");
        for (var wrong : List.of("0", "50", "-1", "99999999999", "beaucoup")) {
            var refused = visitor.open(rdv + "?personnes=" + wrong);
            assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
            assertThat(refused.body()).contains("notice-bad", "personnes=4");
        }
        var forged = visitor.send(here(1), rdv + "?personnes=50", "choix", choice("09:00"));
        assertThat(forged.statusCode()).isEqualTo(400);
        assertThat(forged.body()).contains("1 à 4");
    }

    @Test
    void what_is_looked_for_stands_in_the_address() {
        agenda(site, place.counters().get(1).id(), "17:00", "18:00");
        assertThat(times(visitor.open(here(1)).body()).subList(0, 6))
                .containsExactly(
                        at("09:00").toString(),
                        at("09:20").toString(),
                        at("09:40").toString(),
                        at("17:00").toString(),
                        at("17:20").toString(),
                        at("17:40").toString());
        assertThat(times(visitor.open(here(3) + "&soir=oui").body()).getFirst())
                .isEqualTo(at("17:00").toString());
        var later = monday.plusWeeks(1);
        var second = visitor.open(here(1) + "&des=" + later + "&jour=1").body();
        assertThat(times(second).getFirst())
                .isEqualTo(later.atTime(9, 0).atZone(PARIS).toInstant().toString());
        var none = visitor.open(here(1) + "&jour=2").body();
        assertThat(times(none)).isEmpty();
        assertThat(none)
                .contains(
                        "value=\"2\" selected=\"selected\"",
                        "Aucune heure libre avec ces choix",
                        "/sites/" + site.slug());
        assertThat(visitor.open(here(1)).body()).contains("des=" + monday.plusWeeks(5));
        var wrong = visitor.open(here(1) + "&des=demain");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("« demain »".replace("« ", "«\u00a0").replace(" »", "\u00a0»"));
        for (var far : List.of("1970-01-01", "+999999999-12-31", "9999-12-31")) {
            assertThat(visitor.open(here(1) + "&des=" + far.replace("+", "%2B")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void no_time_at_all_is_said_with_ways_on() {
        agendas.at(site)
                .forEach(one -> agendas.rules(one.id()).forEach(rule -> agendas.removeRule(one.id(), rule.id())));
        var page = visitor.open(rdv + "?personnes=2");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Aucun rendez-vous libre", "/sites/" + site.slug(), "/rappel", "/question", "un agent peut");
        assertThat(visitor.open("/rdv").body()).contains("Aucun rendez-vous libre");
    }

    @Test
    void a_booking_is_held_checked_confirmed_and_nothing_typed_is_in_an_address() {
        var held = hold("09:20");
        var page = visitor.open(held);
        assertThat(page.body()).contains("10:05", "autocomplete=\"given-name\"", "autocomplete=\"tel\"");
        assertThat(page.headers().firstValue("X-Robots-Tag")).contains("noindex");
        var check = held + "/verifier";
        assertThat(Visitor.goesTo(visitor.open(check)))
                .as("nothing was typed yet")
                .isEqualTo(held);
        assertThat(Visitor.goesTo(visitor.send(held, check, who()))).isEqualTo(check);
        var checked = visitor.open(check);
        assertThat(checked.body()).contains("value=\"" + name + "\"", "Confirmer le rendez-vous");
        assertThat(checked.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(visitor.open(held).body()).contains("value=\"" + name + "\"", "id=\"lastName\"");
        var somebodyElse = Visitor.elsewhere(port);
        assertThat(Visitor.goesTo(somebodyElse.open(check)))
                .as("the link alone does not tell what was typed")
                .isEqualTo(held);
        assertThat(somebodyElse.open(held).body()).doesNotContain(name);
        var confirmed = visitor.send(held, held + "/confirmer", who());
        assertThat(confirmed.statusCode()).isEqualTo(302);
        var mine = Visitor.goesTo(confirmed);
        assertThat(mine).matches("/rdv/mien/[\\w-]{24}\\?pris");
        var done = visitor.open(mine);
        assertThat(done.body()).contains(of(held).reference(), name, "Votre rendez-vous est pris", site.address());
        assertThat(done.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(done.headers().firstValue("X-Robots-Tag")).contains("noindex");
        assertThat(of(held).usager())
                .isEqualTo(new Appointment.Usager("Camille", name, name + "@essai.example", null, "fr"));
    }

    @Test
    void pressing_twice_and_going_back_are_harmless() {
        var page = visitor.open(here(1)).body();
        var nonce = NONCE.matcher(page);
        assertThat(nonce.find()).isTrue();
        var other = Visitor.elsewhere(port);
        var first = other.send(
                here(1), here(1), "choix", choice("09:20"), "nonce", nonce.group(1), "altcha", Proof.of(other));
        var second = visitor.send(
                here(1), here(1), "choix", choice("09:20"), "nonce", nonce.group(1), "altcha", Proof.of(visitor));
        assertThat(Visitor.goesTo(second)).as("one form, sent twice").isEqualTo(Visitor.goesTo(first));
        assertThat(Visitor.goesTo(press(other, "09:20", 1))).as("pressed again").isEqualTo(Visitor.goesTo(first));

        var back = other.open(here(1)).body();
        assertThat(back).contains("Vous gardez déjà une heure", Visitor.goesTo(first));
        var instead = Visitor.goesTo(press(other, "09:40", 1));
        assertThat(of(Visitor.goesTo(first)).state()).isEqualTo(Appointment.State.EXPIRED);
        assertThat(times(other.open(here(1)).body()).getFirst())
                .isEqualTo(at("09:00").toString());
        assertThat(times(other.open(here(1)).body())).contains(at("09:20").toString());

        var confirmed = other.send(instead, instead + "/confirmer", who());
        assertThat(other.open(here(1)).body()).doesNotContain("Vous gardez déjà une heure");
        var twice = other.send("/question", instead + "/confirmer", who());
        assertThat(Visitor.goesTo(twice)).isEqualTo(Visitor.goesTo(confirmed));
        assertThat(Visitor.goesTo(other.open(instead)))
                .isEqualTo(Visitor.goesTo(confirmed).replace("?pris", ""));
        assertThat(Visitor.goesTo(other.send("/question", instead + "/verifier", who())))
                .isEqualTo(Visitor.goesTo(confirmed).replace("?pris", ""));
    }

    @Test
    void what_was_typed_is_forgotten_once_it_is_booked_given_back_or_old() {
        var booked = hold("09:00");
        visitor.send(booked, booked + "/verifier", who());
        assertThat(typedInSessions()).isEqualTo(1);
        visitor.send(booked, booked + "/confirmer", who());
        assertThat(typedInSessions()).isZero();

        var held = hold("09:20");
        visitor.send(held, held + "/verifier", who("firstName", "Dominique"));
        assertThat(visitor.open(held).body()).contains("Dominique");
        clock.forward(Duration.ofMinutes(31));
        assertThat(visitor.open(held).body()).doesNotContain("Dominique");
        visitor.send(held, held + "/rendre");
        assertThat(typedInSessions()).isZero();
    }

    private int typedInSessions() {
        return jdbc.sql("""
                        select count(*) from spring_session s join spring_session_attributes a on a.session_primary_id = s.primary_id
                         where s.session_id = ? and a.attribute_name like '%WhoTyped'""")
                .param(new String(Base64.getDecoder().decode(visitor.cookie("parvis-session")), StandardCharsets.UTF_8))
                .query(Integer.class)
                .single();
    }

    @Test
    void another_time_gives_the_held_one_back_at_once() {
        var held = hold("09:00");
        assertThat(Visitor.goesTo(visitor.send(held, held + "/rendre"))).isEqualTo(rdv + "?personnes=1");
        assertThat(Visitor.goesTo(press(Visitor.elsewhere(port), "09:00", 1))).startsWith("/rdv/prise/");
    }

    @Test
    void a_past_or_taken_time_offers_the_nearest_ones() {
        press(Visitor.elsewhere(port), "09:20", 1);
        var taken = press(visitor, "09:20", 1);
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).contains("Cette heure n’est plus libre", "Les heures les plus proches");
        assertThat(times(taken.body()).subList(0, 2))
                .containsExactly(at("09:00").toString(), at("09:40").toString());
        clock.setTo(at("09:30"));
        var past = press(visitor, "09:00", 1);
        assertThat(past.statusCode()).isEqualTo(400);
        assertThat(past.body()).contains("Cette heure est passée", "Les heures les plus proches");
        for (var forged :
                List.of("", "x", site.slug() + " hier", "ailleurs " + at("09:40"), site.slug() + " " + Instant.MAX)) {
            assertThat(visitor.send(here(1), here(1), "choix", forged).statusCode())
                    .as(forged)
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "firstName,'',Écrivez le prénom",
        "lastName,'',Écrivez le nom",
        "lastName,123,est pas un nom",
        "lastName,Essai <b>,Retirez « &lt; »",
        "lastName,Es\u202Esai,Retirez « U+202E »",
        "firstName,Camille 😀,Retirez « 😀 »",
        "email,moi chez moi,est pas une adresse de courriel",
        "phone,06 douze,est pas un numéro de téléphone",
        "website,https://achetez.example,champ caché",
    })
    void a_wrong_field_is_named_and_what_was_typed_is_still_there(String field, String typed, String said) {
        var held = hold("09:00");
        for (var step : List.of("/verifier", "/confirmer")) {
            var sent = visitor.send(held, held + step, who(field, typed));
            var refused = step.equals("/verifier") ? visitor.open(Visitor.goesTo(sent)) : sent;
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body())
                    .contains(said, "href=\"#" + field, field.equals("firstName") ? name : "value=\"Camille\"")
                    .contains(
                            field.equals("website")
                                    ? "id=\"lastName\""
                                    : "value=\"" + typed.replace("<", "&lt;").replace(">", "&gt;") + "\"");
        }
        assertThat(of(held).state()).isEqualTo(Appointment.State.HELD);
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        var held = hold("09:00");
        var wrong = who("firstName", "", "lastName", "", "email", "moi chez moi", "phone", "12");
        var refused = visitor.send(held, held + "/confirmer", wrong);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("href=\"#firstName", "href=\"#lastName", "href=\"#email", "href=\"#phone")
                .contains("id=\"firstName-error\"", "id=\"lastName-error\"", "id=\"email-error\"", "id=\"phone-error\"")
                .contains("est pas un numéro de téléphone", "est pas une adresse de courriel");
    }

    @Test
    void a_day_without_times_says_why() {
        var week = new ArrayList<>(java.util.Collections.nCopies(7, "00:00-24:00"));
        week.set(6, "");
        editor.weeklyHours(site.id(), week);
        editor.addClosure(site.id(), monday.plusDays(1), monday.plusDays(1), "travaux");
        var lead = here(1) + "&des=";
        assertThat(visitor.open(lead + monday.plusDays(1)).body()).contains("Nous sommes fermés le mardi");
        assertThat(visitor.open(lead + monday.plusDays(6)).body()).contains("Nous ne recevons pas le dimanche");
        assertThat(visitor.open(lead + monday.minusYears(3)).body()).contains("est passé");
        assertThat(visitor.open(lead + "9999-12-31").body()).contains("Les rendez-vous se prennent jusqu’au");
        assertThat(visitor.open(lead + monday).body())
                .doesNotContain("Nous sommes fermés", "Nous ne recevons pas", "Rien de libre");
        var closed = visitor.send(
                here(1),
                here(1),
                "choix",
                site.slug() + " " + at("09:00").plus(Duration.ofDays(1)),
                "altcha",
                Proof.of(visitor));
        assertThat(closed.statusCode()).isEqualTo(409);
        assertThat(closed.body()).contains("Nous sommes fermés le mardi", "Les heures les plus proches");
    }

    @Test
    void one_way_to_reach_the_person_is_needed() {
        var held = hold("09:00");
        var refused = visitor.open(Visitor.goesTo(visitor.send(held, held + "/verifier", who("email", ""))));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Comment vous joindre", "value=\"" + name + "\"");
        var phone = visitor.send(held, held + "/confirmer", who("email", "", "phone", "06 12 34 56 78"));
        assertThat(Visitor.goesTo(phone)).contains("?pris");
        assertThat(Objects.requireNonNull(of(held).usager()).phone()).isEqualTo("+33612345678");
    }

    @Test
    void a_hold_that_ran_out_is_confirmed_when_it_is_free_and_otherwise_the_nearest_are_offered() {
        var held = hold("09:20");
        clock.forward(Bookings.HOLD.plusMinutes(1));
        assertThat(visitor.open(held).body())
                .contains("Cette heure n’est plus gardée")
                .doesNotContain("kept.js");
        press(Visitor.elsewhere(port), "09:20", 1);
        var lost = visitor.send(held, held + "/confirmer", who());
        assertThat(lost.statusCode()).isEqualTo(409);
        assertThat(lost.body()).contains("Le temps de réservation est passé", "value=\"" + name + "\"");
        assertThat(times(lost.body()))
                .contains(at("09:00").toString(), at("09:40").toString());

        press(Visitor.elsewhere(port), "09:40", 1);
        var again = visitor.send(held, held + "/autre", who("choix", choice("09:40"), "altcha", Proof.of(visitor)));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("Cette heure n’est plus libre", "value=\"" + name + "\"");
        var other = visitor.send(held, held + "/autre", who("choix", choice("09:00"), "altcha", Proof.of(visitor)));
        var check = Visitor.goesTo(other);
        assertThat(check).endsWith("/verifier").doesNotStartWith(held);
        assertThat(visitor.open(check).body()).contains("Confirmer le rendez-vous", "value=\"" + name + "\"");
        var confirmed = visitor.send(check, check.replace("/verifier", "/confirmer"), who());
        assertThat(Visitor.goesTo(confirmed)).contains("?pris");

        var late = Visitor.elsewhere(port);
        var mine = Visitor.goesTo(late.send(here(1), here(1), "choix", choiceNextWeek(), "altcha", Proof.of(late)));
        clock.forward(Bookings.HOLD.plusMinutes(1));
        assertThat(Visitor.goesTo(late.send(mine, mine + "/confirmer", who("lastName", name + "-b"))))
                .contains("?pris");
    }

    private String choiceNextWeek() {
        return site.slug() + " "
                + monday.plusWeeks(1).atTime(9, 0).atZone(PARIS).toInstant();
    }

    @Test
    void who_has_one_already_is_told_what_to_do() {
        var first = book("09:00");
        var held = hold("09:40");
        var refused = visitor.send(held, held + "/confirmer", who());
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("Vous avez déjà un rendez-vous", "href=\"" + held + "\"", "/rappel")
                .doesNotContain(of(first).token(), of(first).reference(), "09:00");
        assertThat(visitor.open(held).body()).contains("value=\"" + name + "\"");
        assertThat(Visitor.goesTo(visitor.send(held, held + "/confirmer", who("firstName", "Dominique"))))
                .contains("?pris");
    }

    @Test
    void an_unknown_link_opens_nothing() {
        for (var page : List.of("/rdv/prise/", "/rdv/mien/")) {
            var unknown = visitor.open(page + "AAAAAAAAAAAAAAAAAAAAAAAA");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.body()).contains("Rendez-vous introuvable");
        }
        var mine = book("09:00");
        assertThat(visitor.open(mine.replaceFirst("mien/.*", "mien/" + of(mine).reference()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(visitor.sendBare(mine + "/annuler").statusCode()).isEqualTo(403);
    }

    @Test
    void the_language_of_the_page_goes_with_the_appointment() {
        assertThat(visitor.open("/rdv?lang=ar").body()).contains("dir=\"rtl\"");
        var held = hold("09:00");
        visitor.send(held, held + "/confirmer", who());
        assertThat(Objects.requireNonNull(of(held).usager()).language()).isEqualTo("ar");
        visitor.open("/rdv?lang=fr");
    }

    @Test
    void who_presses_too_often_is_held_back() {
        HttpResponse<String> last = press(visitor, "09:00", 1);
        for (int i = 0; i < 14 && last.statusCode() != 429; i++) {
            last = press(visitor, "09:00", 1);
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
        assertThat(last.body()).contains("notice-bad", "name=\"choix\"");
    }

    @Test
    void a_browser_that_does_no_work_holds_times_all_the_same_but_few() {
        for (var time : List.of("09:00", "09:20")) {
            assertThat(Visitor.goesTo(visitor.send(here(1), here(1), "choix", choice(time))))
                    .startsWith("/rdv/prise/");
        }
        var refused = visitor.send(here(1), here(1), "choix", choice("09:40"), "altcha", "e30=");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("Pour tenir les robots à distance", "name=\"choix\"");
        var proof = Proof.of(visitor);
        var proved = visitor.send(here(1), here(1), "choix", choice("09:40"), "altcha", proof);
        assertThat(Visitor.goesTo(proved)).startsWith("/rdv/prise/");
        assertThat(visitor.send(here(1), here(1), "choix", choice("09:00"), "altcha", proof)
                        .statusCode())
                .as("the same work twice")
                .isEqualTo(429);
    }

    @Test
    void it_moves_to_another_time_of_the_same_place() {
        var mine = book("09:00");
        var page = mine + "/deplacer";
        assertThat(visitor.open(page).body()).contains("Déplacer votre rendez-vous", "09:40");
        press(Visitor.elsewhere(port), "09:20", 1);
        var taken = visitor.send(page, page, "choix", choice("09:20"));
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).contains("Les heures les plus proches");
        assertThat(of(mine).start()).isEqualTo(at("09:00"));
        assertThat(Visitor.goesTo(visitor.send(page, page, "choix", choice("09:40"))))
                .isEqualTo(mine + "?deplace");
        assertThat(of(mine).start()).isEqualTo(at("09:40"));
        assertThat(visitor.open(mine + "?deplace").body()).contains("Votre rendez-vous est déplacé", "09:40");
        clock.setTo(at("09:41"));
        assertThat(Visitor.goesTo(visitor.open(page))).isEqualTo(mine);
        assertThat(Visitor.goesTo(visitor.open(mine + "/annuler"))).isEqualTo(mine);
        assertThat(visitor.open(mine).body()).contains("est passée").doesNotContain("/annuler", "/deplacer");
    }

    @Test
    void each_end_says_what_happened_and_what_to_do() {
        var mine = book("09:00");
        assertThat(visitor.open(mine + "/annuler").body()).contains("Annuler ce rendez-vous");
        for (int twice = 0; twice < 2; twice++) {
            assertThat(Visitor.goesTo(visitor.send("/question", mine + "/annuler")))
                    .isEqualTo(mine);
        }
        assertThat(visitor.open(mine).body())
                .contains("Ce rendez-vous est annulé", "href=\"" + rdv + "\"")
                .doesNotContain("/deplacer");

        var arrived = bookings.book(
                new NewAppointment(site.id(), service.id(), at("09:20"), 1, Appointment.Channel.ONLINE),
                new Appointment.Usager("Camille", name + "-a", name + "@essai.example", null, "fr"));
        var missed = bookings.book(
                new NewAppointment(site.id(), service.id(), at("09:40"), 1, Appointment.Channel.ONLINE),
                new Appointment.Usager("Camille", name + "-m", name + "@essai.example", null, "fr"));
        var dropped =
                Visitor.goesTo(visitor.send(here(1), here(1), "choix", choiceNextWeek(), "altcha", Proof.of(visitor)));
        visitor.send(dropped, dropped + "/rendre");
        assertThat(visitor.open(dropped.replace("prise", "mien")).body()).contains("n’a pas été confirmée");
        clock.setTo(at("09:10"));
        var ticket = arrivals.checkIn(arrived.id());
        assertThat(ticket.ticketId()).isNotNull();
        assertThat(visitor.open("/rdv/mien/" + arrived.token()).body()).contains("Vous êtes arrivé", "href=\"/ticket/");
        clock.setTo(at("09:55"));
        arrivals.noShow(missed.id());
        assertThat(visitor.open("/rdv/mien/" + missed.token()).body())
                .contains("nous ne vous avons pas vu", "href=\"" + rdv + "\"");
    }

    @Test
    void the_calendar_file_says_when_where_and_what_became_of_it() throws Exception {
        var mine = book("09:00");
        var page = mine + "/deplacer";
        visitor.send(page, page, "choix", choice("09:40"));
        var event = event(mine);
        var one = of(mine);
        assertThat(value(event, "UID")).isEqualTo(one.id().toString());
        assertThat(value(event, "SEQUENCE")).isEqualTo(Integer.toString(one.revision()));
        assertThat(CALENDAR.parse(value(event, "DTSTART"), Instant::from)).isEqualTo(at("09:40"));
        assertThat(CALENDAR.parse(value(event, "DTEND"), Instant::from)).isEqualTo(at("10:00"));
        assertThat(value(event, "LOCATION")).isEqualTo(site.name() + ", " + site.address());
        assertThat(value(event, "SUMMARY")).contains(service.name(), "Ville d’Essai");
        assertThat(value(event, "URL")).endsWith(mine);
        assertThat(value(event, "STATUS")).isEqualTo("CONFIRMED");
        visitor.send(mine + "/annuler", mine + "/annuler");
        var cancelled = event(mine);
        assertThat(value(cancelled, "STATUS")).isEqualTo("CANCELLED");
        assertThat(value(cancelled, "SEQUENCE")).isEqualTo(Integer.toString(one.revision() + 1));
        assertThat(visitor.open(mine + "/qr.svg").body()).startsWith("<svg");
    }

    private static String value(VEvent event, String property) {
        return event.getProperty(property).orElseThrow().getValue();
    }

    private VEvent event(String mine) throws Exception {
        var file = visitor.open(mine + "/rendez-vous.ics");
        assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("text/calendar");
        return (VEvent) new CalendarBuilder()
                .build(new StringReader(file.body()))
                .getComponent(Component.VEVENT)
                .orElseThrow();
    }
}
