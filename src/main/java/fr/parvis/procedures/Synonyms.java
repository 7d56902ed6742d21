package fr.parvis.procedures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What people say for what sheets say: rules read from text, matched by stems. Immutable. */
final class Synonyms {
    private record Rule(List<String> said, List<List<String>> meant) {}

    /** A rule as written: words without accents. */
    private record Written(List<String> said, List<List<String>> meant) {}

    private final Map<String, List<Rule>> byFirstStem = new HashMap<>();

    /** @param mainStem the stem that a word most often has in the sheets; the word itself when none has it */
    Synonyms(List<String> lines, Function<String, String> mainStem) {
        for (var written : read(lines)) {
            var stems = stems(written.said(), mainStem);
            if (!stems.isEmpty()) {
                byFirstStem
                        .computeIfAbsent(stems.getFirst(), _ -> new ArrayList<>())
                        .add(new Rule(stems, written.meant()));
            }
        }
    }

    record Found(int first, int length, List<String> words) {}

    /** Each meaning of each rule that the stems hold, where it holds first. */
    List<Found> in(List<String> stems) {
        var found = new ArrayList<Found>();
        var used = new HashSet<Rule>();
        for (int i = 0; i < stems.size(); i++) {
            for (var rule : byFirstStem.getOrDefault(stems.get(i), List.of())) {
                var end = i + rule.said().size();
                if (end <= stems.size() && stems.subList(i, end).equals(rule.said()) && used.add(rule)) {
                    for (var meant : rule.meant()) {
                        found.add(new Found(i, rule.said().size(), meant));
                    }
                }
            }
        }
        return found;
    }

    private static List<Written> read(List<String> lines) {
        var rules = new ArrayList<Written>();
        for (var line : lines) {
            var rule = line.replaceFirst("#.*", "").split("=>", 2);
            if (rule.length == 2) {
                var meant = Arrays.stream(rule[1].split("\\|")).map(Words::of).toList();
                for (var said : rule[0].split("\\|")) {
                    rules.add(new Written(Words.of(said), meant));
                }
            }
        }
        return rules;
    }

    private static List<String> stems(List<String> words, Function<String, String> mainStem) {
        return words.stream()
                .filter(word -> words.size() == 1 || !Words.isSmall(word))
                .map(mainStem)
                .toList();
    }
}
