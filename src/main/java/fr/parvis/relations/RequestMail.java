package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.Letter;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.relations.law.LegalRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What goes by e-mail to whoever made a request and left an address, in their language. */
@Component
class RequestMail {
    /** Somebody else's address typed again and again is not written to again and again. */
    private static final int MOST_ACKNOWLEDGED = 3;

    private static final String RECEIVED = "received";
    /** A question that turned out to be one has been acknowledged before, with another promise. */
    private static final String COMPLAINT = "received complaint";

    private static final Duration COUNTED = Duration.ofHours(1);

    private final Outbox outbox;
    private final RequestLetters letters;
    private final RequestTables tables;
    private final Directory directory;
    private final PublicAddress addresses;
    private final Remedies remedies;
    private final Reach reach;
    private final MessageSource texts;
    private final Clock clock;

    RequestMail(
            Outbox outbox,
            RequestLetters letters,
            RequestTables tables,
            Directory directory,
            PublicAddress addresses,
            Remedies remedies,
            Reach reach,
            MessageSource texts,
            Clock clock) {
        this.outbox = outbox;
        this.letters = letters;
        this.tables = tables;
        this.directory = directory;
        this.addresses = addresses;
        this.remedies = remedies;
        this.reach = reach;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * The acknowledgement of receipt: when it came in, what silence means and from when, who has it (CRPA L112-3, R112-5, and L112-11 for
     * what is sent electronically). None of the person's words is in it: anybody can type anybody's address.
     *
     * @return whether one was written
     */
    boolean acknowledge(Request request) {
        var said = request.said();
        if (said == null
                || said.email().isEmpty()
                || tables.countFrom(said.email(), clock.instant().minus(COUNTED)) > MOST_ACKNOWLEDGED) {
            return false;
        }
        write(
                request,
                request.kind() == Request.Kind.COMPLAINT ? COMPLAINT : RECEIVED,
                text(
                        "relations.mail.received.subject",
                        locale(request),
                        request.reference().code()),
                receipt(request));
        return true;
    }

    List<String> receipt(Request request) {
        var locale = locale(request);
        var parts = new ArrayList<String>();
        parts.add(text(
                "relations.mail.received",
                locale,
                day(request.receivedAt(), locale),
                request.reference().code()));
        var promise = request.kind() == Request.Kind.CALL_BACK ? "call" : "answer";
        parts.add(text("relations.mail.due." + promise, locale, day(request.dueOn(), locale)));
        var silence = request.legal().silenceOn();
        if (silence != null) {
            var means = request.legal().rule().silence() == LegalRule.Silence.ACCEPTANCE ? "accepted" : "refused";
            parts.add(text(
                    "relations.mail.silence." + means,
                    locale,
                    day(silence, locale),
                    request.legal().rule().source()));
        }
        parts.addAll(service(request, locale));
        return parts;
    }

    /** Words to the person; nothing is written when they left no address, or were told on the telephone. */
    void say(Request request, Interaction message) {
        var words = message.words();
        if (words == null || words.isEmpty()) {
            return;
        }
        if (message.channel() == Channel.SMS) {
            text(request, message.id().toString(), words);
            return;
        }
        var locale = locale(request);
        var subject =
                text("relations.mail.said.subject", locale, request.reference().code());
        write(request, message.id().toString(), subject, List.of(words));
    }

    /** By SMS, to whoever wrote one or prefers them. */
    private void text(Request request, String what, String words) {
        var number = reach.number(request);
        if (number.isEmpty()) {
            return;
        }
        outbox.write(new NewMessage(
                        key(request.id()) + what,
                        "request-said",
                        NewMessage.Channel.SMS,
                        number.get(),
                        "",
                        words + "\n" + link(request),
                        null,
                        clock.instant(),
                        null)
                .atOnce());
    }

    private String link(Request request) {
        return addresses.inMessages(
                "/suivi/" + request.reference().code() + "/" + request.key().code());
    }

    /** The words that end it, with what the person can do when they are a no. */
    void end(Request request, Interaction message, Request.State end) {
        var words = message.words();
        var said = request.said();
        // a page of remedies is no SMS: it stands behind the link, and in the mail where there is an address
        var byText = message.channel() == Channel.SMS
                && (said == null || said.email().isEmpty());
        if (end != Request.State.REFUSED || words == null || byText) {
            say(request, message);
            return;
        }
        var locale = locale(request);
        var parts = new ArrayList<>(List.of(words));
        var ways = remedies.after(request, LocalDate.ofInstant(message.at(), directory.zone()), locale);
        if (!ways.isEmpty()) {
            parts.add(text("relations.remedies", locale));
            parts.addAll(ways);
        }
        write(
                request,
                message.id().toString(),
                text("relations.mail.said.subject", locale, request.reference().code()),
                parts);
    }

    private void write(Request request, String what, String subject, List<String> parts) {
        var said = request.said();
        if (said == null || said.email().isEmpty()) {
            return;
        }
        var locale = locale(request);
        var link = link(request);
        var all = new ArrayList<String>();
        all.add(
                said.name().isEmpty()
                        ? text("relations.mail.hello", locale)
                        : text("relations.mail.hello.name", locale, said.name()));
        all.addAll(parts);
        // a mark of direction that sticks to an address would be part of it
        all.add(text("relations.mail.follow", locale, link).replace("\u2068" + link + "\u2069", link));
        all.add(directory.organisation().name());
        var now = clock.instant();
        // what somebody waits for, and has asked for
        var message = new NewMessage(
                        key(request.id()) + what,
                        "request-" + (what.startsWith(RECEIVED) ? "received" : "said"),
                        NewMessage.Channel.EMAIL,
                        said.email(),
                        subject,
                        String.join("\n\n", all),
                        null,
                        now,
                        null)
                .atOnce();
        var letter = what.startsWith(RECEIVED) ? Optional.<Letter>empty() : letters.answering(request);
        letter.ifPresentOrElse(answer -> outbox.write(message, answer), () -> outbox.write(message));
    }

    private List<String> service(Request request, Locale locale) {
        return directory.sites().stream()
                .filter(site -> request.site() == null || site.id().equals(request.site()))
                .findFirst()
                .map(site -> text("relations.mail.service", locale, site.name(), site.address()))
                .stream()
                .toList();
    }

    /** What has not left yet is not sent any more. */
    void drop(UUID request) {
        outbox.drop(key(request));
    }

    static String key(UUID request) {
        return "request " + request + " ";
    }

    private static Locale locale(Request request) {
        return Language.of(request.language()).orElse(Language.FRENCH).locale();
    }

    private String day(Instant at, Locale locale) {
        return day(LocalDate.ofInstant(at, directory.zone()), locale);
    }

    private static String day(LocalDate day, Locale locale) {
        return DayWords.full(day, locale);
    }

    private String text(String key, Locale locale, Object... arguments) {
        return texts.getMessage(key, arguments, locale);
    }
}
