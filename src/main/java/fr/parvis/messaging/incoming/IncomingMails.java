package fr.parvis.messaging.incoming;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.platform.Sealer;
import fr.parvis.platform.rights.Person;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The messages that came in, for whoever answers them. They are opened each time, and are nowhere in the database in plain words. */
@Component
public class IncomingMails {
    private static final String SENDER = "sender ";
    private static final int MOST_SCANNED_AT_ONCE = 50;
    private static final Duration SCANNED_FOR = Duration.ofDays(30);

    private final IncomingTables tables;
    private final Sealer sealer;
    private final Attachments attachments;
    private final OwnAddresses own;
    private final Clock clock;

    IncomingMails(IncomingTables tables, Sealer sealer, Attachments attachments, OwnAddresses own, Clock clock) {
        this.tables = tables;
        this.sealer = sealer;
        this.attachments = attachments;
        this.own = own;
        this.clock = clock;
    }

    /** An attachment that may be handed out. */
    public record Handed(String name, String type, byte[] content) {}

    /**
     * What is said of an attachment without opening its message.
     *
     * @param number from 0, in the order of the message
     * @param size in bytes
     * @param inline shown inside the text
     */
    public record Enclosed(int number, String name, int size, boolean inline, Verdict verdict) {}

    private record Opened(IncomingTables.Row row, MailParser.Read read) {}

    /** Empty when there is none, or it is erased. May take as long as the scanner of its attachments needs. */
    public Optional<IncomingMail> find(UUID id) {
        return open(id).map(this::judged);
    }

    private IncomingMail judged(Opened opened) {
        var mail = opened.read().mail();
        var verdicts = new ArrayList<Verdict>();
        for (var one : mail.attachments()) {
            verdicts.add(attachments.judge(
                    opened.row().id(), one, opened.read().contents().get(one.number())));
        }
        var row = opened.row();
        return new IncomingMail(
                row.id(),
                row.mailboxId(),
                row.mailboxAddress(),
                row.siteId(),
                row.receivedAt(),
                row.answers(),
                mail,
                verdicts);
    }

    private Optional<Opened> open(UUID id) {
        return tables.find(id).flatMap(row -> {
            var sealed = row.sealed();
            return sealed == null
                    ? Optional.empty()
                    : Optional.of(new Opened(
                            row,
                            MailParser.read(
                                    new RawMail(sealer.open(sealed, Intake.place(id)), row.whole()), own.mail())));
        });
    }

    /** None when there is no such message, or it is erased. No scanner is waited for. */
    public List<Enclosed> enclosed(UUID id) {
        var listed = tables.isListed(id);
        if (listed.isEmpty()) {
            return List.of();
        }
        if (!listed.get()) {
            // it came before there was a list
            open(id).ifPresent(opened -> attachments.list(id, opened.read()));
        }
        return attachments.listed(id);
    }

    /** Those that waited for a scanner that was away. */
    void scanWaiting() {
        if (attachments.hasScanner()) {
            tables.unscanned(clock.instant().minus(SCANNED_FOR), MOST_SCANNED_AT_ONCE)
                    .forEach(this::find);
        }
    }

    /** Whether an attachment with this verdict may be handed out. */
    public boolean isHandedOut(Verdict verdict) {
        return attachments.isHandedOut(verdict);
    }

    /**
     * @param number of the attachment, from 0
     * @throws ProblemException 404 when there is none; 403 when its verdict does not let it out
     */
    public Handed attachment(UUID id, int number) {
        var opened = open(id).orElseThrow(IncomingMails::unknown);
        var all = opened.read().mail().attachments();
        if (number < 0 || number >= all.size()) {
            throw unknown();
        }
        var one = all.get(number);
        var content = opened.read().contents().get(number);
        if (!attachments.isHandedOut(attachments.judge(id, one, content))) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "messaging", "attachment-withheld", one.name());
        }
        return new Handed(one.name(), one.detected(), content);
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "messaging", "unknown-attachment");
    }

    /** Whoever answers has taken over what they need; it may still be looked up until then. */
    @Transactional
    public void done(UUID id, Instant keptUntil) {
        tables.done(id, keptUntil);
    }

    /** Its content, at once; what remains says that it was taken, so that it is not taken again. */
    @Transactional
    public void erase(UUID id) {
        tables.erase(id);
    }

    /** As it came, for whoever it is of. */
    record Came(Instant receivedAt, ParsedMail mail, List<byte[]> contents) {}

    Optional<Came> read(UUID id) {
        return open(id).map(opened -> new Came(
                opened.row().receivedAt(), opened.read().mail(), opened.read().contents()));
    }

    /** What became something of theirs, and what they wrote from an address that nobody shares with them; oldest first. */
    @Transactional
    public List<UUID> from(Person person) {
        tables.unmarked()
                .forEach(id -> open(id).ifPresent(
                                opened -> tables.mark(id, mark(opened.read().mail()))));
        return tables.from(
                Stream.of(person.ownEmails())
                        .flatMap(email -> sealer.marks(SENDER + email).stream())
                        .toArray(String[]::new),
                person.idArray());
    }

    /** Of the sender, who stands nowhere else in plain words. */
    String mark(ParsedMail mail) {
        return sealer.marks(SENDER + mail.from().address().strip().toLowerCase(Locale.ROOT))
                .getFirst();
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> incomingScanTask(IncomingMails mails) {
            return Tasks.recurring("incoming-mail-scan", FixedDelay.ofMinutes(10))
                    .execute((_, _) -> mails.scanWaiting());
        }
    }
}
