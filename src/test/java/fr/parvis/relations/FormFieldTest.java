package fr.parvis.relations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.FormField.Answer;
import fr.parvis.relations.FormField.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The answers in the form of a request")
class FormFieldTest {
    private static final List<FormField> FIELDS = List.of(
            new FormField("Avez-vous un chat ?", "", Kind.CHOICE, true, List.of("Oui", "Non"), 0, ""),
            new FormField("Son nom", "", Kind.TEXT, true, List.of(), 1, "Oui"),
            new FormField("Né le", "", Kind.DATE, false, List.of(), 1, "Oui"),
            new FormField("Combien de jours ?", "", Kind.NUMBER, false, List.of(), 0, ""));

    private static void refused(String field, String... typed) {
        var all = new HashMap<String, String>();
        for (int i = 0; i < typed.length; i += 2) {
            all.put(typed[i], typed[i + 1]);
        }
        assertThatThrownBy(() -> FormField.read(FIELDS, all))
                .isInstanceOfSatisfying(
                        ProblemException.class, no -> assertThat(no.field()).isEqualTo(field));
    }

    @Test
    void are_kept_as_they_were_asked() {
        assertThat(FormField.read(FIELDS, Map.of("f1", "Oui", "f2", " Minou ", "f3", "2024-02-29", "f4", "3,5")))
                .containsExactly(
                        new Answer(1, "Avez-vous un chat ?", "Oui"),
                        new Answer(2, "Son nom", "Minou"),
                        new Answer(3, "Né le", "2024-02-29"),
                        new Answer(4, "Combien de jours ?", "3,5"));
    }

    @Test
    void count_only_where_the_question_was_to_be_asked() {
        assertThat(FormField.read(FIELDS, Map.of("f1", "Non", "f2", "Minou", "f3", "n’importe quoi")))
                .as("whatever was typed there")
                .containsExactly(new Answer(1, "Avez-vous un chat ?", "Non"));
    }

    @Test
    void are_told_in_words() {
        assertThat(FormField.words(List.of(
                        new Answer(1, "Avez-vous un chat ?", "Oui"),
                        new Answer(3, "Né le", "2024-03-01"),
                        new Answer(4, "Jours", "3,5"))))
                .isEqualTo("Avez-vous un chat ? Oui\nNé le\u00a0: 1er mars 2024\nJours\u00a0: 3,5");
    }

    @Test
    void are_refused_when_they_are_missing_or_cannot_be_what_was_meant() {
        refused("f1");
        refused("f1", "f1", "Peut-être");
        refused("f2", "f1", "Oui");
        refused("f3", "f1", "Oui", "f2", "Minou", "f3", "29/02/2024");
        refused("f4", "f1", "Non", "f4", "trois");
        refused("f2", "f1", "Oui", "f2", "x".repeat(FormField.LONGEST_ANSWER + 1));
    }
}
