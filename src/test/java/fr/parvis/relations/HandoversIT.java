package fr.parvis.relations;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Ids;
import fr.parvis.platform.rights.Person;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.WebApplicationContext;

@ParvisTest
class HandoversIT {
    /** A Wednesday; the Monday after is Whit Monday. */
    private static final Instant WEDNESDAY = Instant.parse("2026-05-20T08:00:00Z");

    private static final LocalDate TODAY = LocalDate.of(2026, 5, 20);

    @Autowired
    Town town;

    @Autowired
    Requests requests;

    @Autowired
    FollowUp followUp;

    @Autowired
    Documents documents;

    @Autowired
    Bodies bodies;

    @Autowired
    Handovers handovers;

    @Autowired
    HandoverEnds handoverEnds;

    @Autowired
    RequestData data;

    @Autowired
    Endings endings;

    @Autowired
    Joining joining;

    @Autowired
    RequestTables tables;

    @Autowired
    Directory directory;

    @Autowired
    WebApplicationContext application;

    @Autowired
    Outbox outbox;

    @Autowired
    MessageSource texts;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private Bodies.Body body = Bodies.blank();

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        town.place(1, 1);
        clock.setTo(WEDNESDAY);
        act();
        body = new Bodies.Body(
                Ids.next(), "CAF " + Ids.token(), "CAF", Ids.token() + "@caf.example", "", "1 rue d’Essai", true);
        bodies.save(body);
    }

    private static void act() {
        var context = SecurityContextHolder.createEmptyContext();
        var nadia = new Caller(Ids.next(), "Nadia Essai", null, Set.of(Role.AGENT), Set.of(), false);
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(nadia, null, List.of()));
        SecurityContextHolder.setContext(context);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
        SecurityContextHolder.clearContext();
    }

    private Request asked(Request.Kind kind, String email) {
        var said = new Request.Said("Aide au logement", "Je cherche une aide secrète", "Zoé", "Essai", email, "", null);
        return requests.receive(NewRequest.web(kind, "fr", null, said, Ids.token()));
    }

    private Handovers.Wanted wanted(boolean closes) {
        return new Handovers.Wanted(
                body.id(), "Situation : loyer impayé.", true, Set.of(), Handover.Consent.SPOKEN, TODAY, closes, 5);
    }

    private Request now(Request request) {
        return requests.find(request.id()).orElseThrow();
    }

    private List<Message> mails(String to) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(mail -> to.equals(mail.to()))
                .toList();
    }

    @Test
    void nobody_is_handed_over_without_consent() {
        var asked = asked(Request.Kind.QUESTION, "");
        assertThatThrownBy(() -> handovers.handOver(
                        asked.id(),
                        new Handovers.Wanted(null, "", true, Set.of(Ids.next().toString()), null, null, false, null)))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    var all = new java.util.ArrayList<>(List.of(requireNonNull(refusal.field())));
                    Arrays.stream(refusal.getSuppressed())
                            .forEach(one -> all.add(requireNonNull(((ProblemException) one).field())));
                    assertThat(all).containsExactly("body", "words", "documents", "consent", "consentedOn", "days");
                });
        assertThat(handovers.of(asked.id())).isEmpty();
        handovers.handOver(asked.id(), wanted(true));
        for (var without : List.of("consent_how = null", "consented_on = null", "consent_how = ''")) {
            assertThatThrownBy(() -> jdbc.sql("update relations.handover set " + without + " where request_id = ?")
                            .param(asked.id())
                            .update())
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    @Test
    void the_other_body_confirms_and_the_request_ends() {
        var to = Ids.token() + "@essai.example";
        var asked = asked(Request.Kind.QUESTION, to);
        handovers.handOver(asked.id(), wanted(true));
        assertThat(now(asked).isOpen()).isTrue();
        assertThat(requireNonNull(now(asked).next()).what()).contains(body.name());
        assertThat(requireNonNull(now(asked).next()).due()).isEqualTo(LocalDate.of(2026, 5, 28));
        var handover = handovers.of(asked.id()).getFirst();
        assertThat(mails(body.email()))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text())
                        .contains(
                                "/relais/" + handover.token(), asked.reference().code())
                        .doesNotContain("Zoé", "loyer", "secrète", to));
        assertThat(mails(to)).anySatisfy(mail -> assertThat(mail.text()).contains("Avec votre accord", body.name()));
        assertThat(data.find(Person.ofRows(Set.of(asked.id()))).getFirst().parts())
                .as("in the copy of what is kept of them")
                .filteredOn(part -> part.kind().equals("handover"))
                .singleElement()
                .satisfies(part -> assertThat(part.fields())
                        .containsEntry("words", "Situation : loyer impayé.")
                        .containsEntry("consent", "SPOKEN")
                        .containsEntry("consentedOn", TODAY));

        SecurityContextHolder.clearContext();
        var visitor = Visitor.elsewhere(port);
        var address = "/relais/" + handover.token();
        var page = visitor.open(address);
        assertThat(page.body())
                .contains("loyer impayé", "Zoé Essai", to, "De vive voix")
                .doesNotContain("secrète");
        assertThat(page.headers().firstValue("X-Robots-Tag")).contains("noindex");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        var refused = visitor.send(address, address + "/prise-en-charge", "name", "Paul, CAF", "next", "");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Paul, CAF", "href=\"#next\"");
        var taken = visitor.send(
                address, address + "/prise-en-charge", "name", "Paul, CAF", "next", "Rendez-vous lundi à 9 h");
        assertThat(taken.statusCode()).isEqualTo(302);
        assertThat(visitor.sendBare(address + "/refus").statusCode()).isEqualTo(403);
        assertThat(visitor.open(address).body())
                .contains("prise en charge confirmée")
                .doesNotContain("name=\"next\"");
        assertThatThrownBy(() -> handoverEnds.takenUp(handover.token(), "Paul", "Encore"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.key()).endsWith("handover-answered"));
        assertThat(now(asked).state()).isEqualTo(Request.State.SENT_ON);
        assertThat(mails(to))
                .anySatisfy(mail -> assertThat(mail.text()).contains("Paul, CAF", "Rendez-vous lundi à 9 h"));
        var followed = Visitor.elsewhere(port);
        followed.open("/suivi/" + asked.reference().code() + "/" + asked.key().code());
        assertThat(followed.open("/suivi/" + asked.reference().code()).body())
                .contains("Transmise à " + body.name() + " le mercredi 20 mai 2026, prise en charge confirmée le");
    }

    @Test
    void what_goes_on_goes_on_and_what_is_not_for_them_comes_back() {
        var asked = asked(Request.Kind.COMPLAINT, "");
        handovers.handOver(asked.id(), wanted(true));
        handoverEnds.takenUp(handovers.of(asked.id()).getFirst().token(), "Paul", "Nous appelons.");
        assertThat(now(asked).isOpen()).as("the answer to a complaint is ours").isTrue();
        handovers.handOver(asked.id(), wanted(false));
        var again = handovers.of(asked.id()).getLast();
        handoverEnds.declined(again.token(), "Paul", "Il faut voir France services.");
        assertThat(now(asked).isOpen()).isTrue();
        assertThat(requireNonNull(now(asked).next()).what()).contains("autre solution");
        assertThat(requireNonNull(now(asked).next()).owner()).isEqualTo("Nadia Essai");
        assertThat(requests.interactions(asked))
                .anySatisfy(note -> assertThat(note.words()).contains("Il faut voir France services."));
    }

    @Test
    void only_chosen_documents_are_read_and_none_for_ever() {
        var asked = asked(Request.Kind.QUESTION, "");
        var png = new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0};
        followUp.say(
                asked,
                "Voici",
                List.of(new Documents.Sent("un.png", png), new Documents.Sent("deux.png", png)),
                "Documents");
        var both = documents.of(now(asked));
        var wanted = new Handovers.Wanted(
                body.id(),
                "Voir le papier.",
                false,
                Set.of(both.getFirst().id().toString()),
                Handover.Consent.WRITTEN,
                TODAY,
                false,
                3);
        var token = handovers.handOver(asked.id(), wanted).token();
        SecurityContextHolder.clearContext();
        var visitor = Visitor.elsewhere(port);
        var address = "/relais/" + token;
        assertThat(visitor.open(address).body())
                .contains(both.getFirst().name())
                .doesNotContain(both.getLast().name(), "Zoé");
        assertThat(visitor.open(address + "/documents/" + both.getFirst().id()).statusCode())
                .isEqualTo(200);
        assertThat(visitor.open(address + "/documents/" + both.getLast().id()).statusCode())
                .isEqualTo(404);
        assertThat(visitor.open(address + "/documents/" + Ids.next() + ".0").statusCode())
                .isEqualTo(404);
        for (var language : Language.values()) {
            assertThat(visitor.open(address + "?lang=" + language.tag()).body())
                    .contains(
                            "<html lang=\"" + language.tag() + "\"",
                            texts.getMessage("relay.what", null, language.locale()),
                            "Voir le papier.")
                    .doesNotContain("??");
        }
        visitor.open(address + "?lang=fr");
        assertThat(visitor.open("/relais/" + Ids.token()).statusCode()).isEqualTo(404);
        clock.forward(Duration.ofDays(61));
        assertThat(visitor.open(address).statusCode()).isEqualTo(404);
    }

    @Test
    void who_does_not_answer_is_reminded_once() {
        var asked = asked(Request.Kind.QUESTION, "");
        handovers.handOver(asked.id(), wanted(true));
        handovers.remind();
        assertThat(mails(body.email())).hasSize(1);
        clock.setTo(Instant.parse("2026-05-27T08:00:00Z"));
        handovers.remind();
        handovers.remind();
        assertThat(mails(body.email())).hasSize(2);
        requests.withdraw(asked.key());
        var gone = handovers.of(asked.id()).getFirst();
        assertThat(gone.words()).isEmpty();
        assertThat(handovers.find(gone.token())).isEmpty();
    }

    @Test
    void what_is_handed_over_is_not_closed_until_they_answer_or_we_take_it_back() {
        var asked = asked(Request.Kind.QUESTION, "");
        handovers.handOver(asked.id(), wanted(true));
        var token = handovers.of(asked.id()).getFirst().token();
        for (org.assertj.core.api.ThrowableAssert.ThrowingCallable end :
                List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                        () -> endings.close(asked.id(), new Closing.Solved("Voilà.")),
                        () -> endings.answered(asked.id()))) {
            assertThatThrownBy(end).isInstanceOfSatisfying(ProblemException.class, refusal -> {
                assertThat(refusal.key()).endsWith("handover-open");
                assertThat(refusal.field()).isEqualTo("outcome");
            });
        }
        assertThat(now(asked).isOpen()).isTrue();
        var agent = Pages.of(application, Role.AGENT);
        var page = "/agent/demandes/" + asked.id() + "/relais";
        var back = page + "/" + handovers.of(asked.id()).getFirst().id() + "/reprise";
        assertThat(agent.open(page).body()).contains(back);
        assertThat(agent.send(back).status()).isEqualTo(302);
        assertThat(agent.open(page).body()).contains("reprise par nous").doesNotContain(back);
        act();
        assertThat(requireNonNull(now(asked).next()).usual()).isEqualTo(NextStep.Usual.ANSWER);
        assertThat(handovers.find(token)).as("their page opens no more").isEmpty();
        assertThatThrownBy(() -> handoverEnds.takeBack(
                        asked.id(), handovers.of(asked.id()).getFirst().id()))
                .isInstanceOf(ProblemException.class);
        assertThat(endings.close(asked.id(), new Closing.Solved("Voilà."))).isTrue();
    }

    @Test
    void what_is_not_for_them_comes_back_also_when_it_had_an_end() {
        var to = Ids.token() + "@essai.example";
        var merged = asked(Request.Kind.QUESTION, to);
        var into = asked(Request.Kind.QUESTION, to);
        var ended = asked(Request.Kind.QUESTION, "");
        handovers.handOver(merged.id(), wanted(true));
        handovers.handOver(ended.id(), wanted(true));
        joining.merge(merged.id(), into.id());
        tables.close(directory.organisation().id(), ended.id(), Request.State.ANSWERED, null, clock.instant());
        for (var one : List.of(merged, ended)) {
            handoverEnds.declined(handovers.of(one.id()).getFirst().token(), "Paul", "Voyez le CCAS.");
        }
        for (var one : List.of(into, ended)) {
            var next = requireNonNull(now(one).next());
            assertThat(next.what()).contains("autre solution");
            assertThat(next.owner()).isEqualTo("Nadia Essai");
            assertThat(next.due()).isEqualTo(LocalDate.of(2026, 5, 22));
            assertThat(requests.interactions(now(one)))
                    .anySatisfy(note -> assertThat(note.words()).contains("Voyez le CCAS."));
        }
    }
}
