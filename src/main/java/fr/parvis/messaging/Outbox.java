package fr.parvis.messaging;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.platform.Ids;
import fr.parvis.platform.rights.Erasures;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    private final Letters letters;
    private final Gateways gateways;
    private final Opposition opposition;
    private final Erasures erasures;
    private final PushRounds pushes;
    private final Directory directory;
    private final Clock clock;

    Outbox(
            MessageTables tables,
            Letters letters,
            Gateways gateways,
            Opposition opposition,
            Erasures erasures,
            PushRounds pushes,
            Directory directory,
            Clock clock) {
        this.tables = tables;
        this.letters = letters;
        this.gateways = gateways;
        this.opposition = opposition;
        this.erasures = erasures;
        this.pushes = pushes;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Once for each key, however often it is written. The number of an SMS is brought into the international form, whoever wrote it; an SMS to a
     * number that wrote STOP, or that is no mobile telephone's, is dropped at once, to be seen.
     */
    @Transactional
    public void write(NewMessage message) {
        insert(Ids.next(), message);
    }

    /** What is about somebody who was erased meanwhile is written to nobody. */
    private boolean insert(UUID id, NewMessage message) {
        erasures.carry();
        if (erasures.isOfErased(message.key())) {
            return false;
        }
        if (message.channel() == Channel.PUSH && message.urgent()) {
            pushes.afterCommit();
        }
        var ready = message.channel() == Channel.SMS
                ? message.to(PhoneNumbers.international(message.to(), directory.zone()))
                : message;
        return tables.insert(id, directory.organisation().id(), ready, clock.instant(), refusal(ready));
    }

    private Message.Reason refusal(NewMessage message) {
        if (message.channel() == Channel.SMS && !PhoneNumbers.takesSms(message.to())) {
            return Message.Reason.NO_MOBILE;
        }
        return opposition.forbids(message.channel(), message.about(), message.to())
                ? Message.Reason.OPPOSED
                : Message.Reason.NONE;
    }

    /**
     * An e-mail that a person wrote: once for each key, too.
     *
     * @return the identifier in its Message-ID, of the first one with this key
     */
    @Transactional
    public UUID write(NewMessage message, Letter letter) {
        var id = Ids.next();
        if (insert(id, message)) {
            letters.insert(id, letter);
            return id;
        }
        return tables.idOf(message.key()).orElse(id);
    }

    /** The mail server of the address brought it back: whoever is meant has not been told. */
    @Transactional
    public boolean returned(UUID id, String reason) {
        return tables.returned(id, "the mail came back: " + reason);
    }

    /** What stands in the outbox under these keys, by key. */
    public Map<String, Message> named(Collection<String> keys) {
        return keys.isEmpty()
                ? Map.of()
                : tables.named(keys).stream().collect(Collectors.toMap(Message::key, Function.identity()));
    }

    /** The key of the newest message among those; empty when none is ours. */
    public Optional<String> keyOf(Collection<UUID> ids) {
        return ids.isEmpty() ? Optional.empty() : tables.newestKey(ids);
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

    /** Those of the beginnings of keys whose last message was refused for good, did not arrive, or was opposed: whoever is meant has not been told. */
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

    /** One that waits or was given up is tried at once, whatever the rules say; nothing happens to one that has left. */
    @Transactional
    public void tryNow(UUID id) {
        tables.tryNow(message(id).id(), clock.instant());
    }
}
