package fr.parvis.relations;

import fr.parvis.messaging.Message;
import fr.parvis.messaging.Outbox;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What became of our words to people, as far as they left by e-mail or SMS. */
@Component
@Transactional(readOnly = true)
public class Deliveries {
    private final Outbox outbox;

    Deliveries(Outbox outbox) {
        this.outbox = outbox;
    }

    /** By interaction; what stands on the page of the request alone has none. */
    public Map<UUID, Message> of(Collection<Interaction> words) {
        var ours = words.stream()
                .filter(one -> one.direction() == Interaction.Direction.OUT)
                .toList();
        var found = outbox.named(ours.stream().map(RequestMail::key).toList());
        var deliveries = new HashMap<UUID, Message>();
        for (var one : ours) {
            var message = found.get(RequestMail.key(one));
            if (message != null) {
                deliveries.put(one.id(), message);
            }
        }
        return deliveries;
    }
}
