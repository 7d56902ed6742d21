package fr.parvis.appointments.sectors;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.sectors.Sector.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Sectors of visits")
class SectorProperties {
    private static final List<String> KINDS = List.of("rue", "avenue", "place", "impasse", "boulevard");
    private static final List<List<String>> SHORT =
            List.of(List.of("rue", "r."), List.of("avenue", "av."), List.of("place", "pl"), List.of("impasse", "imp."));
    private static final List<String> NAMES = List.of(
            "des Lilas", "de l’Église", "Saint-Exupéry", "du Général-Leclerc", "Haute", "du 8 mai 1945", "Sainte-Anne");
    private static final List<String> POSTCODES = List.of("00000", "00001");

    private record Line(String postcode, String street, int first, int last, int parity) {
        String written() {
            return postcode + " : " + street + ", " + first + "-" + last
                    + (parity == 0 ? " pairs" : parity == 1 ? " impairs" : "");
        }

        boolean holds(String otherPostcode, String otherStreet, int number) {
            return postcode.equals(otherPostcode)
                    && street.equals(otherStreet)
                    && number >= first
                    && number <= last
                    && (parity == 2 || number % 2 == parity);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static String street(SplittableRandom random) {
        return KINDS.get(random.nextInt(KINDS.size())) + " " + NAMES.get(random.nextInt(NAMES.size()));
    }

    private static List<Line> lines(SplittableRandom random) {
        var lines = new ArrayList<Line>();
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            int first = random.nextInt(1, 60);
            lines.add(new Line(
                    POSTCODES.get(random.nextInt(2)),
                    street(random),
                    first,
                    first + random.nextInt(40),
                    random.nextInt(3)));
        }
        return lines;
    }

    private static Sector of(List<Line> lines) {
        try {
            return Sector.of(String.join("\n", lines.stream().map(Line::written).toList()));
        } catch (Sector.Unreadable unread) {
            throw new AssertionError(unread);
        }
    }

    /** As somebody in a hurry types it. */
    private static String carelessly(String street, SplittableRandom random) {
        var typed = street;
        if (random.nextBoolean()) {
            for (var pair : SHORT) {
                if (typed.startsWith(pair.getFirst() + " ")) {
                    typed = pair.getLast() + typed.substring(pair.getFirst().length());
                }
            }
        }
        if (random.nextBoolean()) {
            typed = typed.replace("Saint-", "St ").replace("Sainte-", "Ste ").replace("Général-", "gal ");
        }
        if (random.nextBoolean()) {
            typed = typed.replace("É", "E").replace("é", "e").replace('’', '\'');
        }
        return random.nextBoolean() ? typed.toUpperCase(Locale.ROOT) : typed;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void hold_exactly_what_a_reader_of_the_lines_would_say_however_it_is_typed(long seed) {
        var random = new SplittableRandom(seed);
        var lines = lines(random);
        var sector = of(lines);
        for (int i = 0; i < 60; i++) {
            var postcode = POSTCODES.get(random.nextInt(2));
            var street = random.nextBoolean()
                    ? lines.get(random.nextInt(lines.size())).street()
                    : street(random);
            int number = random.nextInt(1, 110);
            var typed = number
                    + (random.nextInt(4) == 0 ? " bis" : "")
                    + (random.nextBoolean() ? " " : ", ")
                    + carelessly(street, random);
            var answer = sector.answer(new PostalAddress(typed, "", postcode, "Saint-Parvis"));
            assertThat(answer == Answer.INSIDE)
                    .as("%s %s of %s", typed, postcode, lines)
                    .isEqualTo(lines.stream().anyMatch(line -> line.holds(postcode, street, number)));
            if (answer != Answer.INSIDE) {
                var here = lines.stream()
                        .filter(line -> line.postcode().equals(postcode))
                        .toList();
                assertThat(answer)
                        .as("%s %s of %s", typed, postcode, lines)
                        .isEqualTo(
                                here.isEmpty()
                                        ? Answer.OUTSIDE
                                        : here.stream()
                                                        .anyMatch(line ->
                                                                line.street().equals(street))
                                                ? Answer.NUMBER_OUTSIDE
                                                : Answer.STREET_UNKNOWN);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lose_nothing_by_one_more_line(long seed) {
        var random = new SplittableRandom(seed);
        var lines = new ArrayList<>(lines(random));
        var before = of(lines);
        lines.addAll(random.nextInt(lines.size() + 1), lines(random));
        var after = of(lines);
        for (int i = 0; i < 40; i++) {
            var address = new PostalAddress(
                    random.nextInt(1, 110) + " " + street(random), "", POSTCODES.get(random.nextInt(2)), "Ici");
            assertThat(after.answer(address)).isLessThanOrEqualTo(before.answer(address));
        }
    }
}
