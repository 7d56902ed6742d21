package fr.parvis.relations.usager;

import fr.parvis.messaging.PhoneNumbers;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody is reached, in the one form that two spellings of it share. Pure: the country of a telephone number typed
 * without one is given.
 *
 * @param normalised an e-mail address in small letters with its domain in ASCII, a number in E.164, or the plain words of a postal address
 */
public record Contact(Kind kind, String normalised) {
    public enum Kind {
        EMAIL,
        PHONE,
        POST;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    private static final int LONGEST_EMAIL = 254;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]+");
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");

    /** Nobody is somebody else by capitals alone, although the part before the @ might tell them apart (RFC 5321, 2.4). */
    public static Optional<Contact> email(@Nullable String typed) {
        var text = composed(typed);
        if (text.length() > LONGEST_EMAIL || !EMAIL.matcher(text).matches()) {
            return Optional.empty();
        }
        var at = text.lastIndexOf('@');
        try {
            var domain = IDN.toASCII(text.substring(at + 1)).toLowerCase(Locale.ROOT);
            return DOMAIN.matcher(domain).matches()
                    ? Optional.of(new Contact(
                            Kind.EMAIL, composed(text.substring(0, at).toLowerCase(Locale.ROOT)) + "@" + domain))
                    : Optional.empty();
        } catch (IllegalArgumentException noDomain) {
            return Optional.empty();
        }
    }

    /** @param region where a number without a country is dialled, as ISO 3166 has it: FR, RE, PF… */
    public static Optional<Contact> phone(@Nullable String typed, String region) {
        return PhoneNumbers.normalised(composed(typed), region).map(number -> new Contact(Kind.PHONE, number));
    }

    /** Two spellings of a street are one; two streets are not. */
    public static Optional<Contact> post(@Nullable String typed) {
        var words = String.join(" ", Names.words(composed(typed)));
        return words.isEmpty() ? Optional.empty() : Optional.of(new Contact(Kind.POST, words));
    }

    private static String composed(@Nullable String typed) {
        return typed == null
                ? ""
                : Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
    }
}
