package fr.parvis.relations.answers.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.parvis.identity.Role;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import fr.parvis.messaging.ReadingLevel;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Language;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Handling;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.answers.AnswerSuggestions;
import fr.parvis.relations.answers.Apology;
import fr.parvis.relations.answers.ModelAnswer;
import fr.parvis.relations.answers.ModelAnswers;
import fr.parvis.relations.complaint.Term;
import fr.parvis.relations.complaint.Terms;
import fr.parvis.relations.usager.Consents;
import fr.parvis.relations.usager.Need;
import fr.parvis.relations.usager.Particulars;
import fr.parvis.relations.usager.Usagers;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

@ParvisTest
@DisplayName("Help for whoever answers")
class AnswersIT {
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]*)\"");
    private static final Pattern ACT = Pattern.compile("name=\"act\" value=\"(replace:[^\"]*)\"");

    @Autowired
    Town town;

    @Autowired
    Requests requests;

    @Autowired
    Handling handling;

    @Autowired
    ModelAnswers answers;

    @Autowired
    Terms terms;

    @Autowired
    AnswerSuggestions suggestions;

    @Autowired
    Usagers usagers;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext application;

    private Pages agent;
    private Pages lead;

    @BeforeEach
    void arrive() {
        town.place(1, 1);
        agent = Pages.of(application, Role.AGENT);
        lead = Pages.of(application, Role.SUPERVISOR);
    }

    private Request asked(String words, String email, String phone) {
        var said = new Request.Said("", words, "Zoé", "Essai", email, phone, null);
        return requests.receive(NewRequest.web(Request.Kind.QUESTION, "fr", null, said, Ids.token()));
    }

    private Request asked(String words) {
        return asked(words, Ids.token() + "@lune.example", "");
    }

    private static String at(Request request) {
        return "/agent/messages/" + request.id();
    }

    private String seen(Request request) {
        var found = SEEN.matcher(agent.open(at(request)).body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private ModelAnswer named(String title) {
        return answers.all().stream()
                .filter(one -> one.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static ModelAnswers.Typed typed(String title, String subject, ModelAnswer.Text... texts) {
        return new ModelAnswers.Typed(title, subject, null, "", false, null, "", List.of(texts));
    }

    private static ModelAnswer.Text french(String words) {
        return new ModelAnswer.Text(Language.FRENCH, ReadingLevel.USUAL, words);
    }

    @Test
    void agents_read_the_answers_and_whoever_leads_changes_them() {
        var title = "Manège " + Ids.token();
        assertThat(agent.send("/agent/reponses", "title", title, "words-fr-usual", "x")
                        .status())
                .isEqualTo(403);
        assertThat(agent.open("/agent/reponses/nouvelle").status()).isEqualTo(403);
        var unknown = lead.send("/agent/reponses", "title", title, "words-fr-usual", "Bonjour {prénom}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body()).contains("Rien ne remplit {prénom}", title);
        assertThat(lead.send("/agent/reponses", "title", title, "words-fr-usual", "x", "sheet", "F000000")
                        .body())
                .contains("Aucune fiche n’a le numéro F000000");
        var saved = lead.send(
                "/agent/reponses",
                "title",
                title,
                "subject",
                "fête foraine",
                "words-fr-usual",
                "Bonjour {prenom}, le manège est {lieu}.",
                "words-fr-plain",
                "Le manège est ouvert.",
                "words-pt-usual",
                "O carrossel está aberto.");
        var path = saved.goesTo();
        assertThat(agent.open(path).body())
                .contains("Le manège est ouvert.", "O carrossel está aberto.", "fête foraine")
                .doesNotContain("name=\"title\"");
        assertThat(agent.open("/agent/reponses?q=foraine").body()).contains(title);
        assertThat(agent.open("/agent/reponses?q=zqxzqx").body()).contains("Aucune réponse ne contient ces mots");

        assertThat(lead.send(path, "title", title, "words-fr-usual", "Il est ouvert.", "revision", "1")
                        .goesTo())
                .isEqualTo(path);
        assertThat(lead.send(path, "title", title, "words-fr-usual", "Trop tard.", "revision", "1")
                        .status())
                .isEqualTo(409);
        assertThat(lead.open(path).body()).contains("Qui a changé quoi", "Essai", "le manège est {lieu}");
        assertThat(answers.versions(named(title).id()))
                .extracting(ModelAnswers.Version::revision)
                .containsExactly(2, 1);
        lead.send(path + "/retrait");
        assertThat(agent.open(path).status()).isEqualTo(404);
    }

    @Test
    void apologies_end_a_complaint_and_are_offered_for_nothing_else() {
        var delay = category("delay").toString();
        var word = "grimbouille" + Ids.token().replaceAll("[^a-z]", "");
        var title = "Pardon pour la " + word;
        var words = "Bonjour {prenom}, pardon : {motif}.\n\n{remede}\n\nÀ bientôt.";
        var ordinary = lead.send("/agent/reponses", "title", title, "words-fr-usual", words, "category", delay);
        assertThat(ordinary.status()).isEqualTo(400);
        assertThat(ordinary.body()).contains("Seule une réclamation remplit {motif}", title);
        var nowhere = Ids.next().toString();
        assertThat(lead.send(
                                "/agent/reponses",
                                "title",
                                title,
                                "words-fr-usual",
                                words,
                                "apology",
                                "WRONG",
                                "category",
                                nowhere)
                        .body())
                .contains("Choisissez un motif");
        var path = lead.send(
                        "/agent/reponses",
                        "title",
                        title,
                        "words-fr-usual",
                        words,
                        "apology",
                        "NOT_WRONG",
                        "category",
                        delay)
                .goesTo();
        var one = named(title);
        assertThat(one.apology()).isEqualTo(Apology.NOT_WRONG);
        assertThat(one.category()).hasToString(delay);
        assertThat(one.closes()).isTrue();
        assertThat(agent.open(path).body()).contains("Désolés, sans tort");
        assertThat(lead.open(path).body())
                .containsPattern("value=\"NOT_WRONG\"[^>]*selected")
                .containsPattern("value=\"" + delay + "\"[^>]*selected");

        assertThat(agent.open(at(asked("Et la " + word + " ?"))).body()).doesNotContain(title);
        var complaint = requests.receive(NewRequest.web(
                Request.Kind.COMPLAINT,
                "fr",
                null,
                new Request.Said("", "La " + word + " !", "Zoé", "Essai", Ids.token() + "@lune.example", "", null),
                Ids.token()));
        assertThat(agent.open(at(complaint)).body()).doesNotContain(title);
        jdbc.sql("update relations.complaint set category_id = ?::uuid where request_id = ?")
                .params(delay, complaint.id())
                .update();
        assertThat(agent.open(at(complaint)).body())
                .contains("Réponses types proches", title, "Bonjour Zoé, pardon : Attente ou délai.\n\nÀ bientôt.")
                .contains("data-into=\"reason\"");
        var filled = agent.send(at(complaint) + "/reponse", "macro", one.id().toString());
        assertThat(filled.body())
                .containsPattern("(?s)<textarea[^>]*id=\"reason\"[^>]*>Bonjour Zoé, pardon")
                .contains("name=\"used\" value=\"" + one.id());

        lead.send(path, "title", title, "words-fr-usual", "Bonjour.", "category", delay, "revision", "1");
        assertThat(named(title).apology()).isNull();
        assertThat(named(title).category()).isNull();
        answers.remove(one.id());
    }

    private UUID category(String code) {
        return terms.all(Term.Kind.CATEGORY).stream()
                .filter(term -> term.code().equals(code))
                .map(Term::id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void one_that_nobody_has_read_for_long_or_whose_sheet_has_changed_is_marked_and_still_used() {
        var nobodys = "De personne " + Ids.token();
        var other = answers.add(typed(nobodys, "", french("Bonjour.")));
        assertThat(agent.open("/agent/reponses").body())
                .containsPattern(Pattern.quote(nobodys)
                        + "</strong></a>\\s*<span class=\"soft d-block\">À relire le [^<,]*</span>")
                .doesNotContain("—</span>");
        answers.remove(other);
        var title = "Ancienne " + Ids.token();
        var id = answers.add(new ModelAnswers.Typed(
                title, "", null, "", false, LocalDate.of(2020, 1, 1), "Nadia", List.of(french("Bonjour."))));
        assertThat(agent.open("/agent/reponses?relire=true").body()).contains(title);
        assertThat(agent.open(at(asked("Bonjour ?"))).body()).contains(title, "à relire");
        assertThat(agent.send("/agent/reponses/" + id + "/relue").status()).isEqualTo(403);
        lead.send("/agent/reponses/" + id + "/relue");
        assertThat(agent.open("/agent/reponses?relire=true").body()).doesNotContain(title);
        // the sheet that it tells of says something else now
        jdbc.sql("update relations.model_answer set sheet_id = 'F1', sheet_state = 'before' where id = ?")
                .param(id)
                .update();
        assertThat(named(title).sheetChanged()).isTrue();
        assertThat(agent.open("/agent/reponses?relire=true").body()).contains(title, "Fiche changée");
        answers.remove(id);
    }

    @Test
    void the_nearest_are_offered_with_the_words_that_speak_for_them_and_nothing_is_written() {
        var word = "zarbouille" + Ids.token().replaceAll("[^a-z]", "");
        var id = answers.add(typed("Payer la " + word, "", french("Bonjour {prenom}, la " + word + " se paie ici.")));
        var asked = asked("Comment payer ma " + word + " ?");
        var page = agent.open(at(asked)).body();
        assertThat(page).contains("Réponses types proches", "<mark>" + word + "</mark>", "Bonjour Zoé, la " + word);
        assertThat(page).containsPattern("<textarea[^>]*id=\"reply\"[^>]*></textarea>");
        // what people wrote who were answered with it speaks for it afterwards
        var other = "cruchouille" + Ids.token().replaceAll("[^a-z]", "");
        var first = asked("Et la " + word + " avec " + other + " ?");
        agent.send(at(first) + "/reponse", "seen", seen(first), "reply", "Ici.", "used", id.toString());
        assertThat(jdbc.sql("select count(*) from relations.model_answer_use where answer_id = ? and request_id = ?")
                        .params(id, first.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        var lettered = asked("La " + word + " par courrier ?");
        var sheet = agent.open(at(lettered) + "/courrier?modele=" + id).body();
        assertThat(sheet).contains("name=\"used\" value=\"" + id);
        agent.send(
                at(lettered) + "/courrier",
                "address",
                "Zoé Essai\n1 rue de la Lune\n49000 Angers",
                "subject",
                "Réponse",
                "reply",
                "Ici.",
                "ends",
                "NOTHING",
                "used",
                "rien " + id);
        assertThat(jdbc.sql("select request_id from relations.model_answer_use where answer_id = ?")
                        .param(id)
                        .query(UUID.class)
                        .list())
                .containsExactlyInAnyOrder(first.id(), lettered.id());
        assertThat(suggestions.like("mistypé : " + word.replace("bou", "bu")))
                .extracting(one -> one.answer().id())
                .contains(id);
        answers.remove(id);
    }

    @Test
    void words_language_and_way_are_those_that_the_person_prefers_and_the_page_says_so() {
        var title = "Portugaise " + Ids.token();
        var id = answers.add(typed(
                title,
                "",
                french("Bonjour {prenom}."),
                new ModelAnswer.Text(Language.PORTUGUESE, ReadingLevel.USUAL, "Olá {prenom}, texto corrente."),
                new ModelAnswer.Text(Language.PORTUGUESE, ReadingLevel.PLAIN, "Olá {prenom}, texto fácil.")));
        var phone = "06 39 98 12 %02d".formatted(Math.abs(id.hashCode()) % 100);
        var person = usagers.recognise("Zoé", "Essai", "", phone, "pt").orElseThrow();
        var sheet = usagers.usager(person);
        usagers.change(
                person,
                new Particulars(
                        sheet.firstName(),
                        sheet.lastName(),
                        "pt",
                        fr.parvis.relations.usager.Channel.SMS,
                        null,
                        Set.of(Need.PLAIN_LANGUAGE)),
                sheet.revision(),
                new Consents.Taking(fr.parvis.relations.usager.Channel.COUNTER, Consents.WORDS),
                Ids.next());
        assertThat(usagers.level("Zoé", "Essai", "", phone)).isEqualTo(ReadingLevel.PLAIN);
        assertThat(usagers.level("Paul", "Autre", "", phone)).isEqualTo(ReadingLevel.USUAL);
        var asked = asked("Está aberto?", "", phone);
        jdbc.sql("update relations.request set usager_id = ? where id = ?")
                .params(person, asked.id())
                .update();
        assertThat(agent.open(at(asked)).body())
                .contains(
                        "À écrire dans sa langue (portugais), en mots simples, part par SMS\u00A0: c’est ce qu’elle préfère.",
                        "Olá Zoé, texto fácil.")
                .doesNotContain("texto corrente");
        agent.send(at(asked) + "/reponse", "seen", seen(asked), "reply", "Olá Zoé, texto fácil.");
        assertThat(requests.interactions(asked).getLast().channel()).isEqualTo(Channel.SMS);
        assertThat(outbox.page(null, 0, 50)).anySatisfy(message -> {
            assertThat(message.channel()).isEqualTo(NewMessage.Channel.SMS);
            assertThat(message.text()).startsWith("Olá Zoé, texto fácil.");
        });
        answers.remove(id);
    }

    @Test
    void what_is_written_is_read_back_without_a_script_and_nothing_is_sent() {
        var asked = asked("Il manque quoi ?");
        var words = "Vous avez oublié votre attestation, faute de quoi rien ne se fera.\nVous n’avez rien à payer.";
        var page = agent.send(at(asked) + "/relire", "form", "reponse", "reply", words);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("Reproche", "Vous avez oublié</mark>", "Menace", "faute de quoi</mark>", "Ignorer")
                .doesNotContain("n’avez rien</mark>");
        assertThat(requests.interactions(asked)).hasSize(1);

        var act = ACT.matcher(page.body());
        assertThat(act.find()).isTrue();
        var mended = agent.send(at(asked) + "/relire", "form", "reponse", "reply", words, "act", act.group(1));
        assertThat(mended.body())
                .contains("Il manque votre attestation, faute de quoi")
                .doesNotContain("Reproche");
        var ignored = agent.send(
                at(asked) + "/relire", "form", "reponse", "reply", words, "act", "ignore:blame:vous avez oublié");
        assertThat(ignored.body()).doesNotContain("Reproche").contains("Menace", "name=\"ignore\"");
        assertThat(agent.send(at(asked) + "/relire", "form", "reponse", "reply", "Autre texte.", "act", act.group(1))
                        .status())
                .isEqualTo(409);
        assertThat(agent.send(
                                at(asked) + "/relire",
                                "form",
                                "reponse",
                                "reply",
                                "Olá, o seu cartão está pronto e pode vir.")
                        .body())
                .contains("Ce texte semble écrit en Portugais");
    }

    @Test
    void spelling_is_read_beside_it_and_names_are_none_of_its_business() {
        var asked = asked("Bonjour ?");
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(agent.send(
                                        at(asked) + "/relire",
                                        "form",
                                        "reponse",
                                        "reply",
                                        "Bonjour Zoé Essai, votre dosier est là.")
                                .body())
                        .contains("Orthographe", "dosier</mark>")
                        .doesNotContain("Zoé</mark>"));
    }

    @Test
    void a_tense_message_is_met_with_what_to_hear_and_why_and_a_calm_one_is_not() {
        var asked = asked("C’est la troisième fois que j’écris, c’est inadmissible ! Où en est mon dossier ?");
        assertThat(agent.open(at(asked)).body())
                .contains(
                        "Ce que la personne ressent",
                        "Ce qu’elle demande",
                        "Ce que je peux faire",
                        "Où en est mon dossier ?",
                        "Pourquoi ce rappel",
                        "inadmissible</mark>",
                        "troisième fois</mark>",
                        "Rien n’est gardé");
        assertThat(agent.open("/agent/messages?q=" + asked.reference().code()).body())
                .doesNotContain("Colère", "ressent");
        assertThat(agent.open(at(asked("J’habite rue de la Colère, quel jour passent les bacs ?")))
                        .body())
                .doesNotContain("Ce que la personne ressent");
        assertThat(agent.open(at(asked("Je veux en finir avec la vie."))).body())
                .contains("3114");
        assertThat(agent.open(at(asked("Il me frappe devant les enfants."))).body())
                .contains("3919", "119");
        agent.send(at(asked) + "/reponse", "seen", seen(asked), "reply", "Je m’en occupe.");
        assertThat(agent.open(at(asked)).body()).doesNotContain("Ce que la personne ressent");
    }

    @Test
    void the_words_to_hear_can_be_read_and_added_to() {
        var path = "/agent/messages/reglages/ecoute";
        var word = "zgroumpf" + Ids.token().replaceAll("[^a-z]", "");
        assertThat(agent.open(path).status()).isEqualTo(403);
        assertThat(lead.open(path).body()).contains("inadmissible*", "Tournures laissées de côté");
        assertThat(lead.send(path, "words", "!!", "signal", "anger").status()).isEqualTo(400);
        assertThat(lead.send(path, "words", word, "signal", "x").status()).isEqualTo(400);
        var asked = asked("Je suis " + word + ".");
        assertThat(agent.open(at(asked)).body()).doesNotContain("ressent");
        lead.send(path, "words", word + "*", "signal", "anger");
        assertThat(lead.open(path).body()).contains(word + "*");
        assertThat(agent.open(at(asked)).body()).contains("ressent");
        var id = jdbc.sql("select id from relations.tense_word where words = ?")
                .param(word + "*")
                .query(UUID.class)
                .single();
        lead.send(path + "/" + id + "/retrait");
        assertThat(new HashSet<>(jdbc.sql("select words from relations.tense_word")
                        .query(String.class)
                        .list()))
                .doesNotContain(word + "*");
    }
}
