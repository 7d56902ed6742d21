package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.messaging.Letter;
import fr.parvis.messaging.MessageWords;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.PublicAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What goes by e-mail to whoever made a request and left an address, in their language. */
@Component
class RequestMail {
    /** Somebody else's address typed again and again is not written to again and again. */
    private static final int MOST_ACKNOWLEDGED = 3;

    /** A question that turned out to be a complaint has been acknowledged before, with another promise. */
    private static final String AS_COMPLAINT = "received complaint";

    private static final Duration COUNTED = Duration.ofHours(1);

    private final Outbox outbox;
    private final RequestLetters letters;
    private final RequestTables tables;
    private final Directory directory;
    private final PublicAddress addresses;
    private final RequestTexts texts;
    private final Remedies remedies;
    private final Reach reach;
    private final Clock clock;

    RequestMail(
            Outbox outbox,
            RequestLetters letters,
            RequestTables tables,
            Directory directory,
            PublicAddress addresses,
            RequestTexts texts,
            Remedies remedies,
            Reach reach,
            Clock clock) {
        this.outbox = outbox;
        this.letters = letters;
        this.tables = tables;
        this.directory = directory;
        this.addresses = addresses;
        this.texts = texts;
        this.remedies = remedies;
        this.reach = reach;
        this.clock = clock;
    }

    /**
     * The acknowledgement of receipt; of a mobile telephone alone, an SMS with the reference, once. None of the person's words is in it: anybody
     * can type anybody's address. What an agent brings in, or acknowledges, is not counted.
     *
     * @return whether one with all that the law wants to be said was written: an SMS is too short for it
     */
    boolean acknowledge(Request request) {
        var said = request.said();
        if (said == null) {
            return false;
        }
        if (said.email().isEmpty()) {
            reach.number(request).ifPresent(number -> text(request, number));
            return false;
        }
        var since = clock.instant().minus(COUNTED);
        if (Caller.current().isEmpty() && tables.countFrom(said.email(), since) > MOST_ACKNOWLEDGED) {
            return false;
        }
        var appeal = request.legal().appeal();
        var complaint = request.kind() == Request.Kind.COMPLAINT;
        var about = appeal != null
                ? RequestTexts.APPEAL_RECEIVED
                : complaint ? RequestTexts.COMPLAINT_RECEIVED : RequestTexts.RECEIVED;
        var what = appeal != null ? "received appeal " + request.revision() : complaint ? AS_COMPLAINT : "received";
        var way = reach.of(request);
        var receipt = receipt(request, way.spoken());
        var link = link(request);
        var words = texts.words(
                        about,
                        NewMessage.Channel.EMAIL,
                        way,
                        List.of(
                                texts.greeting(said.name(), way.spoken()),
                                receipt.day(),
                                receipt.reference(),
                                receipt.due(),
                                receipt.silence(),
                                receipt.service(),
                                link,
                                directory.organisation().name()))
                .bare(link);
        outbox.write(message(request, what, about, NewMessage.Channel.EMAIL, said.email(), words));
        return true;
    }

    private void text(Request request, String number) {
        var since = clock.instant().minus(COUNTED);
        if (Caller.current().isEmpty() && tables.countFromPhone(number, since) > MOST_ACKNOWLEDGED) {
            return;
        }
        var link = link(request);
        var words = texts.words(
                        RequestTexts.TEXTED,
                        NewMessage.Channel.SMS,
                        reach.of(request),
                        List.of(
                                directory.organisation().name(),
                                request.reference().code(),
                                link))
                .bare(link);
        outbox.write(message(request, "texted", RequestTexts.TEXTED, NewMessage.Channel.SMS, number, words));
    }

    Acknowledgement receipt(Request request, Language language) {
        var promise = request.kind() == Request.Kind.CALL_BACK ? "call" : "answer";
        return new Acknowledgement(
                request.reference().code(),
                day(
                        request.legal().appeal() != null
                                ? request.legal().course().received()
                                : LocalDate.ofInstant(request.receivedAt(), directory.zone(request.site())),
                        language),
                texts.text("relations.mail.due." + promise, language, day(request.dueOn(), language)),
                silence(request, language),
                service(request, language));
    }

    /** What ends a request when whoever ends it says no words and none were said before: nobody is left with an answer that has none. */
    String solved(Request request) {
        return texts.text("relations.mail.solved", reach.of(request).spoken());
    }

    private String silence(Request request, Language language) {
        var silence = request.legal().silenceOn();
        if (silence == null) {
            return "";
        }
        var rule = request.legal().rule();
        var appeal = request.legal().appeal();
        return texts.text(
                "relations.mail.silence." + request.legal().means(),
                language,
                day(silence, language),
                rule.source(),
                appeal == null ? "" : day(appeal.refused(), language));
    }

    /** With what it is reached by, as far as it is known (CRPA R112-5). */
    private String service(Request request, Language language) {
        var one = request.site() != null || directory.sites().size() == 1;
        var offices = remedies.offices();
        return Stream.of(
                        directory
                                .at(request.site())
                                .map(site -> texts.text(
                                        "relations.mail.service",
                                        language,
                                        one
                                                ? site.name()
                                                : directory.organisation().name(),
                                        site.address()))
                                .orElse(""),
                        offices.phone().isEmpty()
                                ? ""
                                : texts.text("relations.mail.service.phone", language, offices.phone()),
                        offices.email().isEmpty()
                                ? ""
                                : texts.text("relations.mail.service.email", language, offices.email()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Words to the person; nothing is written when they left no address, or were told on the telephone. */
    void say(Request request, Interaction message) {
        say(request, message, RequestTexts.SAID);
    }

    void say(Request request, Interaction message, String about) {
        write(request, message, about, "", "");
    }

    /** @param until the last day that the person is given */
    void askMissing(Request request, Interaction message, LocalDate until) {
        write(
                request,
                message,
                RequestTexts.MISSING,
                day(until, reach.of(request).spoken()),
                "");
    }

    /** The words that end it, with what the person can do when they are a no. */
    void end(Request request, Interaction message, Request.State end) {
        switch (end) {
            case REFUSED -> refuse(request, message);
            case SENT_ON -> say(request, message, RequestTexts.SENT_ON);
            default -> say(request, message, RequestTexts.CLOSED);
        }
    }

    /** A page of remedies is no SMS: it stands behind the link, and in the mail where there is an address. */
    private void refuse(Request request, Interaction message) {
        var said = request.said();
        var told = LocalDate.ofInstant(message.at(), directory.zone(request.site()));
        var ways = remedies.words(request, told, reach.of(request).spoken());
        if (ways.isEmpty() || said == null || said.email().isEmpty()) {
            say(request, message, RequestTexts.CLOSED);
        } else {
            write(request, message, RequestTexts.REFUSED, "", ways);
        }
    }

    private void write(Request request, Interaction message, String about, String day, String ways) {
        var said = request.said();
        var typed = message.words();
        if (said == null || typed == null || typed.isEmpty()) {
            return;
        }
        var sms = message.channel() == Channel.SMS && !about.equals(RequestTexts.REFUSED);
        var channel = sms ? NewMessage.Channel.SMS : NewMessage.Channel.EMAIL;
        var to = sms ? reach.number(request).orElse("") : said.email();
        if (to.isEmpty()) {
            return;
        }
        var way = reach.of(request);
        var link = link(request);
        var words = texts.words(
                        about,
                        channel,
                        way,
                        List.of(
                                texts.greeting(said.name(), way.spoken()),
                                typed,
                                day,
                                ways,
                                request.reference().code(),
                                link,
                                directory.organisation().name()))
                .bare(link, typed);
        var written = message(request, message.id().toString(), about, channel, to, words)
                .asWritten();
        var letter = sms ? Optional.<Letter>empty() : letters.answering(request);
        letter.ifPresentOrElse(answer -> outbox.write(written, answer), () -> outbox.write(written));
    }

    /** At once: what somebody waits for, and has asked for. */
    private NewMessage message(
            Request request, String what, String about, NewMessage.Channel channel, String to, MessageWords words) {
        return new NewMessage(
                        key(request.id()) + what,
                        about,
                        channel,
                        to,
                        words.subject(),
                        words.text(),
                        null,
                        clock.instant(),
                        null)
                .atOnce();
    }

    private String link(Request request) {
        return addresses.inMessages(
                "/suivi/" + request.reference().code() + "/" + request.key().code());
    }

    /** What has not left yet is not sent any more. */
    void drop(UUID request) {
        outbox.drop(key(request));
    }

    /** What the message with these words is called in the outbox. */
    static String key(Interaction words) {
        return key(words.request()) + words.id();
    }

    static String key(UUID request) {
        return "request " + request + " ";
    }

    private static String day(LocalDate day, Language language) {
        return DayWords.full(day, language.locale());
    }
}
