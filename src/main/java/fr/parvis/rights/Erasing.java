package fr.parvis.rights;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.messaging.LastWords;
import fr.parvis.platform.ReadableCode;
import fr.parvis.platform.Sealer;
import fr.parvis.platform.rights.Erasures;
import fr.parvis.platform.rights.Person;
import fr.parvis.platform.rights.PersonalDataHolder;
import fr.parvis.platform.rights.Reach;
import fr.parvis.platform.rights.Unfinished;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets a person everywhere, in one transaction, and leaves a receipt that names nobody. */
@Component
public class Erasing {
    private static final Logger LOG = LoggerFactory.getLogger(Erasing.class);
    private static final int LETTERS = 7;
    private static final int TRIES = 3;

    /**
     * @param confirmation the name of the person, or the reference
     * @param ends what is open is ended with it, at their wish
     * @param keeps what may still be contested is kept until its last day
     */
    public record Order(
            People.Search search,
            String confirmation,
            Receipt.@Nullable Reason reason,
            Receipt.@Nullable Checked checked,
            boolean ends,
            boolean keeps) {}

    private final List<PersonalDataHolder> holders;
    private final People people;
    private final ReceiptTables receipts;
    private final Erasures erasures;
    private final LastWords lastWords;
    private final Sealer sealer;
    private final Directory directory;
    private final AuditLog audit;
    private final MessageSource texts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Erasing(
            List<PersonalDataHolder> holders,
            People people,
            ReceiptTables receipts,
            Erasures erasures,
            LastWords lastWords,
            Sealer sealer,
            Directory directory,
            AuditLog audit,
            MessageSource texts,
            TransactionTemplate transaction,
            Clock clock) {
        this.holders = List.copyOf(holders);
        this.people = people;
        this.receipts = receipts;
        this.erasures = erasures;
        this.lastWords = lastWords;
        this.sealer = sealer;
        this.directory = directory;
        this.audit = audit;
        this.texts = texts;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What speaks against erasing all of it at once. */
    @Transactional
    public List<Unfinished> unfinished(Person person) {
        return holders.stream().flatMap(one -> one.unfinished(person).stream()).toList();
    }

    /**
     * All of it or nothing. Whoever is in the way of somebody else's act is tried again.
     *
     * @throws ProblemException about a field that must be corrected, or 404 when nobody is found any more
     */
    public Receipt erase(Order order) {
        for (var tries = 1; ; tries++) {
            try {
                return Objects.requireNonNull(transaction.execute(_ -> once(order)));
            } catch (PessimisticLockingFailureException inTheWay) {
                if (tries == TRIES) {
                    throw inTheWay;
                }
                LOG.info("somebody else acts on the same rows: the erasure begins anew");
            }
        }
    }

    private Receipt once(Order order) {
        erasures.begin();
        if (!(people.find(order.search()) instanceof People.Found found)) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "rights", "nobody");
        }
        var unfinished = unfinished(found.person());
        check(order, found, unfinished);
        var kept =
                order.keeps() ? unfinished.stream().filter(one -> !one.isOpen()).toList() : List.<Unfinished>of();
        var person = found.person()
                .without(
                        kept.stream().map(Unfinished::id).toList(),
                        kept.stream().map(Unfinished::name).toList());
        var email = email(found.person());
        var language = language(found.person());
        var counts = forget(person);
        var receipt = new Receipt(
                number(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Objects.requireNonNull(order.reason()),
                Objects.requireNonNull(order.checked()),
                email.isPresent(),
                counts,
                kept.stream()
                        .map(one -> new Receipt.Kept(one.kind(), Objects.requireNonNull(one.until()), null))
                        .toList());
        receipts.insert(receipt, Caller.current().map(Caller::id).orElse(null), marks(person));
        receipts.keep(receipt.number(), kept);
        email.ifPresent(address -> tell(address, receipt, language.locale()));
        audit.write("person-erased", receipt.number());
        return receipt;
    }

    private static void check(Order order, People.Found found, List<Unfinished> unfinished) {
        if (order.reason() == null) {
            throw ProblemException.field("reason", "rights", "reason-missing");
        }
        if (order.checked() == null) {
            throw ProblemException.field("checked", "rights", "check-missing");
        }
        if (!order.ends() && unfinished.stream().anyMatch(Unfinished::isOpen)) {
            throw ProblemException.field("ends", "rights", "still-open");
        }
        if (!Forms.names(order.confirmation(), found.name())) {
            throw ProblemException.field("confirmation", "rights", "name-not-typed", found.name());
        }
    }

    private Map<String, Integer> forget(Person person) {
        erasures.erased(person.ids());
        var counts = new TreeMap<String, Integer>();
        holders.forEach(one -> one.erase(person).forEach((kind, count) -> counts.merge(kind, count, Integer::sum)));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private static String number() {
        var letters = ReadableCode.random(LETTERS);
        var code = letters + ReadableCode.check(letters);
        return "EFF-" + code.substring(0, 4) + "-" + code.substring(4);
    }

    /** Where nobody else reads it. */
    private static Optional<String> email(Person person) {
        return person.own().stream()
                .filter(one -> one.kind() == Reach.Kind.EMAIL)
                .map(Reach::value)
                .findFirst();
    }

    /** As their sheet says, or the first thing that is kept of them in any of ours. */
    private Language language(Person person) {
        return holders.stream()
                .flatMap(one -> one.find(person).stream())
                .flatMap(held -> Stream.ofNullable(held.fields().get("language")))
                .flatMap(tag -> Language.of(tag.toString()).stream())
                .findFirst()
                .orElse(Language.FRENCH);
    }

    private void tell(String address, Receipt receipt, Locale locale) {
        var facts = new Object[] {receipt.number(), directory.organisation().name()};
        lastWords.write(
                address,
                text("rights.last.subject", facts, locale),
                text(receipt.kept().isEmpty() ? "rights.last.text" : "rights.last.text.kept", facts, locale));
    }

    private String text(String key, Object[] facts, Locale locale) {
        return Objects.requireNonNull(texts.getMessage(key, facts, locale));
    }

    private Set<String> marks(Person person) {
        var marks = new LinkedHashSet<String>();
        person.own().forEach(one -> marks.add(mark(one)));
        person.ids().forEach(one -> marks.add(mark(one)));
        return marks;
    }

    private String mark(Object what) {
        return sealer.marks("erased " + what).getFirst();
    }

    /** Newest first. */
    @Transactional
    public List<Receipt> receipts(int from, int most) {
        return receipts.page(from, most);
    }

    /** @throws ProblemException 404 */
    @Transactional
    public Receipt receipt(String number) {
        return receipts.find(number)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "rights", "unknown-receipt"));
    }

    /** What was kept to the day on which nobody can contest it any more. */
    @Transactional
    public int eraseKept(Instant at) {
        var rows = receipts.overdue(at.atZone(directory.zone()).toLocalDate());
        if (!rows.isEmpty()) {
            erasures.begin();
            forget(Person.ofRows(rows));
            receipts.erased(rows, at);
        }
        return rows.size();
    }

    @Transactional
    public int keptDue(Instant at) {
        return receipts.overdue(at.atZone(directory.zone()).toLocalDate()).size();
    }

    /**
     * After a backup was put back: what was erased since it was made is there again. The marks of the receipts find it.
     *
     * @return how many receipts found something
     */
    @Transactional
    public int replay() {
        erasures.begin();
        var ids = holders.stream().flatMap(one -> one.ids().stream()).toList();
        var again = 0;
        for (var receipt : receipts.marked()) {
            var marks = new HashSet<>(receipt.marks());
            var theirs = ids.stream().filter(one -> isMarked(one, marks)).collect(Collectors.toSet());
            if (!theirs.isEmpty()) {
                forget(whole(theirs, marks));
                receipts.replayed(receipt.number(), clock.instant());
                audit.write("erasure-replayed", receipt.number());
                again++;
            }
        }
        return again;
    }

    /** With the addresses of the rows that were theirs alone. */
    private Person whole(Set<UUID> ids, Set<String> marks) {
        var rows = Person.ofRows(ids);
        var own = holders.stream()
                .flatMap(one -> one.traces(rows).stream())
                .flatMap(trace -> trace.reaches().stream())
                .filter(reach -> isMarked(reach, marks))
                .collect(Collectors.toSet());
        return new Person(Set.of(), own, own, ids, Set.of());
    }

    private boolean isMarked(Object what, Set<String> marks) {
        return sealer.marks("erased " + what).stream().anyMatch(marks::contains);
    }
}
