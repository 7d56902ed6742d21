package fr.parvis.relations.answers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What hurts or confuses in a French text to somebody: blame, two negations, threats, capitals, cold formulas. Pure, by turns of
 * phrase alone: what is quoted is somebody else's, and what is said under a condition ("si vous avez oublié…") blames nobody. It misses irony,
 * and whatever is unkind without these turns.
 */
public final class Tone {
    public enum Kind {
        BLAME,
        DOUBLE_NEGATION,
        THREAT,
        CAPITALS,
        COLD;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param words as they stand from {@code from} to {@code to}
     * @param why one line, in French, for whoever writes
     * @param instead another turn, or how to find one
     * @param choice may stand there instead of the words as it is; null when a person has to write
     */
    public record Finding(
            Kind kind,
            int from,
            int to,
            String words,
            String why,
            String instead,
            @Nullable String choice) {}

    private static final Pattern CONDITION = Pattern.compile(
            "(?:\\b(?:si|même si|lorsque|quand|au cas où|dans le cas où|dès que|sauf si|que ce soit|parce que|est-ce que)|\\bs['’]il s['’]avère que) $",
            ToneTurns.CASES);
    private static final Pattern DENIED =
            Pattern.compile("(?:pas|jamais|aucune?|ni|sans) (?:\\p{L}+ ){0,2}$", ToneTurns.CASES);

    private static final Pattern QUOTED = Pattern.compile("«[^«»]*»|“[^“”]*”|\"[^\"\\n]*\"|(?m:^\\s*>.*$)");

    private static final String LOUD_WORD = "(?:\\p{Lu}['’])?\\p{Lu}{2,}(?:['’-]\\p{Lu}+)*";
    /** Words of one letter stand between the others. */
    private static final Pattern LOUD = Pattern.compile("(?<![\\p{L}\\d'’-])(?:À[ \\u00a0]+)?" + LOUD_WORD
            + "(?:[ \\u00a0]+(?:[ÀAY][ \\u00a0]+){0,2}" + LOUD_WORD + ")*(?![\\p{L}\\d-])");
    /** Nothing of the sentence ends there. */
    private static final Pattern ENDS = Pattern.compile("[.!?\\n]");

    private static final Set<String> LOUD_ALONE = Set.of(
            "URGENT",
            "URGENCE",
            "IMPORTANT",
            "IMPORTANTE",
            "ATTENTION",
            "OBLIGATOIRE",
            "OBLIGATOIREMENT",
            "IMPÉRATIF",
            "IMPERATIF",
            "IMPÉRATIVEMENT",
            "IMPERATIVEMENT",
            "RAPPEL",
            "NON",
            "JAMAIS",
            "UNIQUEMENT",
            "DEVEZ",
            "DOIT",
            "AUCUN",
            "AUCUNE",
            "PAS",
            "TOUJOURS",
            "AVANT",
            "REFUS",
            "REFUSÉ",
            "STOP",
            "DERNIER",
            "DERNIÈRE",
            "SEULEMENT",
            "EXCLUSIVEMENT",
            "TOUS",
            "TOUTES");

    private Tone() {}

    /** In the order of the text; none lies in another. */
    public static List<Finding> of(String french) {
        return of(french, Set.of());
    }

    /** @param names of people and places, in capitals or not: they are not shouted */
    public static List<Finding> of(String french, Set<String> names) {
        var plain = french.replace('\u00a0', ' ').replace('\u202f', ' ');
        var quoted = QUOTED.matcher(plain).results().toList();
        var found = new ArrayList<Finding>();
        for (var turn : ToneTurns.ALL) {
            turn.pattern()
                    .matcher(plain)
                    .results()
                    .filter(one -> quoted.stream()
                            .noneMatch(words -> words.start() <= one.start() && one.end() <= words.end()))
                    .filter(one -> turn.kind() != Kind.BLAME || isSaid(plain, one.start()))
                    .forEach(one -> add(found, french, turn, one));
        }
        LOUD.matcher(plain)
                .results()
                .filter(one ->
                        quoted.stream().noneMatch(words -> words.start() <= one.start() && one.end() <= words.end()))
                .filter(one -> isLoud(one.group(), plain.substring(0, one.start()), names))
                .filter(one -> found.stream().noneMatch(blame -> isShoutedWith(blame, one, plain)))
                .forEach(one -> add(
                        found,
                        new Finding(
                                Kind.CAPITALS,
                                one.start(),
                                one.end(),
                                french.substring(one.start(), one.end()),
                                "Des mots en capitales se lisent comme un cri, et plus lentement.",
                                "Écrivez-les en minuscules\u00a0; l’ordre des phrases suffit à montrer ce qui compte.",
                                lower(one.group(), plain, one.start()))));
        found.sort(Comparator.comparingInt(Finding::from));
        return List.copyOf(found);
    }

    /** Neither under a condition, nor denied: "si vous avez oublié", "ce n’est pas une erreur de votre part". */
    private static boolean isSaid(String text, int at) {
        int start = Math.max(0, at - 40);
        for (int i = at - 1; i >= start; i--) {
            if (".!?;:,\n".indexOf(text.charAt(i)) >= 0) {
                start = i + 1;
                break;
            }
        }
        var before = text.substring(start, at);
        return !CONDITION.matcher(before).find() && !DENIED.matcher(before).find();
    }

    /** What is shouted in the sentence of a blame that is shouted is told as the blame. */
    private static boolean isShoutedWith(Finding blame, MatchResult loud, String text) {
        if (blame.kind() != Kind.BLAME || !isShouted(blame.words())) {
            return false;
        }
        var between = blame.to() <= loud.start()
                ? text.substring(blame.to(), loud.start())
                : loud.end() <= blame.from() ? text.substring(loud.end(), blame.from()) : "";
        return !ENDS.matcher(between).find();
    }

    private static boolean isShouted(String words) {
        return words.equals(words.toUpperCase(Locale.FRENCH));
    }

    private static void add(List<Finding> found, String text, ToneTurns.Turn turn, MatchResult one) {
        var words = text.substring(one.start(), one.end()).stripTrailing();
        var choice = turn.choice().apply(one);
        add(
                found,
                new Finding(
                        turn.kind(),
                        one.start(),
                        one.start() + words.length(),
                        words,
                        turn.why(),
                        turn.instead(),
                        choice == null ? null : cased(choice.stripTrailing(), words, begins(text, one.start()))));
    }

    /** The first rule that finds something there wins. */
    private static void add(List<Finding> found, Finding one) {
        if (found.stream().noneMatch(other -> other.from() < one.to() && one.from() < other.to())) {
            found.add(one);
        }
    }

    /** A capital letter where the words have one; of words that are all capitals only where a sentence begins. */
    private static String cased(String choice, String words, boolean begins) {
        return Character.isUpperCase(words.charAt(0)) && (begins || !isShouted(words))
                ? choice.substring(0, 1).toUpperCase(Locale.FRENCH) + choice.substring(1)
                : choice;
    }

    /** Two words or more of three letters, or one that is shouted alone; not initials, references or names. */
    private static boolean isLoud(String words, String before, Set<String> names) {
        var parts = Stream.of(words.split("[ \\u00a0]+"))
                .filter(part -> part.length() > 1)
                .toList();
        var long3 = parts.stream()
                .filter(part -> part.replaceAll("[^\\p{L}]", "").length() >= 3)
                .filter(part -> names.stream().noneMatch(name -> name.equalsIgnoreCase(part)))
                .toList();
        if (parts.size() == 1) {
            return LOUD_ALONE.contains(parts.getFirst());
        }
        var afterTitle = before.matches("(?s).*\\b(?:M\\.|Mme|Mmes|Mlle|Monsieur|Madame|Dr|Me) $");
        var loud = long3.size() >= 2
                && (parts.size() > 2 || long3.stream().anyMatch(part -> part.matches(".*[AEIOUYÉÈ].*[AEIOUYÉÈ].*")));
        return loud && !afterTitle;
    }

    private static String lower(String words, String text, int at) {
        var low = words.toLowerCase(Locale.FRENCH);
        return begins(text, at) ? low.substring(0, 1).toUpperCase(Locale.FRENCH) + low.substring(1) : low;
    }

    private static boolean begins(String text, int at) {
        var before = text.substring(0, at).stripTrailing();
        return before.isEmpty()
                || ENDS.matcher(before.substring(before.length() - 1)).matches()
                || text.substring(before.length(), at).contains("\n");
    }
}
