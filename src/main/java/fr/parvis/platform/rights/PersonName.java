package fr.parvis.platform.rights;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name as it is compared: its words without accents and capitals, in no order. Pure.
 *
 * @param shown as it was first typed
 */
public record PersonName(String shown, Set<String> words) {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    /** Of a first and a last name, or of whatever stands in the field of a name; nobody's when all of them are blank. */
    public static PersonName of(@Nullable String... parts) {
        var shown = new StringBuilder();
        for (var part : parts) {
            if (part != null && !part.isBlank()) {
                shown.append(shown.isEmpty() ? "" : " ").append(part.strip());
            }
        }
        var plain = Normalizer.normalize(shown, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae");
        var words = new TreeSet<String>();
        for (var word : BETWEEN.split(plain)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return new PersonName(shown.toString(), Set.copyOf(words));
    }

    public boolean isNobodys() {
        return words.isEmpty();
    }

    /** One of them may leave out some words of the other: a second first name, the name of a marriage. */
    public boolean isLike(PersonName other) {
        return !isNobodys() && !other.isNobodys() && (words.containsAll(other.words) || other.words.containsAll(words));
    }

    public boolean isLikeAny(Collection<PersonName> others) {
        return others.stream().anyMatch(this::isLike);
    }
}
