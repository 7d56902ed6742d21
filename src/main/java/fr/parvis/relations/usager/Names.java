package fr.parvis.relations.usager;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Names as they are compared, however they are typed. Pure. */
final class Names {
    private static final JaroWinklerSimilarity LIKE = new JaroWinklerSimilarity();
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<String> PARTICLES = Set.of(
            "de", "du", "des", "d", "la", "le", "les", "l", "da", "do", "dos", "di", "van", "von", "der", "den", "el",
            "al", "ben", "ibn");

    private Names() {}

    /** Without accents, capitals, hyphens and apostrophes: "Jean-Pierre" and "jean pierre" are the same two words. */
    static List<String> words(String name) {
        var plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replace("ß", "ss");
        var again =
                MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFKD)).replaceAll("");
        return Arrays.stream(BETWEEN.split(again))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Without particles, unless there is nothing else: "de la Tour" and "Latour" stay two names, "de Tour" and "Tour" are one. */
    private static List<String> weighty(String name) {
        var all = words(name);
        var kept = all.stream().filter(word -> !PARTICLES.contains(word)).toList();
        return kept.isEmpty() ? all : kept;
    }

    /** What is searched: the last name first. */
    static String key(String firstName, String lastName) {
        return String.join(" ", weighty(lastName)) + " " + String.join(" ", words(firstName));
    }

    /**
     * Whether nothing in the names says that they are of two people: the same first names, and last names that are the same or one of which holds the
     * other ("Martin", "Martin-Durand"); or both in the wrong fields. Of a family, all have one last name and perhaps one telephone.
     */
    static boolean compatible(String firstName, String lastName, String otherFirst, String otherLast) {
        var first = words(firstName);
        var second = words(otherFirst);
        var last = weighty(lastName);
        var other = weighty(otherLast);
        if (last.isEmpty() || other.isEmpty()) {
            return false;
        }
        var sameFirst = !first.isEmpty() && String.join("", first).equals(String.join("", second));
        if (sameFirst && (joined(last).equals(joined(other)) || last.containsAll(other) || other.containsAll(last))) {
            return true;
        }
        return !first.isEmpty() && all(first, last).equals(all(second, other));
    }

    /** How well each typed word fits one of the name, from 0 to 1; letters may have changed places, the end may be missing. */
    static double nearness(String typed, String key) {
        var words = key.split(" ");
        return Arrays.stream(typed.split(" "))
                .mapToDouble(one -> Arrays.stream(words)
                        .mapToDouble(word -> word.startsWith(one) ? 1 : LIKE.apply(one, word))
                        .max()
                        .orElse(0))
                .average()
                .orElse(0);
    }

    private static String joined(List<String> words) {
        return String.join("", words);
    }

    private static Set<String> all(List<String> some, List<String> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
