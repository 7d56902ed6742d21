package fr.parvis.appointments.demand;

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

/** The words of messages to people in the line: an administrator's, or our own. */
@Component
class LineTexts implements MessageKinds {
    private static final int INSTEAD = 10;
    private static final List<String> VARIABLES = List.of(
            "nom",
            "prestation",
            "jour",
            "heure",
            "lieu",
            "precision",
            "lien",
            "organisme",
            "arreter",
            "passer",
            "echange");

    private final MessageSource texts;
    private final Templates templates;

    LineTexts(MessageSource texts, Templates templates) {
        this.texts = texts;
        this.templates = templates;
    }

    @Override
    public List<MessageKind> kinds() {
        return Stream.of("joined", "booked", "full", "offer", "asleep", "removed", "ended")
                .map(this::kind)
                .toList();
    }

    private MessageKind kind(String what) {
        return new MessageKind(
                "waitlist-" + what,
                MessageKind.Subject.WAITLIST,
                VARIABLES,
                (channel, language, facts) -> standard(what, channel, language.locale(), facts));
    }

    /** @param facts in the order of the variables */
    MessageWords words(String what, Channel channel, Language language, ReadingLevel level, List<String> facts) {
        return templates.words(kind(what), channel, language, level, facts);
    }

    private MessageWords standard(String what, Channel channel, Locale locale, List<String> given) {
        var facts = given.toArray();
        if (channel == Channel.SMS) {
            return new MessageWords("", text("waitlist.sms." + what, facts, locale));
        }
        var begin = "waitlist.mail." + what;
        var instead = what.equals("offer") ? given.get(INSTEAD) : "";
        return new MessageWords(
                text(begin + ".subject", facts, locale),
                text(begin, facts, locale) + "\n\n" + (instead.isEmpty() ? "" : instead + "\n\n")
                        + text("waitlist.mail.links." + what, facts, locale));
    }

    private String text(String key, Object[] facts, Locale locale) {
        return Objects.requireNonNull(texts.getMessage(key, facts, locale));
    }
}
