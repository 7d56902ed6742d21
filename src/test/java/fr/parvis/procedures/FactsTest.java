package fr.parvis.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What somebody has said")
class FactsTest {
    private static final Sheet PERMIT = LunarSheets.read("F98003");
    private static final Sheet LEAVING = LunarSheets.read("F98001");

    private static String said(Sheet sheet, Map<String, Boolean> known) {
        return new Facts(known).applyTo(sheet).content().words();
    }

    @Test
    void leaves_everything_while_nothing_is_known() {
        assertThat(Facts.NONE.applyTo(PERMIT).content()).isEqualTo(PERMIT.content());
    }

    @Test
    void leaves_of_alternatives_the_one_that_applies() {
        assertThat(said(PERMIT, Map.of("T11", true)))
                .contains("Venez avec un parent")
                .doesNotContain("billet de retour");
    }

    @Test
    void makes_the_only_alternative_a_chapter_since_nothing_is_left_to_choose() {
        var rest = new Facts(Map.of("T10", true, "T12", true)).applyTo(PERMIT).content();
        assertThat(rest.below("Situation")).isEmpty();
        assertThat(rest.below("Cas")).isEmpty();
        assertThat(rest.below("Chapitre")
                        .map(one -> one.first("Titre").orElseThrow().words()))
                .containsExactly("Vous êtes majeur", "Documents", "Pour moins d'un an");
    }

    @Test
    void keeps_what_may_still_apply() {
        assertThat(said(PERMIT, Map.of("T10", true))).contains("billet de retour", "contrat de travail");
        assertThat(said(PERMIT, Map.of("T12", false)))
                .doesNotContain("billet de retour")
                .contains("contrat de travail");
    }

    @Test
    void reads_and_and_or() {
        assertThat(said(PERMIT, Map.of("T10", true, "T14", true)))
                .contains("contrat")
                .doesNotContain("billet");
        assertThat(said(PERMIT, Map.of("T13", false, "T14", false)))
                .contains("billet")
                .doesNotContain("contrat");
        assertThat(said(PERMIT, Map.of("T10", false))).doesNotContain("contrat");
    }

    @Test
    void takes_away_a_heading_under_which_nothing_is_left() {
        assertThat(said(LEAVING, Map.of("T2", false, "T3", false))).doesNotContain("Logement", "Je donne mon préavis");
        assertThat(said(LEAVING, Map.of("T2", false))).contains("Logement", "Je confie mes clés");
    }

    @Test
    void matters_only_to_a_sheet_that_speaks_of_it() {
        assertThat(new Facts(Map.of("T12", true)).matterTo(PERMIT.content())).isTrue();
        assertThat(new Facts(Map.of("T99", true)).matterTo(PERMIT.content())).isFalse();
    }

    @Test
    void knows_what_is_undefined() {
        var undefined = new Part.Element(
                "Texte",
                Map.of(),
                List.of(new Part.Element(
                        "Paragraphe",
                        Map.of(),
                        List.of(
                                new Part.Element(
                                        "Condition",
                                        Map.of(),
                                        List.of(new Part.Element("estIndefini", Map.of("var", "T1"), List.of()))),
                                new Part.Text("Dites-nous.")))));
        assertThat(said(PERMIT.with(undefined), Map.of())).isEqualTo("Dites-nous.");
        assertThat(said(PERMIT.with(undefined), Map.of("T1", false))).isEmpty();
    }
}
