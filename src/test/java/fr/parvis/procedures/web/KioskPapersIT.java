package fr.parvis.procedures.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Audience;
import fr.parvis.procedures.DocumentsChecked;
import fr.parvis.procedures.NationalSheets;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.SheetImport;
import fr.parvis.procedures.checklist.Checklists;
import fr.parvis.procedures.checklist.KnownDocuments;
import fr.parvis.procedures.checklist.Told;
import fr.parvis.procedures.visit.PreparedVisit;
import fr.parvis.procedures.visit.PreparedVisits;
import fr.parvis.procedures.visit.ServiceSheets;
import fr.parvis.queue.Halls;
import fr.parvis.queue.NewTicket;
import fr.parvis.queue.Reception;
import fr.parvis.queue.Ticket;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;

/** Which procedures a service has, and what the kiosk asks because of it. */
@ParvisTest
class KioskPapersIT {
    private static final String PAGE = ServiceSheetPages.PAGE;

    @Autowired
    Town town;

    @Autowired
    DirectoryEditor editor;

    @Autowired
    SheetImport imports;

    @Autowired
    ServiceSheets sheets;

    @Autowired
    DeskDocuments desk;

    @Autowired
    Procedures procedures;

    @Autowired
    PreparedVisits visits;

    @Autowired
    Halls halls;

    @Autowired
    Reception reception;

    @Autowired
    AuditLog audit;

    @Autowired
    MessageSource messages;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    Town.Place place;
    ServiceOffer service;
    Visitor visitor;

    @BeforeEach
    void arrive() {
        place = town.place(2, 1);
        service = place.services().getFirst();
        town.account("Essai", Role.ADMIN);
        NationalSheets.copy(
                folder, "F1342", "F21089", "F21090", "F1341", "F14929", "F14930", "F21091", "F1427", "F14807");
        InventedSheets.bring(imports, folder, clock);
        visitor = Visitor.elsewhere(port);
    }

    @AfterEach
    void forget() {
        sheets.lines(service.id()).forEach(line -> sheets.remove(service, line.audience(), line.id()));
    }

    private void offer(String... ids) {
        for (var id : ids) {
            sheets.add(service, procedures.find(id).orElseThrow());
        }
    }

    private Visitor signedIn(Role role) {
        var staff = new Visitor(port);
        staff.signIn(town.account("Essai", role), Town.PASSWORD);
        return staff;
    }

    private String kiosk() {
        return "/borne/" + place.site().slug();
    }

    private HttpResponse<String> touch(String... typed) {
        return visitor.send("/sites/" + place.site().slug() + "/ticket", kiosk() + "/tickets", typed);
    }

    private static String goesTo(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return Visitor.goesTo(answer);
    }

    private Ticket ticket(String address) {
        assertThat(address).startsWith(kiosk() + "/tickets/");
        return halls.findByToken(address.substring(address.lastIndexOf('/') + 1))
                .orElseThrow();
    }

    @Test
    void the_list_of_a_service_is_for_administrators_and_quality() {
        for (var other : new Role[] {Role.AGENT, Role.SUPERVISOR, Role.TRAINER}) {
            assertThat(signedIn(other).open(PAGE).statusCode()).as(other.name()).isEqualTo(403);
        }
        assertThat(signedIn(Role.ADMIN).open(PAGE).body())
                .contains(service.name(), "la borne donne le ticket tout de suite");
        assertThat(signedIn(Role.ADMIN).open(PAGE + "/nulle-part").statusCode()).isEqualTo(404);
    }

    @Test
    void procedures_are_added_by_number_or_by_words_and_removed_and_who_did_so_is_kept() {
        var login = town.account("Essai", Role.QUALITY);
        var staff = new Visitor(port);
        staff.signIn(login, Town.PASSWORD);
        var here = PAGE + "/" + service.slug();
        assertThat(goesTo(staff.send(here, here, "looked", " f1342 "))).isEqualTo(here);
        assertThat(staff.send(here, here, "looked", "renouvellement carte identité majeur")
                        .body())
                .contains("F21089", "value=\"renouvellement carte identité majeur\"");
        assertThat(goesTo(staff.send(here, here + "/fiche", "sheet", "F21089"))).isEqualTo(here);
        assertThat(sheets.of(service.id())).extracting("id").containsExactly("F1342", "F21089");
        assertThat(desk.suggested(service.id())).extracting("id").containsExactly("F1342", "F21089");
        assertThat(staff.open(PAGE).body()).contains("mineur", "Renouvellement de la carte");
        assertThat(goesTo(staff.send(here, here + "/retrait", "audience", Procedures.PEOPLE, "sheet", "F1342")))
                .isEqualTo(here);
        assertThat(sheets.of(service.id())).extracting("id").containsExactly("F21089");
        assertThat(audit.page(new AuditLog.Filter(login, null), 0, 3))
                .extracting(AuditLog.Entry::act)
                .containsExactly("service-sheet-removed", "service-sheet-added", "service-sheet-added");
        assertThat(signedIn(Role.ADMIN).open("/admin/journal?compte=" + login).body())
                .contains("Démarche retirée d’une prestation", service.name() + " → ");
    }

    @Test
    void a_list_sends_people_where_its_service_is_offered_and_to_book_that_one() {
        offer("F21089");
        var elsewhere = town.place(2, 1);
        editor.offer(elsewhere.site().id(), List.of(place.services().getLast().id()));
        var list = visitor.open("/demarches/F21089/ma-liste?voir=1").body();
        assertThat(list)
                .contains("/rdv/" + service.slug() + "?liste=")
                .contains("href=\"/sites/" + place.site().slug() + "\"")
                .doesNotContain("/sites/" + elsewhere.site().slug() + "\"");
        var partner = new Visitor(port);
        partner.signIn(town.accountOf(town.partner(place, null)), Town.PASSWORD);
        assertThat(partner.open("/demarches/F21089/ma-liste?voir=1").body())
                .as("somebody of a partner goes on to book for the person")
                .contains("/partenaire/nouveau?liste=/demarches/F21089/ma-liste", "prestation=" + service.slug())
                .doesNotContain("/rdv/" + service.slug());
    }

    @Test
    void whoever_edits_words_on_a_sheet_sees_what_people_come_without() {
        var page = "/admin/demarches/complements/nouveau?fiche=F1341&audience=particuliers";
        var staff = signedIn(Role.QUALITY);
        assertThat(staff.open(page).body()).doesNotContain("viennent sans");
        for (int i = 0; i < 20; i++) {
            visits.count(List.of(new DocumentsChecked(
                    place.site().organisationId(),
                    place.site().id(),
                    Procedures.PEOPLE,
                    "F1341",
                    List.of(new DocumentsChecked.Seen("essai", "Papier d’essai", i < 5)),
                    clock.instant())));
        }
        assertThat(staff.open(page).body())
                .contains("25\u00a0% viennent sans", "Papier d’essai", "entre 11 et 47\u00a0%, 20 visites");
    }

    @Test
    void what_is_wrong_is_refused_beside_the_field_and_what_was_typed_stays() {
        offer("F1342");
        var staff = signedIn(Role.QUALITY);
        var here = PAGE + "/" + service.slug();
        refused(staff.send(here, here, "looked", " "), "Écrivez un numéro de fiche ou des mots", "");
        refused(staff.send(here, here, "looked", "F999999"), "Aucune fiche n’a le numéro F999999", "F999999");
        refused(staff.send(here, here, "looked", "xyzzyx"), "xyzzyx", "xyzzyx");
        refused(staff.send(here, here, "looked", "F1342"), "est déjà proposée", "F1342");
        refused(staff.send(here, here, "looked", "F99002"), "ne demande aucun document", "F99002");
        offer("F21089", "F21090", "F1341", "F14929", "F14930");
        refused(staff.send(here, here, "looked", "F21091"), "au plus 6 démarches", "F21091");
        assertThat(sheets.lines(service.id())).hasSize(ServiceSheets.MOST);
    }

    private static void refused(HttpResponse<String> answer, String reason, String typed) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(reason, "aria-invalid=\"true\"", "value=\"" + typed + "\"");
    }

    @Test
    void where_no_procedure_is_said_the_ticket_comes_at_once() {
        ticket(goesTo(touch("service", service.slug(), "nonce", Ids.token())));
        offer("F1342");
        ticket(goesTo(touch("service", place.services().getLast().slug(), "nonce", Ids.token())));
    }

    @Test
    void the_list_that_was_seen_goes_with_the_ticket_and_a_form_sent_twice_gives_one() {
        offer("F1342", "F21089");
        var nonce = Ids.token();
        var what = goesTo(
                touch("service", service.slug(), "priority", "1", "help", "hearing", "language", "uk", "nonce", nonce));
        assertThat(what).startsWith(kiosk() + "/papiers?");
        var tiles = visitor.open(what);
        assertThat(tiles.headers().firstValue("Refresh")).contains("90; url=" + kiosk());
        assertThat(tiles.body())
                .contains("Pour quelle", "Carte d&#39;identité d&#39;un mineur", "value=\"autre\"", nonce);
        assertThat(what).contains("nonce=" + nonce);
        var question = link(tiles.body(), "Carte d&#39;identité d&#39;un mineur");
        assertThat(question).startsWith(what.replace("/papiers?", "/papiers/particuliers/F1342?"));
        var have = link(visitor.open(question).body(), "L&#39;enfant a un passeport valide");
        assertThat(visitor.open(have).body())
                .contains("Avez-vous ces ", "Oui, je prends mon ticket", "value=\"hearing\"", "value=\"uk\"", nonce);
        var taken = goesTo(yes(nonce));
        assertThat(goesTo(yes(nonce))).isEqualTo(taken);
        var ticket = ticket(taken);
        assertThat(ticket.priority()).isTrue();
        assertThat(ticket.help()).extracting(Ticket.Help::code).containsExactly("hearing");
        assertThat(ticket.language()).isEqualTo("uk");
        assertThat(visits.of(ticket.id()).orElseThrow().sheetId()).isEqualTo("F1342");
        assertThat(halls.currentBoard(place.site().id()).waiting()).hasSize(1);
        assertThat(goesTo(touch("service", service.slug(), "nonce", nonce, "papers", "autre")))
                .as("the same screen used for another wish begins anew")
                .isEqualTo(kiosk());
    }

    private HttpResponse<String> yes(String nonce) {
        return touch(
                "service",
                service.slug(),
                "priority",
                "1",
                "help",
                "hearing",
                "language",
                "uk",
                "nonce",
                nonce,
                "papers",
                "/demarches/F1342/ma-liste");
    }

    /** Where the tile or button with these words leads. */
    private static String link(String page, String words) {
        var found = Pattern.compile("<a [^>]*href=\"([^\"]+)\"[^>]*>(?:<[^>]+>)?" + Pattern.quote(words))
                .matcher(page);
        assertThat(found.find()).as("%s on %s", words, page).isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    /** What the button with these words sends as the list. */
    private static String papers(String page, String words) {
        var found = Pattern.compile("name=\"papers\" value=\"([^\"]+)\"[^>]*>" + Pattern.quote(words))
                .matcher(page);
        assertThat(found.find()).as("%s on %s", words, page).isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    private String sheet(String id) {
        return kiosk() + "/papiers/particuliers/" + id + "?service=" + service.slug();
    }

    private Ticket ticketWith(String papers) {
        return ticket(goesTo(touch("service", service.slug(), "nonce", Ids.token(), "papers", papers)));
    }

    private List<String> documents(Ticket ticket) {
        return visits.of(ticket.id()).orElseThrow().documents().stream()
                .map(PreparedVisit.Paper::what)
                .toList();
    }

    @Test
    void one_question_a_screen_and_then_the_documents_of_this_person_alone() {
        offer("F21089", "F1342");
        var first = visitor.open(sheet("F21089"));
        assertThat(first.headers().firstValue("Refresh")).contains("90; url=" + kiosk());
        assertThat(first.body())
                .contains("Où en est la carte\u00a0?", "Question 1", "Je ne sais pas", "Passer, prendre mon ticket")
                .doesNotContain("Où faites-vous", "Avez-vous ces", "Autre chose");
        var second = visitor.open(link(first.body(), "Carte périmée depuis + de 5 ans"));
        assertThat(second.body()).contains("Où en est le passeport\u00a0?", "Question 2");
        var have = visitor.open(link(second.body(), "Vous avez un passeport valide"));
        assertThat(have.body())
                .contains("Avez-vous ces 5 documents\u00a0?", "Votre passeport", "Carte périmée depuis + de 5 ans")
                .doesNotContain("Acte de naissance", "class=\"maybe\"", "Où faites-vous");
        var ticket = ticketWith(papers(have.body(), "Oui, je prends mon ticket"));
        assertThat(documents(ticket))
                .hasSize(5)
                .contains("Votre passeport", "Votre carte d'identité", "Justificatif de domicile");
        assertThat(visits.of(ticket.id()).orElseThrow().documents())
                .extracting(PreparedVisit.Paper::condition)
                .containsOnly("");
    }

    @Test
    void an_answer_is_changed_and_the_way_back_leads_through_the_questions() {
        offer("F21089", "F1342");
        var first = visitor.open(sheet("F21089"));
        var second = visitor.open(link(first.body(), "Carte périmée depuis + de 5 ans"));
        assertThat(link(second.body(), "Retour")).isEqualTo(sheet("F21089"));
        assertThat(link(first.body(), "Retour")).isEqualTo(kiosk() + "/papiers?service=" + service.slug());
        var have = visitor.open(link(second.body(), "Vous avez un passeport valide"));
        assertThat(visitor.open(link(have.body(), "Retour")).body()).contains("Où en est le passeport\u00a0?");
        var change = Pattern.compile("<div class=\"kiosk-said\"><a href=\"([^\"]+)\"")
                .matcher(have.body());
        assertThat(change.find()).isTrue();
        var again = visitor.open(change.group(1).replace("&amp;", "&"));
        assertThat(again.body()).contains("Où en est la carte\u00a0?");
        var other = visitor.open(link(again.body(), "Votre carte d&#39;identité est valide"));
        assertThat(other.body())
                .as("the passport does not matter to a valid card")
                .contains("Avez-vous ces 4 documents\u00a0?")
                .doesNotContain("Votre passeport", "q29c385");
    }

    @Test
    void whoever_does_not_know_keeps_all_that_may_be_needed() {
        offer("F21091");
        var page = visitor.open(link(visitor.open(sheet("F21091")).body(), "Je ne sais pas"))
                .body();
        assertThat(page)
                .contains("Timbre fiscal : 86", "class=\"maybe\"", "Oui, je prends mon ticket")
                .doesNotContain("En Guyane", "Montant de 96");
        assertThat(documents(ticketWith(papers(page, "Oui, je prends mon ticket"))))
                .contains("Votre passeport")
                .hasSizeGreaterThan(6);
    }

    @Test
    void nobody_is_asked_more_than_four_times() throws IOException {
        var questions =
                IntStream.range(0, 6).mapToObj(i -> """
                        <BlocCas><Cas><Titre><Paragraphe>Lune %d</Paragraphe></Titre><Liste type="puce"><Item><Paragraphe>Photo de la lune %d</Paragraphe></Item></Liste></Cas>
                          <Cas><Titre><Paragraphe>Sans lune %d</Paragraphe></Titre><Paragraphe>Rien.</Paragraphe></Cas></BlocCas>""".formatted(i, i, i)).collect(Collectors.joining());
        write("F99011", "Atlas lunaire", questions);
        offer("F99011");
        var page = visitor.open(sheet("F99011")).body();
        for (int number = 1; number <= 4; number++) {
            assertThat(page).contains("Question " + number);
            page = visitor.open(link(page, number % 2 == 0 ? "Je ne sais pas" : "Sans lune"))
                    .body();
        }
        assertThat(page)
                .doesNotContain("Question ")
                .contains("Avez-vous les documents de votre situation")
                .contains("Photo de la lune");
        assertThat(documents(ticketWith(papers(page, "Oui, je prends mon ticket"))))
                .as("two of six do not apply")
                .hasSize(4);
    }

    private void write(String id, String title, String documents) throws IOException {
        Files.writeString(folder.resolve(id + ".xml"), """
                <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="%s" type="Fiche d'information">
                  <dc:title>%s</dc:title><dc:date>modified 2026-01-15</dc:date><Audience>Particuliers</Audience>
                  <Texte><Chapitre type="pieces"><Titre><Paragraphe>Pièces</Paragraphe></Titre>%s</Chapitre></Texte>
                </Publication>""".formatted(id, title, documents));
        imports.run(folder, _ -> {});
    }

    @Test
    void from_a_question_the_ticket_is_one_touch_away() {
        offer("F21089", "F1342");
        var first = visitor.open(sheet("F21089")).body();
        var second =
                visitor.open(link(first, "Carte périmée depuis + de 5 ans")).body();
        var everything = documents(ticketWith(papers(first, "Passer, prendre mon ticket")));
        assertThat(everything).anyMatch(what -> what.startsWith("Acte de naissance"));
        assertThat(documents(ticketWith(papers(second, "Passer, prendre mon ticket"))))
                .as("what was said so far counts")
                .doesNotContain(
                        "Justificatif d'un voyage à venir dans un pays qui autorise la carte d'identité comme titre de voyage");
    }

    @Test
    void one_sheet_alone_is_shown_at_once_and_without_questions_the_third_touch_gives_the_ticket() throws Exception {
        write(
                "F99010",
                "Carte de pêche lunaire",
                "<Liste type=\"puce\"><Item><Paragraphe>Canne à pêche</Paragraphe></Item><Item><Paragraphe>Photo de lune</Paragraphe></Item></Liste>");
        offer("F99010");
        var language = visitor.open(kiosk() + "/services?lang=fr");
        assertThat(language.body()).contains("value=\"" + service.slug() + "\"");
        var what = goesTo(touch("service", service.slug(), "nonce", Ids.token()));
        var have = goesTo(visitor.open(what));
        assertThat(have).startsWith(kiosk() + "/papiers/particuliers/F99010?");
        var page = visitor.open(have).body();
        assertThat(page)
                .contains("Avez-vous ces 2 documents\u00a0?", "Autre chose\u00a0: je prends mon ticket")
                .doesNotContain("Changer");
        assertThat(link(page, "Retour")).isEqualTo(kiosk() + "/services");
        assertThat(documents(ticketWith(papers(page, "Oui, je prends mon ticket"))))
                .hasSize(2);
    }

    @Test
    void where_a_case_asks_for_no_document_it_is_said_and_the_ticket_comes() {
        offer("F99001");
        var age = link(visitor.open(sheet("F99001")).body(), "Première demande");
        var page =
                visitor.open(link(visitor.open(age).body(), "Vous êtes mineur")).body();
        assertThat(page)
                .contains("aucun document n’est demandé", "Je prends mon ticket")
                .doesNotContain("Il m’en manque");
    }

    @Test
    void questions_are_asked_in_the_language_of_the_kiosk() {
        offer("F21089", "F1342");
        for (var language : Audience.USAGERS.languages()) {
            var page = visitor.open(sheet("F21089") + "&lang=" + language.tag()).body();
            assertThat(page)
                    .contains("<html lang=\"" + language.tag() + "\"")
                    .contains(messages.getMessage("list.about.card", null, language.locale()))
                    .contains(messages.getMessage("list.question.unsure", null, language.locale()))
                    .contains(messages.getMessage("papers.skip", null, language.locale()));
        }
        visitor.open(kiosk());
    }

    @Test
    void our_own_choice_is_in_the_language_of_the_kiosk_and_those_of_the_sheet_in_french() throws IOException {
        write("F99012", "Barque lunaire", """
                <BlocCas><Cas><Titre><Paragraphe>Si la mer est calme</Paragraphe></Titre><Liste type="puce"><Item><Paragraphe>Ancre</Paragraphe></Item></Liste></Cas>
                  <Cas><Titre><Paragraphe>Si la mer est haute</Paragraphe></Titre><Liste type="puce"><Item><Paragraphe>Bouée</Paragraphe></Item></Liste></Cas></BlocCas>""");
        offer("F99012");
        for (var language : Audience.USAGERS.languages()) {
            var none = messages.getMessage("list.none", null, language.locale());
            var question =
                    visitor.open(sheet("F99012") + "&lang=" + language.tag()).body();
            assertThat(question).contains("<span lang=\"fr\" dir=\"ltr\">Si la mer est calme</span>");
            assertThat(visitor.open(link(question, none)).body())
                    .contains("<strong><span>" + none + "</span></strong>");
        }
        visitor.open(kiosk());
    }

    @Test
    void the_page_of_the_ticket_says_what_to_have_at_hand_in_the_readers_language() {
        var sheet = procedures.find("F99001").orElseThrow();
        var ticket = reception.take(NewTicket.walkIn(place.site().id(), service.id(), NewTicket.Origin.PHONE));
        var page = "/ticket/" + ticket.token();
        assertThat(visitor.open(page).body()).doesNotContain("a-apporter");
        visits.prepare(ticket, sheet, Checklists.of(sheet).under(Map.of()));
        var papers = visits.of(ticket.id()).orElseThrow().documents();
        assertThat(papers).isNotEmpty();
        for (var language : Audience.USAGERS.languages()) {
            assertThat(visitor.open(page + "?lang=" + language.tag()).body())
                    .contains(
                            "<html lang=\"" + language.tag() + "\"",
                            messages.getMessage("list.documents", new Object[] {papers.size()}, language.locale()),
                            "Photo d&#39;identité",
                            told(KnownDocuments.about("photo d’identité", language)
                                    .orElseThrow()
                                    .why()),
                            "/demarches/F99001/ma-liste?audience=particuliers&amp;voir=1");
        }
        reception.abandon(ticket.id());
        assertThat(visitor.open(page).body()).doesNotContain("a-apporter");
    }

    @Test
    void something_else_and_what_is_no_list_give_a_ticket_without_one() {
        offer("F1342");
        for (var papers : new String[] {"autre", "particuliers/F1342", "/demarches/F999999/ma-liste", "<b>"}) {
            var ticket = ticket(goesTo(touch("service", service.slug(), "nonce", Ids.token(), "papers", papers)));
            assertThat(visits.of(ticket.id())).isEmpty();
        }
    }

    @Test
    void whoever_misses_a_document_reads_what_to_do_in_each_language() {
        offer("F1342");
        var page = kiosk() + "/papiers/particuliers/F1342/manque?service=" + service.slug();
        for (var language : Audience.USAGERS.languages()) {
            var answer = visitor.open(page + "&lang=" + language.tag());
            assertThat(answer.headers().firstValue("Refresh")).contains("90; url=" + kiosk());
            assertThat(answer.body())
                    .contains("<html lang=\"" + language.tag() + "\"")
                    .contains(messages.getMessage("papers.anyway", null, language.locale()))
                    .contains(messages.getMessage("papers.later", null, language.locale()))
                    .contains(told(KnownDocuments.about("photo d’identité", language)
                            .orElseThrow()
                            .without()))
                    .contains("/demarches/F1342/ma-liste/qr.svg?qf21590=demande-en-france\"")
                    .doesNotContain("/rdv/prendre/");
        }
        assertThat(visitor.open("/demarches/F1342/ma-liste/qr.svg?audience=particuliers")
                        .body())
                .contains("<svg");
    }

    private static String told(Told told) {
        return "<p lang=\"%s\" dir=\"%s\">%s</p>"
                .formatted(told.language().tag(), told.language().direction(), told.text());
    }

    @Test
    void an_address_that_no_screen_leads_to_goes_back_to_the_start() {
        offer("F1342");
        for (var below : new String[] {
            "", "/particuliers/F1342", "/particuliers/F21089?service=" + service.slug(), "/x/F1342?service=%7Bx%7D"
        }) {
            var answer = visitor.open(kiosk() + "/papiers" + below);
            assertThat(answer.statusCode()).as(below).isEqualTo(404);
            assertThat(answer.headers().firstValue("Refresh")).contains("15; url=" + kiosk());
        }
        offer("F21089");
        assertThat(visitor.open(kiosk() + "/papiers?service=" + service.slug() + "&nonce=%7B%22%3Cb%3E")
                        .body())
                .doesNotContain("<b>")
                .contains("nonce=%7B%22%3Cb%3E");
    }

    @Test
    void looking_at_the_documents_again_and_again_uses_no_ticket_up() {
        offer("F1342");
        for (int i = 0; i < 41; i++) {
            assertThat(goesTo(touch("service", service.slug(), "nonce", "n" + i)))
                    .startsWith(kiosk() + "/papiers?");
        }
    }

    @Test
    void the_agent_chooses_among_the_sheets_of_the_right_people() throws Exception {
        Files.writeString(folder.resolve("F1342.xml"), """
                <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F1342" type="Fiche d'information">
                  <dc:title>Carte de commerce lunaire</dc:title><dc:date>modified 2026-01-15</dc:date><Audience>Professionnels</Audience>
                  <Texte><Chapitre type="pieces"><Titre><Paragraphe>Pièces</Paragraphe></Titre>
                    <Liste type="puce"><Item><Paragraphe>Bail de la lune</Paragraphe></Item></Liste></Chapitre></Texte>
                </Publication>""");
        imports.run(folder, _ -> {});
        sheets.add(service, procedures.find("professionnels", "F1342").orElseThrow());
        assertThat(desk.suggested(service.id()))
                .extracting(DeskDocuments.Suggestion::code)
                .containsExactly("professionnels/F1342");
        town.openDayAndNight(place);
        var ticket = reception.take(NewTicket.walkIn(place.site().id(), service.id(), NewTicket.Origin.PHONE));
        var agent = new Visitor(port);
        agent.signIn(town.agentAt(place, "Alix Papiers"), Town.PASSWORD);
        var chosen =
                agent.send("/agent", "/agent/documents/" + ticket.id() + "/fiche", "sheet", "professionnels/F1342");
        assertThat(chosen.statusCode()).isEqualTo(302);
        assertThat(visits.of(ticket.id()).orElseThrow().documents())
                .extracting(PreparedVisit.Paper::what)
                .containsExactly("Bail de la lune");
        assertThat(agent.send("/agent", "/agent/documents/" + ticket.id() + "/fiche", "sheet", "associations/F1342")
                        .statusCode())
                .isEqualTo(404);
    }
}
