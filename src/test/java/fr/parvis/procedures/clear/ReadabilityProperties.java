package fr.parvis.procedures.clear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadabilityProperties {
    private static final String[] PIECES = {
        "le",
        "la",
        "l’",
        "l'",
        "d’",
        "est",
        "sont",
        "été",
        "remise",
        "demandée",
        "par",
        "de",
        "du",
        "des",
        "demande",
        "renouvellement",
        "récépissé",
        "le cas échéant",
        "ledit",
        "M.",
        "art.",
        "12,50",
        "1 000 €",
        ".",
        ". ",
        "…",
        "?",
        "! ",
        "\n",
        "\r\n",
        ",",
        ";",
        "(",
        ")",
        "«",
        "»",
        " ",
        "  ",
        "-t-",
        "-",
        "\u00a0",
        "\u202f",
        "É",
        "œ",
        "aujourd’hui",
        "e\u0301",
        "😀",
        "\u0000",
        "\uD83D",
        "مرحبا",
        "ß",
        "İ",
        "ﬁ",
        "Ⅷ",
        "'",
        "’"
    };

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    static String text(long seed) {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int i = random.nextInt(120); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]).append(random.nextInt(3) == 0 ? "" : " ");
        }
        return text.toString();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_text_is_read_and_each_hindrance_is_where_it_says(long seed) {
        var text = text(seed);
        var reading = Readability.of(text);
        assertThat(reading.hindrances()).allSatisfy(hindrance -> {
            assertThat(hindrance.from()).isBetween(0, text.length());
            assertThat(hindrance.to()).isBetween(hindrance.from() + 1, text.length());
            assertThat(text.substring(hindrance.from(), hindrance.to())).isEqualTo(hindrance.words());
            assertThat(hindrance.words()).doesNotContain("\n");
        });
        assertThat(reading.hindrances()).isSortedAccordingTo((a, b) -> Integer.compare(a.from(), b.from()));
        assertThat(reading.scores().kandelMoles()).isFinite();
        assertThat(reading.scores().lix()).isFinite();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void two_texts_a_line_apart_have_the_words_of_both(long seed) {
        var one = text(seed);
        var other = text(seed + 1000);
        assertThat(Readability.of(one + "\n" + other).scores().words())
                .isEqualTo(Readability.of(one).scores().words()
                        + Readability.of(other).scores().words());
    }
}
