package fr.parvis.relations.answers;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds in a French message the words that tell of a tense moment. Pure. A word of the list is found whatever its accents and case, with
 * {@code *} for any ending; not in the name of a street, not after a negation ("je ne suis pas en colère"), and not in words that the list
 * says to leave ("la permanence des avocats"). It reads no irony.
 */
public final class TenseWords {
    /** @param words as the list has them */
    public record Entry(Signal signal, String words) {}

    /** @param words as they stand in the message */
    public record Found(Signal signal, int from, int to, String words) {}

    private static final int SHORTEST_LOUD = 4;

    private static final Pattern STREET = Pattern.compile(
            "\\b(rue|avenue|place|allee|allees|chemin|impasse|quai|boulevard|bd|cours|square|passage|sentier|route|residence|cite|pont|lieu-dit|ecole|association|livre|film|roman)"
                    + " (de la |de l'|du |des |de |d')?(\\p{L}+ ){0,2}$");
    private static final Pattern DENIED = Pattern.compile(
            "\\b(?:pas|(?<!en )(?<!de )plus|jamais|sans|nullement|aucunement|aucune?)(?: (?:du tout|vraiment|non plus|en|de|d'|une?|la|le|les|des|si|tres|trop|encore|vous|m'|me|prendre|avoir))* ?$");
    private static final Pattern MARKS = Pattern.compile("!(?:[ \\u00a0\\u202f]?!){2,}|\\?(?:[!?]){2,}");
    private static final Pattern SHOUTED = Pattern.compile(
            "(?<![\\p{L}\\d-])\\p{Lu}{3,}(?:['’]\\p{Lu}+)?(?:[ ,;!]+\\p{Lu}{2,}(?:['’]\\p{Lu}+)?){2,}(?![\\p{L}\\d-])");

    private record Matcher(Signal signal, Pattern pattern, boolean deniable) {}

    private final List<Matcher> matchers = new ArrayList<>();
    private final List<Pattern> left = new ArrayList<>();

    /** @param leave turns of phrase in which nothing is found */
    public TenseWords(Collection<Entry> entries, Collection<String> leave) {
        entries.stream()
                .sorted(Comparator.comparingInt((Entry one) -> one.words().length())
                        .reversed())
                .forEach(
                        one -> matchers.add(new Matcher(one.signal(), pattern(one.words()), !isNegative(one.words()))));
        leave.forEach(words -> left.add(pattern(words)));
    }

    private static boolean isNegative(String words) {
        return plain(words)
                .matches(".*\\b(?:pas|plus|jamais|rien|sans|aucune?|personne|ni|marre|assez|ras le bol)\\b.*");
    }

    private static Pattern pattern(String words) {
        var parts = new ArrayList<String>();
        for (var word : plain(words).split(" ")) {
            parts.add(
                    word.endsWith("*")
                            ? Pattern.quote(word.substring(0, word.length() - 1)) + "\\p{L}*"
                            : Pattern.quote(word));
        }
        return Pattern.compile("(?<![\\p{L}-])" + String.join("[\\s-]+", parts) + "(?!\\p{L})");
    }

    /** Letter by letter the same length, so that places stay: small, without accents. */
    static String plain(String text) {
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            var letter = Normalizer.normalize(text.substring(i, i + 1), Normalizer.Form.NFD)
                    .charAt(0);
            var small = Character.toLowerCase(letter);
            plain.append(small == '’' ? '\'' : small == '\u00a0' || small == '\u202f' ? ' ' : small);
        }
        return plain.toString();
    }

    /** In the order of the text; none lies in another. */
    public List<Found> in(String message) {
        var text = plain(message);
        var spared = left.stream().flatMap(one -> one.matcher(text).results()).toList();
        var found = new ArrayList<Found>();
        for (var matcher : matchers) {
            matcher.pattern()
                    .matcher(text)
                    .results()
                    .filter(one ->
                            spared.stream().noneMatch(words -> words.start() < one.end() && one.start() < words.end()))
                    .filter(one ->
                            found.stream().noneMatch(other -> other.from() < one.end() && one.start() < other.to()))
                    .filter(one -> {
                        var before = clause(text, one.start());
                        return !STREET.matcher(before).find()
                                && !(matcher.deniable()
                                        && DENIED.matcher(before).find());
                    })
                    .forEach(one -> found.add(new Found(
                            matcher.signal(), one.start(), one.end(), message.substring(one.start(), one.end()))));
        }
        MARKS.matcher(message)
                .results()
                .forEach(one -> found.add(new Found(Signal.LOUD, one.start(), one.end(), one.group())));
        SHOUTED.matcher(message)
                .results()
                .filter(one -> one.group().replaceAll("[^\\p{L}]", "").length() >= 2 * SHORTEST_LOUD)
                .forEach(one -> found.add(new Found(Signal.LOUD, one.start(), one.end(), one.group())));
        found.sort(Comparator.comparingInt(Found::from));
        return List.copyOf(found);
    }

    private static String clause(String text, int at) {
        int start = at;
        while (start > 0 && at - start < 40 && ".!?;:,\n".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return text.substring(start, at);
    }

    /** Whether what was found makes a message tense: one clear word, or two weaker signs. */
    public static boolean isTense(Collection<Found> found) {
        return found.stream().anyMatch(one -> one.signal().isEnough())
                || found.stream().map(Found::signal).distinct().count() >= 2;
    }
}
