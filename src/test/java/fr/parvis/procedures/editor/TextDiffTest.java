package fr.parvis.procedures.editor;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.procedures.editor.TextDiff.Kind;
import fr.parvis.procedures.editor.TextDiff.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What changed between two texts")
class TextDiffTest {
    private static String told(List<Row> rows) {
        return rows.stream()
                .map(row -> (row.gap() ? "… " : "")
                        + row.segments().stream()
                                .map(segment -> switch (segment.kind()) {
                                    case SAME -> segment.text();
                                    case GONE -> "[-" + segment.text() + "]";
                                    case NEW -> "[+" + segment.text() + "]";
                                })
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void a_line_that_changed_shows_the_words_that_did() {
        assertThat(told(TextDiff.between(
                        List.of("Ouvert du lundi au samedi, le matin."),
                        List.of("Ouvert du lundi au vendredi, le matin."))))
                .isEqualTo("Ouvert du lundi au [-samedi][+vendredi], le matin.");
    }

    @Test
    void a_line_that_was_replaced_is_two_lines() {
        assertThat(told(TextDiff.between(List.of("Gratuit"), List.of("Le timbre coûte 25 euros"))))
                .isEqualTo("[-Gratuit]\n[+Le timbre coûte 25 euros]");
    }

    @Test
    void what_did_not_change_is_left_out_but_for_the_lines_around() {
        var before = List.of("a", "b", "c", "d", "e", "f", "g");
        var after = List.of("a", "b", "c", "d", "nouveau", "e", "f", "g");
        assertThat(told(TextDiff.between(before, after))).isEqualTo("… d\n[+nouveau]\ne");
    }

    @Test
    void nothing_is_said_of_the_same_text() {
        assertThat(TextDiff.between(List.of("a", "b"), List.of("a", "b"))).isEmpty();
        assertThat(TextDiff.between(List.of(), List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void every_word_that_came_and_went_is_there(long seed) {
        var random = new Random(seed);
        var before = lines(random);
        var after = new ArrayList<>(before);
        for (int i = 0; i < 5; i++) {
            int at = random.nextInt(after.size());
            switch (random.nextInt(3)) {
                case 0 -> after.set(at, after.get(at) + " mot" + i);
                case 1 -> after.remove(at);
                default -> after.add(at, "ligne neuve " + i);
            }
        }
        var rows = TextDiff.between(before, after);
        assertThat(side(rows, Kind.NEW)).isSubsetOf(after);
        assertThat(side(rows, Kind.GONE)).isSubsetOf(before);
        assertThat(side(rows, Kind.NEW))
                .containsAll(
                        after.stream().filter(line -> !before.contains(line)).toList());
        assertThat(side(rows, Kind.GONE))
                .containsAll(
                        before.stream().filter(line -> !after.contains(line)).toList());
    }

    /** The lines as one of the two texts has them. */
    private static List<String> side(List<Row> rows, Kind side) {
        return rows.stream()
                .map(row -> row.segments().stream()
                        .filter(segment -> segment.kind() == Kind.SAME || segment.kind() == side)
                        .map(TextDiff.Segment::text)
                        .collect(Collectors.joining()))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static List<String> lines(Random random) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 30; i++) {
            lines.add("ligne " + i + " dit " + random.nextInt(1000) + " choses");
        }
        return lines;
    }
}
