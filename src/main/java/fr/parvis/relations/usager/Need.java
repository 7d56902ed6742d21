package fr.parvis.relations.usager;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What it takes to receive somebody well; never the reason. Codes are those that appointments ({@code step-free},
 * {@code sign-language}) and tickets ({@code interpreter}) have for the same thing. Somebody who helps them is a {@link Representative}.
 */
public enum Need {
    STEP_FREE,
    SIGN_LANGUAGE,
    INTERPRETER,
    PLAIN_LANGUAGE,
    LARGE_PRINT;

    /** As in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Need> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    /** In the order of the list; what is none is left out. */
    public static Set<Need> all(Collection<String> codes) {
        var found = EnumSet.noneOf(Need.class);
        codes.forEach(code -> of(code).ifPresent(found::add));
        return found;
    }
}
