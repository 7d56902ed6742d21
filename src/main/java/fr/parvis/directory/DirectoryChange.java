package fr.parvis.directory;

import fr.parvis.platform.live.LiveUpdates;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Makes a change of the current transaction effective on every instance when it commits, and on this one at once. */
@Component
class DirectoryChange {
    private final Directory directory;
    private final LiveUpdates live;

    DirectoryChange(Directory directory, LiveUpdates live) {
        this.directory = directory;
        this.live = live;
    }

    void announce() {
        live.changed(Directory.TOPIC);
        directory.reload();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                directory.reload();
            }
        });
    }
}
