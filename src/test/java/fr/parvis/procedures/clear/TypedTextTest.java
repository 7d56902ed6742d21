package fr.parvis.procedures.clear;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.procedures.clear.TypedText.Field;
import fr.parvis.procedures.clear.TypedText.Place;
import fr.parvis.procedures.clear.TypedText.Quote;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The text of a form")
class TypedTextTest {
    private static final String BODY = """
            ## Le récépissé

            Gardez le **récépissé** de la
            [mairie](https://exemple.fr/recepisse), l\\*original & co.

            - avant le jeudi
            - après

            | Quotient | Prix |
            | --- | --- |
            | 400 € | 1,20 € |
            """.strip();

    private static TypedText text(String title, String body) {
        return TypedText.of(List.of(new Field("title", "Titre", title, false), new Field("body", "Texte", body, true)));
    }

    @Test
    void is_read_without_its_marks_a_block_a_line() {
        assertThat(text("Cantine **bio**", BODY).words().lines())
                .containsExactly(
                        "Cantine **bio**",
                        "Le récépissé",
                        "Gardez le récépissé de la mairie, l*original & co.",
                        "avant le jeudi",
                        "après",
                        "Quotient",
                        "Prix",
                        "400 €",
                        "1,20 €");
    }

    @Test
    void tells_where_words_were_typed() {
        var text = text("Cantine", BODY);
        for (var word : List.of("récépissé", "mairie", "avant le jeudi", "1,20 €")) {
            int from = text.words().lastIndexOf(word);
            var place = text.place(from, from + word.length());
            assertThat(place).as(word).isPresent();
            assertThat(place.get().field()).isEqualTo("body");
            assertThat(BODY.substring(place.get().from())).startsWith(word);
        }
        assertThat(text.place(0, 7)).contains(new Place("title", 0));
        assertThat(text.field(0).label()).isEqualTo("Titre");
        assertThat(text.field(text.words().length() - 1).label()).isEqualTo("Texte");
    }

    @Test
    void tells_no_place_for_words_that_are_not_typed_as_they_are_read() {
        var text = text("Cantine", BODY);
        for (var words : List.of("le récépissé de", "Cantine\nLe", "l*original", "de la mairie")) {
            int from = text.words().indexOf(words);
            assertThat(from).as(words).isNotNegative();
            assertThat(text.place(from, from + words.length())).as(words).isEmpty();
        }
    }

    @Test
    void quotes_words_in_their_sentence() {
        var text = text("Cantine", "Venez tôt. Gardez le récépissé chez vous. Merci.");
        int from = text.words().indexOf("récépissé");
        assertThat(text.quote(from, from + 9)).isEqualTo(new Quote("Gardez le ", "récépissé", " chez vous."));
        var around = text("", "mot ".repeat(60) + "récépissé" + " mot".repeat(60));
        int there = around.words().indexOf("récépissé");
        var quote = around.quote(there, there + 9);
        assertThat(quote.before()).startsWith("… mot").hasSizeLessThan(100);
        assertThat(quote.after()).endsWith("mot …").hasSizeLessThan(100);
    }

    @Test
    void may_be_empty() {
        assertThat(text(" ", "").words()).isEmpty();
    }
}
