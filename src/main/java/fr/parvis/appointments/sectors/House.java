package fr.parvis.appointments.sectors;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The number of a house and its street, out of the one line in which people write both.
 *
 * @param number null when none is written
 * @param street as {@link Written} compares it
 */
record House(@Nullable Integer number, String street) {
    private static final String LETTER = "(?:\\s*(?:bis|ter|quater|[a-zA-Z])(?![\\p{L}\\p{N}'’]))?";
    private static final Pattern BEFORE = Pattern.compile(
            "\\s*(?:n°\\s*)?([0-9]{1,5})" + LETTER + "\\s*[,\\s]\\s*(.*\\p{L}.*)", Pattern.CASE_INSENSITIVE);
    /** As many languages have it. */
    private static final Pattern AFTER = Pattern.compile(
            "(.*\\p{L}.*?)\\s*,\\s*(?:n°\\s*)?([0-9]{1,5})" + LETTER + "\\s*", Pattern.CASE_INSENSITIVE);

    static House of(String line) {
        var before = BEFORE.matcher(line);
        if (before.matches()) {
            return new House(Integer.valueOf(before.group(1)), Written.street(before.group(2)));
        }
        var after = AFTER.matcher(line);
        return after.matches()
                ? new House(Integer.valueOf(after.group(2)), Written.street(after.group(1)))
                : new House(null, Written.street(line));
    }
}
