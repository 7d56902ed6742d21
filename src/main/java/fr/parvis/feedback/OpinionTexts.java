package fr.parvis.feedback;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.MessageKind;
import fr.parvis.messaging.MessageKinds;
import fr.parvis.messaging.MessageWords;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Templates;
import fr.parvis.platform.web.Language;
import fr.parvis.relations.Reach;
import fr.parvis.relations.Request;
import java.util.List;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words that ask whether an answer satisfied: an administrator's, or our own. */
@Component
class OpinionTexts implements MessageKinds {
    static final String ASKED = "request-opinion";

    private final Templates templates;
    private final Reach reach;
    private final Directory directory;
    private final MessageSource texts;

    OpinionTexts(Templates templates, Reach reach, Directory directory, MessageSource texts) {
        this.templates = templates;
        this.reach = reach;
        this.directory = directory;
        this.texts = texts;
    }

    @Override
    public List<MessageKind> kinds() {
        return List.of(kind());
    }

    private MessageKind kind() {
        return new MessageKind(
                        ASKED,
                        MessageKind.Subject.REQUESTS,
                        List.of("reference", "lien", "organisme"),
                        (channel, language, facts) -> channel == Channel.SMS
                                ? new MessageWords("", text("avis.sms", language, facts))
                                : new MessageWords(
                                        text("avis.mail.subject", language, facts), text("avis.mail", language, facts)))
                .needs("lien");
    }

    MessageWords words(Request request, Channel channel, String link) {
        var way = reach.of(request);
        var facts = List.of(
                request.reference().code(), link, directory.organisation().name());
        return templates
                .words(kind(), channel, way.spoken(), way.level(), facts)
                .bare(link);
    }

    private String text(String key, Language language, List<String> facts) {
        return Objects.requireNonNull(texts.getMessage(key, facts.toArray(), language.locale()));
    }
}
