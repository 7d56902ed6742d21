package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.PublicAddress;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the other body is written: only that there is somebody, and where to read of them. */
@Component
class HandoverMail {
    private final Outbox outbox;
    private final Directory directory;
    private final PublicAddress addresses;
    private final MessageSource texts;
    private final Clock clock;

    HandoverMail(Outbox outbox, Directory directory, PublicAddress addresses, MessageSource texts, Clock clock) {
        this.outbox = outbox;
        this.directory = directory;
        this.addresses = addresses;
        this.texts = texts;
        this.clock = clock;
    }

    void announce(Handover handover, Request request, Bodies.Body body) {
        write(handover, request, body, "handover", "relations.handover.mail.");
    }

    void remind(Handover handover, Request request, Bodies.Body body) {
        write(handover, request, body, "handover-reminder", "relations.handover.reminder.");
    }

    /** What has not left is of no use any more. */
    void drop(Handover handover) {
        outbox.drop(key(handover));
    }

    private void write(Handover handover, Request request, Bodies.Body body, String about, String texts) {
        var facts = new Object[] {
            directory.organisation().name(),
            request.reference().code(),
            addresses.inMessages("/relais/" + handover.token()),
            handover.by(),
            DayWords.full(handover.dueOn(), Locale.FRENCH)
        };
        outbox.write(new NewMessage(
                        key(handover) + about,
                        about,
                        NewMessage.Channel.EMAIL,
                        body.email(),
                        text(texts + "subject", facts),
                        text(texts + "text", facts),
                        null,
                        clock.instant(),
                        null)
                .atOnce());
    }

    private static String key(Handover handover) {
        return "handover " + handover.id() + " ";
    }

    private String text(String key, Object... facts) {
        return Objects.requireNonNull(texts.getMessage(key, facts, Locale.FRENCH));
    }
}
