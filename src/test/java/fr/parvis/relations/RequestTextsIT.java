package fr.parvis.relations;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Ids;
import fr.parvis.relations.usager.Consents;
import fr.parvis.relations.usager.Need;
import fr.parvis.relations.usager.Particulars;
import fr.parvis.relations.usager.Usagers;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** What is written about a request carries an administrator's words, as its reader wants them, and all that the law wants. */
@ParvisTest
class RequestTextsIT {
    @Autowired
    Town town;

    @Autowired
    Requests requests;

    @Autowired
    Handling handling;

    @Autowired
    Endings endings;

    @Autowired
    PassingOn passing;

    @Autowired
    Usagers usagers;

    @Autowired
    PeopleOfRequests people;

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    private final String to = Ids.token() + "@essai.example";

    @BeforeEach
    void open() {
        town.place(1, 1);
        jdbc.sql("delete from messaging.text").update();
        clock.setTo(Instant.parse("2026-05-20T08:00:00Z"));
        var nadia = new Caller(Ids.next(), "Nadia Essai", null, Set.of(Role.AGENT), Set.of(), false);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(nadia, null, List.of()));
        SecurityContextHolder.setContext(context);
    }

    @AfterEach
    void close() {
        jdbc.sql("delete from messaging.text").update();
        clock.reset();
        SecurityContextHolder.clearContext();
    }

    private Request asked(Request.Kind kind, String language) {
        var said = new Request.Said("Crèche", "Une place ?", "Zoé", "Essai", to, "", null);
        return requests.receive(NewRequest.web(kind, language, null, said, Ids.token()));
    }

    private Message last(String about) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(mail -> to.equals(mail.to()) && mail.about().equals(about))
                .findFirst()
                .orElseThrow();
    }

    private void own(String about, String level, String body) {
        jdbc.sql("""
                        insert into messaging.text (about, channel, language, level, subject, body, changed_at)
                        values (?, 'email', 'fr', ?, 'Mairie : {reference}', ?, now())""").params(about, level, body).update();
    }

    @Test
    void each_event_has_its_kind_and_our_own_words_say_what_is_needed() {
        var asked = asked(Request.Kind.COMPLAINT, "fr");
        var reference = asked.reference().code();
        assertThat(last("complaint-received").text()).contains(reference, "deux mois", "CRPA L231-4, 2°");
        handling.askMissing(asked.id(), "Il manque une photo.", LocalDate.of(2026, 6, 3));
        assertThat(last("request-missing").text())
                .contains(
                        "Bonjour Zoé Essai", "Il manque une photo.", "au plus tard le mercredi 3 juin 2026", "/suivi/");
        passing.passOn(asked.id(), "CAF", "1 rue Haute");
        assertThat(last("request-sent-on").text()).contains("CAF", "1 rue Haute", reference);
        var question = asked(Request.Kind.QUESTION, "ar");
        handling.say(question.id(), Channel.EMAIL, "Oui {nom}, $1.");
        assertThat(last("request-said").text())
                .contains("مرحباً", "\n\nOui {nom}, $1.\n\n")
                .as("an address with nothing that sticks to it")
                .containsPattern("(?m)^http\\S+/suivi/\\S+\\w$");
        endings.answer(question.id(), "Le mardi.");
        assertThat(last("request-closed").text()).contains("Le mardi.");
    }

    @Test
    void an_administrators_words_carry_a_refusal_with_its_remedies() {
        own("request-refused", "usual", "{salutation}\n\nDécision : {message}\n\n{recours}\n\n{lien}");
        var asked = asked(Request.Kind.APPLICATION, "fr");
        endings.close(asked.id(), new Closing.Refused("Trop loin.", "Revenez en mai."));
        assertThat(last("request-refused").subject())
                .isEqualTo("Mairie : " + asked.reference().code());
        assertThat(last("request-refused").text())
                .startsWith("Bonjour Zoé Essai")
                .contains("Décision : Trop loin.\n\nRevenez en mai.", "Si vous n’êtes pas d’accord", "telerecours");
    }

    @Test
    void whoever_wants_plain_words_has_them_in_each_message() {
        own("request-said", "usual", "Courant. {message} {lien}");
        own("request-said", "plain", "Simple. {message} {lien}");
        own("request-closed", "plain", "Fini. {lien}");
        var phone = "06 39 98 %02d %02d".formatted(Math.abs(to.hashCode()) % 100, Math.abs(to.hashCode() / 100) % 100);
        var person = usagers.recognise("Zoé", "Essai", to, phone, "fr").orElseThrow();
        var asked = asked(Request.Kind.QUESTION, "fr");
        people.tie(asked.id(), person);
        handling.say(asked.id(), Channel.EMAIL, "Un.");
        assertThat(last("request-said").text()).startsWith("Courant. Un.");
        var sheet = usagers.usager(person);
        usagers.change(
                person,
                new Particulars(sheet.firstName(), sheet.lastName(), "fr", null, null, Set.of(Need.PLAIN_LANGUAGE)),
                sheet.revision(),
                new Consents.Taking(fr.parvis.relations.usager.Channel.COUNTER, Consents.WORDS),
                Ids.next());
        handling.say(asked.id(), Channel.EMAIL, "Deux.");
        assertThat(last("request-said").text()).startsWith("Simple. Deux.");
        endings.answer(asked.id(), "Trois.");
        assertThat(last("request-closed").text())
                .as("a text that would lose the answer is not used")
                .contains("Trois.")
                .doesNotContain("Fini.");
    }
}
