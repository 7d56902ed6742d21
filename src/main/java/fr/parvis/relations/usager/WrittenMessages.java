package fr.parvis.relations.usager;

import fr.parvis.messaging.Message;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import fr.parvis.relations.usager.Timeline.Entry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What was written to somebody, as long as the outbox knows to whom. */
@Component
class WrittenMessages implements TimelineSource {
    private static final int MOST = 200;

    private final Outbox outbox;
    private final MessageSource words;

    WrittenMessages(Outbox outbox, MessageSource words) {
        this.outbox = outbox;
        this.words = words;
    }

    @Override
    public List<Entry> of(Usager usager, Collection<UUID> usagerIds, Collection<Contact> contacts, Locale locale) {
        var to = new TreeSet<String>();
        usager.addresses().forEach(one -> to.add(one.value().toLowerCase(Locale.ROOT)));
        contacts.forEach(one -> to.add(one.normalised()));
        return outbox.to(to, MOST).stream()
                .map(message -> entry(message, locale))
                .toList();
    }

    private Entry entry(Message message, Locale locale) {
        return new Entry(
                at(message),
                message.channel() == NewMessage.Channel.EMAIL ? Channel.EMAIL : Channel.SMS,
                Timeline.Kind.MESSAGE,
                about(message, locale),
                words.getMessage("usager.message." + message.state().code(), null, locale),
                message.state() == Message.State.WAITING,
                null,
                "messaging");
    }

    private static Instant at(Message message) {
        return Objects.requireNonNullElse(message.sentAt(), message.createdAt());
    }

    /** The subject may quote what is not for every reader; what it is about is enough. */
    private String about(Message message, Locale locale) {
        return Objects.requireNonNull(
                words.getMessage("messaging.about." + message.about(), null, message.about(), locale));
    }
}
