package fr.parvis.procedures.editor;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.procedures.Part;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Markdown as the tree of a sheet")
class MarkdownTest {
    private static Part.Element root(String text) {
        return Markdown.element("Texte", Markdown.parts(text));
    }

    @Test
    void what_stands_under_a_heading_belongs_to_it() {
        var root = root("Avant.\n\n## Un\n\nPremier.\n\n### Détail\n\nFin.\n\n## Deux\n\nSecond.");
        assertThat(root.elements().map(Part.Element::name)).containsExactly("Paragraphe", "Chapitre", "Chapitre");
        var first = root.elements("Chapitre").findFirst().orElseThrow();
        assertThat(first.elements().map(Part.Element::name)).containsExactly("Titre", "Paragraphe", "SousChapitre");
        assertThat(first.words()).isEqualTo("Un Premier. Détail Fin.");
    }

    @Test
    void lists_notes_and_tables_are_those_of_the_national_format() {
        var root = root("- un\n- deux\n\n1. trois\n\n> À noter.\n\n| Âge | Prix |\n| --- | --- |\n| 3 ans | 1 € |");
        assertThat(root.elements("Liste").map(list -> list.attribute("type"))).containsExactly("puce", "numero");
        assertThat(root.first("ASavoir").orElseThrow().words()).isEqualTo("À noter.");
        assertThat(root.first("Tableau").orElseThrow().elements("Rangée").map(row -> row.attribute("type")))
                .containsExactly("header", "normal");
    }

    @Test
    void a_link_leads_to_a_sheet_or_to_the_web() {
        var root = root("[a](F1342) [b](/demarches/L-cantine) [c](https://lune.example/)");
        assertThat(root.below("LienInterne").map(Part.Element::attributes))
                .containsExactly(Map.of("LienPublication", "F1342"), Map.of("LienPublication", "L-cantine"));
        assertThat(root.below("LienExterne").map(Part.Element::attributes))
                .containsExactly(Map.of("URL", "https://lune.example/"));
    }

    @Test
    void html_is_words() {
        assertThat(root("<b>gras</b>\n\n<script>x</script>").words()).isEqualTo("<b>gras</b> <script>x</script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "- ", "*a ", "**a ", "[", "![", "`", "#", "|", "<", "1. ", "    "})
    void no_nesting_is_too_deep(String piece) {
        assertThat(root(piece.repeat(TextForms.BODY / piece.length())).words()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothing_typed_is_lost_whatever_is_typed(long seed) {
        var random = new Random(seed);
        var marks = List.of("# ", "- ", "> ", "**", "*", "`", "\n", "\n\n", "| ", "[", "](F1)", "<b>", " ");
        var text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append("mot").append(i).append(marks.get(random.nextInt(marks.size())));
        }
        var words = root(text.toString()).words();
        for (int i = 0; i < 200; i++) {
            assertThat(words).contains("mot" + i);
        }
    }
}
