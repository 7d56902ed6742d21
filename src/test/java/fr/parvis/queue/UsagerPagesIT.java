package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.directory.DirectoryEditor;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Audience;
import fr.parvis.platform.web.Language;
import fr.parvis.testing.Api;
import fr.parvis.testing.EventStream;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;

/** What usagers read, without a browser. */
@ParvisTest
class UsagerPagesIT {
    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"([^\"#]*)\"");

    @Autowired
    Town town;

    @Autowired
    Reception reception;

    @Autowired
    DirectoryEditor editor;

    @Autowired
    MessageSource messages;

    @Autowired
    Clock clock;

    @LocalServerPort
    int port;

    Visitor visitor;

    @BeforeEach
    void arrive() {
        // without an account, the first pages lead to the set-up
        town.account("Essai", Role.ADMIN);
        visitor = Visitor.elsewhere(port);
    }

    private HttpResponse<String> atKiosk(Town.Place place, String... typed) {
        var kiosk = "/borne/" + place.site().slug();
        return visitor.send("/sites/" + town.place(1, 1).site().slug() + "/ticket", kiosk + "/tickets", typed);
    }

    private static void leadsBackToTheStart(HttpResponse<String> refusal, Town.Place place, int status) {
        var start = "/borne/" + place.site().slug();
        assertThat(refusal.statusCode()).isEqualTo(status);
        assertThat(refusal.headers().firstValue("Refresh")).contains("15; url=" + start);
        assertThat(refusal.body()).contains("shell-kiosk").doesNotContain("dempot", "nonce");
        assertThat(LINK.matcher(refusal.body()).results().map(link -> link.group(1)))
                .containsExactly(start);
    }

    @Test
    void a_refusal_at_the_kiosk_has_one_way_on_and_takes_it_by_itself() {
        var place = town.place(1, 1);
        var slug = place.site().slug();
        for (var language : Audience.USAGERS.languages()) {
            visitor.open("/aide?lang=" + language.tag());
            var refusal = atKiosk(place, "service", "nulle-part", "nonce", Ids.token());
            leadsBackToTheStart(refusal, place, 404);
            assertThat(refusal.body())
                    .contains("<html lang=\"" + language.tag() + "\"")
                    .contains("<h1>" + messages.getMessage("layout.kiosk.again.title", null, language.locale()));
        }
        leadsBackToTheStart(atKiosk(place, "service", "x", "help", "telepathie"), place, 404);
        leadsBackToTheStart(visitor.open("/borne/" + slug + "/tickets/inconnu"), place, 404);
        leadsBackToTheStart(visitor.open("/borne/" + slug + "/nulle-part"), place, 404);
        leadsBackToTheStart(visitor.sendBare("/borne/" + slug + "/tickets", "service", "x"), place, 403);
    }

    @Test
    void a_closed_service_says_why_at_the_kiosk() {
        var place = town.place(1, 1, Collections.nCopies(7, ""));
        var refusal = atKiosk(place, "service", place.services().getFirst().slug());
        leadsBackToTheStart(refusal, place, 409);
        assertThat(refusal.body()).contains("en dehors des horaires");
    }

    @Test
    void too_many_tickets_from_one_kiosk_are_refused_there_and_not_for_ever() {
        var place = town.place(1, 1);
        var tickets = "/borne/" + place.site().slug() + "/tickets";
        HttpResponse<String> refusal;
        int sent = 0;
        do {
            refusal = visitor.send("/sites/" + place.site().slug() + "/ticket", tickets, "service", "x");
        } while (refusal.statusCode() == 404 && ++sent < 100);
        leadsBackToTheStart(refusal, place, 429);
        assertThat(refusal.body()).contains("<h1>Trop de demandes</h1>");
    }

    @Test
    void whoever_sets_up_a_kiosk_reads_that_its_place_does_not_exist() {
        var refusal = visitor.open("/borne/nulle-part");
        assertThat(refusal.statusCode()).isEqualTo(404);
        assertThat(refusal.headers().firstValue("Refresh")).contains("15; url=/borne/nulle-part");
        assertThat(refusal.body()).contains("<h1>Lieu d’accueil inconnu</h1>");
    }

    @Test
    void a_screen_used_again_for_another_wish_begins_anew() {
        var place = town.place(2, 1);
        var first = place.services().getFirst().slug();
        var kiosk = "/borne/" + place.site().slug();
        var phone = "/sites/" + place.site().slug() + "/ticket";
        var nonce = Ids.token();
        var ticket = goesTo(atKiosk(place, "service", first, "nonce", nonce));
        assertThat(ticket).startsWith(kiosk + "/tickets/");
        assertThat(goesTo(atKiosk(place, "service", first, "nonce", nonce))).isEqualTo(ticket);
        var other = place.services().getLast().slug();
        assertThat(goesTo(atKiosk(place, "service", other, "nonce", nonce))).isEqualTo(kiosk);
        assertThat(goesTo(atKiosk(place, "service", first, "priority", "1", "nonce", nonce)))
                .isEqualTo(kiosk);
        assertThat(goesTo(visitor.send(phone, phone, "service", other, "nonce", nonce)))
                .isEqualTo(phone);
        assertThat(new Api(port, town.token(Role.AGENT))
                        .get(place.path() + "/queue")
                        .json()
                        .path("waiting"))
                .hasSize(1);
    }

    private static String goesTo(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(302);
        return Visitor.goesTo(answer);
    }

    private Ticket take(Town.Place place, Ticket.Kind kind, boolean priority, Duration dueIn) {
        var due = kind == Ticket.Kind.APPOINTMENT ? clock.instant().plus(dueIn) : null;
        return reception.take(new NewTicket(
                place.site().id(),
                place.services().getFirst().id(),
                kind,
                priority,
                due,
                null,
                Set.of(),
                NewTicket.Origin.KIOSK));
    }

    private String page(Ticket ticket) {
        return visitor.open("/ticket/" + ticket.token()).body();
    }

    @Test
    void a_ticket_says_truly_where_its_place_comes_from() {
        var place = town.place(1, 1);
        assertThat(page(take(place, Ticket.Kind.WALKIN, false, Duration.ZERO)))
                .contains("heure d’arrivée", "rendez-vous fixé plus tôt", "priorité légale")
                .doesNotContain("Seule une priorité");
        assertThat(page(take(place, Ticket.Kind.WALKIN, true, Duration.ZERO)))
                .contains("Votre priorité est prise en compte");
        assertThat(page(take(place, Ticket.Kind.APPOINTMENT, true, Duration.ofMinutes(5))))
                .contains("celle de votre rendez-vous de ");
        assertThat(page(take(place, Ticket.Kind.APPOINTMENT, false, Duration.ofMinutes(-20))))
                .contains("passé de plus de dix minutes");
        assertThat(visitor.open("/aide").body()).contains("l’heure de votre rendez-vous");
    }

    @Test
    void whoever_leaves_twice_or_too_late_reads_where_the_ticket_stands() {
        var place = town.place(1, 1);
        var ticket = take(place, Ticket.Kind.WALKIN, false, Duration.ZERO);
        var path = "/ticket/" + ticket.token();
        assertThat(visitor.open(path + "/quitter").body()).contains("Garder ma place");
        assertThat(goesTo(visitor.send(path + "/quitter", path + "/quitter"))).isEqualTo(path);
        var form = "/sites/" + place.site().slug() + "/ticket";
        assertThat(goesTo(visitor.send(form, path + "/quitter"))).isEqualTo(path);
        assertThat(goesTo(visitor.open(path + "/quitter"))).isEqualTo(path);
        assertThat(page(ticket)).contains("quitté la file", form);
    }

    @Test
    void after_the_visit_the_next_step_is_told_and_stays() {
        var place = town.place(1, 1);
        var counter = place.counters().getFirst().id();
        reception.open(counter, Set.of(), null);
        var ticket = take(place, Ticket.Kind.WALKIN, false, Duration.ZERO);
        reception.callNext(counter);
        assertThat(page(ticket)).contains("C’est à vous", "Guichet 1", "Présentez-vous maintenant");
        reception.start(ticket.id());
        assertThat(page(ticket)).contains("Votre visite est en cours").doesNotContain("Vous êtes reçu");
        reception.finish(
                ticket.id(),
                new Outcome.NextStep("Apporter l’acte de naissance", "État civil", LocalDate.of(2027, 1, 15)));
        assertThat(page(ticket))
                .contains("Apporter l’acte de naissance", "État civil", "vendredi 15 janvier 2027")
                .contains("Comment s’est passée votre visite");
        var path = "/ticket/" + ticket.token();
        assertThat(goesTo(visitor.send(path, path + "/avis", "score", "4"))).isEqualTo(path + "?merci=4");
        assertThat(visitor.open(path + "?merci=4").body()).contains("C’est noté", "facultatif", "merci=0");
        assertThat(goesTo(visitor.send(path, path + "/avis", "score", "4", "words", "")))
                .isEqualTo(path + "?merci=0");
        assertThat(visitor.open(path + "?merci=0").body())
                .contains("Merci. Votre avis", "Apporter l’acte de naissance", "href=\"/\"")
                .doesNotContain("Comment s’est passée");
        assertThat(visitor.open(path + "?merci=%3Cb%3E").body()).doesNotContain("C’est noté", "&lt;b");
        assertThat(goesTo(visitor.open("/avis/" + ticket.token()))).isEqualTo(path);
    }

    @Test
    void a_call_without_answer_says_when_and_what_to_do() {
        var place = town.place(1, 1);
        var counter = place.counters().getFirst().id();
        reception.open(counter, Set.of(), null);
        var ticket = take(place, Ticket.Kind.WALKIN, false, Duration.ZERO);
        reception.callNext(counter);
        reception.noShow(ticket.id());
        assertThat(page(ticket))
                .containsPattern("appelé à \\d\\d:\\d\\d, sans réponse")
                .contains("Reprendre un ticket");
    }

    @Test
    void a_site_announces_its_special_days_and_today_s_real_hours() {
        var place = town.place(1, 1, Collections.nCopies(7, "9h-12h, 14h-17h"));
        var site = place.site();
        var today = LocalDate.ofInstant(clock.instant(), site.zone());
        assertThat(visitor.open("/sites/" + site.slug()).body())
                .contains("Aujourd’hui", day(today, Language.FRENCH), "09:00–12:00, 14:00–17:00")
                .doesNotContain("Jours particuliers");
        editor.addClosure(site.id(), today, today, "inventaire");
        editor.addClosure(site.id(), today.plusDays(3), today.plusDays(40), "travaux");
        editor.addClosure(site.id(), today.plusDays(60), today.plusDays(61), "déménagement");
        var opening = today.plusDays(5).atTime(10, 0).atZone(site.zone()).toInstant();
        editor.openExceptionally(site.id(), opening, opening.plus(Duration.ofHours(2)));
        for (var language : List.of(Language.FRENCH, Language.ARABIC)) {
            var body = visitor.open("/sites/" + site.slug() + "?lang=" + language.tag())
                    .body();
            assertThat(body)
                    .contains("inventaire", "travaux", "10:00–12:00")
                    .contains(day(today.plusDays(3), language), day(today.plusDays(4), language))
                    .contains(day(today.plusDays(5), language))
                    .as("to the closure's real end, which is out of sight")
                    .contains(day(today.plusDays(6), language), day(today.plusDays(40), language))
                    .doesNotContain("déménagement");
        }
    }

    private static String day(LocalDate day, Language language) {
        return DateTimeFormatter.ofLocalizedPattern("MMMMd")
                .withLocale(language.locale())
                .format(day);
    }

    @Test
    void the_home_page_follows_all_sites_on_one_stream() {
        var quiet = town.place(1, 1);
        var place = town.place(1, 1);
        assertThat(visitor.open("/").body().split("sse-connect", -1)).hasSize(2);
        try (var stream = EventStream.open(port, "", "/accueil/live")) {
            var missing = new HashSet<>(Set.of(quiet.site().slug(), place.site().slug()));
            while (!missing.isEmpty()) {
                missing.remove(stream.next().name());
            }
            reception.open(place.counters().getFirst().id(), Set.of(), null);
            assertThat(stream.next(place.site().slug()).data()).contains("sans attente");
        }
    }
}
