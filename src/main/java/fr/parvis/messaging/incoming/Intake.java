package fr.parvis.messaging.incoming;

import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Ids;
import fr.parvis.platform.Sealer;
import fr.parvis.platform.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps a message, once, and tells of it, in one transaction; nothing here depends on what the message says. */
@Component
class Intake {
    /** For whoever takes nothing over. */
    static final Duration KEPT = Duration.ofDays(365);

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int LARGE = 4 * 1024 * 1024;
    private static final int MOST_REFERENCES = 100;
    private static final Pattern OURS = Pattern.compile("([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})@.+");

    private final IncomingTables tables;
    private final Sealer sealer;
    private final IncomingMails mails;
    private final Outbox outbox;
    private final OwnAddresses own;
    private final Attachments attachments;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** Large messages are taken one after the other, whatever the number of mailboxes: each needs several times its size. */
    private final ReentrantLock large = new ReentrantLock();

    Intake(
            IncomingTables tables,
            Sealer sealer,
            IncomingMails mails,
            Outbox outbox,
            OwnAddresses own,
            Attachments attachments,
            ApplicationEventPublisher publisher,
            TransactionTemplate transaction,
            Clock clock) {
        this.tables = tables;
        this.sealer = sealer;
        this.mails = mails;
        this.outbox = outbox;
        this.own = own;
        this.attachments = attachments;
        this.publisher = publisher;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Returns once the message is safely kept.
     *
     * @param uid its number in the mailbox, as long as the validity is the same
     */
    void keep(Mailbox box, long validity, long uid, RawMail raw) {
        var isLarge = raw.bytes().length > LARGE;
        if (isLarge) {
            large.lock();
        }
        try {
            keepOnce(box, validity, uid, raw);
        } finally {
            if (isLarge) {
                large.unlock();
            }
        }
    }

    private void keepOnce(Mailbox box, long validity, long uid, RawMail raw) {
        var digest = Sha256.of(raw.bytes());
        var known = tables.known(box.id(), digest);
        if (known.isPresent()) {
            tables.take(box.id(), validity, uid, known.get());
            return;
        }
        var id = Ids.next();
        var read = MailParser.read(raw, own.mail());
        var mail = read.mail();
        var sealed = sealer.seal(raw.bytes(), place(id));
        transaction.executeWithoutResult(_ -> {
            var now = clock.instant();
            var answers = answers(mail);
            var isNew = tables.insert(
                    id,
                    box,
                    digest,
                    raw,
                    sealed,
                    mails.mark(mail),
                    mail.nature().code(),
                    answers,
                    now,
                    now.plus(KEPT));
            if (isNew) {
                attachments.list(id, read);
                bringBack(mail);
                publisher.publishEvent(new MailReceived(
                        id, box.organisationId(), box.id(), box.siteId(), mail.nature(), answers, now));
            }
            tables.take(
                    box.id(),
                    validity,
                    uid,
                    isNew ? id : tables.known(box.id(), digest).orElseThrow());
        });
    }

    static String place(UUID id) {
        return "messaging.incoming " + id;
    }

    private @Nullable String answers(ParsedMail mail) {
        var ids = new ArrayList<UUID>();
        mail.references().stream().limit(MOST_REFERENCES).forEach(reference -> {
            var ours = OURS.matcher(reference);
            if (ours.matches()) {
                ids.add(UUID.fromString(ours.group(1)));
            }
        });
        var returned = mail.returned();
        if (returned != null && returned.message() != null) {
            ids.add(returned.message());
        }
        return outbox.keyOf(ids).orElse(null);
    }

    private void bringBack(ParsedMail mail) {
        var returned = mail.returned();
        if (returned != null && returned.permanent() && returned.message() != null) {
            var reason = (returned.status() + " " + returned.diagnostic()).strip();
            var isOurs = outbox.returned(returned.message(), reason);
            LOG.info("message {} came back{}", returned.message(), isOurs ? "" : ", and is not known here");
        }
    }
}
