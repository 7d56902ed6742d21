package fr.parvis.relations.usager;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    private static final List<String> FIRST =
            List.of("Jean-Pierre", "Zoé", "Anaïs", "François", "Anne Sophie", "N’Golo", "Œdipe", "Fatou", "Éléonore");
    private static final List<String> LAST = List.of(
            "de la Tour", "Martin", "L’Hôte", "Ben Ali", "Müller", "Nguyễn", "Du Bois-Réal", "d’Artagnan", "Strauß");

    @ParameterizedTest
    @CsvSource({
        "Jean-Pierre, Martin, jean pierre, MARTIN",
        "Zoé, Hébert, zoe, hebert",
        "Marie, de la Tour, Marie, Tour",
        "Marie, Martin, Marie, Martin-Durand",
        "Marie, Martin Durand, Marie, Durand",
        "Marie, Martin, Martin, Marie",
        "Jeanpierre, Martin, Jean Pierre, Martin",
        "Loïc, d’Artagnan, loic, D'ARTAGNAN",
        "Strauß, Œdipe, STRAUSS, oedipe"
    })
    void one_person_typed_in_two_ways(String first, String last, String otherFirst, String otherLast) {
        assertThat(Names.compatible(first, last, otherFirst, otherLast)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Marie, Martin, Paul, Martin",
        "Marie, Martin, Marie, Durand",
        "Marie, Martin, Marie-Claire, Martin",
        "Jean, Martin, Jean-Pierre, Martin",
        "'', Martin, Marie, Martin",
        "'', Martin, '', Martin"
    })
    void perhaps_two_people(String first, String last, String otherFirst, String otherLast) {
        assertThat(Names.compatible(first, last, otherFirst, otherLast)).isFalse();
    }

    /** Capitals, accents, hyphens and blanks are nothing; and nobody's order matters. */
    @Test
    void however_it_is_typed() {
        var random = new Random(20261128);
        for (int i = 0; i < 2000; i++) {
            var first = FIRST.get(random.nextInt(FIRST.size()));
            var last = LAST.get(random.nextInt(LAST.size()));
            var typedFirst = mangled(first, random);
            var typedLast = mangled(last, random);
            assertThat(Names.key(typedFirst, typedLast))
                    .as(typedFirst + " " + typedLast)
                    .isEqualTo(Names.key(first, last));
            assertThat(Names.compatible(first, last, typedFirst, typedLast)).isTrue();
            var otherFirst = FIRST.get(random.nextInt(FIRST.size()));
            var otherLast = LAST.get(random.nextInt(LAST.size()));
            assertThat(Names.compatible(first, last, otherFirst, otherLast))
                    .isEqualTo(Names.compatible(otherFirst, otherLast, first, last));
            assertThat(Names.compatible(first, last, otherFirst, otherLast))
                    .isEqualTo(first.equals(otherFirst) && last.equals(otherLast));
        }
    }

    private static String mangled(String name, Random random) {
        var one = switch (random.nextInt(3)) {
            case 0 -> name.toUpperCase(Locale.ROOT);
            case 1 -> name.toLowerCase(Locale.ROOT);
            default -> name;
        };
        var other = random.nextBoolean() ? Normalizer.normalize(one, Normalizer.Form.NFD) : one;
        var bare = random.nextBoolean()
                ? other
                : Normalizer.normalize(other, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return " ".repeat(random.nextInt(2))
                + bare.replaceAll("[-’ ]", List.of(" ", "-", "'", "  ").get(random.nextInt(4)));
    }
}
