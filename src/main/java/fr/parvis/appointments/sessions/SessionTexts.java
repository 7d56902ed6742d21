package fr.parvis.appointments.sessions;

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
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words of messages about seats in a session: an administrator's, or our own. */
@Component
class SessionTexts implements MessageKinds {
    static final List<String> WHAT = List.of(
            "registered", "waiting", "offer", "free", "moved", "cancelled", "left", "reminder-days", "reminder-hours");
    private static final Set<String> TAKEN_ON_THE_PAGE = Set.of("offer", "free");
    private static final List<String> VARIABLES =
            List.of("nom", "atelier", "jour", "heure", "lieu", "places", "lien", "organisme", "precision");

    private final MessageSource texts;
    private final Templates templates;

    SessionTexts(MessageSource texts, Templates templates) {
        this.texts = texts;
        this.templates = templates;
    }

    @Override
    public List<MessageKind> kinds() {
        return WHAT.stream().map(this::kind).toList();
    }

    private MessageKind kind(String what) {
        var kind = new MessageKind(
                "session-" + what,
                Subject.SESSIONS,
                VARIABLES,
                (channel, language, facts) -> standard(what, channel, language.locale(), facts));
        return TAKEN_ON_THE_PAGE.contains(what)
                ? kind.needs("lien")
                : kind.with(language -> what.equals("cancelled")
                        ? Map.of("precision", text("sessions.mail.no-others", new Object[0], language.locale()))
                        : Map.of());
    }

    /** @param facts in the order of the variables; the last one until when an offer is held, or what else there is to know */
    MessageWords words(String what, Channel channel, Language language, ReadingLevel level, List<String> facts) {
        return templates.words(kind(what), channel, language, level, facts);
    }

    private MessageWords standard(String what, Channel channel, Locale locale, List<String> given) {
        var facts = given.toArray();
        if (channel == Channel.SMS) {
            var sms = what.startsWith("reminder") ? "reminder" : what;
            return new MessageWords("", text("sessions.sms." + sms, facts, locale));
        }
        var more = what.equals("cancelled") ? given.getLast() : "";
        return new MessageWords(
                text("sessions.mail." + what + ".subject", facts, locale),
                String.join(
                        "\n\n",
                        Stream.of(
                                        text("sessions.mail." + what, facts, locale),
                                        more,
                                        text("sessions.mail.facts", facts, locale))
                                .filter(part -> !part.isEmpty())
                                .toList()));
    }

    private String text(String key, Object[] facts, Locale locale) {
        return Objects.requireNonNull(texts.getMessage(key, facts, locale));
    }
}
