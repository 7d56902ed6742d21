package fr.parvis.appointments;

import fr.parvis.platform.web.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What somebody said of themselves, checked and written in one way. */
public final class UsagerFields {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_EMAIL = 254;
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?"
                    + "(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?)+");
    /** Nothing that could pass for an address or a sentence in a message to somebody else. */
    private static final Pattern NAME = Pattern.compile("(?!.*\\.[\\p{L}\\p{N}]{2})[\\p{L}\\p{M}\\p{N}'’ .-]+");

    private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{6,15}");

    private UsagerFields() {}

    /** @param unreachable there may be neither an e-mail address nor a telephone, as for whoever is there in person */
    public static Appointment.Usager checked(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String language,
            boolean unreachable) {
        var first = name("firstName", firstName);
        var last = name("lastName", lastName);
        var mail = blankToNull(email);
        if (mail != null
                && (mail.length() > LONGEST_EMAIL || !EMAIL.matcher(mail).matches())) {
            throw ProblemException.field("email", "appointments", "email-malformed", mail);
        }
        var number = phone(phone);
        if (mail == null && number == null && !unreachable) {
            throw ProblemException.field("email", "appointments", "contact-missing");
        }
        var code = blankToNull(language);
        if (code != null && !code.matches("[a-z]{2,3}")) {
            throw ProblemException.field("language", "appointments", "language-malformed", code);
        }
        return new Appointment.Usager(first, last, mail, number, code == null ? "fr" : code);
    }

    public static String name(String field, @Nullable String value) {
        var text = blankToNull(value);
        if (text == null) {
            throw ProblemException.field(field, "appointments", "field-missing", field);
        }
        if (text.length() > LONGEST_NAME) {
            throw ProblemException.field(field, "appointments", "name-too-long", LONGEST_NAME);
        }
        if (!NAME.matcher(text).matches() || text.chars().noneMatch(Character::isLetter)) {
            throw ProblemException.field(field, "appointments", "name-without-letters", text);
        }
        return text;
    }

    /** Digits as they are dialled; French numbers with the country's code. Null when there is none. */
    public static @Nullable String phone(@Nullable String value) {
        var typed = blankToNull(value);
        if (typed == null) {
            return null;
        }
        var digits = typed.replaceAll("[\\s.()/-]", "").replaceFirst("^00", "+");
        if (!PHONE.matcher(digits).matches()) {
            throw ProblemException.field("phone", "appointments", "phone-malformed", typed);
        }
        return digits.matches("0[1-9][0-9]{8}") ? "+33" + digits.substring(1) : digits;
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        var text = value == null ? "" : value.replace("\0", "").strip();
        return text.isEmpty() ? null : text;
    }
}
