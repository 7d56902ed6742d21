package fr.parvis.queue;

import fr.parvis.messaging.MessageKind;
import fr.parvis.messaging.MessageKinds;
import fr.parvis.messaging.MessageWords;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Templates;
import fr.parvis.platform.web.Language;
import java.util.List;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words on the phones of those who wait: an administrator's, or our own. */
@Component
class TicketTexts implements MessageKinds {
    static final String SOON = "ticket-soon";
    static final String CALLED = "ticket-called";

    private final Templates templates;
    private final MessageSource texts;

    TicketTexts(Templates templates, MessageSource texts) {
        this.templates = templates;
        this.texts = texts;
    }

    @Override
    public List<MessageKind> kinds() {
        return List.of(kind(SOON), kind(CALLED));
    }

    private MessageKind kind(String about) {
        var called = about.equals(CALLED);
        var words = "push.text." + (called ? "called" : "soon");
        var kind = new MessageKind(
                        about,
                        MessageKind.Subject.HALL,
                        called ? List.of("guichet") : List.of(),
                        (_, language, facts) ->
                                new MessageWords(text(words, language, facts), text(words + ".body", language, facts)))
                .by(Channel.PUSH)
                .toNobodyKnown();
        return called ? kind.needs("guichet") : kind;
    }

    /** @param counter that calls; none while the turn only comes near */
    MessageWords words(String about, Language language, List<String> counter) {
        return templates.words(kind(about), Channel.PUSH, language, counter);
    }

    private String text(String key, Language language, List<String> facts) {
        return Objects.requireNonNull(texts.getMessage(key, facts.toArray(), language.locale()));
    }
}
