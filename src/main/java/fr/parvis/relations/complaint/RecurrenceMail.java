package fr.parvis.relations.complaint;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Accounts;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.relations.CauseRepeated;
import fr.parvis.relations.Leading;
import fr.parvis.relations.NewRequest;
import java.time.Clock;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Tells those who answer for a place that a cause has come back there. */
@Component
class RecurrenceMail {
    private final Accounts accounts;
    private final Outbox outbox;
    private final Directory directory;
    private final PublicAddress addresses;
    private final MessageSource texts;
    private final Clock clock;

    RecurrenceMail(
            Accounts accounts,
            Outbox outbox,
            Directory directory,
            PublicAddress addresses,
            MessageSource texts,
            Clock clock) {
        this.accounts = accounts;
        this.outbox = outbox;
        this.directory = directory;
        this.addresses = addresses;
        this.texts = texts;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(CauseRepeated repeated) {
        var facts = new Object[] {
            repeated.cause(),
            repeated.count(),
            addresses.inMessages("/agent/reclamations"),
            directory.organisation().name()
        };
        Leading.of(repeated.siteId(), accounts.list()).stream()
                .filter(account -> NewRequest.isEmail(account.login()))
                .forEach(account -> outbox.write(new NewMessage(
                        "cause-repeated " + repeated.recurrenceId() + " " + account.id(),
                        "cause-repeated",
                        NewMessage.Channel.EMAIL,
                        account.login(),
                        texts.getMessage("complaints.recurrence.mail.subject", facts, Locale.FRENCH),
                        texts.getMessage("complaints.recurrence.mail", facts, Locale.FRENCH),
                        null,
                        clock.instant(),
                        null)));
    }
}
