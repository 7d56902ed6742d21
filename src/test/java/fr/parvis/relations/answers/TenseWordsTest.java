package fr.parvis.relations.answers;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.relations.answers.TenseWords.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tense message")
class TenseWordsTest {
    private static final double RECALL = 0.95;
    private static final double FALSE = 0.04;

    private final TenseWords words = new TenseWords(Lexicon.shipped(), Lexicon.leave());

    private static List<String> lines(String mark) throws IOException {
        try (var file = Objects.requireNonNull(TenseWordsTest.class.getResourceAsStream("/answers/tense.tsv"))) {
            return Stream.of(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .filter(line -> line.startsWith(mark + "\t"))
                    .map(line -> line.substring(2))
                    .toList();
        }
    }

    private boolean isTense(String message) {
        return TenseWords.isTense(words.in(message));
    }

    @Test
    void is_heard_and_a_calm_one_is_left_alone() throws IOException {
        var tense = lines("+");
        var calm = lines("-");
        var missed = tense.stream().filter(one -> !isTense(one)).toList();
        var wrong = calm.stream().filter(this::isTense).toList();
        assertThat(missed).as("missed").hasSizeLessThanOrEqualTo((int) ((1 - RECALL) * tense.size()));
        assertThat(wrong).as("taken for tense").hasSizeLessThanOrEqualTo((int) (FALSE * calm.size()));
    }

    @Test
    void shows_the_words_where_they_stand() {
        var message = "Votre réponse est INADMISSIBLE, et c’est la troisième fois.";
        assertThat(words.in(message))
                .allSatisfy(one ->
                        assertThat(message.substring(one.from(), one.to())).isEqualTo(one.words()));
        assertThat(words.in(message))
                .extracting(TenseWords.Found::signal)
                .containsExactly(Signal.ANGER, Signal.REPEATED);
    }

    @Test
    void tells_dangers_apart() {
        assertThat(words.in("Je veux en finir avec la vie."))
                .extracting(TenseWords.Found::signal)
                .containsExactly(Signal.SELF_HARM);
        assertThat(words.in("Il me menace de mort."))
                .extracting(TenseWords.Found::signal)
                .containsExactly(Signal.VIOLENCE);
    }

    @Test
    void is_also_told_by_words_that_were_added() {
        var own = new TenseWords(List.of(new Entry(Signal.ANGER, "écœur*")), List.of());
        assertThat(own.in("Je suis ÉCŒURÉE par tout ça."))
                .extracting(TenseWords.Found::words)
                .containsExactly("ÉCŒURÉE");
        assertThat(own.in("Je ne suis pas écœurée.")).isEmpty();
    }
}
