package fr.parvis.procedures;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The words of all sheets with their stems, how rare each stem is, and the everyday expressions: some tens of thousands of
 * short texts, read once after each import. Immutable.
 */
final class Vocabulary {
    private static final String SYNONYMS = "/procedures/synonyms_fr.txt";
    private static final double RARE_READING = 0.2;
    private static final int SHORTEST_GUESSED = 4;

    private final Map<String, Map<String, Double>> stems = new HashMap<>();
    private final Map<String, Integer> frequency = new HashMap<>();
    private final Map<String, Double> rarities = new HashMap<>();
    private final double unheardOf;
    private final Synonyms synonyms;

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
        jdbc.sql("select lexeme, idf from procedures.lexeme").query(row -> {
            rarities.put(row.getString(1).intern(), row.getDouble(2));
        });
        var sheets = jdbc.sql("select count(*) from procedures.sheet_text")
                .query(Integer.class)
                .single();
        unheardOf = Math.log(1 + (sheets + 0.5) / 0.5);
        synonyms = new Synonyms(lines(), this::mainStem);
    }

    static Vocabulary read(JdbcClient jdbc) {
        return new Vocabulary(jdbc);
    }

    private static List<String> lines() {
        var resource = Objects.requireNonNull(Vocabulary.class.getResourceAsStream(SYNONYMS));
        try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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

    private record Alike(String word, int distance) {}

    /** Of the word that it most looks like, and of the next one: typing errors. */
    Map<String, Double> guessed(String word) {
        if (word.length() < SHORTEST_GUESSED || Character.isDigit(word.charAt(0))) {
            return Map.of(word, 1.0);
        }
        var most = word.length() < 6 ? 1 : 2;
        var distance = new LevenshteinDistance(most);
        var guessed = new HashMap<String, Double>();
        stems.keySet().stream()
                .filter(other -> Math.abs(other.length() - word.length()) <= most)
                .map(other -> new Alike(other, distance.apply(word, other)))
                .filter(alike -> alike.distance() >= 0)
                .sorted(Comparator.comparingInt(Alike::distance)
                        .thenComparing(alike -> frequency.getOrDefault(alike.word(), 0), Comparator.reverseOrder())
                        .thenComparing(Alike::word))
                .limit(2)
                .forEach(alike -> stems(alike.word()).forEach((stem, part) -> guessed.merge(stem, part, Math::max)));
        return guessed.isEmpty() ? Map.of(word, 1.0) : guessed;
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

    Synonyms synonyms() {
        return synonyms;
    }

    double rarity(String stem) {
        return rarities.getOrDefault(stem, 0.0);
    }

    double unheardOf() {
        return unheardOf;
    }
}
