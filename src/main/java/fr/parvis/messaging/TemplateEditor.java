package fr.parvis.messaging;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Templates.Key;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes the words of messages, shows what they will look like, and takes them back. */
@Component
public class TemplateEditor {
    public static final int LONGEST_SUBJECT = 150;
    public static final int LONGEST_MAIL = 5_000;
    public static final int LONGEST_SMS = 600;
    /** Of both lines of a push message: no screen shows more. */
    public static final int LONGEST_PUSH = 200;

    private static final Set<Channel> TRIED = Set.of(Channel.EMAIL, Channel.SMS);
    private static final Duration TRIAL_OF_USE = Duration.ofHours(1);

    private final Templates templates;
    private final List<MessageKinds> sources;
    private final Outbox outbox;
    private final Directory directory;
    private final AuditLog audit;
    private final Clock clock;

    TemplateEditor(
            Templates templates,
            List<MessageKinds> sources,
            Outbox outbox,
            Directory directory,
            AuditLog audit,
            Clock clock) {
        this.templates = templates;
        this.sources = sources;
        this.outbox = outbox;
        this.directory = directory;
        this.audit = audit;
        this.clock = clock;
    }

    public List<MessageKind> kinds() {
        return sources.stream().flatMap(source -> source.kinds().stream()).toList();
    }

    /** @throws ProblemException 404 */
    public MessageKind kind(String about) {
        return kinds().stream()
                .filter(kind -> kind.about().equals(about))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "messaging", "unknown-text"));
    }

    /** @throws ProblemException 404 when the kind does not leave by that channel, or is not chosen for somebody */
    public Key checked(Key key) {
        var kind = kind(key.about());
        if (!kind.channels().contains(key.channel()) || !kind.personal() && key.level() == ReadingLevel.PLAIN) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "messaging", "unknown-text");
        }
        return key;
    }

    /** Whether it can be sent to oneself: devices and paper have no address to type. */
    public boolean isTried(Channel channel) {
        return TRIED.contains(channel);
    }

    public static int longest(Channel channel) {
        return switch (channel) {
            case EMAIL, LETTER -> LONGEST_MAIL;
            case SMS -> LONGEST_SMS;
            case PUSH -> LONGEST_PUSH;
        };
    }

    /** Those with words of an administrator. */
    public Set<Key> changed() {
        return templates.changed();
    }

    /** Our own words, with their variables. */
    public MessageWords standard(Key key) {
        return kind(key.about()).begin(key.channel(), key.language());
    }

    /** The words in use, with their variables: for the plain level the usual ones, until it has its own. */
    public MessageWords current(Key key) {
        return templates
                .find(key)
                .or(() -> templates.find(key.at(ReadingLevel.USUAL)))
                .orElseGet(() -> standard(key));
    }

    /** @throws ProblemException on what could not be sent */
    public MessageWords preview(Key key, MessageWords typed, List<String> sample) {
        var kind = kind(key.about());
        check(kind, key.channel(), typed);
        return Templates.fill(typed, kind, key.channel(), key.language(), sample);
    }

    @Transactional
    public void save(Key key, MessageWords typed) {
        check(kind(key.about()), key.channel(), typed);
        templates.put(key, typed, clock.instant());
        audit.write("message-text-changed", name(key));
    }

    @Transactional
    public void backToStandard(Key key) {
        if (templates.remove(key)) {
            audit.write("message-text-removed", name(key));
        }
    }

    /** One message with made-up facts. */
    @Transactional
    public void trial(Key key, MessageWords typed, List<String> sample, String to) {
        if (!isTried(key.channel())) {
            throw new ProblemException(HttpStatus.CONFLICT, "messaging", "text-not-tried");
        }
        var words = preview(key, typed, sample);
        var now = clock.instant();
        outbox.write(new NewMessage(
                        "text-trial " + Ids.next(),
                        "text-trial",
                        key.channel(),
                        to(key.channel(), to),
                        words.subject(),
                        words.text(),
                        null,
                        now,
                        now.plus(TRIAL_OF_USE))
                .atOnce());
    }

    private String to(Channel channel, String typed) {
        if (channel == Channel.EMAIL) {
            if (!typed.matches("[^\\s@<>,;]+@[^\\s@<>,;]+\\.[^\\s@<>,;]+") || typed.length() > 254) {
                throw ProblemException.field("to", "messaging", "trial-address-malformed");
            }
            return typed;
        }
        var number = PhoneNumbers.international(typed, directory.zone());
        if (!number.matches("\\+[1-9][0-9]{7,14}") || !PhoneNumbers.takesSms(number)) {
            throw ProblemException.field("to", "messaging", "trial-number-malformed");
        }
        return number;
    }

    private static void check(MessageKind kind, Channel channel, MessageWords typed) {
        if (channel.hasSubject()) {
            check("subject", typed.subject(), LONGEST_SUBJECT, kind);
        }
        check("text", typed.text(), longest(channel), kind);
        kind.lacking(channel, typed).ifPresent(name -> {
            throw ProblemException.field("text", "messaging", "text-lacks", name);
        });
    }

    private static void check(String field, String text, int most, MessageKind kind) {
        if (text.isBlank()) {
            throw ProblemException.field(field, "messaging", "text-empty");
        }
        if (text.length() > most) {
            throw ProblemException.field(field, "messaging", "text-too-long", most);
        }
        OwnText.fault(text, kind.offered()).ifPresent(piece -> {
            throw ProblemException.field(field, "messaging", "text-broken", piece);
        });
    }

    private static String name(Key key) {
        return key.about() + " " + key.channel().code() + " " + key.language().tag()
                + (key.level() == ReadingLevel.PLAIN ? " plain" : "");
    }
}
