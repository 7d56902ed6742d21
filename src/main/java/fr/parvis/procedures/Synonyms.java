package fr.parvis.procedures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What people say for what sheets say: lines read from text, matched by stems. Immutable. */
final class Synonyms {
    /**
     * A line as it is written.
     *
     * @param said what people say; {@code |} separates expressions that mean the same
     * @param meant what sheets say; {@code |} separates several meanings
     */
    record Line(String said, String meant) {}

    private record Rule(List<String> said, List<List<String>> meant) {}

    private final Map<String, List<Rule>> byFirstStem = new HashMap<>();

    /**
     * @param own win over those that came with the program where both say the same
     * @param mainStem the stem that a word most often has in the sheets; the word itself when none has it
     */
    Synonyms(List<Line> own, List<Line> shipped, Function<String, String> mainStem) {
        var ours = new HashSet<List<String>>();
        rules(own, mainStem).forEach(rule -> {
            ours.add(rule.said());
            keep(rule);
        });
        rules(shipped, mainStem).stream()
                .filter(rule -> !ours.contains(rule.said()))
                .forEach(this::keep);
    }

    private void keep(Rule rule) {
        byFirstStem
                .computeIfAbsent(rule.said().getFirst(), _ -> new ArrayList<>())
                .add(rule);
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

    private static List<Rule> rules(List<Line> lines, Function<String, String> mainStem) {
        var rules = new ArrayList<Rule>();
        for (var line : lines) {
            var meant = expressions(line.meant()).stream().map(Words::of).toList();
            for (var said : expressions(line.said())) {
                var stems = stems(said, mainStem);
                if (!stems.isEmpty()) {
                    rules.add(new Rule(stems, meant));
                }
            }
        }
        return rules;
    }

    static List<String> expressions(String text) {
        return Arrays.stream(text.split("\\|"))
                .map(String::strip)
                .filter(expression -> !expression.isEmpty())
                .toList();
    }

    /** What a question is matched by; a small word counts only when it stands alone. */
    static List<String> stems(String said, Function<String, String> mainStem) {
        var words = Words.of(said);
        return words.stream()
                .filter(word -> words.size() == 1 || !Words.isSmall(word))
                .map(mainStem)
                .toList();
    }
}
