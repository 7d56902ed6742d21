package fr.parvis.procedures.clear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.identity.AuditLog;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.clear.Term.Translation;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ParvisTest
class TermListIT {
    @Autowired
    Town town;

    @Autowired
    TermList terms;

    @Autowired
    OwnTerms rows;

    @Autowired
    AuditLog audit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    @AfterEach
    void forget() {
        town.place(1, 1);
        jdbc.sql("delete from procedures.jargon").update();
    }

    private static Term word(String written, String instead, String explanation) {
        return new Term(written, instead, "", explanation, Map.of());
    }

    @Test
    void a_word_is_effective_with_the_next_question_on_every_instance_and_until_it_is_removed() {
        var other = new TermList(rows, audit);
        assertThat(other.tried("La lunologie.").told()).isEmpty();
        terms.save(
                null,
                new Term(
                        "lunologie|lunologies",
                        "étude de la lune",
                        "Mot savant.",
                        "Ce que l’on apprend de la lune.",
                        Map.of(Language.ARABIC, new Translation("علم القمر", "ما نتعلمه عن القمر."))));
        for (var instance : new TermList[] {terms, other}) {
            assertThat(instance.tried("Deux lunologies.").told())
                    .extracting(Hindrance::instead)
                    .containsExactly("étude de la lune");
            assertThat(instance.glossary().inText("La lunologie.", Language.ARABIC))
                    .containsExactly(new Glossary.Word(
                            "lunologie", "lunologie", "علم القمر", "ما نتعلمه عن القمر.", Language.ARABIC));
        }
        terms.save("lunologie", word("lunologie", "science de la lune", ""));
        assertThat(other.tried("La lunologie.").told())
                .extracting(Hindrance::instead)
                .containsExactly("science de la lune");
        assertThat(other.tried("La lunologie.").explained()).isEmpty();
        terms.remove("lunologie");
        assertThat(other.tried("La lunologie.").told()).isEmpty();
        assertThat(other.own()).isEmpty();
    }

    @Test
    void what_is_rolled_back_was_never_in_the_list() {
        transaction.executeWithoutResult(status -> {
            terms.save(null, word("lunologie", "lune", ""));
            assertThat(terms.find("lunologie")).isPresent();
            status.setRollbackOnly();
        });
        assertThat(terms.find("lunologie")).isEmpty();
    }

    @Test
    void a_word_of_parvis_is_changed_left_out_and_taken_back_with_what_it_means() {
        terms.save("récépissé", word("récépissé", "papier", "Papier de la ville."));
        assertThat(terms.line("récépissé").origin()).isEqualTo(TermList.Origin.CHANGED);
        assertThat(terms.tried("Un récépissé.").told())
                .extracting(Hindrance::instead)
                .containsExactly("papier");
        assertThat(terms.glossary().inText("Un récépissé.", Language.ENGLISH))
                .extracting(Glossary.Word::explanation)
                .containsExactly("Papier de la ville.");
        terms.remove("récépissé");
        assertThat(terms.line("récépissé").origin()).isEqualTo(TermList.Origin.LEFT_OUT);
        assertThat(terms.tried("Un récépissé."))
                .isEqualTo(new TermList.Trial(java.util.List.of(), java.util.List.of()));
        assertThat(terms.glossary().words(Language.FRENCH))
                .extracting(Glossary.Word::key)
                .doesNotContain("recepisse");
        terms.restore("récépissé");
        assertThat(terms.own()).isEmpty();
        assertThat(terms.glossary().inText("Un récépissé.", Language.ARABIC))
                .extracting(Glossary.Word::name)
                .containsExactly("وصل الطلب");
    }

    @Test
    void an_own_word_wins_over_a_word_of_parvis_with_the_same_form() {
        terms.save(null, word("papier de demande|récépissé", "reçu de la ville", "Le reçu que la ville donne."));
        assertThat(terms.tried("Un récépissé.").told())
                .extracting(Hindrance::instead)
                .containsExactly("reçu de la ville");
        assertThat(terms.tried("Un récépissé.").explained())
                .extracting(Glossary.Word::explanation)
                .containsExactly("Le reçu que la ville donne.");
    }

    @Test
    void a_change_from_before_words_were_explained_keeps_the_explanation_of_parvis() {
        terms.save("récépissé", word("récépissé", "papier", "autre"));
        jdbc.sql("update procedures.jargon set explanation = null, translations = null, revision = revision + 1")
                .update();
        assertThat(terms.tried("Un récépissé.").told())
                .extracting(Hindrance::instead)
                .containsExactly("papier");
        assertThat(terms.glossary().inText("Un récépissé.", Language.ARABIC))
                .extracting(Glossary.Word::name)
                .containsExactly("وصل الطلب");
    }

    @Test
    void what_is_wrong_is_refused_with_its_field() {
        refused("term", word(" ", "lune", ""));
        refused("term", word("…", "lune", ""));
        refused("term", word("Récépissé", "lune", ""));
        refused("instead", word("lunologie", "", ""));
        refused("instead", word("lunologie", "x".repeat(301), ""));
        refused("explanation", word("lunologie", "lune", "x".repeat(501)));
        refused("explanation", translated("", new Translation("", "Luna.")));
        refused("explanation-es", translated("Lune.", new Translation("luna", "")));
        terms.save(null, word("lunologie|lunologue", "lune", ""));
        refused("forms", word("lunatique|lunologues", "lune", ""));
        refused("term", word("lunologue", "lune", ""));
        assertThat(terms.own()).hasSize(1);
        assertThatThrownBy(() -> terms.tried("", null, word("lunaire", "lune", "")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("sentence"));
    }

    private static Term translated(String explanation, Translation spanish) {
        return new Term("lunologie", "lune", "", explanation, Map.of(Language.SPANISH, spanish));
    }

    private void refused(String field, Term term) {
        assertThatThrownBy(() -> terms.save(null, term))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    @Test
    void a_word_is_tried_without_being_saved() {
        var trial = terms.tried("Votre lunologie et le récépissé.", null, word("lunologie", "lune", "La lune."));
        assertThat(trial.told()).extracting(Hindrance::words).containsExactly("lunologie", "récépissé");
        assertThat(trial.explained()).extracting(Glossary.Word::key).containsExactly("lunologie", "recepisse");
        assertThat(terms.own()).isEmpty();
    }
}
