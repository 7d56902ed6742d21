package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import fr.parvis.messaging.PushDevices;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Language;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells the devices that asked for it that something is new on the page of a request; what it is stands on the page alone. */
@Component
@Transactional
public class FollowNotices {
    private static final String ERASED = "erased";
    private static final String SILENCE = "silence";
    /** What the staff does that the page shows. */
    private static final Set<String> NEWS = Set.of(
            "taken",
            "said",
            "next-step",
            "missing-asked",
            "completed",
            "step",
            "closed",
            "passed-on",
            "tried",
            "merged",
            "merged-with");

    /** What an agent does in one go is told once. */
    private static final Duration TOGETHER = Duration.ofMinutes(1);

    private static final Duration OF_USE = Duration.ofDays(3);
    /** A request is erased a year after it came. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private final RequestTables tables;
    private final PushDevices devices;
    private final Outbox outbox;
    private final Directory directory;
    private final RequestTexts texts;
    private final Reach reach;
    private final Clock clock;

    FollowNotices(
            RequestTables tables,
            PushDevices devices,
            Outbox outbox,
            Directory directory,
            RequestTexts texts,
            Reach reach,
            Clock clock) {
        this.tables = tables;
        this.devices = devices;
        this.outbox = outbox;
        this.directory = directory;
        this.texts = texts;
        this.reach = reach;
        this.clock = clock;
    }

    /** What the request is called where devices are told about it. */
    public static String subject(Request request) {
        return subject(request.id());
    }

    private static String subject(UUID request) {
        return "request " + request;
    }

    /** @param page of the request; without its key, which nobody reads on a screen that is locked */
    public void ask(Request request, PushDevices.Asked asked, String page, Language language) {
        devices.add(subject(request), "", asked, page, language, clock.instant().plus(LONGEST));
    }

    @EventListener
    void on(RequestHappened one) {
        if (one.what().equals(ERASED)) {
            outbox.drop(key(one.request()));
            devices.forget(subject(one.request()));
        } else if (one.byStaff() && NEWS.contains(one.what()) || one.what().equals(SILENCE)) {
            tell(one.request());
        }
    }

    private void tell(UUID id) {
        var told = devices.of(subject(id));
        if (told.isEmpty()) {
            return;
        }
        var request = tables.find(directory.organisation().id(), id).orElseThrow();
        var level = reach.of(request).level();
        var now = clock.instant();
        outbox.drop(key(id));
        for (var device : told) {
            var words = texts.words(
                    RequestTexts.NEWS,
                    NewMessage.Channel.PUSH,
                    device.language(),
                    level,
                    List.of(request.reference().code()));
            outbox.write(new NewMessage(
                    key(id) + Ids.next(),
                    RequestTexts.NEWS,
                    NewMessage.Channel.PUSH,
                    device.id().toString(),
                    words.subject(),
                    words.text(),
                    null,
                    now.plus(TOGETHER),
                    now.plus(OF_USE)));
        }
    }

    private static String key(UUID request) {
        return "push request " + request + " ";
    }
}
