package fr.parvis.messaging;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.platform.Ids;
import fr.parvis.platform.rights.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * SMS that people write to the organisation. Each is kept once, however often a gateway brings it, before the gateway hears that it
 * was; the words that stop and resume SMS are obeyed in the same transaction.
 */
@Component
public class IncomingSms {
    /** Without a name of its own, the same text from the same number in this time is the same SMS brought again. */
    static final Duration SAME = Duration.ofMinutes(10);

    /** @param from in the international form, or whatever the gateway calls it */
    public record Received(UUID id, String from, String to, String text, Instant at) {}

    private final SmsTables tables;
    private final MessageTables messages;
    private final Opposition opposition;
    private final Directory directory;
    private final ApplicationEventPublisher events;
    private final MessageSource texts;
    private final Clock clock;

    IncomingSms(
            SmsTables tables,
            MessageTables messages,
            Opposition opposition,
            Directory directory,
            ApplicationEventPublisher events,
            MessageSource texts,
            Clock clock) {
        this.tables = tables;
        this.messages = messages;
        this.opposition = opposition;
        this.directory = directory;
        this.events = events;
        this.texts = texts;
        this.clock = clock;
    }

    /** What became something of theirs, and what they wrote from a telephone that nobody shares with them. */
    public List<UUID> from(Person person) {
        return tables.from(person.ownPhones(), person.idArray());
    }

    /** Empty once it is erased, 30 days after it came. */
    public Optional<Received> find(UUID id) {
        return tables.find(id);
    }

    /**
     * @param gatewayKey names it for good; null when the gateway has no name for it
     * @return that of the first time when it was here already
     */
    @Transactional
    public UUID receive(String from, String to, String text, @Nullable String gatewayKey) {
        var sender = PhoneNumbers.international(from, directory.zone());
        var now = clock.instant();
        tables.lockSender(sender);
        var before = gatewayKey == null ? tables.same(sender, text, now.minus(SAME)) : tables.named(gatewayKey);
        if (before.isPresent()) {
            return before.get();
        }
        var id = Ids.next();
        var organisation = directory.organisation().id();
        tables.insert(organisation, gatewayKey, new Received(id, sender, to, text, now));
        StopWord.of(text).ifPresent(word -> obey(word, sender));
        events.publishEvent(new SmsReceived(id, organisation, sender, now));
        return id;
    }

    /** Whether the text is nothing but a word that stops or resumes SMS: it has been obeyed, and asks for nothing else. */
    public static boolean isObeyed(String text) {
        return StopWord.of(text).isPresent();
    }

    private void obey(StopWord word, String number) {
        switch (word.act()) {
            case STOP -> {
                if (opposition.oppose(number)) {
                    messages.dropOpposed(number);
                    answer(Opposition.STOPPED, "messaging.sms.stopped", word, number);
                }
            }
            case RESUME -> {
                if (opposition.takeBack(number)) {
                    answer("sms-resumed", "messaging.sms.resumed", word, number);
                }
            }
        }
    }

    private void answer(String about, String key, StopWord word, String number) {
        var name = new Object[] {directory.organisation().name()};
        var now = clock.instant();
        messages.insert(
                Ids.next(),
                directory.organisation().id(),
                new NewMessage(
                                about + " " + number + " " + now,
                                about,
                                Channel.SMS,
                                number,
                                "",
                                texts.getMessage(key, name, word.language().locale()),
                                null,
                                now,
                                now.plus(Duration.ofDays(1)))
                        .atOnce(),
                now,
                Message.Reason.NONE);
    }
}
