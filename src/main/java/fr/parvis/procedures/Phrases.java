package fr.parvis.procedures;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The questions that people ask for each sheet, one by one: a sheet that is asked for in nearly the words of the question suits it
 * better than one whose many words merely include them. Immutable.
 */
final class Phrases {
    private record Phrase(Set<String> stems, double mass) {}

    private final Map<String, List<Phrase>> bySheet = new HashMap<>();

    Phrases(EverydayWords words, Vocabulary vocabulary) {
        words.questions()
                .keySet()
                .forEach(id -> bySheet.put(
                        id,
                        words.questionsOf(id).stream()
                                .map(text -> phrase(text, vocabulary))
                                .toList()));
    }

    private static Phrase phrase(String text, Vocabulary vocabulary) {
        var stems = Words.of(text).stream()
                .filter(word -> !Words.isSmall(word))
                .map(vocabulary::mainStem)
                .collect(Collectors.toSet());
        return new Phrase(stems, stems.stream().mapToDouble(vocabulary::rarity).sum());
    }

    /**
     * From 0 to 1: what the question and the nearest phrase of the sheet share, of all that they say, by the rarity of words.
     *
     * @param asked how much each stem was asked for, from 0 to 1
     * @param mass of the whole question
     * @param rarity of a stem
     */
    double nearest(String sheet, Map<String, Double> asked, double mass, ToDoubleFunction<String> rarity) {
        double nearest = 0;
        for (var phrase : bySheet.getOrDefault(sheet, List.of())) {
            double shared = 0;
            for (var stem : phrase.stems()) {
                shared += rarity.applyAsDouble(stem) * Math.min(1, asked.getOrDefault(stem, 0.0));
            }
            nearest = Math.max(nearest, shared / Math.max(0.001, phrase.mass() + mass - shared));
        }
        return nearest;
    }
}
