package fr.parvis.procedures.checklist;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What somebody has answered so far: question to choice. */
record Answers(Map<String, String> chosen) {
    /** More possible worlds than this are not looked into: what hangs on them stays open. */
    private static final int MOST_WORLDS = 20_000;

    Answers with(String question, String choice) {
        var more = new HashMap<>(chosen);
        more.put(question, choice);
        return new Answers(more);
    }

    boolean has(String question) {
        return chosen.containsKey(question);
    }

    /**
     * NO or YES when every way of answering the open questions says the same, which the three-valued tables alone do not see: a document
     * asked for under each of the choices is asked for.
     */
    Truth of(Guard guard, Function<String, Optional<Question>> questions) {
        return new Worlds(questions).truth(guard, this);
    }

    private Truth table(Guard guard) {
        return switch (guard) {
            case Guard.Chosen(var question, var choice) -> {
                var answer = chosen.get(question);
                yield answer == null ? Truth.MAYBE : answer.equals(choice) ? Truth.YES : Truth.NO;
            }
            case Guard.All(var parts) -> all(parts);
            case Guard.Any(var parts) -> any(parts);
            case Guard.Not(var part) -> table(part).not();
            case Guard.Unsaid _ -> Truth.MAYBE;
        };
    }

    private Truth all(List<Guard> parts) {
        var truth = Truth.YES;
        for (var part : parts) {
            truth = truth.and(table(part));
            if (truth == Truth.NO) {
                break;
            }
        }
        return truth;
    }

    private Truth any(List<Guard> parts) {
        var truth = Truth.NO;
        for (var part : parts) {
            truth = truth.or(table(part));
            if (truth == Truth.YES) {
                break;
            }
        }
        return truth;
    }

    private static final class Worlds {
        private final Function<String, Optional<Question>> questions;
        private int seen;

        Worlds(Function<String, Optional<Question>> questions) {
            this.questions = questions;
        }

        Truth truth(Guard guard, Answers answers) {
            var now = answers.table(guard);
            if (now != Truth.MAYBE || ++seen > MOST_WORLDS) {
                return now;
            }
            var open = guard.questions()
                    .filter(id -> !answers.has(id))
                    .flatMap(id -> questions.apply(id).stream())
                    .findFirst();
            if (open.isEmpty()) {
                return now;
            }
            Truth common = null;
            for (var choice : open.get().choices()) {
                var then = truth(guard, answers.with(open.get().id(), choice.id()));
                if (then == Truth.MAYBE || common != null && common != then) {
                    return Truth.MAYBE;
                }
                common = then;
            }
            return common == null ? now : common;
        }
    }
}
