package fr.parvis.appointments.demand;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.identity.Role;
import fr.parvis.platform.web.Proof;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The waiting line without JavaScript and without an account, and every way in which it can be refused. */
@ParvisTest
class WaitlistPagesIT extends WrittenScene {
    private static final Pattern NONCE = Pattern.compile("name=\"nonce\" value=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    Visitor visitor;
    Appointment.Usager usager;
    String rdv;

    @BeforeEach
    void comeIn() {
        town.account("Essai", Role.ADMIN);
        visitor = Visitor.elsewhere(port);
        usager = somebody();
        rdv = "/rdv/" + service.slug();
    }

    private String here() {
        return rdv + "/attente?personnes=1";
    }

    private String who(String suits) {
        return rdv + "/attente/qui?personnes=1&sites=" + site.slug() + suits;
    }

    private String[] fields(String... changed) {
        var fields = new ArrayList<>(List.of(
                "personnes",
                "1",
                "sites",
                site.slug(),
                "firstName",
                usager.firstName(),
                "lastName",
                usager.lastName(),
                "email",
                Objects.requireNonNull(usager.email()),
                "phone",
                ""));
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

    private HttpResponse<String> joining(String... changed) {
        return joining(visitor, changed);
    }

    private HttpResponse<String> joining(Visitor who, String... changed) {
        var fields = new ArrayList<>(List.of(fields(changed)));
        fields.addAll(List.of("altcha", Proof.of(who)));
        return who.send(who(""), rdv + "/attente", fields.toArray(String[]::new));
    }

    private String joinedUnread(String... changed) {
        var answer = joining(changed);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(Visitor.goesTo(answer)).isEqualTo(rdv + "/attente/fait");
        return "/rdv/attente/"
                + wishes.openOf(service.id(), usager).orElseThrow().token();
    }

    /** The page of the new place in line, which its message leads to. */
    private String joined(String... changed) {
        var page = joinedUnread(changed);
        assertThat(visitor.open(page).statusCode()).isEqualTo(200);
        return page;
    }

    private Wish wish(String page) {
        return wishes.findByToken(page.replaceFirst(".*/", "")).orElseThrow();
    }

    /** Nothing is free; openings on all days are known, further ahead than anybody can book. */
    private void full() {
        agendas.saveRule(
                onlyThatMorning().id(),
                null,
                Set.of(),
                monday.plusDays(200),
                LocalTime.of(8, 0),
                LocalTime.of(20, 0),
                "FREQ=DAILY",
                Set.of());
    }

    private Agenda onlyThatMorning() {
        var agenda = agenda("09:00", "09:20");
        book("09:00");
        return agenda;
    }

    @Test
    void where_nothing_suits_and_always_besides_the_line_is_offered_with_what_was_looked_for() {
        full();
        var empty = visitor.open(rdv + "?personnes=1&jour=2&soir=oui&lieu=" + site.slug())
                .body();
        assertThat(empty).contains("Aucune heure ne vous convient");
        var link = Pattern.compile("href=\"(" + rdv + "/attente[^\"]+)\"").matcher(empty);
        assertThat(link.find()).isTrue();
        var days = visitor.open(link.group(1).replace("&amp;", "&")).body();
        assertThat(days)
                .contains("Quand pouvez-vous venir")
                .containsPattern("value=\"2\" checked=\"checked\"")
                .containsPattern("value=\"evening\" checked=\"checked\"")
                .doesNotContainPattern("value=\"3\" checked");
        agenda("10:00", "10:20");
        assertThat(visitor.open(rdv + "?personnes=1").body()).contains("10:00", rdv + "/attente");
    }

    @Test
    void joining_takes_two_pages_and_leads_to_a_page_of_ones_own() {
        full();
        join();
        var asked = visitor.open(who("&days=1&days=4&parts=morning&earliest=2030-01-02"))
                .body();
        assertThat(asked)
                .contains("lundi, jeudi", "le matin, avant 12:00", "mercredi 2 janvier 2030")
                .contains("Une personne attend avant vous")
                .contains("Trop peu de propositions récentes")
                .contains("name=\"days\" value=\"4\"", "name=\"earliest\" value=\"2030-01-02\"");
        var page = joined("days", "4", "parts", "morning", "earliest", "2030-01-02");
        assertThat(wish(page).suits())
                .isEqualTo(new Suits(
                        Set.of(DayOfWeek.THURSDAY), Set.of(PartOfDay.MORNING), java.time.LocalDate.of(2030, 1, 2)));
        assertThat(wish(page).usager()).isEqualTo(usager);
        var shown = visitor.open(page + "?note");
        assertThat(shown.body())
                .contains("vous êtes sur la liste", "jeudi", usager.lastName(), "Une personne attend avant vous");
        assertThat(shown.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(shown.headers().firstValue("X-Robots-Tag")).contains("noindex");
        assertThat(told(wish(page))).hasSize(1);
    }

    @Test
    void the_same_form_sent_twice_is_one_place() {
        full();
        var nonce = NONCE.matcher(visitor.open(who("")).body());
        assertThat(nonce.find()).isTrue();
        var page = joined("nonce", nonce.group(1));
        assertThat(joined("nonce", nonce.group(1))).isEqualTo(page);
    }

    /** Without what is different each time a page is made. */
    private String answer(Visitor who) {
        var joining = joining(who);
        assertThat(joining.statusCode()).isEqualTo(302);
        return Visitor.goesTo(joining)
                + who.open(Visitor.goesTo(joining)).body().replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
    }

    @Test
    void whoever_joins_is_answered_the_same_and_the_message_alone_tells_more() {
        full();
        var first = answer(visitor);
        assertThat(first).contains(Objects.requireNonNull(usager.email()), "Cette page ne le dit à personne");
        var wish = wishes.openOf(service.id(), usager).orElseThrow();
        assertThat(first).doesNotContain(wish.token());
        clock.forward(java.time.Duration.ofDays(1));
        assertThat(answer(Visitor.elsewhere(port))).isEqualTo(first);
        assertThat(told(wish)).hasSize(2);
        wishes.leave(wish.id());

        agenda("11:00", "11:20");
        book(at("11:00"), usager);
        assertThat(answer(Visitor.elsewhere(port))).isEqualTo(first);
        assertThat(wishes.openOf(service.id(), usager)).isEmpty();
        assertThat(outbox.page(null, 0, Integer.MAX_VALUE))
                .filteredOn(message -> message.about().equals("waitlist-booked"))
                .anySatisfy(message -> assertThat(message.text()).contains(usager.lastName(), "11:00", "/rdv/mien/"));
    }

    @Test
    void what_is_free_already_and_suits_is_shown_and_left_to_everybody() {
        agenda("09:00", "09:40");
        assertThat(visitor.open(who("&parts=morning")).body())
                .contains("Des heures libres vous conviennent", "09:00", rdv + "?personnes=1&amp;lieu=" + site.slug());
        assertThat(visitor.open(who("&parts=evening")).body()).doesNotContain("Des heures libres vous conviennent");
        var page = joined();
        assertNothingIsOffered(wish(page));
        visitor.send(page + "/jours", page + "/jours", "sites", site.slug(), "days", "1");
        assertNothingIsOffered(wish(page));
        assertThat(free()).containsExactly(at("09:00"), at("09:20"));
    }

    @Test
    void without_the_little_work_of_a_browser_few_join_in_a_minute() {
        full();
        HttpResponse<String> last = null;
        for (var address : List.of("un", "deux", "trois")) {
            last = visitor.send(
                    who(""),
                    rdv + "/attente",
                    fields("email", address + usager.email(), "lastName", "Sans " + address));
        }
        assertThat(Objects.requireNonNull(last).statusCode()).isEqualTo(429);
        assertThat(last.body()).contains("la petite vérification automatique", "Sans trois");
        assertThat(joining().statusCode()).as("with it, nobody waits").isEqualTo(302);
    }

    @Test
    void the_line_is_left_at_once_and_not_by_a_machine_without_end() {
        full();
        var page = joined();
        HttpResponse<String> last = visitor.send(page + "/arreter", page + "/arreter");
        assertThat(wish(page).state()).isEqualTo(Wish.State.LEFT);
        for (int i = 0; i < 14 && last.statusCode() != 429; i++) {
            last = visitor.send("/question", page + "/arreter");
        }
        assertThat(last.statusCode()).isEqualTo(429);
    }

    @Test
    void what_is_offered_is_answered_by_the_link_that_was_sent() {
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20).withCode(true));
        agenda("09:00", "09:40");
        var early = book("09:00");
        var mine = book(at("09:20"), usager);
        var there = "/rdv/mien/" + mine.token();
        var page = Visitor.goesTo(visitor.send(there, there + "/plus-tot")).replace("?note", "");
        bookings.cancel(early.id(), true);
        var offer = "/rdv/proposition/" + offered(wish(page)).token();
        var shown = visitor.open(page).body();
        assertThat(shown)
                .contains("Le lien pour répondre est parti à", "a…@essai.example")
                .doesNotContain(offer);
        var before = told(wish(page)).size();
        assertThat(Visitor.goesTo(visitor.send(page, page + "/renvoyer"))).isEqualTo(page + "?renvoye");
        visitor.send(page, page + "/renvoyer");
        assertThat(told(wish(page))).hasSize(before + 1);
        assertThat(visitor.open(offer).body()).contains("Prendre cette date");
        assertThat(visitor.open(page).body()).contains(offer + "/prendre");
    }

    @ParameterizedTest
    @CsvSource({
        "firstName, '', firstName-error, prénom",
        "lastName, '', lastName-error, nom",
        "email, pas-une-adresse, email-error, pas-une-adresse",
        "email, '', email-error, téléphone",
        "earliest, demain, earliest-error, demain",
        "website, http://robot, notice-bad, caché",
    })
    void what_is_wrong_is_said_beside_it_and_what_was_typed_stays(
            String field, String typed, String mark, String said) {
        full();
        var refused = joining(field, typed, "days", "4");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains(mark, said);
        if (!field.equals("earliest")) {
            assertThat(refused.body())
                    .contains(
                            "name=\"days\" value=\"4\"",
                            usager.lastName().substring(0, field.equals("lastName") ? 0 : 3));
        }
        assertThat(look.last(service.id(), Set.of(site.id())).before()).isZero();
    }

    @Test
    void forged_addresses_lead_back_to_where_one_begins() {
        full();
        for (var wrong : List.of("", "?personnes=0", "?personnes=99", "?personnes=beaucoup")) {
            assertThat(Visitor.goesTo(visitor.open(rdv + "/attente" + wrong))).isEqualTo(rdv);
        }
        assertThat(visitor.open("/rdv/inconnue/attente?personnes=1").statusCode())
                .isEqualTo(404);
        assertThat(Visitor.goesTo(visitor.open("/rdv/" + place.services().get(1).slug() + "/attente?personnes=1")))
                .isEqualTo("/rdv/" + place.services().get(1).slug());
        assertThat(visitor.open(who("&days=9&days=%3Cb%3E&parts=nuit&sites=ailleurs"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(visitor.open("/rdv/attente/inconnu").statusCode()).isEqualTo(404);
        assertThat(visitor.open("/rdv/proposition/inconnu").statusCode()).isEqualTo(404);
        assertThat(visitor.sendBare(rdv + "/attente", fields()).statusCode()).isEqualTo(403);
    }

    @Test
    void whoever_joins_too_often_waits_a_minute() {
        full();
        HttpResponse<String> last = joining();
        for (int i = 0; i < 8 && last.statusCode() != 429; i++) {
            last = joining("email", i + Objects.requireNonNull(usager.email()));
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
        assertThat(last.body()).contains("value=\"" + usager.lastName() + "\"");
    }

    @Test
    void a_link_only_shows_the_date_and_a_button_takes_it_once() {
        full();
        var page = joined();
        agenda("10:00", "10:20");
        var offer = offered(wish(page));
        var there = "/rdv/proposition/" + offer.token();
        for (var link : List.of(there, there + "/passer", page, page + "/arreter")) {
            assertThat(visitor.open(link).statusCode()).as(link).isEqualTo(200);
        }
        assertThat(offers.openOf(wish(page))).contains(offer);
        assertThat(visitor.open(there).body()).contains("10:00", "10:30", "Prendre cette date", "Pas cette date");
        assertThat(visitor.open(page).body()).contains("Une date vous est proposée", "10:30");
        var taken = visitor.send(there, there + "/prendre");
        assertThat(Visitor.goesTo(taken)).matches("/rdv/mien/[\\w-]{24}\\?pris");
        assertThat(visitor.open(Visitor.goesTo(taken)).body())
                .contains("Votre rendez-vous est pris", usager.lastName(), "10:00");
        assertThat(Visitor.goesTo(visitor.send("/question", there + "/prendre")))
                .isEqualTo(Visitor.goesTo(taken));
        assertThat(Visitor.goesTo(visitor.open(there)))
                .isEqualTo(Visitor.goesTo(taken).replace("?pris", ""));
        assertThat(visitor.open(page).body())
                .contains("vous avez pris une date", Visitor.goesTo(taken).replace("?pris", ""));
    }

    @Test
    void turned_down_or_late_the_place_in_line_stays() {
        full();
        var page = joined();
        agenda("10:00", "10:20");
        var there = "/rdv/proposition/" + offered(wish(page)).token();
        assertThat(Visitor.goesTo(visitor.send(there, there + "/passer"))).isEqualTo(there);
        assertThat(visitor.open(there).body()).contains("Vous avez refusé cette date", "encore libre");
        assertThat(Visitor.goesTo(visitor.open(there + "/passer"))).isEqualTo(there);
        agenda("10:20", "10:40");
        var second = "/rdv/proposition/" + offered(wish(page)).token();
        nobodyAnswers();
        offering.round();
        assertThat(visitor.open(second).body()).contains("Le temps de répondre est passé");
        book("10:20");
        var late = visitor.send(second, second + "/prendre");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("role=\"alert\"", page);
        assertThat(wish(page).state()).isEqualTo(Wish.State.WAITING);
    }

    @Test
    void days_are_changed_and_the_line_is_left_by_the_page() {
        full();
        var page = joined("days", "2");
        assertThat(visitor.open(page + "/jours").body()).containsPattern("value=\"2\" checked=\"checked\"");
        var wrong = visitor.send(page + "/jours", page + "/jours", "sites", site.slug(), "earliest", "hier");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("earliest-error", "hier");
        var changed = visitor.send(page + "/jours", page + "/jours", "sites", site.slug(), "days", "5");
        assertThat(Visitor.goesTo(changed)).isEqualTo(page + "?change");
        assertThat(wish(page).suits().days()).containsExactly(DayOfWeek.FRIDAY);

        assertThat(Visitor.goesTo(visitor.send(page + "/arreter", page + "/arreter")))
                .isEqualTo(page);
        assertThat(wish(page).state()).isEqualTo(Wish.State.LEFT);
        assertThat(visitor.open(page).body()).contains("Vous avez quitté la liste");
        for (var over : List.of("/jours", "/arreter")) {
            assertThat(Visitor.goesTo(visitor.open(page + over))).isEqualTo(page);
        }
        assertThat(Visitor.goesTo(visitor.send("/question", page + "/reprendre")))
                .isEqualTo(page);
        assertThat(wish(page).state()).isEqualTo(Wish.State.LEFT);
    }

    @Test
    void who_slept_goes_on_with_one_touch() {
        full();
        var page = joined();
        for (var time : List.of("10:00", "11:00")) {
            agenda(time, time.replace(":00", ":20"));
            offered(wish(page));
            nobodyAnswers();
            offering.round();
        }
        assertThat(visitor.open(page).body()).contains("sans réponse", "Recevoir de nouveau");
        assertThat(Visitor.goesTo(visitor.send(page, page + "/reprendre"))).isEqualTo(page);
        assertThat(wish(page).state()).isEqualTo(Wish.State.WAITING);
    }

    @Test
    void what_no_opening_can_ever_suit_is_refused_with_what_is_possible() {
        onlyThatMorning();
        for (var wrong : List.of(
                List.of("days", "7", "days-error", "lundi"),
                List.of("parts", "evening", "parts-error", "le matin"),
                List.of("earliest", monday.plusYears(1).toString(), "earliest-error", "lundi"),
                List.of("earliest", monday.minusDays(30).toString(), "earliest-error", "passé"))) {
            var seen = visitor.open(who("&" + wrong.get(0) + "=" + wrong.get(1)));
            assertThat(seen.statusCode()).as(wrong.toString()).isEqualTo(400);
            assertThat(seen.body()).contains(wrong.get(2), wrong.get(3), "value=\"" + wrong.get(1) + "\"");
            var sent = joining(wrong.get(0), wrong.get(1));
            assertThat(sent.statusCode()).as(wrong.toString()).isEqualTo(400);
            assertThat(sent.body()).contains(wrong.get(2));
        }
        assertThat(wishes.openOf(service.id(), usager)).isEmpty();
        assertThat(visitor.open(who("&days=1&days=7")).statusCode())
                .as("one of them can come true")
                .isEqualTo(200);
    }

    @Test
    void what_is_free_before_an_appointment_is_shown_before_one_waits_for_more() {
        agenda("09:00", "09:40");
        var mine = book(at("09:20"), usager);
        var page = "/rdv/mien/" + mine.token();
        var shown = visitor.send(page, page + "/plus-tot");
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body())
                .contains("Des heures libres vous conviennent", "09:00", page + "/deplacer?des=" + monday)
                .doesNotContain("name=\"phone\"");
        assertThat(wishes.openFor(mine.id())).isEmpty();
        assertThat(Visitor.goesTo(visitor.send(page, page + "/plus-tot", "quand-meme", "oui")))
                .startsWith("/rdv/attente/")
                .endsWith("?note");
    }

    @Test
    void one_touch_from_an_appointment_waits_for_an_earlier_one() {
        agenda("09:00", "09:40");
        var early = book("09:00");
        var mine = book(at("09:20"), usager);
        var page = "/rdv/mien/" + mine.token();
        assertThat(visitor.open(page).body()).contains("Une date plus tôt vous arrangerait");
        var moving = visitor.open(page + "/deplacer").body();
        assertThat(moving).contains(page + "/plus-tot").doesNotContain(rdv + "/attente");
        var joined = visitor.send(page, page + "/plus-tot");
        assertThat(Visitor.goesTo(joined)).startsWith("/rdv/attente/").endsWith("?note");
        assertThat(visitor.open(Visitor.goesTo(joined)).body()).contains("Votre rendez-vous actuel", "09:20");
        assertThat(visitor.open(page).body())
                .contains(
                        "Vous êtes sur la liste d’attente",
                        Visitor.goesTo(joined).replace("?note", ""));
        assertThat(Visitor.goesTo(visitor.send("/question", page + "/plus-tot")))
                .isEqualTo(Visitor.goesTo(joined));

        bookings.cancel(early.id(), true);
        var wish = wish(Visitor.goesTo(joined).replace("?note", ""));
        var there = "/rdv/proposition/" + offered(wish).token();
        assertThat(visitor.open(there).body()).contains("Elle remplacerait", "09:20", "09:00");
        var taken = visitor.send(there, there + "/prendre");
        assertThat(Visitor.goesTo(taken)).isEqualTo(page + "?deplace");
        assertThat(visitor.open(page + "?deplace").body()).contains("09:00", mine.reference());
        await(() -> free().equals(List.of(at("09:20"))));
    }

    @Test
    void a_time_that_was_lost_leads_to_the_line_with_what_was_typed() {
        agenda("09:00", "09:20");
        var times = rdv + "?personnes=1&lieu=" + site.slug();
        var held = Visitor.goesTo(visitor.send(times, times, "choix", site.slug() + " " + at("09:00")));
        clock.forward(java.time.Duration.ofMinutes(6));
        book("09:00");
        var lost = visitor.send(held, held + "/confirmer", fields());
        assertThat(lost.statusCode()).isEqualTo(409);
        assertThat(lost.body()).contains("M’inscrire sur la liste d’attente", "name=\"sites\" value=\"" + site.slug());
        var nonce = NONCE.matcher(lost.body().substring(lost.body().indexOf("form class=\"sheet invite\"")));
        assertThat(nonce.find()).isTrue();
        var page = joined("nonce", nonce.group(1));
        assertThat(wish(page).usager()).isEqualTo(usager);
    }

    @ParameterizedTest
    @CsvSource({
        "en, When can you come?, You are on the waiting list",
        "es, ¿Cuándo puede venir?, está en la lista de espera",
        "pt, Quando pode vir?, está na lista de espera",
        "ar, متى تستطيع الحضور؟, أنت في قائمة الانتظار",
        "uk, Коли ви можете прийти?, ви у списку очікування",
    })
    void every_page_speaks_the_language_of_the_person(String language, String when, String noted) {
        full();
        assertThat(visitor.open(here() + "&lang=" + language).body()).contains(when);
        var page = joined();
        assertThat(visitor.open(page + "?note").body()).containsIgnoringCase(noted);
        assertThat(Objects.requireNonNull(wish(page).usager()).language()).isEqualTo(language);
    }
}
