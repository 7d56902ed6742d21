package fr.parvis.queue;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import fr.parvis.messaging.PushDevices;
import fr.parvis.platform.live.TopicChanged;
import fr.parvis.platform.web.Language;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the phones that asked for it: that the turn comes soon, and that it has come. Nothing on them says whose turn, or for what. */
@Component
public class TicketNotices {
    private static final Logger LOG = LoggerFactory.getLogger(TicketNotices.class);
    private static final String SUBJECT = "ticket ";
    private static final Duration CALL_OF_USE = Duration.ofMinutes(10);
    private static final Duration SOON_OF_USE = Duration.ofMinutes(20);
    /** Of a ticket that is forgotten: no hall is open for longer. */
    private static final Duration LONGEST_VISIT = Duration.ofHours(36);
    /** What changes together is looked at once. */
    private static final Duration TOGETHER = Duration.ofMillis(250);

    private final PushDevices devices;
    private final Outbox outbox;
    private final Halls halls;
    private final SoonRule rule;
    private final Directory directory;
    private final TicketTexts texts;
    private final Clock clock;
    private final Set<UUID> toLookAt = ConcurrentHashMap.newKeySet();

    TicketNotices(
            PushDevices devices,
            Outbox outbox,
            Halls halls,
            SoonRule rule,
            Directory directory,
            TicketTexts texts,
            Clock clock) {
        this.devices = devices;
        this.outbox = outbox;
        this.halls = halls;
        this.rule = rule;
        this.directory = directory;
        this.texts = texts;
        this.clock = clock;
    }

    /** What the ticket is called where devices are told about it. */
    public static String subject(Ticket ticket) {
        return SUBJECT + ticket.id();
    }

    /** @param page of the ticket */
    public void ask(Ticket ticket, PushDevices.Asked asked, String page, Language language) {
        devices.add(
                subject(ticket),
                Topics.site(ticket.siteId()),
                asked,
                page,
                language,
                clock.instant().plus(LONGEST_VISIT));
    }

    /** In the transaction of the call. */
    void called(Ticket ticket) {
        var told = devices.of(subject(ticket));
        if (told.isEmpty()) {
            return;
        }
        outbox.drop(key(ticket.id()));
        var counter =
                directory.counter(Objects.requireNonNull(ticket.counterId())).name();
        var which = "called " + ticket.calledAt() + " " + ticket.recalls();
        told.forEach(device -> write(device, ticket.id(), which, TicketTexts.CALLED, CALL_OF_USE, List.of(counter)));
    }

    @EventListener
    void on(TopicChanged change) {
        Topics.siteOf(change.topic())
                .filter(toLookAt::add)
                .ifPresent(site -> Thread.ofVirtual().name("ticket-notices").start(() -> look(site)));
    }

    private void look(UUID site) {
        try {
            Thread.sleep(TOGETHER);
            toLookAt.remove(site);
            devices.on(Topics.site(site)).forEach(device -> look(device, halls.board(site)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            // the next change looks again
            LOG.warn("phones at site {} were not told: {}", site, failure.getMessage());
        } finally {
            toLookAt.remove(site);
        }
    }

    private void look(PushDevices.Device device, HallBoard board) {
        var id = UUID.fromString(device.subject().substring(SUBJECT.length()));
        var place = board.place(id);
        if (place.isPresent() && place.get().ahead() <= rule.at(board.site().id())) {
            write(device, id, "soon", TicketTexts.SOON, SOON_OF_USE, List.of());
        } else if (place.isEmpty()
                && board.ticket(id).isEmpty()
                && halls.ticket(id).state().isOver()) {
            devices.forget(device.subject());
        }
    }

    /** Once for each device and occasion: whatever is looked at again, the key is the same. */
    private void write(
            PushDevices.Device device, UUID ticket, String which, String about, Duration ofUse, List<String> counter) {
        var words = texts.words(about, device.language(), counter);
        Instant now = clock.instant();
        outbox.write(new NewMessage(
                        key(ticket) + which + " " + device.id(),
                        about,
                        NewMessage.Channel.PUSH,
                        device.id().toString(),
                        words.subject(),
                        words.text(),
                        null,
                        now,
                        now.plus(ofUse))
                .atOnce());
    }

    private static String key(UUID ticket) {
        return "push ticket " + ticket + " ";
    }
}
