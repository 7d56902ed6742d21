package fr.parvis.messaging.web;

import fr.parvis.messaging.incoming.Mailbox;
import fr.parvis.messaging.incoming.Mailboxes;
import java.util.List;
import org.springframework.stereotype.Component;

/** Mailboxes that are not read although they should be: said where administrators begin. */
@Component("brokenMailboxes")
class BrokenMailboxes {
    private final Mailboxes mailboxes;

    BrokenMailboxes(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    public List<Mailbox> all() {
        return mailboxes.broken();
    }
}
