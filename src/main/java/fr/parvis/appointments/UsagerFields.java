package fr.parvis.appointments;

import fr.parvis.messaging.EmailAddress;
import fr.parvis.platform.web.Corrections;
import fr.parvis.platform.web.ProblemException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What somebody said of themselves, checked and written in one way. */
public final class UsagerFields {
    private static final int LONGEST_NAME = 80;

    /** Nothing that could pass for an address or a sentence in a message to somebody else. */
    private static final Pattern STRANGE = Pattern.compile("[^\\p{L}\\p{M}\\p{N}'’ .-]|\\.(?=[\\p{L}\\p{N}]{2})");

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
        var wrong = new Corrections();
        var first = wrong.of(() -> name("firstName", firstName));
        var last = wrong.of(() -> name("lastName", lastName));
        var mail = wrong.of(() -> email(email));
        var number = wrong.of(() -> phone(phone));
        if (blankToNull(email) == null && blankToNull(phone) == null && !unreachable) {
            wrong.check(() -> {
                throw ProblemException.field("email", "appointments", "contact-missing");
            });
        }
        var code = wrong.of(() -> language(language));
        wrong.demand();
        return new Appointment.Usager(
                Objects.requireNonNull(first),
                Objects.requireNonNull(last),
                mail,
                number,
                Objects.requireNonNullElse(code, "fr"));
    }

    private static @Nullable String email(@Nullable String typed) {
        var mail = blankToNull(typed);
        if (mail != null && !EmailAddress.isOne(mail)) {
            throw ProblemException.field("email", "appointments", "email-malformed", mail);
        }
        return mail;
    }

    private static @Nullable String language(@Nullable String typed) {
        var code = blankToNull(typed);
        if (code != null && !code.matches("[a-z]{2,3}")) {
            throw ProblemException.field("language", "appointments", "language-malformed", code);
        }
        return code;
    }

    public static String name(String field, @Nullable String value) {
        var text = blankToNull(value);
        if (text == null) {
            throw ProblemException.field(field, "appointments", "field-missing", field);
        }
        if (text.length() > LONGEST_NAME) {
            throw ProblemException.field(field, "appointments", "name-too-long", LONGEST_NAME);
        }
        if (text.chars().noneMatch(Character::isLetter)) {
            throw ProblemException.field(field, "appointments", "name-without-letters", text);
        }
        var strange = STRANGE.matcher(text);
        if (strange.find()) {
            throw ProblemException.field(field, "appointments", "name-with-sign", visible(strange.group()));
        }
        return text;
    }

    /** A sign that turns text around or is not seen is told by its number. */
    private static String visible(String sign) {
        return switch (Character.getType(sign.codePointAt(0))) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                "U+%04X".formatted(sign.codePointAt(0));
            default -> sign;
        };
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
