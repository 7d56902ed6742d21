package fr.parvis.directory;

import fr.parvis.directory.DirectoryEdited.Act;
import fr.parvis.platform.live.LiveUpdates;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Makes a change of the current transaction effective on every instance when it commits, and on this one at once. */
@Component
class DirectoryChange {
    private final Directory directory;
    private final LiveUpdates live;
    private final ApplicationEventPublisher publisher;

    DirectoryChange(Directory directory, LiveUpdates live, ApplicationEventPublisher publisher) {
        this.directory = directory;
        this.live = live;
        this.publisher = publisher;
    }

    /** @param subject as in {@link DirectoryEdited} */
    void announce(Act act, String subject) {
        publisher.publishEvent(new DirectoryEdited(act, subject));
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
