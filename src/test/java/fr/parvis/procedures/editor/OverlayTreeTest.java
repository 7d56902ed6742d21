package fr.parvis.procedures.editor;

import static fr.parvis.procedures.editor.Markdown.element;
import static fr.parvis.procedures.editor.Markdown.paragraph;
import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.procedures.Part;
import fr.parvis.procedures.Sheet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The town's words on a national sheet")
class OverlayTreeTest {
    private static Part.Element chapter(String title) {
        return element("Chapitre", List.of(element("Titre", List.of(paragraph(title))), paragraph("…")));
    }

    private static Part.Element over(Overlay.Place place, Part.Element... chapters) {
        var root = element("Publication", List.of(element("Texte", List.of(chapters))));
        var sheet = new Sheet("particuliers", "F1", "Fiche", "Carte", "", "", "", null, null, root);
        return OverlayTree.over(sheet, new Overlay("particuliers", "F1", place, "Le mardi.", "", ""), "Ville")
                .content();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pièces à fournir",
                "Pièces à fournir ",
                "Documents à fournir",
                "Quels sont les justificatifs à fournir ?"
            })
    void stand_in_the_chapter_of_the_documents(String title) {
        var placed = over(Overlay.Place.DOCUMENTS, chapter("Démarche"), chapter(title));
        assertThat(placed.first("MotLocal")).isEmpty();
        assertThat(placed.below("MotLocal")).hasSize(1);
        assertThat(placed.below("Chapitre").toList().getLast().elements().map(Part.Element::name))
                .containsExactly("Titre", "MotLocal", "Paragraphe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Coût", "Montant", "Tarif du timbre"})
    void stand_in_the_chapter_of_the_cost(String title) {
        assertThat(over(Overlay.Place.COST, chapter(title))
                        .below("Chapitre")
                        .findFirst()
                        .orElseThrow()
                        .below("MotLocal"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Indication du nom d’usage sur un document officiel", "Démarche", "Documents remis au salarié"})
    void stand_at_the_top_where_there_is_no_such_chapter(String title) {
        assertThat(over(Overlay.Place.DOCUMENTS, chapter(title)).first("MotLocal"))
                .isPresent();
    }

    @Test
    void take_nothing_away() {
        for (var place : Overlay.Place.values()) {
            assertThat(over(place, chapter("Coût"), chapter("Pièces à fournir")).words())
                    .contains("Coût", "Pièces à fournir", "Le mardi.", "Ville");
        }
    }
}
