package fr.parvis.messaging;

import fr.parvis.messaging.sms.SmppReceiver;
import fr.parvis.messaging.sms.SmsText;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps what a centre of SMS brings; when it returns, it is kept. */
@Component
class SmsArrivals implements SmppReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(SmsArrivals.class);

    private final IncomingSms incoming;
    private final SmsTables tables;
    private final MessageTables messages;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SmsArrivals(
            IncomingSms incoming,
            SmsTables tables,
            MessageTables messages,
            TransactionTemplate transaction,
            Clock clock) {
        this.incoming = incoming;
        this.tables = tables;
        this.messages = messages;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void sms(Part part) {
        transaction.executeWithoutResult(_ -> {
            var key = part.id() == null ? null : "smpp " + part.id();
            if (part.total() < 2 || part.number() < 1 || part.number() > part.total()) {
                incoming.receive(part.from(), part.to(), words(part.content(), part.coding()), key);
                return;
            }
            tables.lockSender(part.from());
            tables.insertPart(part, clock.instant());
            var parts = tables.parts(part);
            if (parts.size() == part.total()) {
                var whole = new ByteArrayOutputStream();
                parts.forEach(whole::writeBytes);
                tables.deleteParts(part);
                incoming.receive(part.from(), part.to(), words(whole.toByteArray(), part.coding()), key);
            }
        });
    }

    private static String words(byte[] content, byte coding) {
        return SmsText.read(content, coding).replace("\0", "");
    }

    @Override
    public void receipt(Receipt receipt) {
        transaction.executeWithoutResult(_ -> {
            LOG.debug("the centre of SMS says of {}: {}", receipt.id(), receipt.detail());
            var now = clock.instant();
            tables.receipt(receipt, now).ifPresent(message -> messages.settle(message, now));
        });
    }
}
