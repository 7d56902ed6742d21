package fr.parvis.relations.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.platform.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeAddressTest {
    private static final String LETTERS = "aàbcéèdefgœhijkl-mn'opqrs tuvwxyzÉÇ,.;’()/0123456789   ";

    @Test
    void the_last_line_is_in_capitals_without_punctuation() {
        assertThat(EnvelopeAddress.of("Zoé Lunaire\n12 bis, rue de l’Œuvre\n\n 49100  Saint-Barthélemy-d’Anjou ")
                        .lines())
                .containsExactly("Zoé Lunaire", "12 bis rue de l’Œuvre", "49100 SAINT BARTHELEMY D ANJOU");
        assertThat(EnvelopeAddress.of("João\nRua A 3\n1000-001 Lisboa\nPortugal")
                        .lines())
                .endsWith("PORTUGAL");
    }

    @ParameterizedTest
    @CsvSource({
        "Zoé|49000 Angers, address-too-short",
        "Zoé|1 rue A|Angers, address-last-line",
        "Zoé|2|3|4|5|6|49000 Angers, address-too-many-lines",
        "Zoé|1 rue d’une longueur que nulle fenêtre ne montre|49000 Angers, address-line-too-long"
    })
    void what_no_window_shows_is_refused(String typed, String problem) {
        assertThatThrownBy(() -> EnvelopeAddress.of(typed.replace('|', '\n')))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.field()).isEqualTo("address");
                    assertThat(refusal.key()).endsWith(problem);
                });
    }

    @Test
    void whatever_is_typed_it_fits_or_is_refused() {
        var random = new SplittableRandom(11);
        var taken = 0;
        for (int i = 0; i < 5_000; i++) {
            var lines = new ArrayList<String>();
            for (int line = random.nextInt(1, 8); line > 0; line--) {
                lines.add(words(random, random.nextInt(45)));
            }
            lines.add("%05d %s".formatted(random.nextInt(100_000), words(random, random.nextInt(1, 30))));
            List<String> fitted;
            try {
                fitted = EnvelopeAddress.of(String.join("\r\n", lines)).lines();
            } catch (ProblemException refused) {
                assertThat(refused.field()).isEqualTo("address");
                continue;
            }
            taken++;
            assertThat(fitted)
                    .hasSizeBetween(3, 6)
                    .allSatisfy(line -> assertThat(line).hasSizeBetween(1, 38).doesNotContain(",", ";", "\n"));
            assertThat(fitted.getLast()).matches("\\d{5} [A-Z0-9 ]*[A-Z][A-Z0-9 ]*");
            assertThat(EnvelopeAddress.of(String.join("\n", fitted)).lines())
                    .as("itself when typed again")
                    .isEqualTo(fitted);
        }
        assertThat(taken).isGreaterThan(200);
    }

    private static String words(SplittableRandom random, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
