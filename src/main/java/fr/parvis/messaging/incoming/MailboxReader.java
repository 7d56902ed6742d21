package fr.parvis.messaging.incoming;

import fr.parvis.messaging.incoming.ImapSession.Listed;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one mailbox over one connection: keeps each message, and only then marks it and puts it away. */
final class MailboxReader {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxReader.class);
    private static final int PUT_AWAY_AT_ONCE = 50;
    private static final long BETWEEN_WAKES_NANOS = 500_000_000;
    private static final long LIVELY_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Mailbox box;
    private final Intake intake;
    private final IncomingTables tables;
    private final Semaphore woken = new Semaphore(0);
    private int passedOver;
    private volatile boolean stopped;
    private volatile long waitsSince;
    private volatile long tookAt = System.nanoTime() - LIVELY_NANOS;
    private volatile @Nullable ImapSession session;

    MailboxReader(Mailbox box, Intake intake, IncomingTables tables) {
        this.box = box;
        this.intake = intake;
        this.tables = tables;
    }

    Mailbox box() {
        return box;
    }

    /** A connection, with whatever it needs to be let in. */
    interface Opening {
        ImapSession open() throws MailboxProblem;
    }

    /** @param afterEach once nothing new is left, each time, with what was met on the way; "" for nothing */
    void follow(Opening opening, Consumer<String> afterEach) throws MailboxProblem {
        try (var open = opening.open()) {
            session = open;
            long next = 1;
            while (!stopped) {
                next = takeAll(open, next);
                afterEach.accept(passedOver == 0 ? "" : MailboxProblem.Kind.MESSAGE_UNREADABLE.code());
                if (!stopped) {
                    await(open);
                }
            }
        } catch (MessagingException | IOException failure) {
            if (!stopped) {
                throw MailboxProblem.of(failure);
            }
        } finally {
            session = null;
        }
    }

    /** @return the number that the next message has at least */
    private long takeAll(ImapSession open, long from) throws MessagingException, IOException {
        long next = from;
        for (var found = open.list(next); !found.isEmpty() && !stopped; found = open.list(next)) {
            take(open, found, next);
            tookAt = System.nanoTime();
            next = found.getLast().uid() + 1;
        }
        return next;
    }

    private void take(ImapSession open, List<Listed> found, long from) throws MessagingException, IOException {
        var validity = open.validity();
        var taken = tables.taken(box.id(), validity, from);
        var kept = new ArrayList<IMAPMessage>();
        var tooLarge = new ArrayList<IMAPMessage>();
        for (var one : found) {
            var whole = taken.get(one.uid());
            // kept before a stop that came before it was put away
            if (whole != null && whole && (open.moves() || !one.message().isSet(jakarta.mail.Flags.Flag.SEEN))) {
                kept.add(one.message());
            }
        }
        var fresh = new ReadAhead(
                open,
                found.stream().filter(one -> !taken.containsKey(one.uid())).toList());
        while (fresh.hasNext() && !stopped) {
            var one = fresh.next();
            var raw = read(open, fresh);
            if (raw.isPresent()) {
                intake.keep(box, validity, one.uid(), raw.get());
                (raw.get().whole() ? kept : tooLarge).add(one.message());
            }
            if (kept.size() >= PUT_AWAY_AT_ONCE) {
                open.putAway(kept);
                kept.clear();
            }
        }
        open.putAway(kept);
        open.leave(tooLarge);
    }

    /** One that the server cannot give holds up no other; it is asked for again at the next connection. */
    private Optional<RawMail> read(ImapSession open, ReadAhead fresh) throws MessagingException, IOException {
        var one = fresh.next();
        try {
            return fresh.read();
        } catch (MessagingException | IOException failure) {
            if (!open.isAlive()) {
                throw failure;
            }
            passedOver++;
            LOG.warn("message {} of mailbox {} cannot be read", one.uid(), box.id(), failure);
            return Optional.empty();
        }
    }

    private void await(ImapSession open) throws MessagingException {
        waitsSince = System.nanoTime();
        try {
            if (open.idles()) {
                open.idle();
            } else {
                woken.tryAcquire(MailboxReaders.POLL.toSeconds(), TimeUnit.SECONDS);
                woken.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            stopped = true;
        } finally {
            waitsSince = 0;
        }
    }

    /** One mail follows another, and what comes between a look and the wait for news is not told of by every server. */
    boolean hasJustTaken() {
        return System.nanoTime() - tookAt < LIVELY_NANOS;
    }

    /** How long nothing has been heard of the folder; 0 while it is read. */
    long waitsForNanos() {
        var since = waitsSince;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    /** Looks again now. */
    void wake() {
        woken.release();
        var open = session;
        if (open != null && waitsSince != 0 && open.idles()) {
            open.wake();
        }
    }

    /** Returns once it has ended; what it was just keeping is kept to the end. */
    void stop() {
        stopped = true;
        do {
            wake();
        } while (session != null && isLeftAMoment());
    }

    private static boolean isLeftAMoment() {
        LockSupport.parkNanos(BETWEEN_WAKES_NANOS);
        return !Thread.currentThread().isInterrupted();
    }
}
