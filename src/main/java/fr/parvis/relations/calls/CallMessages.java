package fr.parvis.relations.calls;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.MessageKind;
import fr.parvis.messaging.MessageKinds;
import fr.parvis.messaging.MessageWords;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Outbox;
import fr.parvis.messaging.Templates;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.relations.Reach;
import fr.parvis.relations.Request;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What is written to somebody who was called and did not answer. */
@Component
class CallMessages implements MessageKinds {
    private static final String AGAIN = "call-again";
    private static final String LAST = "call-last";
    private static final List<String> VARIABLES = List.of("nom", "moment", "reference", "lien", "organisme");

    private final Outbox outbox;
    private final Reach reach;
    private final Templates templates;
    private final Directory directory;
    private final PublicAddress addresses;
    private final MessageSource texts;
    private final Clock clock;

    CallMessages(
            Outbox outbox,
            Reach reach,
            Templates templates,
            Directory directory,
            PublicAddress addresses,
            MessageSource texts,
            Clock clock) {
        this.outbox = outbox;
        this.reach = reach;
        this.templates = templates;
        this.directory = directory;
        this.addresses = addresses;
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    public List<MessageKind> kinds() {
        return List.of(kind(AGAIN), kind(LAST));
    }

    private MessageKind kind(String about) {
        var kind = new MessageKind(about, MessageKind.Subject.TALKS, VARIABLES, (channel, language, facts) -> {
            var key = "calls.mail." + about.substring("call-".length());
            var words = facts.toArray();
            return channel == Channel.SMS
                    ? new MessageWords("", text(key + ".sms", words, language.locale()))
                    : new MessageWords(
                            text(key + ".subject", words, language.locale()), text(key, words, language.locale()));
        });
        return about.equals(AGAIN) ? kind.needs("moment", "lien") : kind.needs("lien");
    }

    boolean again(Request request, Request.Moment next) {
        var locale = reach.of(request).spoken().locale();
        var hour = DateTimeFormatter.ofPattern("HH:mm").withZone(directory.zone());
        var day = DayWords.full(next.from().atZone(directory.zone()), locale);
        return write(request, AGAIN, day + ", " + hour.format(next.from()) + "–" + hour.format(next.to()));
    }

    /** @return whether there is a way to write to the person */
    boolean last(Request request) {
        return write(request, LAST, "");
    }

    private boolean write(Request request, String about, String moment) {
        var said = request.said();
        var number = reach.number(request).orElse("");
        if (said == null || said.email().isEmpty() && number.isEmpty()) {
            return false;
        }
        var channel = said.email().isEmpty() ? Channel.SMS : Channel.EMAIL;
        var link = addresses.inMessages(
                "/suivi/" + request.reference().code() + "/" + request.key().code());
        var way = reach.of(request);
        var words = templates
                .words(
                        kind(about),
                        channel,
                        way.spoken(),
                        way.level(),
                        List.of(
                                said.name(),
                                moment,
                                request.reference().code(),
                                link,
                                directory.organisation().name()))
                .bare(link);
        outbox.write(new NewMessage(
                        "request " + request.id() + " " + about + " " + clock.instant(),
                        about,
                        channel,
                        channel == Channel.SMS ? number : said.email(),
                        words.subject(),
                        words.text(),
                        null,
                        clock.instant(),
                        null)
                .atOnce());
        return true;
    }

    private String text(String key, Object[] facts, Locale locale) {
        return texts.getMessage(key, facts, locale);
    }
}
