package fr.parvis.procedures.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.web.Language;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What is known of documents")
class KnownDocumentsTest {
    private static final Pattern IN_FRENCH = Pattern.compile("\\[[^\\[\\]]+]");

    private static List<String> keys(Language language) {
        return KnownDocuments.lines(language).stream().map(cells -> cells[0]).toList();
    }

    private static Set<String> inFrench(String[] cells) {
        return IN_FRENCH
                .matcher(cells[1] + cells[2])
                .results()
                .map(hit -> hit.group())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void is_there_once_in_each_language(Language language) {
        assertThat(keys(language)).doesNotHaveDuplicates().isEqualTo(keys(Language.FRENCH));
        assertThat(KnownDocuments.lines(language)).allSatisfy(cells -> {
            assertThat(cells).hasSize(language == Language.FRENCH ? 5 : 3);
            assertThat(Stream.of(cells).limit(language == Language.FRENCH ? 4 : 3))
                    .noneMatch(String::isBlank);
            assertThat(cells[cells.length == 5 ? 2 : 1] + cells[cells.length == 5 ? 3 : 2])
                    .doesNotContain("'", "  ");
        });
    }

    /** A line of another document, or one that nobody has translated, would show here. */
    @ParameterizedTest
    @EnumSource(value = Language.class, mode = EnumSource.Mode.EXCLUDE, names = "FRENCH")
    void is_translated_with_the_same_words_left_in_french(Language language) {
        var french = KnownDocuments.lines(Language.FRENCH);
        var english = KnownDocuments.lines(Language.ENGLISH);
        var lines = KnownDocuments.lines(language);
        for (int i = 0; i < lines.size(); i++) {
            var cells = lines.get(i);
            assertThat(cells[1]).as(cells[0]).isNotEqualTo(french.get(i)[2]);
            assertThat(cells[2]).as(cells[0]).isNotEqualTo(french.get(i)[3]);
            assertThat(inFrench(cells)).as(cells[0]).isEqualTo(inFrench(english.get(i)));
        }
    }

    @Test
    void says_in_french_what_must_be_said_so_at_a_counter() {
        var home = KnownDocuments.about("Justificatif de domicile", Language.UKRAINIAN)
                .orElseThrow();
        assertThat(home.sheet()).isEqualTo("F14807");
        assertThat(home.why().parts()).noneMatch(Told.Part::french);
        assertThat(home.without().parts())
                .filteredOn(Told.Part::french)
                .extracting(Told.Part::text)
                .containsExactly("(attestation d’hébergement)", "(domiciliation)");
        assertThat(home.without().parts().stream().map(Told.Part::text).collect(Collectors.joining()))
                .isEqualTo(home.without().text().replace('[', '(').replace(']', ')'));
    }

    @Test
    void goes_by_the_earliest_words() {
        assertThat(KnownDocuments.about("Acte de naissance de l’enfant et livret de famille", Language.ENGLISH))
                .hasValueSatisfying(known -> assertThat(known.why().text()).contains("date and place of birth"));
        assertThat(KnownDocuments.about("Plan de la terrasse", Language.ENGLISH))
                .isEmpty();
    }
}
