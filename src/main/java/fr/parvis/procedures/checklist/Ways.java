package fr.parvis.procedures.checklist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An open guard in words as short as possible: the ways in which it may come true, without what makes no difference. */
final class Ways {
    private static final int MOST = 80;
    private static final int MOST_SAID = 4;

    /** @param words of a choice, or the sheet's own */
    private record Literal(String question, String words) {}

    private final Answers answers;
    private final Function<String, Optional<Question>> questions;

    Ways(Answers answers, Function<String, Optional<Question>> questions) {
        this.answers = answers;
        this.questions = questions;
    }

    List<String> of(Guard guard) {
        var ways = shortest(new LinkedHashSet<>(ways(guard)));
        var byRest = new LinkedHashMap<Set<Literal>, List<String>>();
        for (var way : ways) {
            var last = way.stream().reduce((_, later) -> later);
            last.ifPresent(one -> byRest.computeIfAbsent(without(way, one), _ -> new ArrayList<>())
                    .add(one.words));
        }
        var said = new ArrayList<String>();
        byRest.forEach((rest, ends) -> {
            var end = String.join(" ou ", new LinkedHashSet<>(ends));
            said.add(
                    rest.isEmpty()
                            ? end
                            : rest.stream().map(Literal::words).collect(Collectors.joining(", ")) + ", " + end);
        });
        return said.size() <= MOST_SAID ? List.copyOf(said) : List.copyOf(said.subList(0, MOST_SAID));
    }

    private List<Set<Literal>> ways(Guard guard) {
        return switch (guard) {
            case Guard.Chosen(var id, var choice) -> chosen(id, choice);
            case Guard.All(var parts) -> {
                List<Set<Literal>> all = List.of(Set.of());
                for (var part : parts) {
                    var more = ways(part);
                    all = all.stream()
                            .flatMap(way -> more.stream().map(other -> both(way, other)))
                            .limit(MOST)
                            .toList();
                }
                yield all;
            }
            case Guard.Any(var parts) ->
                parts.stream()
                        .flatMap(part -> ways(part).stream())
                        .distinct()
                        .limit(MOST)
                        .toList();
            case Guard.Not _ -> List.of(Set.of());
            case Guard.Unsaid(var label) -> List.of(label.isEmpty() ? Set.of() : Set.of(new Literal("", label)));
        };
    }

    private List<Set<Literal>> chosen(String id, String choice) {
        var answer = answers.chosen().get(id);
        if (answer != null) {
            return answer.equals(choice) ? List.of(Set.of()) : List.of();
        }
        return questions.apply(id).flatMap(question -> question.choice(choice)).stream()
                .map(option -> Set.of(new Literal(id, option.label())))
                .toList();
    }

    private static Set<Literal> both(Set<Literal> way, Set<Literal> other) {
        var joined = new LinkedHashSet<>(way);
        joined.addAll(other);
        return joined;
    }

    private static Set<Literal> without(Set<Literal> way, Literal literal) {
        var rest = new LinkedHashSet<>(way);
        rest.remove(literal);
        return rest;
    }

    /** Where every choice of a question leads to the same, the question is left out. */
    private Set<Set<Literal>> shortest(Set<Set<Literal>> ways) {
        for (var way : ways) {
            for (var literal : way) {
                var rest = without(way, literal);
                var choices =
                        questions.apply(literal.question).map(Question::choices).orElse(List.of());
                if (!choices.isEmpty()
                        && choices.stream()
                                .allMatch(choice -> ways.contains(
                                        both(rest, Set.of(new Literal(literal.question, choice.label())))))) {
                    var fewer = new LinkedHashSet<>(ways);
                    fewer.removeIf(other -> other.containsAll(rest));
                    fewer.add(rest);
                    return shortest(fewer);
                }
            }
        }
        return ways;
    }
}
