package fr.parvis.relations;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names a request to whoever made it, and opens its page: 80 random bits, in letters and digits that are not taken for one
 * another when they are read aloud (Crockford's base 32).
 */
public record Reference(String code) {
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 16;
    private static final Pattern WRITTEN = Pattern.compile("[" + LETTERS + "]{" + LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static Reference next() {
        return new Reference(RANDOM.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
                .collect(Collectors.joining()));
    }

    /** As people copy it: with blanks, hyphens or small letters, O for 0, I or L for 1. */
    public static Optional<Reference> parse(String typed) {
        var code = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return WRITTEN.matcher(code).matches() ? Optional.of(new Reference(code)) : Optional.empty();
    }

    /** In groups of four. */
    public String shown() {
        return code.replaceAll("(.{4})(?!$)", "$1-");
    }
}
