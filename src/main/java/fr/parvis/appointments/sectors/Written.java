package fr.parvis.appointments.sectors;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of streets and communes as they compare: whatever the accents, capitals, hyphens, small words and usual abbreviations. */
final class Written {
    private static final Map<String, String> LONG = Map.ofEntries(
            Map.entry("av", "avenue"),
            Map.entry("ave", "avenue"),
            Map.entry("bd", "boulevard"),
            Map.entry("bld", "boulevard"),
            Map.entry("blvd", "boulevard"),
            Map.entry("boul", "boulevard"),
            Map.entry("pl", "place"),
            Map.entry("all", "allee"),
            Map.entry("imp", "impasse"),
            Map.entry("ch", "chemin"),
            Map.entry("che", "chemin"),
            Map.entry("chem", "chemin"),
            Map.entry("rte", "route"),
            Map.entry("sq", "square"),
            Map.entry("fg", "faubourg"),
            Map.entry("fbg", "faubourg"),
            Map.entry("crs", "cours"),
            Map.entry("res", "residence"),
            Map.entry("lot", "lotissement"),
            Map.entry("st", "saint"),
            Map.entry("ste", "sainte"),
            Map.entry("gal", "general"),
            Map.entry("gen", "general"),
            Map.entry("mal", "marechal"),
            Map.entry("dr", "docteur"),
            Map.entry("pr", "professeur"),
            Map.entry("pdt", "president"));
    private static final Set<String> SMALL = Set.of("de", "du", "des", "d", "la", "le", "les", "l");
    private static final Pattern CEDEX = Pattern.compile("\\bcedex\\b.*$");
    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Written() {}

    static String street(String typed) {
        var words = words(typed);
        return words.startsWith("r ") ? "rue" + words.substring(1) : words;
    }

    static String commune(String typed) {
        return CEDEX.matcher(words(typed)).replaceFirst("").strip();
    }

    private static String words(String typed) {
        var plain = MARKS.matcher(Normalizer.normalize(typed.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
                .replaceAll("")
                .replace("œ", "oe")
                .replace("æ", "ae");
        var words = OTHER.matcher(plain).replaceAll(" ").strip();
        var kept = Stream.of(words.split(" "))
                .map(word -> LONG.getOrDefault(word, word))
                .filter(word -> !SMALL.contains(word))
                .collect(Collectors.joining(" "));
        // a name of small words alone is a name all the same
        return kept.isEmpty() ? words : kept;
    }
}
