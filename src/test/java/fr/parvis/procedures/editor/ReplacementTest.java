package fr.parvis.procedures.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Words of a form are replaced")
class ReplacementTest {
    private static final Replacement RECEIPT = new Replacement("body", 10, "récépissé", "reçu: 100 % « à vous »");

    @Test
    void by_the_value_of_a_button() {
        assertThat(Replacement.of(RECEIPT.act())).contains(RECEIPT);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "read", "replace:body:1", "replace:body:x:a:b", "replace:body:1:%zz:b"})
    void but_not_by_anything_else(String act) {
        assertThat(Replacement.of(act)).isEmpty();
    }

    @Test
    void where_they_stood_or_where_alone_they_stand() {
        assertThat(RECEIPT.in("Gardez le récépissé, un récépissé."))
                .contains("Gardez le reçu: 100 % « à vous », un récépissé.");
        assertThat(RECEIPT.in("Le récépissé.")).contains("Le reçu: 100 % « à vous ».");
        assertThat(RECEIPT.in("Un récépissé ou un récépissé.")).isEmpty();
        assertThat(RECEIPT.in("Gardez le reçu.")).isEmpty();
        assertThat(RECEIPT.in("")).isEmpty();
    }

    @Test
    void in_the_document_that_they_were_typed_in_even_when_one_before_was_emptied() {
        var blank = new OwnSheetForm.DocumentForm("", OwnSheet.Form.ORIGINAL, "", "", "");
        var paper = new OwnSheetForm.DocumentForm("Récépissé", OwnSheet.Form.COPY, "Le récépissé.", "", "");
        var form = new OwnSheetForm(
                "1", "", "T", "", "S", "", List.of(blank, paper, blank), "", "", Set.of(), Set.of(), "", "");
        assertThat(form.fields(key -> key))
                .filteredOn(field -> field.typed().equals("Le récépissé."))
                .extracting(field -> field.id())
                .containsExactly("why1");
        var changed = form.with("why1", "Le reçu.");
        assertThat(changed.documents().get(1).why()).isEqualTo("Le reçu.");
        assertThat(changed.rows()).hasSize(3);
        assertThat(changed.sheet("L-t", java.util.Map.of()).documents())
                .extracting(OwnSheet.Document::why)
                .containsExactly("Le reçu.");
        assertThat(form.with("cost", "Gratuit")).isNotEqualTo(form);
    }
}
