package fr.parvis.procedures.clear;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words of the administration with plain ones for them, found in a text. Immutable. */
public final class Jargon {
    /** They explain, or leave a choice that only the writer can make. */
    private static final Pattern NO_REPLACEMENT = Pattern.compile(".*[(:].*|.*\\bou\\b.*|(\\S+ ){4,}\\S+");

    private static final Set<String> ELIDED_BEFORE_A_VOWEL =
            Set.of("le", "la", "de", "que", "se", "je", "ne", "me", "te", "ce", "jusque", "lorsque", "puisque");
    private static final String VOWELS = "aàâeéèêëiîïoôuùûyhæœ";

    private final Terms<Term> terms;

    /** @param all those without plain words are left out; of two with the same form the first one counts */
    Jargon(Collection<Term> all) {
        var forms = new LinkedHashMap<Term, List<String>>();
        all.stream().filter(Term::isJargon).forEach(term -> forms.put(term, term.forms()));
        terms = new Terms<>(forms);
    }

    private static final class BuiltIn {
        static final Jargon JARGON = new Jargon(ShippedTerms.all());
    }

    static Jargon builtIn() {
        return BuiltIn.JARGON;
    }

    List<Hindrance> in(String text, Sentence sentence) {
        return terms.in(sentence).stream()
                .map(found -> {
                    var term = found.meaning();
                    return Hindrance.at(
                                    text,
                                    Hindrance.Kind.JARGON,
                                    found.from(),
                                    found.to(),
                                    term.why().isEmpty() ? term.explanation() : term.why(),
                                    term.instead())
                            .replacedBy(choices(term, text, found.from(), found.to()));
                })
                .toList();
    }

    /** What may stand there as it is: the first plain words, for the term in the form that names it and where no article changes. */
    private static List<String> choices(Term term, String text, int from, int to) {
        var words = text.substring(from, to);
        var plain = term.instead().contains(" ou ")
                ? term.instead()
                : term.instead().split(",", 2)[0].strip();
        var elsewhere = isVowel(plain.charAt(0)) ? isAfterFullWord(text, from) : isAfterElision(text, from);
        if (elsewhere
                || !words.replace('\'', '’').equalsIgnoreCase(term.name().replace('\'', '’'))
                || NO_REPLACEMENT.matcher(plain).matches()) {
            return List.of();
        }
        return List.of(
                Character.isUpperCase(words.charAt(0))
                        ? plain.substring(0, 1).toUpperCase(Locale.FRENCH) + plain.substring(1)
                        : plain);
    }

    private static boolean isVowel(char letter) {
        return VOWELS.indexOf(Character.toLowerCase(letter)) >= 0;
    }

    private static boolean isAfterElision(String text, int from) {
        return from > 0 && Sentence.isApostrophe(text.charAt(from - 1));
    }

    private static boolean isAfterFullWord(String text, int from) {
        var before = text.substring(0, from).stripTrailing();
        int start = before.length();
        while (start > 0 && Character.isLetter(before.charAt(start - 1))) {
            start--;
        }
        return ELIDED_BEFORE_A_VOWEL.contains(before.substring(start).toLowerCase(Locale.FRENCH));
    }
}
