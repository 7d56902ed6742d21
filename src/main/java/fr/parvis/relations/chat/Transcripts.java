package fr.parvis.relations.chat;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.MessageKind;
import fr.parvis.messaging.MessageKinds;
import fr.parvis.messaging.MessageWords;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import fr.parvis.messaging.Templates;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.relations.LiveTalk;
import fr.parvis.relations.Reach;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was said in a chat, to be kept by the person: once for each address, when it has ended. */
@Component
class Transcripts implements MessageKinds {
    private static final List<String> VARIABLES =
            List.of("nom", "jour", "discussion", "reference", "lien", "organisme");

    private final ChatTables tables;
    private final LiveTalk talk;
    private final Outbox outbox;
    private final Reach reach;
    private final Templates templates;
    private final PublicAddress addresses;
    private final Directory directory;
    private final MessageSource texts;
    private final Clock clock;

    Transcripts(
            ChatTables tables,
            LiveTalk talk,
            Outbox outbox,
            Reach reach,
            Templates templates,
            PublicAddress addresses,
            Directory directory,
            MessageSource texts,
            Clock clock) {
        this.tables = tables;
        this.talk = talk;
        this.outbox = outbox;
        this.reach = reach;
        this.templates = templates;
        this.addresses = addresses;
        this.directory = directory;
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    public List<MessageKind> kinds() {
        return List.of(kind());
    }

    private MessageKind kind() {
        return new MessageKind("chat-transcript", MessageKind.Subject.TALKS, VARIABLES, (_, language, facts) -> {
                    var given = facts.toArray();
                    var locale = language.locale();
                    return new MessageWords(text("chat.mail.subject", locale, given), text("chat.mail", locale, given));
                })
                .by(NewMessage.Channel.EMAIL)
                .needs("discussion");
    }

    /** Nothing when it goes on, or when the person has confirmed no address. */
    @Transactional
    void send(Chat chat) {
        var to = chat.transcriptTo();
        if (to == null || !chat.isEnded()) {
            return;
        }
        var request = talk.hold(chat.request());
        var said = request.said();
        var language = Language.of(request.language()).orElse(Language.FRENCH);
        var link = addresses.inMessages(
                "/suivi/" + request.reference().code() + "/" + request.key().code());
        var words = templates
                .words(
                        kind(),
                        NewMessage.Channel.EMAIL,
                        language,
                        reach.of(request).level(),
                        List.of(
                                said == null ? "" : said.name(),
                                DayWords.full(
                                        LocalDate.ofInstant(chat.startedAt(), directory.zone()), language.locale()),
                                text(chat),
                                request.reference().code(),
                                link,
                                directory.organisation().name()))
                .bare(link);
        outbox.write(new NewMessage(
                        // as all that is written about a request: what has not left is dropped with it
                        "request " + request.id() + " chat " + to,
                        "chat-transcript",
                        NewMessage.Channel.EMAIL,
                        to,
                        words.subject(),
                        words.text(),
                        null,
                        clock.instant(),
                        null)
                .atOnce());
    }

    /** "14:05 Nadia : Bonjour", a line for each. */
    String text(Chat chat) {
        var request = talk.hold(chat.request());
        var locale = Language.of(request.language()).orElse(Language.FRENCH).locale();
        return tables.lines(chat.id(), 0).stream()
                .map(line -> line(line, locale))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private String line(ChatLine line, Locale locale) {
        var words = line.words();
        if (line.what() != ChatLine.What.SAID) {
            return hour(line.at()) + " – " + text("chat.line." + line.what(), locale, line.name());
        }
        var who = line.mine() ? text("chat.you", locale) : line.name();
        if (words == null) {
            return "";
        }
        var said = text("chat.line.said", locale, hour(line.at()), who, words);
        return line.files().isEmpty() ? said : said + "\n" + text("chat.line.files", locale, line.files());
    }

    private String hour(Instant at) {
        return DateTimeFormatter.ofPattern("HH:mm").format(at.atZone(directory.zone()));
    }

    private String text(String key, Locale locale, Object... facts) {
        return Objects.requireNonNull(texts.getMessage(key, facts, locale));
    }
}
