package fr.parvis.demo;

import fr.parvis.directory.Directory;
import fr.parvis.platform.StoredSettings;
import fr.parvis.relations.chat.ChatDesks;
import fr.parvis.relations.chat.ChatWork;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The town hall of Saint-Parvis chats while its hall is open: somebody is always there, and whoever tries it takes the chats. */
@Component
class DemoChat {
    private static final String BROUGHT = "demo.chat";
    private static final String HALL = "hotel-de-ville";
    /** No account: it stands for colleagues who have their page open, and takes nothing. */
    private static final UUID COLLEAGUE = new UUID(0x5061_7276_6973L, 1);

    private final ChatDesks desks;
    private final ChatWork work;
    private final Directory directory;
    private final StoredSettings stored;

    DemoChat(ChatDesks desks, ChatWork work, Directory directory, StoredSettings stored) {
        this.desks = desks;
        this.work = work;
        this.directory = directory;
        this.stored = stored;
    }

    /** Once: what an administrator of the town then takes away stays away. */
    void bring() {
        directory.findSite(HALL).ifPresent(hall -> {
            if (stored.find(BROUGHT).isEmpty()) {
                desks.add(hall.id(), null, List.of());
                stored.put(BROUGHT, "1");
            }
            work.taking(COLLEAGUE, TownPlan.PEOPLE.getFirst().name(), Set.of(hall.id()), true);
        });
    }

    void stay() {
        work.here(COLLEAGUE);
    }
}
