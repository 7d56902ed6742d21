package fr.parvis.messaging;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where every message is written, in the transaction of what it tells of: neither is there without the other. It leaves when a
 * gateway for its channel is set up; until then it waits where an administrator can read it.
 */
@Component
public class Outbox {
    private final MessageTables tables;
    private final Gateways gateways;
    private final Directory directory;
    private final Clock clock;

    Outbox(MessageTables tables, Gateways gateways, Directory directory, Clock clock) {
        this.tables = tables;
        this.gateways = gateways;
        this.directory = directory;
        this.clock = clock;
    }

    /** Once for each key, however often it is written. */
    @Transactional
    public void write(NewMessage message) {
        tables.insert(Ids.next(), directory.organisation().id(), message, clock.instant());
    }

    /** What has not left yet and begins with this key is not sent any more. */
    @Transactional
    public void drop(String keyPrefix) {
        tables.drop(keyPrefix);
    }

    /** Whether messages of the channel leave at all. */
    public boolean sends(Channel channel) {
        return gateways.channels().contains(channel);
    }

    /** Those of the beginnings of keys whose last message was refused for good: whoever is meant has not been told. */
    public Set<String> refused(Collection<String> keyPrefixes) {
        return tables.refused(keyPrefixes);
    }

    /** Newest first; all states when null. */
    public List<Message> page(Message.@Nullable State state, int from, int most) {
        return tables.page(state, from, most);
    }

    /**
     * What was written to any of them and is not erased yet, newest first.
     *
     * @param recipients addresses and numbers, in small letters
     */
    public List<Message> to(Collection<String> recipients, int most) {
        return tables.to(recipients, most);
    }

    /** @throws ProblemException 404 */
    public Message message(UUID id) {
        return tables.find(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "messaging", "unknown-message"));
    }

    /** One that waits or was given up is tried at once; nothing happens to one that has left. */
    @Transactional
    public void tryNow(UUID id) {
        tables.tryNow(message(id).id(), clock.instant());
    }
}
