package fr.parvis.relations;

import fr.parvis.platform.Sha256;
import fr.parvis.platform.web.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sends.
 *
 * @param form made with the form: the same one sent twice is one request, with other words another
 */
public record NewRequest(
        Request.Kind kind, String language, Request.@Nullable About about, Request.Said said, String form) {
    public static final int LONGEST = 4000;

    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_FORM = 60;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(?:\\.[^@\\s.]+)+");
    private static final Pattern PHONE = Pattern.compile("\\+?[\\d\\s.()/-]+");

    /** Tells the form, with all that was written in it, from any other. */
    String key() {
        return Sha256.of(toString());
    }

    /** @throws ProblemException about the field that cannot be what was meant */
    void check() {
        if (form.isBlank() || form.length() > LONGEST_FORM) {
            throw ProblemException.field("words", "relations", "form-unknown");
        }
        if (kind == Request.Kind.QUESTION && said.words().isBlank()) {
            throw ProblemException.field("words", "relations", "words-missing");
        }
        if (said.words().length() > LONGEST) {
            throw ProblemException.field("words", "relations", "words-too-long", LONGEST);
        }
        if (!said.email().isEmpty()
                && (said.email().length() > LONGEST_ADDRESS
                        || !EMAIL.matcher(said.email()).matches())) {
            throw ProblemException.field("email", "relations", "email-unreadable");
        }
        if (kind == Request.Kind.CALL_BACK && said.phone().isEmpty()) {
            throw ProblemException.field("phone", "relations", "phone-missing");
        }
        if (!said.phone().isEmpty() && !isNumber(said.phone())) {
            throw ProblemException.field("phone", "relations", "phone-unreadable");
        }
    }

    /** Of any country: E.164 has 15 digits at most. */
    private static boolean isNumber(String phone) {
        var digits = phone.chars().filter(Character::isDigit).count();
        return PHONE.matcher(phone).matches() && digits >= 6 && digits <= 15;
    }
}
