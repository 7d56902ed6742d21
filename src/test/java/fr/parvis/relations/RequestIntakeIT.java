package fr.parvis.relations;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.messaging.IncomingSms;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.Outbox;
import fr.parvis.messaging.incoming.Mailbox;
import fr.parvis.messaging.incoming.Mailboxes;
import fr.parvis.messaging.incoming.PostOffice;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.usager.Usagers;
import fr.parvis.testing.OpenRequests;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.WebApplicationContext;

/** What comes in through a real mail server, and by SMS, becomes requests. */
@ParvisTest
class RequestIntakeIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    @Autowired
    Town town;

    @Autowired
    Mailboxes mailboxes;

    @Autowired
    IncomingSms texts;

    @Autowired
    Requests requests;

    @Autowired
    Handling handling;

    @Autowired
    Endings endings;

    @Autowired
    Usagers usagers;

    @Autowired
    Enclosures enclosures;

    @Autowired
    Bodies bodies;

    @Autowired
    Handovers handovers;

    @Autowired
    WebApplicationContext application;

    @Autowired
    Outbox outbox;

    @Autowired
    Directory directory;

    @Autowired
    JdbcClient jdbc;

    private final PostOffice office = new PostOffice();
    private final String who = Ids.token().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "x");
    private final String address = who + "@essai.example";
    private final List<Mailbox> boxes = new ArrayList<>();

    @BeforeEach
    void open() {
        town.place(1, 1);
    }

    @AfterEach
    void close() {
        SecurityContextHolder.clearContext();
        boxes.forEach(box -> mailboxes.remove(box.id()));
        office.close();
    }

    /** To a mailbox of its own, which is read as soon as it is there. */
    private void put(String message) {
        var login = "accueil-" + boxes.size() + "-" + who;
        office.put(office.box(login + "@ville.example", login, "secret-d-essai"), message);
        boxes.add(mailboxes.add(
                new Mailboxes.Typed(login, login + "@ville.example", office.url(), login, "secret-d-essai", "")));
    }

    private String write(String headers, String text) {
        var id = Ids.token() + "@essai.example";
        put(
                "From: Zoé Essai <%s>\nTo: accueil@ville.example\nMessage-ID: <%s>\n%s\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\n%s\n"
                        .formatted(address, id, headers, text));
        return id;
    }

    private List<Request> ofThem() {
        return OpenRequests.of(jdbc, requests).stream()
                .filter(request ->
                        request.said() != null && request.said().email().equalsIgnoreCase(address))
                .toList();
    }

    private Request first() {
        await().atMost(SOON).until(() -> !ofThem().isEmpty());
        return ofThem().getFirst();
    }

    private List<Interaction> words(Request request, int atLeast) {
        await().atMost(SOON).until(() -> requests.interactions(request).size() >= atLeast);
        return requests.interactions(request);
    }

    private Message acknowledged(Request request) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(mail -> mail.key().equals("request " + request.id() + " received"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_mail_becomes_a_request_that_is_acknowledged() {
        write("Subject: Bancs du square", "Bonjour,\n\nle banc du square est cassé.");
        var request = first();
        assertThat(request.channel()).isEqualTo(Channel.EMAIL);
        assertThat(request.said()).satisfies(said -> {
            assertThat(said.subject()).isEqualTo("Bancs du square");
            assertThat(said.name()).isEqualTo("Zoé Essai");
            assertThat(said.words()).contains("le banc du square est cassé.");
        });
        assertThat(acknowledged(request).to()).isEqualTo(address);
    }

    @Test
    void an_answer_goes_on_with_its_request_without_what_it_quotes() {
        write("Subject: Bancs du square", "Le banc est cassé.");
        var request = first();
        var ours = acknowledged(request).id() + "@ville.example";
        write(
                "Subject: Re: peu importe\nIn-Reply-To: <" + ours + ">",
                "C’est le banc près du bassin.\n\nLe 28 nov. 2026 à 10:00, Ville <accueil@ville.example> a écrit :\n> Nous avons reçu votre demande.");
        var last = words(request, 2).getLast();
        assertThat(last.direction()).isEqualTo(Interaction.Direction.IN);
        assertThat(last.words()).contains("près du bassin").doesNotContain("Nous avons reçu");
        assertThat(ofThem()).hasSize(1);
    }

    @Test
    void a_reference_in_the_subject_is_enough_for_the_same_address_and_for_nobody_else() {
        write("Subject: Bancs", "Le banc est cassé.");
        var request = first();
        write("Subject: ma demande " + request.reference().code(), "Il y en a deux.");
        assertThat(words(request, 2).getLast().words()).contains("Il y en a deux.");
        put(
                "From: x-%s\nTo: accueil@ville.example\nMessage-ID: <%s@essai.example>\nSubject: %s\n\nJe suis quelqu’un d’autre.\n"
                        .formatted(address, Ids.token(), request.reference().code()));
        await().atMost(SOON)
                .until(() -> OpenRequests.of(jdbc, requests).stream()
                        .anyMatch(other ->
                                other.said() != null && other.said().email().equals("x-" + address)));
        assertThat(requests.interactions(request)).hasSize(2);
    }

    @Test
    void what_is_missing_comes_with_an_attachment_and_not_with_words_alone() {
        write("Subject: Bancs", "Le banc est cassé.");
        var request = first();
        act();
        handling.askMissing(
                request.id(), "Une photo.", LocalDate.now(ZoneOffset.UTC).plusDays(10));
        SecurityContextHolder.clearContext();
        write("Subject: " + request.reference().code(), "Une photo de quoi ?");
        words(request, 3);
        assertThat(requests.find(request.key()).orElseThrow().state()).isEqualTo(Request.State.INCOMPLETE);
        put(
                "From: Zoé Essai <%s>\nTo: accueil@ville.example\nMessage-ID: <%s@essai.example>\nSubject: %s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b1\n\n--b1\nContent-Type: text/plain; charset=UTF-8\n\nVoici.\n--b1\nContent-Type: text/plain; name=note.txt\nContent-Disposition: attachment; filename=note.txt\n\nUne note.\n--b1--\n"
                        .formatted(address, Ids.token(), request.reference().code()));
        words(request, 4);
        assertThat(requests.find(request.key()).orElseThrow().state()).isEqualTo(Request.State.IN_PROGRESS);
    }

    @Test
    void a_machine_s_reply_is_noted_and_answered_by_nobody() {
        write("Subject: Bancs", "Le banc est cassé.");
        var request = first();
        var ours = acknowledged(request).id() + "@ville.example";
        write(
                "Subject: Absence\nAuto-Submitted: auto-replied\nIn-Reply-To: <" + ours + ">",
                "Je suis en congé jusqu’au 4 janvier.");
        var note = words(request, 2).getLast();
        assertThat(note.direction()).isEqualTo(Interaction.Direction.NOTE);
        assertThat(note.words()).contains("Je suis en congé");
        write("Subject: Absence\nAuto-Submitted: auto-replied", "Je suis en congé.");
        write("Subject: Encore", "Et le lampadaire aussi.");
        await().atMost(SOON).until(() -> ofThem().size() == 2);
        assertThat(ofThem())
                .noneMatch(one -> one.said() != null && one.said().subject().equals("Absence"));
    }

    @Test
    void the_answer_leaves_in_the_thread_of_the_question() {
        var theirs = write("Subject: Bancs", "Le banc est cassé.");
        var request = first();
        act();
        var said = handling.say(request.id(), Channel.EMAIL, "Nous le réparons lundi.");
        var ours = outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(mail -> mail.key().equals("request " + request.id() + " " + said.id()))
                .findFirst()
                .orElseThrow();
        assertThat(ours.text()).contains("Nous le réparons lundi.");
        assertThat(ours.urgent()).as("no cap a day holds an answer back").isTrue();
        assertThat(jdbc.sql("select sender || ' ' || in_reply_to from messaging.letter where message_id = ?")
                        .param(ours.id())
                        .query(String.class)
                        .single())
                .isEqualTo("accueil-0-" + who + "@ville.example " + theirs);
    }

    @Test
    void what_is_attached_is_handed_to_the_staff_unless_it_could_do_harm() {
        put(
                "From: Zoé Essai <%s>\nTo: accueil@ville.example\nMessage-ID: <%s@essai.example>\nSubject: Pieces\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b1\n\n--b1\nContent-Type: text/plain; charset=UTF-8\n\nVoici.\n--b1\nContent-Type: text/plain; name=note.txt\nContent-Disposition: attachment; filename=note.txt\n\nUne note.\n--b1\nContent-Type: application/octet-stream; name=jeu.exe\nContent-Disposition: attachment; filename=jeu.exe\n\nMZ\n--b1--\n"
                        .formatted(address, Ids.token()));
        var request = first();
        var enclosed = enclosures.of(request);
        assertThat(enclosed)
                .extracting(Enclosures.Enclosure::name, Enclosures.Enclosure::withheld)
                .containsExactly(tuple("note.txt", ""), tuple("jeu.exe", "type"));
        var agent = Pages.of(application, Role.AGENT);
        assertThat(agent.open(enclosed.getFirst().path()).body()).contains("Une note.");
        assertThat(agent.open(enclosed.getFirst().path().replaceFirst(".$", "1"))
                        .status())
                .isEqualTo(403);
        assertThat(agent.open("/agent/messages/" + request.id()).body())
                .contains("note.txt", "jeu.exe", "type de fichier refusé");
        assertThat(agent.open(enclosed.getFirst()
                                .path()
                                .replace(request.id().toString(), Ids.next().toString()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void what_came_by_mail_is_handed_over_as_far_as_it_was_chosen() {
        put(
                "From: Zoé Essai <%s>\nTo: accueil@ville.example\nMessage-ID: <%s@essai.example>\nSubject: Pieces\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b1\n\n--b1\nContent-Type: text/plain; charset=UTF-8\n\nVoici.\n--b1\nContent-Type: text/plain; name=note.txt\nContent-Disposition: attachment; filename=note.txt\n\nUne note.\n--b1\nContent-Type: text/plain; name=autre.txt\nContent-Disposition: attachment; filename=autre.txt\n\nRien pour eux.\n--b1\nContent-Type: application/octet-stream; name=jeu.exe\nContent-Disposition: attachment; filename=jeu.exe\n\nMZ\n--b1--\n"
                        .formatted(address, Ids.token()));
        var request = first();
        act();
        var body = new Bodies.Body(Ids.next(), "CAF " + who, "CAF", who + "@caf.example", "", "1 rue d’Essai", true);
        bodies.save(body);
        assertThat(Pages.of(application, Role.AGENT)
                        .open("/agent/demandes/" + request.id() + "/relais")
                        .body())
                .contains("note.txt (1 ko)", "autre.txt (1 ko)")
                .doesNotContain("jeu.exe");
        var keys =
                enclosures.of(request).stream().map(Enclosures.Enclosure::key).toList();
        act();
        assertThatThrownBy(() -> handovers.handOver(request.id(), wanted(body, keys.getLast())))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("documents"));
        var page = "/relais/"
                + handovers
                        .handOver(request.id(), wanted(body, keys.getFirst()))
                        .token();
        assertThat(requests.interactions(request))
                .anySatisfy(told -> assertThat(told.words()).endsWith("accepté de confier : note.txt."));
        var other = Pages.of(application, Role.PARTNER);
        assertThat(other.open(page).body()).contains("note.txt", "1 ko").doesNotContain("autre.txt", "jeu.exe");
        assertThat(other.open(page + "/documents/" + keys.getFirst()).body()).contains("Une note.");
        assertThat(other.open(page + "/documents/" + keys.get(1)).status()).isEqualTo(404);
    }

    private static Handovers.Wanted wanted(Bodies.Body body, String document) {
        return new Handovers.Wanted(
                body.id(),
                "Loyer impayé.",
                false,
                Set.of(document),
                Handover.Consent.WRITTEN,
                LocalDate.now(ZoneId.of("Europe/Paris")),
                false,
                5);
    }

    @Test
    void a_sheet_is_made_at_the_wish_of_the_person_and_later_requests_find_it() {
        write("Subject: Bancs", "Le banc est cassé.");
        var request = first();
        assertThat(request.usager()).as("nobody gets a sheet by writing").isNull();
        var sheet = Pages.of(application, Role.AGENT).send("/agent/demandes/" + request.id() + "/fiche");
        assertThat(sheet.goesTo()).startsWith("/agent/usagers/");
        write("Subject: Lampadaire", "Il clignote.");
        await().atMost(SOON).until(() -> ofThem().size() == 2);
        assertThat(ofThem())
                .extracting(Request::usager)
                .doesNotContainNull()
                .containsOnly(ofThem().getFirst().usager());
        assertThat(Pages.of(application, Role.AGENT).open(sheet.goesTo()).body())
                .contains("Bancs", "Lampadaire");
    }

    private static void act() {
        var agent = new Caller(Ids.next(), "Nadia Essai", null, Set.of(Role.AGENT), Set.of(), false);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(agent, null, List.of()));
        SecurityContextHolder.setContext(context);
    }

    @Test
    void an_sms_goes_on_with_the_open_request_of_its_number() {
        var number = "+3363998" + "%04d".formatted(Math.floorMod(who.hashCode(), 10_000));
        var first = texts.receive(number, "38000", "Bonjour, la mairie ouvre samedi ?", "a" + who);
        await().atMost(SOON).until(() -> byPhone(number).size() == 1);
        var request = byPhone(number).getFirst();
        assertThat(request.channel()).isEqualTo(Channel.SMS);
        var receipt = "request " + request.id() + " texted";
        assertThat(outbox.named(List.of(receipt)).get(receipt)).isNotNull().satisfies(sms -> {
            assertThat(sms.to()).isEqualTo(number);
            assertThat(sms.urgent()).isTrue();
            assertThat(sms.text())
                    .contains(request.reference().code(), "/suivi/")
                    .doesNotContain("samedi");
        });
        assertThat(request.legal().acknowledgedAt()).isNull();
        assertThat(texts.receive(number, "38000", "Bonjour, la mairie ouvre samedi ?", "a" + who))
                .isEqualTo(first);
        texts.receive(number, "38000", "Et lundi ?", "b" + who);
        assertThat(words(request, 2).getLast().words()).isEqualTo("Et lundi ?");
        texts.receive(number, "38000", "STOP", "c" + who);
        texts.receive(number, "38000", "Merci !", "d" + who);
        assertThat(words(request, 3))
                .as("a word that stops SMS asks for nothing")
                .noneMatch(one -> "STOP".equals(one.words()));
        assertThat(byPhone(number)).hasSize(1);
        texts.receive(number, "38000", "START", "e" + who);
        act();
        var said = handling.say(request.id(), Channel.SMS, "Oui, de 9 h à 12 h.");
        assertThat(outbox.page(null, 0, Integer.MAX_VALUE))
                .filteredOn(mail -> mail.key().equals("request " + request.id() + " " + said.id()))
                .singleElement()
                .satisfies(sms -> {
                    assertThat(sms.to()).isEqualTo(number);
                    assertThat(sms.text())
                            .contains("Oui, de 9 h à 12 h.", request.reference().code());
                });
    }

    private List<Request> byPhone(String number) {
        return OpenRequests.of(jdbc, requests).stream()
                .filter(request ->
                        request.said() != null && request.said().phone().equals(number))
                .toList();
    }

    @Test
    void a_number_or_an_address_that_one_person_has_proved_is_theirs_without_a_name_and_speaks_their_language() {
        var number = "+3364998" + "%04d".formatted(Math.floorMod(who.hashCode(), 10_000));
        var sheet = usagers.recognise("Rosa", "Essai", address, number, "pt").orElseThrow();
        texts.receive(number, "38000", "Bom dia", "a" + who);
        await().atMost(SOON).until(() -> byPhone(number).size() == 1);
        assertThat(byPhone(number).getFirst().usager()).as("not proved").isNull();
        act();
        endings.close(byPhone(number).getFirst().id(), new Closing.Solved("Bonjour."));

        usagers.phone(number).ifPresent(one -> usagers.verified(sheet, one, Ids.next()));
        usagers.contacts(address, null).forEach(one -> usagers.verified(sheet, one, Ids.next()));
        texts.receive(number, "38000", "Está aberto ?", "b" + who);
        await().atMost(SOON).until(() -> byPhone(number).size() == 1);
        assertThat(byPhone(number).getFirst().usager()).isEqualTo(sheet);
        assertThat(byPhone(number).getFirst().language()).isEqualTo("pt");
        var bare = "From: %s\nTo: accueil@ville.example\nMessage-ID: <%s@essai.example>\nSubject: Horas\n\nObrigada.\n";
        put(bare.formatted(address, Ids.token()));
        assertThat(first().usager()).isEqualTo(sheet);
        assertThat(first().language()).isEqualTo("pt");
        put(bare.formatted("Paul Autre <" + address + ">", Ids.token()));
        await().atMost(SOON).until(() -> ofThem().size() == 2);
        assertThat(ofThem())
                .filteredOn(one -> requireNonNull(one.said()).lastName().equals("Autre"))
                .singleElement()
                .satisfies(one -> assertThat(one.usager()).as("another name").isNull());
        var typed = new Request.Said("", "Bonjour", "", "", address, "", null);
        var form = requests.receive(NewRequest.web(Request.Kind.QUESTION, "fr", null, typed, Ids.token()));
        assertThat(form.usager()).as("anybody can type an address").isNull();
    }
}
