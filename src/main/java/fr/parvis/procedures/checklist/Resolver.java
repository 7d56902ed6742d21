package fr.parvis.procedures.checklist;

import fr.parvis.procedures.checklist.Checklist.Passage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What applies under given answers. Never what does not apply, never without what does; where the answers leave it open, it is there
 * with its "if". Pure.
 */
final class Resolver {
    private final Plan plan;
    private final Answers answers;
    private final List<String> ignored = new ArrayList<>();
    private final Map<Guard, Truth> known = new HashMap<>();

    private Resolver(Plan plan, Map<String, String> given) {
        this.plan = plan;
        this.answers = counting(given);
    }

    static Checklist resolve(Plan plan, Map<String, String> given) {
        return new Resolver(plan, given).checklist();
    }

    /** The questions that still change what to bring, as {@link Checklist#next} has those that change anything. */
    static List<Question> aboutDocuments(Plan plan, Map<String, String> given) {
        var resolver = new Resolver(plan, given);
        return resolver.next(resolver.undecided(resolver.documents()));
    }

    /** An answer counts when the sheet asks that question under the other answers. */
    private Answers counting(Map<String, String> given) {
        var counted = new Answers(Map.of());
        boolean more = true;
        while (more) {
            more = false;
            for (var question : plan.questions()) {
                var choice = given.get(question.id());
                if (choice != null
                        && !counted.has(question.id())
                        && question.choice(choice).isPresent()
                        && counted.of(context(question), plan::question) == Truth.YES) {
                    counted = counted.with(question.id(), choice);
                    more = true;
                }
            }
        }
        for (var id : given.keySet()) {
            if (!counted.has(id)) {
                ignored.add(id);
            }
        }
        return counted;
    }

    private Guard context(Question question) {
        return plan.contexts().getOrDefault(question.id(), Guard.ALWAYS);
    }

    private Truth truth(Guard guard) {
        return known.computeIfAbsent(guard, unseen -> answers.of(unseen, plan::question));
    }

    private Checklist checklist() {
        return new Checklist(
                next(undecided(everything())),
                plan.questions().stream()
                        .filter(question -> answers.has(question.id()))
                        .flatMap(question -> question.choice(answers.chosen().getOrDefault(question.id(), "")).stream()
                                .map(choice -> new Checklist.Answered(question, choice)))
                        .toList(),
                ignored.stream().sorted().toList(),
                plan.documents().stream()
                        .filter(wanted -> truth(wanted.guard()) != Truth.NO)
                        .map(wanted -> new Checklist.Item(wanted.document(), ifs(wanted.guard())))
                        .toList(),
                passages(SectionKind.DOCUMENTS),
                passages(SectionKind.STEPS),
                passages(SectionKind.COST),
                passages(SectionKind.DELAY),
                plan.contacts().stream()
                        .filter(contact -> truth(contact.guard()) != Truth.NO)
                        .map(contact -> new Checklist.Where(contact.place(), ifs(contact.guard())))
                        .toList());
    }

    private List<Passage> passages(SectionKind kind) {
        return plan.sections().stream()
                .filter(section -> section.kind() == kind && truth(section.guard()) != Truth.NO)
                .map(section -> new Passage(
                        section.title(), plan.tree().pruned(section.content(), this::truth), ifs(section.guard())))
                .filter(passage -> passage.content()
                        .elements()
                        .anyMatch(part -> !part.name().equals("Titre")))
                .toList();
    }

    /** The choices, or the words of the sheet, on which an open guard hangs. */
    private List<String> ifs(Guard guard) {
        if (truth(guard) != Truth.MAYBE) {
            return List.of();
        }
        var said = new Ways(answers, plan::question).of(guard);
        return said.isEmpty() ? List.of(Checklist.UNSAID) : said;
    }

    private Stream<Guard> documents() {
        return plan.documents().stream().map(Plan.Wanted::guard);
    }

    private Stream<Guard> everything() {
        return Stream.of(
                        documents(),
                        plan.sections().stream()
                                .filter(section -> section.kind() != SectionKind.DOCUMENTS)
                                .flatMap(
                                        section -> Stream.concat(Stream.of(section.guard()), section.cases().stream())),
                        plan.contacts().stream().map(Plan.Contact::guard))
                .flatMap(guards -> guards);
    }

    /** What parts of the answer hang on, as far as it is open. */
    private List<Guard> undecided(Stream<Guard> guards) {
        return guards.distinct()
                .filter(guard ->
                        truth(guard) == Truth.MAYBE && guard.questions().anyMatch(id -> !answers.has(id)))
                .toList();
    }

    private List<Question> next(List<Guard> undecided) {
        var left = new LinkedHashMap<Question, Double>();
        for (var question : plan.questions()) {
            if (!answers.has(question.id())
                    && truth(context(question)) == Truth.YES
                    && undecided.stream().anyMatch(guard -> guard.questions().anyMatch(question.id()::equals))) {
                left.put(question, left(question, undecided));
            }
        }
        var helpful = left.values().stream().anyMatch(open -> open < undecided.size());
        // where only two answers together decide, either may come first
        return left.entrySet().stream()
                .filter(entry -> !helpful || entry.getValue() < undecided.size())
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How many parts stay open after an answer, on average over the choices. */
    private double left(Question question, List<Guard> undecided) {
        double open = 0;
        for (var choice : question.choices()) {
            var then = answers.with(question.id(), choice.id());
            open += undecided.stream()
                    .filter(guard -> then.of(guard, plan::question) == Truth.MAYBE)
                    .count();
        }
        return open / question.choices().size();
    }
}
