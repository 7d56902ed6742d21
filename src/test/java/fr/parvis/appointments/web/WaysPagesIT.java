package fr.parvis.appointments.web;

import static fr.parvis.appointments.web.Office.at;
import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Facilities;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.appointments.Ways;
import fr.parvis.appointments.demand.Wish;
import fr.parvis.appointments.demand.Wishes;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.appointments.slots.OpeningRule;
import fr.parvis.appointments.slots.SchoolTime;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.Position;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Proof;
import fr.parvis.testing.Api;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.context.WebApplicationContext;

/** The way to be met, the nearest site and what somebody needs, page by page and without JavaScript. */
@ParvisTest
class WaysPagesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Autowired
    Town town;

    @Autowired
    WebApplicationContext application;

    @Autowired
    Agendas agendas;

    @Autowired
    Appointments appointments;

    @Autowired
    Wishes wishes;

    @Autowired
    DirectoryEditor editor;

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Town.Place place;
    Town.Place other;
    Site site;
    ServiceOffer service;
    LocalDate monday;
    Visitor visitor;
    String name;
    String rdv;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        place = town.place(1, 3);
        other = town.place(1, 1);
        site = place.site();
        service = place.services().getFirst();
        monday = Office.monday();
        clock.setTo(at(monday.minusDays(3), "10:00"));
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20)
                .withWays(new Ways(Set.of(Modality.values()), "https://visio.essai.example/{reference}")));
        visitor = Visitor.elsewhere(port);
        name = "Mode" + Ids.token().replaceAll("[^A-Za-z]", "");
        rdv = "/rdv/" + service.slug();
    }

    @AfterEach
    void shut() {
        for (var one : List.of(place, other)) {
            agendas.at(one.site())
                    .forEach(agenda -> agendas.update(agenda.id(), agenda.name(), agenda.services(), false));
        }
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20));
        clock.reset();
    }

    private Agenda agenda(Town.Place where, int counter, String from, Facilities facilities, Modality... modalities) {
        var agenda = agendas.create(
                where.site(),
                "Agenda " + counter,
                null,
                where.counters().get(counter).id(),
                null,
                Set.of(service.id()),
                facilities);
        agendas.saveRule(
                agenda.id(),
                null,
                new OpeningRule(
                        Ids.next(),
                        Set.of(),
                        monday,
                        LocalTime.parse(from),
                        LocalTime.parse(from).plusMinutes(20),
                        null,
                        Set.of(),
                        SchoolTime.ALWAYS,
                        Set.of(modalities)));
        return agenda;
    }

    private HttpResponse<String> press(String page, String time) {
        return visitor.send(page, page, "choix", site.slug() + " " + at(monday, time), "altcha", Proof.of(visitor));
    }

    private String[] who(String phone) {
        return new String[] {
            "firstName",
            "Camille",
            "lastName",
            name,
            "email",
            name.toLowerCase(Locale.ROOT) + "@essai.example",
            "phone",
            phone
        };
    }

    private String book(String page, String time, String phone) {
        var held = Visitor.goesTo(press(page, time));
        assertThat(held).startsWith("/rdv/prise/");
        var confirmed = Visitor.goesTo(visitor.send(held, held + "/confirmer", who(phone)));
        assertThat(confirmed).endsWith("?pris");
        return confirmed.replace("?pris", "");
    }

    private Appointment of(String page) {
        return appointments.findByToken(page.replaceFirst(".*/", "")).orElseThrow();
    }

    private Visitor agent() {
        var staff = new Visitor(port);
        staff.signIn(town.agentAt(place, "Agent " + Ids.token()), Town.PASSWORD);
        return staff;
    }

    @Test
    void the_way_is_asked_in_one_question_where_there_is_a_choice() {
        agenda(place, 0, "09:00", Facilities.NONE);
        var asked = visitor.open(rdv + "?personnes=1").body();
        assertThat(asked)
                .contains("value=\"on-site\"", "value=\"phone\"", "value=\"video\"", "value=\"home\"", "Par téléphone")
                .doesNotContain("name=\"choix\"");
        assertThat(visitor.open(rdv + "?personnes=1&mode=telepathie").body())
                .contains("value=\"phone\"")
                .doesNotContain("name=\"choix\"");
        assertThat(visitor.open(rdv + "?personnes=1&mode=on-site").body()).contains("name=\"choix\"", "Quand et où");
        assertThat(visitor.open(rdv + "?personnes=1&mode=phone").body())
                .contains("name=\"choix\"", "Par téléphone", "Choisir autrement")
                .doesNotContain("Quand et où");
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20));
        assertThat(visitor.open(rdv + "?personnes=1&mode=phone").body())
                .as("whoever is not given the choice is not asked")
                .contains("name=\"choix\"")
                .doesNotContain("Par téléphone", "Choisir autrement");
    }

    @Test
    void all_six_languages_ask_it() {
        agenda(place, 0, "09:00", Facilities.NONE);
        for (var page : List.of(
                rdv + "?personnes=1",
                rdv + "?personnes=1&mode=phone",
                rdv + "?personnes=1&mode=on-site&lsf=oui&pres=99999",
                rdv + "/adresse?personnes=1")) {
            for (var language : List.of("fr", "en", "es", "pt", "ar", "uk")) {
                visitor.open("/aide?lang=" + language);
                assertThat(visitor.open(page).body())
                        .as(page + " " + language)
                        .contains("<html lang=\"" + language + "\"")
                        .doesNotContain("??");
            }
        }
    }

    @Test
    void by_telephone_from_the_choice_to_the_call() {
        agenda(place, 0, "09:00", Facilities.NONE);
        var page = rdv + "?personnes=1&mode=phone&lieu=" + site.slug();
        var held = Visitor.goesTo(press(page, "09:00"));
        assertThat(visitor.open(held).body()).contains("L’agent appelle ce numéro");
        var withoutNumber = visitor.send(held, held + "/verifier", who(""));
        assertThat(visitor.open(Visitor.goesTo(withoutNumber)).body())
                .contains("id=\"phone-error\"", "value=\"" + name + "\"");
        assertThat(visitor.send(held, held + "/confirmer", who("")).statusCode())
                .isEqualTo(400);
        var confirmed = Visitor.goesTo(visitor.send(held, held + "/confirmer", who("06 12 34 56 78")));
        var mine = confirmed.replace("?pris", "");
        assertThat(visitor.open(confirmed).body())
                .contains("Par téléphone", "06 12 34 56 78", "Gardez votre téléphone près de vous")
                .doesNotContain("Venez quelques minutes avant");
        assertThat(sent()).contains("par téléphone, un agent vous appelle au 06 12 34 56 78");

        clock.setTo(at(monday, "08:55"));
        assertThat(visitor.open(mine).body()).doesNotContain("Je suis là");
        visitor.send(mine + "/annuler", mine + "/arrivee");
        assertThat(of(mine).state()).isEqualTo(Appointment.State.BOOKED);
        var kiosk = "/borne/" + site.slug() + "/rdv";
        assertThat(Visitor.elsewhere(port)
                        .send(kiosk, kiosk, "typed", of(mine).reference())
                        .body())
                .contains("Ce rendez-vous se fait par téléphone", "inutile d’attendre ici");
        assertThat(of(mine).state()).isEqualTo(Appointment.State.BOOKED);

        var staff = agent();
        var day = "/agent/rendez-vous?site=" + site.slug();
        assertThat(staff.open(day).body()).contains("par téléphone", "tel:0612345678", "A eu lieu");
        var done = staff.send(day, "/agent/rendez-vous/" + of(mine).id() + "/arrive", "back", "jour");
        assertThat(of(mine).state()).isEqualTo(Appointment.State.ARRIVED);
        assertThat(of(mine).ticketId()).isNull();
        assertThat(staff.open(Visitor.goesTo(done)).body()).contains("noté, a eu lieu");
        assertThat(visitor.open(mine).body()).contains("Ce rendez-vous a eu lieu");
    }

    /** Messages are written after the act, on a thread of their own. */
    private String sent() {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (told().isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return told();
    }

    private String told() {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(message ->
                        Objects.requireNonNullElse(message.to(), "").startsWith(name.toLowerCase(Locale.ROOT) + "@"))
                .map(message -> Objects.requireNonNull(message.text()))
                .reduce("", String::concat);
    }

    @Test
    void by_video_the_link_comes_with_the_confirmation() {
        agenda(place, 0, "09:00", Facilities.NONE);
        var page = rdv + "?personnes=1&mode=video&lieu=" + site.slug();
        var held = Visitor.goesTo(press(page, "09:00"));
        assertThat(visitor.open(held).body()).doesNotContain("visio.essai.example");
        var mine =
                Visitor.goesTo(visitor.send(held, held + "/confirmer", who(""))).replace("?pris", "");
        var link = "https://visio.essai.example/" + of(mine).reference();
        assertThat(visitor.open(mine).body()).contains("href=\"" + link + "\"");
        assertThat(visitor.open(mine + "/rendez-vous.ics").body().replace("\r\n ", ""))
                .contains("CONFERENCE;", link);
        assertThat(sent()).contains(link);
        assertThat(agent().open("/agent/rendez-vous/" + of(mine).id()).body()).contains("par vidéo", link);
    }

    @Test
    void a_visit_is_asked_where_before_it_is_asked_when() {
        var visiting = agenda(place, 0, "09:00", Facilities.NONE, Modality.HOME);
        agendas.saveSector(visiting.id(), "00000 Saint-Parvis : rue des Lilas, pairs");
        var page = rdv + "?personnes=1&mode=home";
        var address = rdv + "/adresse?personnes=1&mode=home";
        assertThat(Visitor.goesTo(visitor.open(page))).isEqualTo(address);
        var far = visitor.send(
                address,
                address,
                "street",
                "5 rue <Haute>",
                "more",
                "code 12",
                "postcode",
                "99 999",
                "commune",
                "Ailleurs");
        assertThat(far.statusCode()).isEqualTo(400);
        assertThat(far.body())
                .contains("Nous ne venons pas à cette adresse", "value=\"5 rue &lt;Haute&gt;\"", "value=\"code 12\"")
                .contains("Un rendez-vous autrement", "mode=phone", "/rappel")
                .doesNotContain("rue <Haute>");
        assertThat(where(address, "1 r. Lilas").body()).contains("Nous ne venons pas à cette adresse");
        assertThat(where(address, "rue des Lilas").body()).contains("écrivez aussi le numéro");
        assertThat(where(address, "2 rue des Roses").body()).contains("cette rue n’est pas dans la liste");
        for (var missing : List.of("street", "postcode", "commune")) {
            var fields = new ArrayList<>(List.of("street", "2 rue", "postcode", "00000", "commune", "Ici"));
            fields.set(fields.indexOf(missing) + 1, "");
            assertThat(visitor.send(address, address, fields.toArray(String[]::new))
                            .body())
                    .contains("id=\"" + missing + "-error\"");
        }
        assertThat(Visitor.goesTo(visitor.open(page)))
                .as("nothing of it is kept")
                .isEqualTo(address);

        var inside = where(address, "12 r. Lilas");
        assertThat(Visitor.goesTo(inside)).isEqualTo(page);
        var times = visitor.open(page);
        assertThat(times.body()).contains("12 r. Lilas, bâtiment B, 00000 saint parvis", "name=\"choix\"");
        assertThat(times.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        var mine = book(page, "09:00", "");
        assertThat(visitor.open(mine).body()).contains("12 r. Lilas", "Un agent sonne chez vous");
        assertThat(Objects.requireNonNull(of(mine).meeting().address()).street())
                .isEqualTo("12 r. Lilas");
        assertThat(agent().open("/agent/rendez-vous?site=" + site.slug() + "&jour=" + monday)
                        .body())
                .contains("à domicile", "12 r. Lilas, bâtiment B, 00000 saint parvis");
        assertThat(visitor.open("/api/v1/free-slots?service=" + service.slug()).body())
                .doesNotContain("Lilas");
    }

    private HttpResponse<String> where(String address, String street) {
        return visitor.send(
                address,
                address,
                "street",
                street,
                "more",
                "bâtiment B",
                "postcode",
                "00000",
                "commune",
                "saint parvis");
    }

    @Test
    void filters_of_the_hour_and_of_needs_stand_in_the_address_and_lead_to_the_line() {
        agenda(place, 0, "08:20", Facilities.NONE);
        agenda(place, 1, "12:20", new Facilities(true, false, Set.of("ar"), ""));
        agenda(place, 2, "17:20", Facilities.NONE);
        var page = rdv + "?personnes=1&mode=on-site&lieu=" + site.slug();
        assertThat(visitor.open(page).body()).contains(">08:20<", ">12:20<", ">17:20<", "Arabe");
        assertThat(visitor.open(page + "&soir=oui").body()).contains(">17:20<").doesNotContain(">08:20<", ">12:20<");
        assertThat(visitor.open(page + "&matin=oui&midi=oui").body())
                .contains(">08:20<", ">12:20<")
                .doesNotContain(">17:20<");
        assertThat(visitor.open(page + "&jour=3").body()).contains("Aucune heure libre avec ces choix");
        assertThat(visitor.open(page + "&acces=oui&parle=ar").body())
                .contains(">12:20<")
                .doesNotContain(">08:20<", ">17:20<");
        var none = visitor.open(page + "&lsf=oui&soir=oui").body();
        assertThat(none)
                .contains("Ce n’est pas impossible pour autant", "href=\"/question\"", "/attente?")
                .doesNotContain("name=\"choix\"");
        var line = rdv + "/attente?personnes=1&mode=on-site&lieu=" + site.slug() + "&soir=oui&lsf=oui";
        assertThat(none).contains(line.replace("&", "&amp;"));
        assertThat(visitor.open(line).body()).contains("value=\"evening\" checked", "name=\"lsf\" value=\"oui\"");
    }

    @Test
    void what_somebody_needs_goes_into_the_line_and_to_the_agent() {
        agenda(place, 0, "09:00", new Facilities(true, false, Set.of(), ""));
        var line = rdv + "/attente/qui?personnes=1&mode=on-site&acces=oui&sites=" + site.slug();
        assertThat(visitor.open(line).body()).contains("name=\"acces\" value=\"oui\"");
        var phone = "06 39 98 12 34";
        var fields = new ArrayList<>(List.of(who(phone)));
        fields.addAll(List.of("personnes", "1", "mode", "on-site", "acces", "oui", "sites", site.slug(), "days", "1"));
        var joined = Visitor.goesTo(visitor.send(line, rdv + "/attente", fields.toArray(String[]::new)));
        assertThat(joined).isEqualTo(rdv + "/attente/fait");
        var usager = new Appointment.Usager(
                "Camille", name, name.toLowerCase(Locale.ROOT) + "@essai.example", "+33639981234", "fr");
        var wish = wishes.openOf(service.id(), usager).orElseThrow();
        assertThat(wish.state()).isEqualTo(Wish.State.WAITING);
        assertThat(wish.meeting().needs().stepFree()).isTrue();
        wishes.leave(wish.id());

        var mine = book(rdv + "?personnes=1&mode=on-site&acces=oui&lieu=" + site.slug(), "09:00", "");
        assertThat(of(mine).meeting().needs().stepFree()).isTrue();
        var day = "/agent/rendez-vous?site=" + site.slug() + "&jour=" + monday;
        assertThat(agent().open(day).body()).contains("accès de plain-pied");
        visitor.send(mine + "/annuler", mine + "/annuler");
        assertThat(agent().open("/agent/rendez-vous/" + of(mine).id()).body())
                .as("only as long as it lives")
                .doesNotContain("accès de plain-pied");
    }

    @Test
    void the_nearest_site_first_or_the_earliest_as_far_as_anybody_knows() {
        var code = String.format(
                Locale.ROOT, "%05d", 10_000 + Math.floorMod(site.id().hashCode(), 80_000));
        put(site, "1 place des Essais, " + code + " Essai-sur-" + name, new Position(48.85, 2.35));
        put(other.site(), "2 place des Essais, 00000 Ailleurs", new Position(48.85, 2.55));
        agenda(place, 0, "10:00", Facilities.NONE);
        agenda(other, 0, "09:00", Facilities.NONE);
        var page = rdv + "?personnes=1&mode=on-site";
        assertThat(visitor.open(page).body()).contains("data-latitude=\"48.85\"", "Le lieu le plus proche");
        var near = visitor.open(page + "&pres=" + code).body();
        assertThat(near)
                .contains("à 0,0 km", "à 14,6 km")
                .containsSubsequence(site.name(), other.site().name());
        assertThat(near.indexOf("à 0,0 km")).isLessThan(near.indexOf("à 14,6 km"));
        var early = visitor.open(page + "&tri=tot&pres=essai%20sur%20" + name).body();
        assertThat(early.indexOf("à 14,6 km")).isLessThan(early.indexOf("à 0,0 km"));
        assertThat(visitor.open(page + "&pres=" + URLEncoder.encode("<Nulle part>", StandardCharsets.UTF_8))
                        .body())
                .contains("&lt;Nulle part&gt;", "nous ne savons pas où c’est")
                .doesNotContain("<Nulle part>", "km<");
    }

    private void put(Site where, String address, Position position) {
        editor.updateSite(where.id(), where.name(), address, "Europe/Paris", "", "", true);
        editor.placeOnMap(where.id(), position);
    }

    @Test
    void an_agent_books_in_whatever_way_for_whoever_calls() {
        var visiting = agenda(place, 0, "09:00", Facilities.NONE, Modality.HOME, Modality.PHONE);
        agendas.saveSector(visiting.id(), "00000");
        var staff = agent();
        var page = "/agent/rendez-vous/nouveau?site=" + site.slug();
        assertThat(staff.open(page).body()).contains("value=\"phone\"", "value=\"home\"");
        var common = List.of(
                "site",
                site.slug(),
                "service",
                service.slug(),
                "people",
                "1",
                "from",
                monday.toString(),
                "channel",
                "phone",
                "firstName",
                "Camille",
                "lastName",
                name,
                "start",
                at(monday, "09:00").toString());
        assertThat(sendBooking(staff, page, common, "modality", "phone").body()).contains("id=\"phone-error\"");
        assertThat(sendBooking(staff, page, common, "modality", "home", "street", "1 rue Haute", "postcode", "123")
                        .body())
                .contains("id=\"postcode-error\"", "value=\"1 rue Haute\"");
        var booked = sendBooking(
                staff,
                page,
                common,
                "modality",
                "home",
                "street",
                "1 rue Haute",
                "postcode",
                "00000",
                "commune",
                "Ici");
        assertThat(staff.open(Visitor.goesTo(booked)).body()).contains("à domicile", "1 rue Haute, 00000 Ici");
    }

    private static HttpResponse<String> sendBooking(Visitor staff, String page, List<String> common, String... more) {
        var fields = new ArrayList<>(common);
        fields.addAll(List.of(more));
        return staff.send(page, "/agent/rendez-vous/nouveau", fields.toArray(String[]::new));
    }

    @Test
    void administrators_say_how_a_service_an_agenda_and_an_opening_receive() {
        var agenda = agenda(place, 0, "09:00", Facilities.NONE);
        var admin = Pages.of(application, Role.ADMIN);
        var edit = "/admin/agendas/" + agenda.id() + "/modifier";
        var fields = List.of("name", "Agenda 0", "services", service.id().toString(), "stepFree", "yes");
        var wrong = new ArrayList<>(fields);
        wrong.addAll(
                List.of("seen", seen(admin, edit), "sector", "00000\n00000 : rue Haute, 9-3", "languages", "ar, uk"));
        var refused = admin.send(edit, wrong.toArray(String[]::new));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("Ligne 2", "9-3", "ar, uk");
        assertThat(agendas.agenda(agenda.id()).facilities()).isEqualTo(Facilities.NONE);
        var right = new ArrayList<>(fields);
        right.addAll(List.of("seen", seen(admin, edit), "sector", "00000\n00001", "languages", "ar, uk"));
        admin.send(edit, right.toArray(String[]::new));
        assertThat(agendas.agenda(agenda.id()).facilities())
                .isEqualTo(new Facilities(true, false, Set.of("ar", "uk"), ""));
        assertThat(agendas.sector(agenda.id())).isEqualTo("00000\n00001");
        assertThat(admin.open("/admin/agendas/" + agenda.id()).body()).contains("De plain-pied", "00001");

        var rules = agendas.rules(agenda.id()).getFirst();
        var opening = "/admin/agendas/" + agenda.id() + "/ouvertures/" + rules.id();
        assertThat(admin.open(opening).body()).contains("name=\"modalities\"");
        admin.send(
                opening,
                "seen",
                seen(admin, opening),
                "first",
                monday.toString(),
                "from",
                "09:00",
                "to",
                "10:00",
                "repeat",
                "once",
                "modalities",
                "phone");
        assertThat(agendas.rules(agenda.id()).getFirst().modalities()).containsExactly(Modality.PHONE);
        assertThat(admin.open("/admin/agendas/" + agenda.id()).body()).contains("par téléphone");

        var terms = "/admin/agendas/regles/" + service.id();
        assertThat(admin.open(terms).body()).contains("https://visio.essai.example/{reference}");
        var figures = List.of(
                "minutes",
                "20",
                "bufferMinutes",
                "0",
                "stepMinutes",
                "20",
                "noticeHours",
                "2",
                "horizonDays",
                "60",
                "opensAt",
                "00:00",
                "mostPeople",
                "4",
                "grouping",
                "consecutive",
                "keptPercent",
                "0",
                "byCode",
                "no");
        var bad = new ArrayList<>(figures);
        bad.addAll(List.of("seen", seen(admin, terms), "modalities", "video", "videoAddress", "http://visio.example"));
        assertThat(admin.send(terms, bad.toArray(String[]::new)).body())
                .contains("id=\"videoAddress-error\"", "value=\"http://visio.example\"");
        var none = new ArrayList<>(figures);
        none.addAll(List.of("seen", seen(admin, terms)));
        assertThat(admin.send(terms, none.toArray(String[]::new)).body()).contains("Cochez au moins une manière");

        var where = "/admin/sites/" + site.slug();
        var place = List.of(
                "name",
                site.name(),
                "slug",
                site.slug(),
                "address",
                "1 place",
                "zone",
                "Europe/Paris",
                "holidayRegion",
                "",
                "displayMessage",
                "");
        for (var malformed : List.of("48.85", "91, 2", "ici, là", "48,85, 2,35")) {
            var typed = new ArrayList<>(place);
            typed.addAll(List.of("position", malformed));
            assertThat(admin.send(where, typed.toArray(String[]::new)).body())
                    .contains("id=\"position-error\"", "value=\"" + malformed + "\"");
        }
        var typed = new ArrayList<>(place);
        typed.addAll(List.of("position", "48,8566 ; 2,3522"));
        admin.send(where, typed.toArray(String[]::new));
        assertThat(admin.open(where).body()).contains("value=\"48.8566, 2.3522\"");
    }

    private static String seen(Pages admin, String page) {
        var body = admin.open(page).body();
        return body.replaceFirst("(?s).*name=\"seen\" value=\"([^\"]*)\".*", "$1");
    }

    @Test
    void programs_say_the_way_too_and_on_site_when_they_say_nothing() {
        agenda(place, 0, "09:00", new Facilities(true, false, Set.of(), ""));
        var visiting = agenda(place, 1, "10:00", Facilities.NONE, Modality.HOME);
        agendas.saveSector(visiting.id(), "00000");
        var api = new Api(port, town.token(Role.AGENT));
        var slots = "/api/v1/slots?site=" + site.slug() + "&service=" + service.slug() + "&from=" + monday + "&to="
                + monday;
        assertThat(api.get(slots).json().path("slots").size()).isEqualTo(1);
        assertThat(api.get(slots + "&modality=home").json().path("slots").size())
                .isEqualTo(1);
        assertThat(api.get(slots + "&modality=pigeon").text("type")).endsWith("modality-unknown");
        assertThat(api.post("/api/v1/appointments", wanted("09:00", "\"needs\":[\"ramp\"],"))
                        .text("type"))
                .endsWith("needs-unknown");
        assertThat(api.post("/api/v1/appointments", wanted("10:00", "\"modality\":\"home\","))
                        .text("type"))
                .endsWith("address-missing");
        var visit = api.post(
                "/api/v1/appointments",
                wanted(
                        "10:00",
                        "\"modality\":\"home\",\"address\":{\"street\":\"1 rue Haute\",\"postcode\":\"00000\",\"commune\":\"Ici\"},"));
        assertThat(visit.status()).isEqualTo(201);
        assertThat(visit.text("modality")).isEqualTo("home");
        assertThat(visit.text("address")).isEqualTo("1 rue Haute\n00000 Ici");
        var usual = api.post("/api/v1/appointments", wanted("09:00", "\"needs\":[\"step-free\"],"));
        assertThat(usual.text("modality")).isEqualTo("on-site");
        assertThat(usual.json().path("needs").get(0).asString()).isEqualTo("step-free");
        clock.setTo(at(monday, "10:00"));
        var met = api.post("/api/v1/appointments/" + visit.text("id") + "/check-in", "{}");
        assertThat(met.text("state")).isEqualTo("arrived");
        assertThat(met.json().path("ticket").isNull()).isTrue();
    }

    private String wanted(String time, String more) {
        return """
                {"site":"%s","service":"%s","start":"%s",%s
                 "usager":{"firstName":"Camille","lastName":"%s","email":"camille@essai.example"}}""".formatted(site.slug(), service.slug(), at(monday, time), more, name + time.charAt(0));
    }
}
