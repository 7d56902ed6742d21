package fr.parvis.procedures.clear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A text with its hindrances marked")
class MarkedTextTest {
    @Test
    void shows_each_hindrance_where_it_stands_with_its_number_at_the_end() {
        var text = "Venez.\nLe cas échéant, la carte est remise par la mairie.";
        var lines = MarkedText.of(text, Readability.of(text).hindrances());
        assertThat(lines).hasSize(2);
        assertThat(lines.getLast())
                .extracting(MarkedText.Piece::text, MarkedText.Piece::marks)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("Le cas échéant", "mark-jargon"),
                        org.assertj.core.groups.Tuple.tuple("est remise par", "mark-passive"));
        assertThat(lines.getLast().getFirst().ending()).containsExactly(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fr.parvis.procedures.clear.ReadabilityProperties#seeds")
    void loses_nothing(long seed) {
        var text = ReadabilityProperties.text(seed);
        var hindrances = Readability.of(text).hindrances();
        var lines = MarkedText.of(text, hindrances);
        assertThat(lines.stream()
                        .flatMap(line -> line.stream().map(MarkedText.Piece::text))
                        .collect(Collectors.joining()))
                .isEqualTo(text.replace("\n", ""));
        assertThat(lines.stream()
                        .flatMap(line -> line.stream())
                        .mapToInt(piece -> piece.ending().size())
                        .sum())
                .isEqualTo(hindrances.size());
    }
}
