package fr.parvis.messaging.incoming;

import java.util.HashSet;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What is sent from these addresses and comes back is our own. */
@Component
class OwnAddresses {
    private final MailboxTables boxes;
    private final IncomingSettings settings;

    OwnAddresses(MailboxTables boxes, IncomingSettings settings) {
        this.boxes = boxes;
        this.settings = settings;
    }

    OwnMail mail() {
        var addresses = new HashSet<String>();
        boxes.all().forEach(box -> addresses.add(box.address().toLowerCase(Locale.ROOT)));
        if (!settings.mailFrom().isEmpty()) {
            addresses.add(settings.mailFrom());
        }
        return new OwnMail(addresses);
    }
}
