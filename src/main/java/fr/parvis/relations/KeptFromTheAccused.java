package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.messaging.HiddenMessages;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Messages about a complaint are not shown to the one whom it is about, whatever they may administer. */
@Component
class KeptFromTheAccused implements HiddenMessages {
    private static final int PREFIX = "request ".length();
    private static final int UUID_LENGTH = 36;

    private final RequestTables tables;
    private final Directory directory;

    KeptFromTheAccused(RequestTables tables, Directory directory) {
        this.tables = tables;
        this.directory = directory;
    }

    @Override
    public boolean hides(String key) {
        if (!key.startsWith("request ") || key.length() < PREFIX + UUID_LENGTH) {
            return false;
        }
        var id = UUID.fromString(key.substring(PREFIX, PREFIX + UUID_LENGTH));
        return Caller.current()
                .filter(caller -> tables.find(directory.organisation().id(), id)
                        .filter(request -> tables.isAbout(request, caller.id()))
                        .isPresent())
                .isPresent();
    }
}
