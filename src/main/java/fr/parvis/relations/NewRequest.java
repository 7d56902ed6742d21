package fr.parvis.relations;

import fr.parvis.messaging.EmailAddress;
import fr.parvis.platform.Sha256;
import fr.parvis.platform.web.ProblemException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sends.
 *
 * @param form made with the form: the same one sent twice is one request, with other words another
 */
public record NewRequest(
        Request.Kind kind,
        @Nullable RequestType type,
        Channel channel,
        String language,
        Request.@Nullable About about,
        @Nullable UUID site,
        Request.Said said,
        String form) {
    public static final int LONGEST = 4000;
    public static final int LONGEST_SUBJECT = 200;
    public static final int LONGEST_NAME = 100;

    private static final int LONGEST_FORM = 60;
    private static final Pattern PHONE = Pattern.compile("\\+?[\\d\\s.()/-]+");

    /** From the page where questions are asked. */
    public static NewRequest web(
            Request.Kind kind, String language, Request.@Nullable About about, Request.Said said, String form) {
        return new NewRequest(kind, null, Channel.WEB, language, about, null, said, form);
    }

    /** By the same person at the same place as one that they have made, and saying so first. */
    public NewRequest about(String sentence, Request other) {
        var who = other.said();
        var name = who == null ? new String[] {"", ""} : new String[] {who.firstName(), who.lastName()};
        var words = said.words().isEmpty() ? sentence : sentence + "\n" + said.words();
        var all = new Request.Said(said.subject(), words, name[0], name[1], said.email(), said.phone(), said.when());
        return new NewRequest(kind, type, channel, language, about, other.site(), all, form);
    }

    /** The same on another form. */
    public NewRequest on(String other) {
        return new NewRequest(kind, type, channel, language, about, site, said, other);
    }

    /** Tells the form, with all that was written in it, from any other. */
    String key() {
        return Sha256.of(toString());
    }

    /** @throws ProblemException about the field that cannot be what was meant */
    void check() {
        if (form.isBlank() || form.length() > LONGEST_FORM) {
            throw ProblemException.field("words", "relations", "form-unknown");
        }
        if (kind != Request.Kind.CALL_BACK && said.words().isBlank()) {
            throw ProblemException.field("words", "relations", "words-missing");
        }
        if (said.words().length() > (channel == Channel.WEB ? LONGEST : Interaction.LONGEST)) {
            throw ProblemException.field("words", "relations", "words-too-long", LONGEST);
        }
        fits("subject", said.subject(), LONGEST_SUBJECT);
        fits("firstName", said.firstName(), LONGEST_NAME);
        fits("lastName", said.lastName(), LONGEST_NAME);
        if (!said.email().isEmpty() && !isEmail(said.email())) {
            throw ProblemException.field("email", "relations", "email-unreadable");
        }
        if (kind == Request.Kind.CALL_BACK && said.phone().isEmpty()) {
            throw ProblemException.field("phone", "relations", "phone-missing");
        }
        if (!said.phone().isEmpty() && !isNumber(said.phone())) {
            throw ProblemException.field("phone", "relations", "phone-unreadable");
        }
    }

    public static boolean isEmail(String typed) {
        return EmailAddress.isOne(typed);
    }

    private static void fits(String field, String typed, int most) {
        if (typed.codePointCount(0, typed.length()) > most) {
            throw ProblemException.field(field, "relations", "field-too-long", most);
        }
    }

    /** Of any country: E.164 has 15 digits at most. */
    public static boolean isNumber(String phone) {
        var digits = phone.chars().filter(Character::isDigit).count();
        return PHONE.matcher(phone).matches() && digits >= 6 && digits <= 15;
    }
}
