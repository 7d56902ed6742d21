package fr.parvis.messaging.incoming;

import fr.parvis.messaging.incoming.ImapSession.Listed;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for many small messages with one question: of a server far away the way there takes longer than the message. What it does not give
 * in company is asked for alone.
 */
final class ReadAhead {
    private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);
    private static final int TOGETHER = 50;
    private static final int SMALL_BYTES = 128 * 1024;

    private final ImapSession session;
    private final List<Listed> wanted;
    private final Map<Long, RawMail> had = new HashMap<>();
    private int next;
    private int askedUpTo;

    /** @param wanted in the order in which they are read */
    ReadAhead(ImapSession session, List<Listed> wanted) {
        this.session = session;
        this.wanted = wanted;
    }

    boolean hasNext() {
        return next < wanted.size();
    }

    /** Which one {@link #read} gives. */
    Listed next() {
        return wanted.get(next);
    }

    /** Empty when somebody has taken it out of the folder meanwhile. */
    Optional<RawMail> read() throws MessagingException, IOException {
        if (next >= askedUpTo) {
            ask();
        }
        var one = wanted.get(next++);
        var raw = had.remove(one.uid());
        return raw == null ? session.read(one) : Optional.of(raw);
    }

    private void ask() throws MessagingException {
        var small = wanted.subList(next, Math.min(next + TOGETHER, wanted.size())).stream()
                .takeWhile(one -> one.size() >= 0 && one.size() <= SMALL_BYTES)
                .toList();
        askedUpTo = next + Math.max(1, small.size());
        if (small.size() < 2) {
            return;
        }
        try {
            had.putAll(session.readTogether(small));
        } catch (MessagingException failure) {
            if (!session.isAlive()) {
                throw failure;
            }
            LOG.debug("a server does not give {} messages together", small.size(), failure);
        }
    }
}
