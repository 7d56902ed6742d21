package fr.parvis.appointments;

import fr.parvis.messaging.MessageKind;
import fr.parvis.messaging.MessageKinds;
import fr.parvis.messaging.MessageWords;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.ReadingLevel;
import fr.parvis.messaging.Templates;
import fr.parvis.platform.web.Language;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words of messages about an appointment: an administrator's, or our own. */
@Component
class AppointmentTexts implements MessageKinds {
    private static final int PARTNER = 10;
    private static final List<String> VARIABLES = List.of(
            "nom",
            "prestation",
            "jour",
            "heure",
            "lieu",
            "reference",
            "lien",
            "organisme",
            "fin",
            "pieces",
            "partenaire");

    private static final List<String> CODE = List.of("code", "limite", "prestation", "jour", "heure", "organisme");

    private final MessageSource texts;
    private final Templates templates;

    AppointmentTexts(MessageSource texts, Templates templates) {
        this.texts = texts;
        this.templates = templates;
    }

    @Override
    public List<MessageKind> kinds() {
        return Stream.concat(
                        Stream.of(code()),
                        Stream.of("booked", "moved", "cancelled", "reminder-week", "reminder-days", "reminder-hours")
                                .map(what -> kind(what, false)))
                .toList();
    }

    private MessageKind code() {
        return new MessageKind(
                        "appointment-code", MessageKind.Subject.APPOINTMENTS, CODE, (channel, language, facts) -> {
                            var words = facts.toArray();
                            var locale = language.locale();
                            return channel == Channel.SMS
                                    ? new MessageWords("", text("appointments.sms.code", words, locale))
                                    : new MessageWords(
                                            text("appointments.mail.code.subject", words, locale),
                                            text("appointments.mail.code", words, locale));
                        })
                .needs("code");
    }

    /** @param facts the code, until when it serves, what for, the day, the time, and who sends it */
    MessageWords code(Channel channel, Language language, ReadingLevel level, List<String> facts) {
        return templates.words(code(), channel, language, level, facts);
    }

    private MessageKind kind(String what, boolean afar) {
        return new MessageKind(
                "appointment-" + what,
                MessageKind.Subject.APPOINTMENTS,
                VARIABLES,
                (channel, language, facts) -> standard(what, afar, channel, language.locale(), facts));
    }

    /** @param facts in the order of the variables; the last one is {@link #byPartner}, or "" */
    MessageWords words(
            String what, boolean afar, Channel channel, Language language, ReadingLevel level, List<String> facts) {
        return templates.words(kind(what, afar), channel, language, level, facts);
    }

    String byPartner(String partner, Locale locale) {
        return text("appointments.mail.by-partner", new Object[] {partner}, locale);
    }

    /** What stands before the lists of what to bring. */
    String papers(Locale locale) {
        return text("rdv.papers", new Object[0], locale);
    }

    private MessageWords standard(String what, boolean afar, Channel channel, Locale locale, List<String> given) {
        var facts = given.toArray();
        var partner = what.equals("booked") ? given.get(PARTNER) : "";
        if (channel == Channel.SMS) {
            var sms = text("appointments.sms." + (what.startsWith("reminder") ? "reminder" : what), facts, locale);
            return new MessageWords("", partner.isEmpty() ? sms : partner + " " + sms);
        }
        var begin =
                afar && what.equals("reminder-hours") ? "appointments.mail.reminder-afar" : "appointments.mail." + what;
        var end = "appointments.mail."
                + switch (what) {
                    case "cancelled" -> "after-cancelled";
                    case "booked", "moved" -> "facts";
                    default -> "asked";
                };
        return new MessageWords(
                text(begin + ".subject", facts, locale),
                text(begin, facts, locale) + "\n\n" + (partner.isEmpty() ? "" : partner + "\n\n")
                        + text(end, facts, locale));
    }

    private String text(String key, Object[] facts, Locale locale) {
        return Objects.requireNonNull(texts.getMessage(key, facts, locale));
    }
}
