package fr.parvis.platform.rights;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody is reached, in the one form that every module can compare in SQL. Pure.
 *
 * @param value an e-mail address in small letters, or the last nine digits of a telephone number: they tell it whatever its country is
 *     written like
 */
public record Reach(Kind kind, String value) {
    public enum Kind {
        EMAIL,
        PHONE
    }

    private static final int DIGITS = 9;

    public static Optional<Reach> of(@Nullable String typed) {
        var text = typed == null ? "" : typed.strip();
        if (text.contains("@")) {
            return Optional.of(new Reach(Kind.EMAIL, text.toLowerCase(Locale.ROOT)));
        }
        var digits = text.replaceAll("\\D", "");
        return digits.length() < DIGITS || text.chars().anyMatch(Character::isLetter)
                ? Optional.empty()
                : Optional.of(new Reach(Kind.PHONE, digits.substring(digits.length() - DIGITS)));
    }

    /** What {@link #value} of a telephone is compared with: the last digits of a column. */
    public static String lastDigits(String column) {
        return "right(regexp_replace(" + column + ", '\\D', '', 'g'), " + DIGITS + ")";
    }
}
