package fr.parvis.procedures.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.procedures.NationalSheets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that stand under "Pièces à fournir" or after a sentence about a document, as national sheets have them. */
class PaperWordsTest {
    private static List<String> documents(boolean marked, String... lines) {
        var items = Arrays.stream(lines)
                .map("<Item><Paragraphe>%s</Paragraphe></Item>"::formatted)
                .collect(Collectors.joining());
        var sheet = NationalSheets.read("F900012.xml", """
                <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F900012" type="Fiche d'information">
                  <dc:title>Essai</dc:title><Audience>Particuliers</Audience>
                  <Texte><Chapitre%s><Titre>Pièces à fournir</Titre><Liste type="puce">%s</Liste></Chapitre></Texte>
                </Publication>""".formatted(marked ? " type='pieces'" : "", items)
                .getBytes(StandardCharsets.UTF_8));
        return Checklists.of(sheet).under(Map.of()).documents().stream()
                .map(item -> item.document().what())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Taux annuel effectif global (TAEG)",
                "Le préjudice est direct et vous concerne personnellement",
                "L'État",
                "Association agréée",
                "Taille adulte",
                "Site classé, site inscrit ou réserve naturelle"
            })
    void what_cannot_be_shown_is_no_document(String line) {
        assertThat(documents(false, line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Votre VLS-TS",
                "Exeat",
                "25 €",
                "État des risques et pollutions",
                "Licence de tir",
                "Indication relative à votre domicile apportée par tout moyen",
                "Quittance de loyer",
                "Photo d'identité"
            })
    void what_can_be_shown_is_one(String line) {
        assertThat(documents(false, line)).containsExactly(line);
    }

    @Test
    void choices_are_documents_when_one_of_them_is() {
        assertThat(documents(false, "soit une surface habitable de 9 m²", "soit un volume habitable de 20 m³"))
                .isEmpty();
        assertThat(documents(false, "soit un passeport", "soit un permis de conduire"))
                .containsExactly(RequiredDocument.ONE_OF);
    }

    @Test
    void a_part_that_the_sheet_marks_as_documents_is_believed() {
        assertThat(documents(true, "Un cartable")).containsExactly("Un cartable");
    }
}
