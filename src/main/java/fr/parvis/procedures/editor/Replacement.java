package fr.parvis.procedures.editor;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Words to be put where others stand.
 *
 * @param field the id of the field on its page
 * @param from where the words stood when the text was read
 */
public record Replacement(String field, int from, String words, String instead) {
    private static final String ACT = "replace";
    private static final int PARTS = 5;

    /** The value of the button. */
    public String act() {
        return String.join(":", ACT, field, Integer.toString(from), encoded(words), encoded(instead));
    }

    public static Optional<Replacement> of(@Nullable String act) {
        var parts = act == null ? new String[0] : act.split(":", PARTS);
        if (parts.length != PARTS || !parts[0].equals(ACT) || !parts[2].matches("\\d{1,6}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Replacement(parts[1], Integer.parseInt(parts[2]), decoded(parts[3]), decoded(parts[4])));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Where they stood, or else where alone they stand now; empty when the text has changed too much to know. */
    public Optional<String> in(String text) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        int first = text.indexOf(words);
        int at = text.startsWith(words, from) ? from : first == text.lastIndexOf(words) ? first : -1;
        return at < 0
                ? Optional.empty()
                : Optional.of(text.substring(0, at) + instead + text.substring(at + words.length()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
