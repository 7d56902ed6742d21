package fr.parvis.appointments.moves;

import fr.parvis.messaging.MessageKind;
import fr.parvis.messaging.MessageKind.Subject;
import fr.parvis.messaging.MessageKinds;
import fr.parvis.messaging.MessageWords;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.ReadingLevel;
import fr.parvis.messaging.Templates;
import fr.parvis.platform.web.Language;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words of messages about an appointment that could not stay where it was: an administrator's, or our own. */
@Component
class MoveTexts implements MessageKinds {
    private static final List<String> VARIABLES =
            List.of("nom", "prestation", "jour", "heure", "lieu", "reference", "lien", "organisme", "avant", "delai");
    private static final int UNTIL = 9;

    private final MessageSource texts;
    private final Templates templates;

    MoveTexts(MessageSource texts, Templates templates) {
        this.texts = texts;
        this.templates = templates;
    }

    @Override
    public List<MessageKind> kinds() {
        return Stream.of("moved", "elsewhere", "choose").map(this::kind).toList();
    }

    private MessageKind kind(String what) {
        return new MessageKind(
                        "move-" + what,
                        Subject.APPOINTMENTS,
                        VARIABLES,
                        (channel, language, facts) -> standard(what, channel, language.locale(), facts))
                .needs("lien")
                .with(language -> Map.of("delai", until(what, "2026-11-26, 18:00", language.locale())));
    }

    /** @param facts in the order of the variables; the last one is {@link #until}, or "" */
    MessageWords words(String what, Channel channel, Language language, ReadingLevel level, List<String> facts) {
        return templates.words(kind(what), channel, language, level, facts);
    }

    /** The sentence that says until when one may answer. */
    String until(String what, String moment, Locale locale) {
        var facts = new Object[UNTIL + 1];
        facts[UNTIL] = moment;
        return text("moves.mail." + what + ".until", facts, locale);
    }

    private MessageWords standard(String what, Channel channel, Locale locale, List<String> given) {
        var facts = given.toArray();
        if (channel == Channel.SMS) {
            return new MessageWords("", text("moves.sms." + what, facts, locale));
        }
        var begin = "moves.mail." + what;
        return new MessageWords(
                text(begin + ".subject", facts, locale),
                Stream.of(text(begin, facts, locale), given.getLast(), text("moves.mail.links", facts, locale))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("\n\n")));
    }

    private String text(String key, Object[] facts, Locale locale) {
        return Objects.requireNonNull(texts.getMessage(key, facts, locale));
    }
}
