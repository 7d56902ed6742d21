package fr.parvis.procedures;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The words of all sheets with their stems, and how rare each stem is: some tens of thousands of short texts, read once after
 * each import. Immutable.
 */
final class Vocabulary {
    private static final double RARE_READING = 0.2;
    private static final int SHORTEST_GUESSED = 4;
    private static final int LONG_ENOUGH_FOR_TWO = 6;
    private static final int MOST_ERRORS = 2;
    private static final double OTHER_FIRST_LETTER = 0.3;
    private static final double FREQUENT = 0.3;
    private static final double NEARLY_AS_CLOSE = 0.7;
    private static final double SECOND_GUESS = 0.7;
    private static final LevenshteinDistance LEVENSHTEIN = new LevenshteinDistance(MOST_ERRORS);

    private final Map<String, Map<String, Double>> stems = new HashMap<>();
    private final Map<String, Integer> frequency = new HashMap<>();
    private final Map<String, Double> rarities = new HashMap<>();
    private final List<Spelled> spelled;
    private final double unheardOf;

    private Vocabulary(JdbcClient jdbc) {
        var counted = new HashMap<String, Map<String, Integer>>();
        jdbc.sql("select plain, lexeme, sheets from procedures.word").query(row -> {
            counted.computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                    .put(row.getString(2).intern(), row.getInt(3));
        });
        counted.forEach((word, reading) -> {
            stems.put(word, shares(reading));
            frequency.put(
                    word, reading.values().stream().mapToInt(Integer::intValue).sum());
        });
        spelled = stems.keySet().stream().map(Spelled::of).toList();
        jdbc.sql("select lexeme, idf from procedures.lexeme").query(row -> {
            rarities.put(row.getString(1).intern(), row.getDouble(2));
        });
        var sheets = jdbc.sql("select count(*) from procedures.sheet_text")
                .query(Integer.class)
                .single();
        unheardOf = Math.log(1 + (sheets + 0.5) / 0.5);
    }

    static Vocabulary read(JdbcClient jdbc) {
        return new Vocabulary(jdbc);
    }

    /** A reading that a word has in few sheets counts half. */
    private static Map<String, Double> shares(Map<String, Integer> reading) {
        var total = reading.values().stream().mapToInt(Integer::intValue).sum();
        var shares = new HashMap<String, Double>();
        reading.forEach((stem, sheets) -> shares.put(stem, sheets > RARE_READING * total ? 1 : 0.5));
        return Map.copyOf(shares);
    }

    boolean knows(String word) {
        return stems.containsKey(word);
    }

    /** From 0 to 1 by stem; a word that no sheet has is its own stem. */
    Map<String, Double> stems(String word) {
        return stems.getOrDefault(word, Map.of(word, 1.0));
    }

    /** @param letters one bit for each letter of the word, which tells most other words apart at once */
    private record Spelled(String word, long letters) {
        static Spelled of(String word) {
            return new Spelled(
                    word,
                    word.chars().mapToLong(letter -> 1L << letter % Long.SIZE).reduce(0, (a, b) -> a | b));
        }

        boolean mayBe(Spelled other) {
            return Math.abs(word.length() - other.word.length()) <= MOST_ERRORS
                    && Long.bitCount(letters & ~other.letters) <= MOST_ERRORS
                    && Long.bitCount(other.letters & ~letters) <= MOST_ERRORS;
        }
    }

    private record Alike(String word, double distance) {}

    /** Of the words that it most looks like, the second one for less and only when it is nearly as close: typing errors. */
    Map<String, Double> guessed(String word) {
        if (word.length() < SHORTEST_GUESSED || Character.isDigit(word.charAt(0))) {
            return Map.of(word, 1.0);
        }
        var looked = Spelled.of(word);
        var alike = spelled.stream()
                .filter(looked::mayBe)
                .map(other -> new Alike(other.word(), distance(looked, other)))
                .filter(one -> Double.isFinite(one.distance()))
                .sorted(Comparator.comparingDouble(Alike::distance).thenComparing(Alike::word))
                .limit(2)
                .toList();
        var guessed = new HashMap<String, Double>();
        for (var one : alike) {
            if (one.distance() <= alike.getFirst().distance() + NEARLY_AS_CLOSE) {
                var worth = one == alike.getFirst() ? 1 : SECOND_GUESS;
                stems(one.word()).forEach((stem, part) -> guessed.merge(stem, worth * part, Math::max));
            }
        }
        return guessed.isEmpty() ? Map.of(word, 1.0) : guessed;
    }

    /** Two letters that changed places are one error; a frequent word is nearer, another first letter makes it farther. */
    private double distance(Spelled looked, Spelled known) {
        var word = looked.word();
        var other = known.word();
        var errors = LEVENSHTEIN.apply(word, other);
        if (errors == MOST_ERRORS
                && word.length() == other.length()
                && sorted(word).equals(sorted(other))) {
            errors = 1;
        }
        if (errors < 0 || errors == MOST_ERRORS && word.length() < LONG_ENOUGH_FOR_TWO) {
            return Double.POSITIVE_INFINITY;
        }
        return errors
                + (word.charAt(0) == other.charAt(0) ? 0 : OTHER_FIRST_LETTER)
                - FREQUENT * Math.log10(1 + frequency.getOrDefault(other, 0));
    }

    private static String sorted(String word) {
        var letters = word.toCharArray();
        Arrays.sort(letters);
        return new String(letters);
    }

    /** The main stems of the telling words of a text that follow each other: "stem stem". */
    List<String> pairs(String text) {
        return pairs(Words.of(text).stream()
                .filter(word -> !Words.isSmall(word))
                .map(this::mainStem)
                .toList());
    }

    static List<String> pairs(List<String> stems) {
        return IntStream.range(1, stems.size())
                .mapToObj(i -> stems.get(i - 1) + " " + stems.get(i))
                .toList();
    }

    String mainStem(String word) {
        return mainOf(stems(word), word);
    }

    static String mainOf(Map<String, Double> stems, String word) {
        return stems.entrySet().stream()
                .max(Map.Entry.<String, Double>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(word);
    }

    double rarity(String stem) {
        return rarities.getOrDefault(stem, 0.0);
    }

    double unheardOf() {
        return unheardOf;
    }
}
