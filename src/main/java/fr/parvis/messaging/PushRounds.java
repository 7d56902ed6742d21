package fr.parvis.messaging;

import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Whoever is called must hear it now: a message that is urgent leaves as soon as what it tells of is committed, on a thread of its own,
 * so that a push service which is slow holds up nobody else's. Whatever a round leaves behind, the postman takes.
 */
@Component
class PushRounds {
    private static final Logger LOG = LoggerFactory.getLogger(PushRounds.class);
    private static final int MOST_AT_ONCE = 8;

    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private final Postman postman;

    PushRounds(Postman postman) {
        this.postman = postman;
    }

    void afterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                Thread.ofVirtual().name("push-round").start(PushRounds.this::round);
            }
        });
    }

    private void round() {
        try {
            free.acquire();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            postman.round(NewMessage.Channel.PUSH);
        } catch (RuntimeException failure) {
            LOG.warn("a push message waits for the next round: {}", failure.getMessage());
        } finally {
            free.release();
        }
    }
}
