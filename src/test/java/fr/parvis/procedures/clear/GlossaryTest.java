package fr.parvis.procedures.clear;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.web.Language;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The glossary of administrative words")
class GlossaryTest {
    private final Glossary glossary = new Glossary();

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
}
