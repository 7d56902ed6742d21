package fr.parvis.procedures;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders sheets for what somebody asked. Pure: the same words over the same index give the same order.
 *
 * <p>Each word of the question is a group of stems of which the best counts once. An everyday expression offers other words for
 * those that it replaces, at a discount. A sheet gains by covering the whole question, and by suiting it
 * ({@link Suitability}). The constants were chosen on some of the judged questions and confirmed on the
 * others: see docs/decisions/0010-search.md.
 */
final class Ranking {
    /** Stems that one word of the question may mean, each from 0 to 1. */
    record Group(Map<String, Double> stems) {}

    /** Other words for {@code length} groups from {@code first} on. */
    record Alternative(int first, int length, List<Group> groups) {}

    /** @param pairs the main stems of groups that follow each other */
    record Question(List<Group> groups, List<Alternative> alternatives, List<String> pairs) {}

    /** What the index knows of the stems of a question. */
    interface Index {
        /** 0 for a stem that no sheet has. */
        double rarity(String stem);

        /** Rarity of a word that no sheet has. */
        double unheardOf();

        /** Weight of the stem by sheet. */
        Map<Long, Double> weights(String stem);
    }

    record Scored(long key, double score) {}

    private static final double ALTERNATIVE = 0.42;
    private static final double ALTERNATIVE_AT_MOST = 1.6;
    private static final double WHOLE_QUESTION = 0.675;
    private static final double COVERED_FROM = 0.45;
    private static final double UNHEARD_OF = 0.6;

    private final Question question;
    private final Index index;
    private final double[] mass;
    private final List<Map<Long, Double>> covered;
    private final Map<String, Double> asked = new HashMap<>();
    private final Map<Long, Double> base;

    Ranking(Question question, Index index) {
        this.question = question;
        this.index = index;
        this.mass = question.groups().stream().mapToDouble(this::mass).toArray();
        this.covered = question.groups().stream().map(this::best).toList();
        question.groups().forEach(group -> group.stems().forEach((stem, part) -> asked.merge(stem, part, Math::max)));
        question.alternatives().forEach(this::offer);
        this.base = base();
    }

    /** The most promising sheets before their titles are looked at, best first. */
    List<Long> promising(int most) {
        return base.entrySet().stream()
                .sorted(Map.Entry.<Long, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How much each stem was asked for, from 0 to 1. */
    Map<String, Double> asked() {
        return asked;
    }

    /** How much the whole question weighs. */
    double wholeMass() {
        return Arrays.stream(mass).sum();
    }

    /** The candidates in order, best first. */
    List<Scored> order(List<Suitability.Candidate> candidates) {
        return candidates.stream()
                .map(one ->
                        new Scored(one.key(), base.getOrDefault(one.key(), 0.0) * Suitability.of(one, question, asked)))
                .filter(one -> one.score() > 0)
                .sorted(Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::key))
                .toList();
    }

    private double mass(Group group) {
        return group.stems().keySet().stream()
                .mapToDouble(index::rarity)
                .filter(rarity -> rarity > 0)
                .max()
                .orElse(UNHEARD_OF * index.unheardOf());
    }

    /** The best stem of the group in each sheet. */
    private Map<Long, Double> best(Group group) {
        var best = new HashMap<Long, Double>();
        group.stems().forEach((stem, part) -> {
            var rarity = index.rarity(stem);
            index.weights(stem).forEach((sheet, weight) -> best.merge(sheet, part * rarity * weight, Math::max));
        });
        return best;
    }

    private void offer(Alternative other) {
        var sum = new HashMap<Long, Double>();
        double ownMass = 0;
        for (var group : other.groups()) {
            ownMass += group.stems().keySet().stream()
                    .mapToDouble(index::rarity)
                    .max()
                    .orElse(0);
            group.stems().forEach((stem, part) -> {
                asked.merge(stem, ALTERNATIVE, Math::max);
                var rarity = index.rarity(stem);
                index.weights(stem).forEach((sheet, weight) -> sum.merge(sheet, part * rarity * weight, Double::sum));
            });
        }
        double replaced = 0;
        for (int i = other.first(); i < other.first() + other.length(); i++) {
            replaced += mass[i];
        }
        var worth = ALTERNATIVE * Math.clamp(replaced / (ownMass == 0 ? 1 : ownMass), 1, ALTERNATIVE_AT_MOST);
        sum.forEach((sheet, score) -> {
            double now = 0;
            for (int i = other.first(); i < other.first() + other.length(); i++) {
                now += covered.get(i).getOrDefault(sheet, 0.0);
            }
            if (worth * score > now) {
                for (int i = other.first(); i < other.first() + other.length(); i++) {
                    covered.get(i).put(sheet, worth * score / other.length());
                }
            }
        });
    }

    private Map<Long, Double> base() {
        var score = new HashMap<Long, Double>();
        var cover = new HashMap<Long, Double>();
        double total = 0;
        for (int i = 0; i < mass.length; i++) {
            var whole = mass[i];
            total += whole;
            covered.get(i).forEach((sheet, part) -> {
                score.merge(sheet, part, Double::sum);
                cover.merge(sheet, whole * Math.min(1, part / (COVERED_FROM * whole)), Double::sum);
            });
        }
        var all = total == 0 ? 1 : total;
        score.replaceAll((sheet, points) ->
                points * (1 - WHOLE_QUESTION + WHOLE_QUESTION * Math.min(1, cover.getOrDefault(sheet, 0.0) / all)));
        return score;
    }

    /** Every stem that the question may need from the index. */
    static Set<String> stems(Question question) {
        var stems = new java.util.TreeSet<String>();
        question.groups().forEach(group -> stems.addAll(group.stems().keySet()));
        question.alternatives()
                .forEach(other -> other.groups()
                        .forEach(group -> stems.addAll(group.stems().keySet())));
        return stems;
    }
}
