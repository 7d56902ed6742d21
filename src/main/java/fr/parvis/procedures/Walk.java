package fr.parvis.procedures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The questions of a publication, one after the other. A « Recherche guidée » is a tree that ends at sheets; a « Comment faire
 * si » asks a list of questions that narrow what it says itself. Pure: the same answers lead to the same place.
 */
public sealed interface Walk {
    /** @param words null when the publication does not put its question in words */
    record Question(@Nullable String words, Part.@Nullable Element help, List<Choice> choices) {}

    record Choice(int number, String words, Part.@Nullable Element help) {}

    /**
     * @param question as asked, empty when it has no words
     * @param answer empty when the question was passed
     */
    record Given(String question, String answer) {}

    sealed interface Place {
        List<Given> given();
    }

    /** @param of how many questions there are in all, 0 when that depends on the answers */
    record Asking(List<Given> given, Question question, int of) implements Place {}

    /** @param leads the links to what applies; none when the publication itself answers */
    record Arrived(List<Given> given, Facts facts, List<Part.Element> leads) implements Place {}

    /** Answers to nothing that is asked end the walk where they stand. */
    Place after(Answers answers);

    /** A question may be passed, and an answer changed while the later ones stay. */
    boolean isList();

    /** Empty when the publication asks nothing. */
    static Optional<Walk> of(Sheet sheet) {
        var roots = sheet.content()
                .elements("Problematiques")
                .flatMap(all -> all.elements("Problematique"))
                .toList();
        if (!roots.isEmpty()) {
            return Optional.of(new Tree(roots));
        }
        var asked = sheet.content()
                .elements("Questionnaire")
                .flatMap(all -> all.elements("Question"))
                .toList();
        return asked.isEmpty() ? Optional.empty() : Optional.of(new Questions(asked));
    }

    private static Choice choice(Part.Element option, int number) {
        return new Choice(number, title(option), option.first("Aide").orElse(null));
    }

    private static String title(Part.Element option) {
        return option.first("Titre").map(Part.Element::words).orElseGet(option::words);
    }

    private static List<Choice> choices(List<Part.Element> options) {
        return Stream.iterate(0, n -> n < options.size(), n -> n + 1)
                .map(n -> choice(options.get(n), n + 1))
                .toList();
    }

    record Tree(List<Part.Element> roots) implements Walk {
        @Override
        public boolean isList() {
            return false;
        }

        @Override
        public Place after(Answers answers) {
            var given = new ArrayList<Given>();
            var facts = Facts.NONE;
            var options = roots;
            var leads = List.<Part.Element>of();
            for (var number : answers.chosen()) {
                if (number < 1 || number > options.size()) {
                    break;
                }
                var chosen = options.get(number - 1);
                given.add(new Given("", title(chosen)));
                facts = facts.with(chosen);
                leads = chosen.elements("LienInterne").toList();
                options = chosen.elements("Branche").toList();
            }
            return options.isEmpty()
                    ? new Arrived(given, facts, leads)
                    : new Asking(given, new Question(null, null, choices(options)), 0);
        }
    }

    record Questions(List<Part.Element> asked) implements Walk {
        @Override
        public boolean isList() {
            return true;
        }

        @Override
        public Place after(Answers answers) {
            var given = new ArrayList<Given>();
            var facts = Facts.NONE;
            for (var question : asked) {
                var options = question.elements("Choix").toList();
                var number = given.size() < answers.count() ? answers.chosen().get(given.size()) : -1;
                if (number < 0 || number > options.size()) {
                    return new Asking(
                            given,
                            new Question(title(question), question.first("Aide").orElse(null), choices(options)),
                            asked.size());
                }
                if (number == Answers.PASSED) {
                    given.add(new Given(title(question), ""));
                } else {
                    var chosen = options.get(number - 1);
                    given.add(new Given(title(question), title(chosen)));
                    facts = facts.with(chosen);
                }
            }
            return new Arrived(given, facts, List.of());
        }
    }
}
