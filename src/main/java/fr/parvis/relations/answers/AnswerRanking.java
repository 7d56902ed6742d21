package fr.parvis.relations.answers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which answers are like a message. Pure. Each stem that both have counts for how rare it is among the answers, most in a title, less
 * in the subject, least in the words of the answer, where long answers have many; a stem that only looks alike counts for its
 * likeness. To this come what people wrote who were answered with it, and that it is about the same procedure or kind of request.
 */
final class AnswerRanking {
    /**
     * A stem of the message that stands in an answer.
     *
     * @param word of the message, as it was written
     * @param closeness 1 for the same stem, less for one that looks like it
     */
    record Hit(UUID answer, String word, String stem, Place place, double closeness) {}

    enum Place {
        TITLE,
        SUBJECT,
        WORDS;

        double weight() {
            return switch (this) {
                case TITLE -> 2.2;
                case SUBJECT -> 1.8;
                case WORDS -> 0.6;
            };
        }
    }

    /**
     * @param answers how many there are
     * @param holders in how many of them a stem stands
     * @param lengths how many stems an answer has
     * @param before how like the message what was answered with it is, from 0 to 1
     * @param about those about the same procedure or kind of request
     */
    record Known(
            int answers,
            Map<String, Integer> holders,
            Map<UUID, Integer> lengths,
            Map<UUID, Double> before,
            Set<UUID> about) {}

    /** @param words of the message that speak for it, the rarest first */
    record Ranked(UUID answer, double score, List<String> words) {}

    private static final double BEFORE = 2.5;
    private static final double ABOUT = 3;
    /** One common word in common is not likeness. */
    private static final double LEAST = 2.0;

    private static final int MOST_WORDS = 5;

    private AnswerRanking() {}

    /** Best first; those that are hardly alike are left out. */
    static List<Ranked> rank(Collection<Hit> hits, Known known, int most) {
        var average = known.lengths().values().stream()
                .mapToInt(Integer::intValue)
                .average()
                .orElse(1);
        var best = new HashMap<UUID, Map<String, Hit>>();
        hits.forEach(hit -> best.computeIfAbsent(hit.answer(), _ -> new HashMap<>())
                .merge(
                        hit.word(),
                        hit,
                        (one, other) -> value(one, known, average) >= value(other, known, average) ? one : other));
        known.before().keySet().forEach(answer -> best.computeIfAbsent(answer, _ -> new HashMap<>()));
        known.about().forEach(answer -> best.computeIfAbsent(answer, _ -> new HashMap<>()));
        var ranked = new ArrayList<Ranked>();
        best.forEach((answer, words) -> {
            var score = words.values().stream()
                            .mapToDouble(hit -> value(hit, known, average))
                            .sum()
                    + BEFORE * known.before().getOrDefault(answer, 0.0)
                    + (known.about().contains(answer) ? ABOUT : 0);
            if (score >= LEAST) {
                ranked.add(new Ranked(answer, score, spoken(words.values(), known, average)));
            }
        });
        ranked.sort(Comparator.comparingDouble(Ranked::score).reversed().thenComparing(Ranked::answer));
        return ranked.stream().limit(most).toList();
    }

    private static List<String> spoken(Collection<Hit> hits, Known known, double average) {
        return hits.stream()
                .sorted(Comparator.comparingDouble((Hit hit) -> value(hit, known, average))
                        .reversed()
                        .thenComparing(Hit::word))
                .map(Hit::word)
                .collect(
                        LinkedHashSet<String>::new,
                        (words, word) -> {
                            if (words.size() < MOST_WORDS) {
                                words.add(word);
                            }
                        },
                        LinkedHashSet::addAll)
                .stream()
                .toList();
    }

    private static double value(Hit hit, Known known, double average) {
        var rare = Math.log(1
                + known.answers() / (double) Math.max(1, known.holders().getOrDefault(hit.stem(), 1)));
        var length = hit.place() == Place.WORDS
                ? 1 / (0.6 + 0.4 * known.lengths().getOrDefault(hit.answer(), 1) / average)
                : 1;
        return rare * hit.place().weight() * length * hit.closeness();
    }
}
