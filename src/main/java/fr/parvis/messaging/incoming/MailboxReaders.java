package fr.parvis.messaging.incoming;

import fr.parvis.platform.GatewayPauses;
import fr.parvis.platform.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps one reader at each mailbox that no other instance reads, hears at once what arrives where the server can tell (IDLE), and looks
 * every minute in any case. A mailbox that fails is left in peace for longer and longer, an hour at most.
 */
@Component
@ConditionalOnWebApplication
class MailboxReaders implements SmartLifecycle {
    static final Duration POLL = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(MailboxReaders.class);
    private static final Duration LOOKED_AFTER = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** After a wake it should have stirred. */
    private static final Duration STUCK = POLL.plusSeconds(60);

    private final MailboxTables boxes;
    private final Mailboxes mailboxes;
    private final MailboxDoors doors;
    private final MailboxLocks locks;
    private final Intake intake;
    private final IncomingTables tables;
    private final Clock clock;
    private final Map<UUID, MailboxReader> readers = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService ticker;

    MailboxReaders(
            MailboxTables boxes,
            Mailboxes mailboxes,
            MailboxDoors doors,
            MailboxLocks locks,
            Intake intake,
            IncomingTables tables,
            Clock clock) {
        this.boxes = boxes;
        this.mailboxes = mailboxes;
        this.doors = doors;
        this.locks = locks;
        this.intake = intake;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        ticker = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("mailboxes").unstarted(task));
        ticker.scheduleWithFixedDelay(this::tendSafely, 0, LOOKED_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tendSafely() {
        try {
            tend();
        } catch (RuntimeException failure) {
            LOG.warn("mailboxes could not be looked after, trying again: {}", failure.getMessage());
        }
    }

    synchronized void tend() {
        if (ticker == null) {
            return;
        }
        if (!locks.areHeld()) {
            readers.keySet().forEach(this::end);
        }
        mailboxes.adoptGiven();
        var wanted = boxes.all().stream().filter(Mailbox::isActive).toList();
        readers.forEach((id, reader) -> {
            if (wanted.stream().noneMatch(one -> one.id().equals(id) && isTheSame(one, reader))) {
                end(id);
            } else {
                lookAfter(id, reader);
            }
        });
        var now = clock.instant();
        for (var one : wanted) {
            var next = one.nextTry();
            if (!readers.containsKey(one.id()) && (next == null || !next.isAfter(now)) && locks.take(one.id())) {
                begin(one);
            }
        }
    }

    private static boolean isTheSame(Mailbox one, MailboxReader reader) {
        return one.reached().equals(reader.box().reached())
                && java.util.Objects.equals(one.siteId(), reader.box().siteId());
    }

    private void lookAfter(UUID id, MailboxReader reader) {
        var waited = Duration.ofNanos(reader.waitsForNanos());
        if (waited.compareTo(STUCK) > 0) {
            LOG.warn("the connection to mailbox {} is dead: another one is made", id);
            end(id);
        } else if (waited.compareTo(reader.hasJustTaken() ? LOOKED_AFTER : POLL) > 0) {
            Thread.ofVirtual().start(reader::wake);
        }
    }

    private void begin(Mailbox box) {
        var reader = new MailboxReader(box, intake, tables);
        readers.put(box.id(), reader);
        Thread.ofPlatform().daemon().name("mailbox-" + box.id()).start(() -> read(reader));
    }

    private void read(MailboxReader reader) {
        var id = reader.box().id();
        try {
            reader.follow(() -> doors.open(reader.box()), met -> boxes.heard(id, clock.instant(), met));
        } catch (MailboxProblem problem) {
            failed(reader, problem.kind().code());
        } catch (Sealer.Unopened failure) {
            LOG.error("what mailbox {} holds cannot be kept: {}", id, failure.getMessage());
            failed(reader, MailboxProblem.Kind.SECRET_MISSING.code());
        } catch (RuntimeException failure) {
            LOG.error("mailbox {} could not be read", id, failure);
            failed(reader, MailboxProblem.Kind.BROKEN_OFF.code());
        } finally {
            if (readers.remove(id, reader)) {
                locks.free(id);
            }
        }
    }

    private void failed(MailboxReader reader, String problem) {
        var id = reader.box().id();
        if (readers.get(id) != reader) {
            return;
        }
        try {
            var failures = boxes.find(id).map(Mailbox::failures).orElse(0);
            var pause = GatewayPauses.after(failures).orElse(LONGEST_PAUSE);
            var now = clock.instant();
            LOG.warn("mailbox {} cannot be read: {}", id, problem);
            boxes.failed(id, problem, now, now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
        } catch (RuntimeException failure) {
            LOG.warn("mailbox {} cannot be read: {}; nor can that be kept: {}", id, problem, failure.getMessage());
        }
    }

    private void end(UUID id) {
        var reader = readers.remove(id);
        if (reader != null) {
            locks.free(id);
            // a dead connection must hold up nobody else
            Thread.ofVirtual().start(reader::stop);
        }
    }

    @Override
    public synchronized void stop() {
        if (ticker != null) {
            ticker.shutdownNow();
            ticker = null;
        }
        readers.keySet().forEach(this::end);
    }

    @Override
    public boolean isRunning() {
        return ticker != null;
    }
}
