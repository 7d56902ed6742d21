package fr.parvis.procedures.clear;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.web.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The glossary of administrative words")
class GlossaryTest {
    private final Glossary glossary = new Glossary(ShippedTerms.all());

    @ParameterizedTest
    @EnumSource(Language.class)
    void explains_the_same_words_in_every_language(Language language) {
        var keys =
                glossary.words(Language.FRENCH).stream().map(Glossary.Word::key).toList();
        assertThat(keys).hasSizeGreaterThanOrEqualTo(60);
        assertThat(glossary.words(language)).extracting(Glossary.Word::key).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(glossary.words(language)).allSatisfy(word -> {
            assertThat(word.key()).matches("[a-z-]+");
            assertThat(word.name()).isNotBlank();
            assertThat(word.language()).isEqualTo(language);
            assertThat(word.explanation()).hasSizeBetween(12, 170).endsWith(".").doesNotContain("'");
        });
    }

    @Test
    void explains_in_french_that_is_easy_to_read() {
        var text = String.join(
                "\n",
                glossary.words(Language.FRENCH).stream()
                        .map(Glossary.Word::explanation)
                        .toList());
        var reading = Readability.of(text);
        assertThat(reading.scores().kandelMoles()).isGreaterThan(65);
        assertThat(reading.count(Hindrance.Kind.LONG_SENTENCE)).isZero();
    }

    @Test
    void finds_its_words_in_a_text_once_and_in_order() {
        assertThat(glossary.inText(
                        "Apportez les récépissés et le livret de famille. Le récépissé suffit à la CAF.",
                        Language.ENGLISH))
                .extracting(Glossary.Word::key)
                .isEqualTo(List.of("recepisse", "livret-de-famille", "caf"));
        assertThat(glossary.inText("Un mineur émancipé", Language.FRENCH))
                .extracting(Glossary.Word::key)
                .containsExactly("mineur-emancipe");
    }

    @Test
    void explains_in_french_what_nobody_has_translated() {
        var own = new Term(
                "lunaison|lunaisons",
                "",
                "",
                "Temps entre deux lunes.",
                Map.of(Language.SPANISH, new Term.Translation("", "Tiempo entre dos lunas.")));
        var words = new Glossary(List.of(own));
        assertThat(words.words(Language.ARABIC))
                .containsExactly(new Glossary.Word(
                        "lunaison", "lunaison", "lunaison", "Temps entre deux lunes.", Language.FRENCH));
        assertThat(words.inText("Deux lunaisons.", Language.SPANISH))
                .containsExactly(new Glossary.Word(
                        "lunaison", "lunaison", "lunaison", "Tiempo entre dos lunas.", Language.SPANISH));
    }

    @Test
    void prefers_the_first_of_two_words_with_the_same_form() {
        var own = new Term("reçu de la ville|récépissé", "", "", "À nous.", Map.of());
        var all = new ArrayList<Term>(List.of(own));
        all.addAll(ShippedTerms.all());
        assertThat(new Glossary(all).inText("Un récépissé.", Language.FRENCH))
                .extracting(Glossary.Word::explanation)
                .containsExactly("À nous.");
    }

    @Test
    void comes_with_one_word_for_each_anchor() {
        assertThat(ShippedTerms.all())
                .hasSizeGreaterThan(350)
                .extracting(Term::key)
                .doesNotHaveDuplicates();
        assertThat(ShippedTerms.all())
                .filteredOn(term -> term.name().equals("récépissé"))
                .singleElement()
                .satisfies(term -> {
                    assertThat(term.isJargon()).isTrue();
                    assertThat(term.isExplained()).isTrue();
                    assertThat(term.translations()).hasSize(5);
                });
    }
}
