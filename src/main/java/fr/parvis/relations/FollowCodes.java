package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.OneTimeCodes;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The code that opens the page of a request to whoever reads the address or telephone that it was made with. A reference that exists and
 * one that does not are the same to whoever asks: a code is made for both, hashed, counted and refused alike; only the message differs.
 */
@Component
@Transactional
public class FollowCodes {
    private final OneTimeCodes codes;
    private final RequestTables tables;
    private final Outbox outbox;
    private final Directory directory;
    private final RequestTexts texts;
    private final Reach reach;
    private final Clock clock;

    FollowCodes(
            OneTimeCodes codes,
            RequestTables tables,
            Outbox outbox,
            Directory directory,
            RequestTexts texts,
            Reach reach,
            Clock clock) {
        this.codes = codes;
        this.tables = tables;
        this.outbox = outbox;
        this.directory = directory;
        this.texts = texts;
        this.reach = reach;
        this.clock = clock;
    }

    /** @throws ProblemException 429 when one has just been asked for, or enough have */
    public void send(Reference reference) {
        var subject = subject(reference);
        codes.checkAgain(subject.what());
        var code = codes.make(subject);
        tables.find(directory.organisation().id(), reference).ifPresent(request -> write(request, reference, code));
    }

    private void write(Request request, Reference reference, OneTimeCodes.Code code) {
        var said = request.said();
        if (said == null) {
            return;
        }
        var byMail = !said.email().isEmpty();
        var to = byMail ? said.email() : reach.number(request).orElse("");
        if (to.isEmpty() || !byMail && !outbox.sends(NewMessage.Channel.SMS) || !codes.mayHaveOne(to)) {
            return;
        }
        var channel = byMail ? NewMessage.Channel.EMAIL : NewMessage.Channel.SMS;
        var words = texts.words(
                        RequestTexts.CODE,
                        channel,
                        reach.of(request),
                        List.of(
                                code.digits(),
                                DateTimeFormatter.ofPattern("HH:mm")
                                        .withZone(directory.zone())
                                        .format(code.until()),
                                reference.code(),
                                directory.organisation().name()))
                .bare(code.digits());
        outbox.drop(key(reference));
        outbox.write(new NewMessage(
                        key(reference) + code.until(),
                        RequestTexts.CODE,
                        channel,
                        to,
                        words.subject(),
                        words.text(),
                        null,
                        clock.instant(),
                        code.until())
                .atOnce());
    }

    /**
     * Each try counts; the right code is good for once.
     *
     * @return empty when it is another code, worn, or of no request
     */
    public Optional<Request> open(Reference reference, String code) {
        if (!codes.check(subject(reference), code)) {
            return Optional.empty();
        }
        outbox.drop(key(reference));
        return tables.find(directory.organisation().id(), reference);
    }

    /** What became of the last try. */
    public ProblemException wrong(Reference reference) {
        return codes.wrong(subject(reference).what());
    }

    private static OneTimeCodes.Subject subject(Reference reference) {
        return new OneTimeCodes.Subject("request " + reference.code(), reference.code());
    }

    private static String key(Reference reference) {
        return "request-code " + reference.code() + " ";
    }
}
