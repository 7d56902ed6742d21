package fr.parvis.messaging;

import fr.parvis.messaging.Message.Reason;
import fr.parvis.messaging.NewMessage.Channel;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Whether a message that is due leaves now, later or never. */
@Component
class SendingPolicy {
    sealed interface Verdict {}

    record Leaves() implements Verdict {}

    record Waits(Instant until, Reason reason) implements Verdict {}

    record Dropped(Reason reason) implements Verdict {}

    private final MessageTables tables;
    private final Opposition opposition;
    private final Rules rules;

    SendingPolicy(MessageTables tables, Opposition opposition, Rules rules) {
        this.tables = tables;
        this.opposition = opposition;
        this.rules = rules;
    }

    /** In the transaction that claims the message: two instances do not send one person too much together. */
    Verdict of(Message message, Instant now) {
        var to = Objects.requireNonNull(message.to());
        if (opposition.forbids(message.channel(), message.about(), to)) {
            return new Dropped(Reason.OPPOSED);
        }
        if (message.urgent()) {
            return new Leaves();
        }
        var set = rules.current();
        if (message.channel() != Channel.EMAIL) {
            var awake = rules.awake(set, now);
            if (awake.isAfter(now)) {
                return new Waits(awake, Reason.QUIET_HOURS);
            }
        }
        tables.lockPerson(to);
        return tables.sentToPerson(to, message, rules.startOfDay(now), now) < set.mostADay()
                ? new Leaves()
                : new Waits(rules.tomorrow(set, now), Reason.TOO_MANY_TODAY);
    }
}
