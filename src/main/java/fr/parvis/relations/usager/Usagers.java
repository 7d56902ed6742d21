package fr.parvis.relations.usager;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.messaging.PhoneNumbers;
import fr.parvis.messaging.ReadingLevel;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The people whom the organisation serves. Wherever an id is taken, one that was merged away is as good as the one that stands for it now,
 * so other tables keep the id that they once had.
 */
@Component
@Transactional
public class Usagers {
    private static final int MOST_FOUND = 20;
    private static final int MOST_LIKE = 200;
    private static final double NEAR = 0.86;
    private static final int LONGEST_ADDRESS = 250;

    private final UsagerTables tables;
    private final Likenesses likenesses;
    private final Consents consents;
    private final Directory directory;
    private final AuditLog audit;
    private final Clock clock;

    Usagers(
            UsagerTables tables,
            Likenesses likenesses,
            Consents consents,
            Directory directory,
            AuditLog audit,
            Clock clock) {
        this.tables = tables;
        this.likenesses = likenesses;
        this.consents = consents;
        this.directory = directory;
        this.audit = audit;
        this.clock = clock;
    }

    public Optional<Usager> find(UUID id) {
        return current(id)
                .flatMap(root ->
                        Optional.ofNullable(tables.usagers(List.of(root)).get(root)));
    }

    /** @throws ProblemException 404 */
    public Usager usager(UUID id) {
        return find(id).orElseThrow(Usagers::unknown);
    }

    /** In the order that they are asked for; those who are gone are left out. */
    public List<Usager> all(Collection<UUID> ids) {
        var roots = ids.stream().flatMap(id -> current(id).stream()).distinct().toList();
        var found = tables.usagers(roots);
        return roots.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Who stands for it now; empty when it never was or is erased. */
    public Optional<UUID> current(UUID id) {
        return tables.root(organisation(), id);
    }

    /** Everybody who is reached there, whoever was seen last first: a family may share one telephone. */
    public List<Usager> known(Contact contact) {
        return all(tables.known(organisation(), List.of(contact)));
    }

    /** Those who are reached where the holder is, and whose name can be theirs. */
    List<Usager> known(TimelineSource.Holder holder) {
        return all(tables.known(organisation(), holder.contacts())).stream()
                .filter(one -> isNamed(one, holder.firstName(), holder.lastName()))
                .toList();
    }

    /** Whether nothing in the names says that they are of two people; of a family, all may be reached at one telephone. */
    public boolean isNamed(Usager usager, String firstName, String lastName) {
        return Names.compatible(usager.firstName(), usager.lastName(), firstName, lastName);
    }

    /** Whether a name that may be half a name, or none, does not say that it is somebody else. */
    public boolean mayBe(Usager usager, String firstName, String lastName) {
        var typed = Names.words(firstName + " " + lastName);
        return typed.isEmpty()
                || isNamed(usager, firstName, lastName)
                || Names.words(usager.firstName() + " " + usager.lastName()).containsAll(typed);
    }

    /** How words are chosen for whoever is reached there and has this name; as usual for who is not known. */
    public ReadingLevel level(String firstName, String lastName, @Nullable String email, @Nullable String phone) {
        var contacts = contacts(email, phone);
        return !contacts.isEmpty()
                        && all(tables.known(organisation(), contacts)).stream()
                                .filter(one -> isNamed(one, firstName, lastName))
                                .anyMatch(one -> one.preferences().level() == ReadingLevel.PLAIN)
                ? ReadingLevel.PLAIN
                : ReadingLevel.USUAL;
    }

    /** What somebody typed as where they are reached, as it is compared here. */
    public Set<Contact> contacts(@Nullable String email, @Nullable String phone) {
        var found = new HashSet<Contact>();
        Contact.email(email).ifPresent(found::add);
        Contact.phone(phone, region()).ifPresent(found::add);
        return found;
    }

    public Optional<Contact> phone(String typed) {
        return Contact.phone(typed, region());
    }

    private String region() {
        return PhoneNumbers.region(directory.zone());
    }

    /**
     * Whoever is reached there and has a name that can be theirs, otherwise somebody new. Nobody is linked by a name alone, nor by an address
     * alone; who only looks alike is suggested to the staff. An address that is new is added to the person, not verified.
     *
     * @return empty without a last name: nobody is made of an address alone
     */
    public Optional<UUID> recognise(
            String firstName, String lastName, @Nullable String email, @Nullable String phone, String language) {
        if (Names.words(lastName).isEmpty()) {
            return Optional.empty();
        }
        var contacts = contacts(email, phone);
        tables.waitForTurn(organisation(), contacts);
        var same = tables.usagers(tables.known(organisation(), contacts)).values().stream()
                .filter(one -> isNamed(one, firstName, lastName))
                .findFirst();
        var now = clock.instant();
        var id = same.map(Usager::id).map(this::locked).orElseGet(() -> {
            var made = Ids.next();
            tables.insert(organisation(), row(made, firstName, lastName, language));
            tables.append(organisation(), made, "recognised", now, null);
            return made;
        });
        tables.seen(id, now);
        var known = same.map(Usager::contacts).orElse(Set.of());
        Contact.email(email)
                .filter(one -> !known.contains(one))
                .ifPresent(
                        one -> tables.add(id, one, Objects.requireNonNull(email).strip(), now));
        Contact.phone(phone, region())
                .filter(one -> !known.contains(one))
                .ifPresent(
                        one -> tables.add(id, one, Objects.requireNonNull(phone).strip(), now));
        if (!known.containsAll(contacts) || same.isEmpty()) {
            likenesses.lookFor(organisation(), id, now);
        }
        return Optional.of(id);
    }

    private UsagerRow row(UUID id, String firstName, String lastName, String language) {
        var now = clock.instant();
        return new UsagerRow(
                id,
                id,
                null,
                null,
                firstName.strip(),
                lastName.strip(),
                language,
                null,
                null,
                Set.of(),
                Set.of(),
                null,
                0,
                now,
                now,
                null);
    }

    /**
     * Somebody whom the staff writes down, also when somebody like them is known.
     *
     * @throws ProblemException about a field that must be corrected
     */
    public UUID create(
            Particulars typed,
            @Nullable String email,
            @Nullable String phone,
            Consents.@Nullable Taking needsAgreed,
            UUID by) {
        typed.check();
        var addresses = new ArrayList<Contact>();
        if (email != null && !email.isBlank()) {
            addresses.add(Contact.email(email).orElseThrow(() -> malformed("email")));
        }
        if (phone != null && !phone.isBlank()) {
            addresses.add(Contact.phone(phone, region()).orElseThrow(() -> malformed("phone")));
        }
        var id = Ids.next();
        var now = clock.instant();
        tables.insert(organisation(), row(id, typed.firstName(), typed.lastName(), typed.language()));
        agree(id, Set.of(), typed, needsAgreed, by);
        tables.save(tables.together(id)
                .with(typed, typed.firstName().strip(), typed.lastName().strip(), now));
        addresses.forEach(one -> tables.add(
                id,
                one,
                Objects.requireNonNull(one.kind() == Contact.Kind.EMAIL ? email : phone)
                        .strip(),
                now));
        likenesses.lookFor(organisation(), id, now);
        note("usager-created", id, by);
        return id;
    }

    /**
     * @param revision that the form was made from
     * @param needsAgreed how the person agreed to their needs being kept; null when they have agreed before, or have none
     * @throws ProblemException about a field that must be corrected, or when somebody has changed it since
     */
    public Usager change(UUID id, Particulars typed, int revision, Consents.@Nullable Taking needsAgreed, UUID by) {
        typed.check();
        var root = locked(id);
        var before = tables.together(root);
        if (before.root().revision() != revision) {
            throw ProblemException.field("changed", "relations", "usager-changed-meanwhile");
        }
        agree(
                root,
                Objects.requireNonNull(tables.usagers(List.of(root)).get(root)).ids(),
                typed,
                needsAgreed,
                by);
        var now = clock.instant();
        tables.save(
                before.with(typed, typed.firstName().strip(), typed.lastName().strip(), now));
        likenesses.lookFor(organisation(), root, now);
        note("usager-changed", root, by);
        return usager(root);
    }

    /** What it takes to receive somebody may tell of their health: it is kept with their explicit consent alone (RGPD art. 9, 2, a). */
    private void agree(UUID root, Set<UUID> ids, Particulars typed, Consents.@Nullable Taking agreed, UUID by) {
        if (typed.needs().isEmpty() || consents.isGiven(ids, Consent.Purpose.NEEDS)) {
            return;
        }
        if (agreed == null) {
            throw ProblemException.field("agreed", "relations", "usager-needs-not-agreed");
        }
        consents.write(root, Consent.Purpose.NEEDS, true, agreed, by);
    }

    /** @throws ProblemException when it cannot be read as one */
    public void add(UUID id, Contact.Kind kind, String typed, UUID by) {
        var root = locked(id);
        if (typed.length() > LONGEST_ADDRESS) {
            throw malformed("value");
        }
        var contact = switch (kind) {
            case EMAIL -> Contact.email(typed);
            case PHONE -> Contact.phone(typed, region());
            case POST -> Contact.post(typed);
        };
        var now = clock.instant();
        var read = contact.orElseThrow(() -> malformed("value"));
        if (!usager(root).contacts().contains(read)) {
            tables.add(root, read, typed.strip(), now);
        }
        tables.seen(root, now);
        likenesses.lookFor(organisation(), root, now);
        note("usager-contact-added", root, by);
    }

    private static ProblemException malformed(String field) {
        return ProblemException.field(field, "relations", "usager-contact-malformed");
    }

    public void remove(UUID id, Contact contact, UUID by) {
        var root = locked(id);
        if (tables.remove(root, contact) > 0) {
            note("usager-contact-removed", root, by);
        }
    }

    /** The person has shown or said again that it is theirs. */
    public void verified(UUID id, Contact contact, UUID by) {
        var root = locked(id);
        if (tables.verified(root, contact, clock.instant()) > 0) {
            note("usager-contact-verified", root, by);
        }
    }

    /** The last word on a purpose; needs are forgotten with the consent to keep them. */
    public void consent(UUID id, Consent.Purpose purpose, boolean given, Consents.Taking how, UUID by) {
        var root = locked(id);
        if (given) {
            consents.write(root, purpose, true, how, by);
        } else {
            // each of those merged together: none must come back to life when they are told apart
            usager(root).ids().forEach(one -> consents.write(one, purpose, false, how, by));
            if (purpose == Consent.Purpose.NEEDS) {
                tables.forgetNeeds(root);
            }
        }
        tables.seen(root, clock.instant());
        note(given ? "usager-consent-given" : "usager-consent-withdrawn", root, by);
    }

    /** Both live together. */
    public void liveTogether(UUID id, UUID other, UUID by) {
        var first = usager(id);
        var second = usager(other);
        var household = Stream.of(first.householdId(), second.householdId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(Ids::next);
        tables.live(first.id(), household);
        tables.live(second.id(), household);
        note("usager-household-joined", first.id(), by);
    }

    public void liveApart(UUID id, UUID by) {
        var root = locked(id);
        tables.live(root, null);
        note("usager-household-left", root, by);
    }

    /** Those of the same household, by name. */
    public List<Usager> household(Usager of) {
        var household = of.householdId();
        return household == null
                ? List.of()
                : all(tables.household(household)).stream()
                        .filter(one -> !one.id().equals(of.id()))
                        .toList();
    }

    /**
     * By name, with typing errors, by telephone or by e-mail address; nobody for less than two letters.
     *
     * @param typed as somebody says it
     */
    public List<Usager> search(String typed) {
        var contacts = new HashSet<Contact>();
        Contact.email(typed).ifPresent(contacts::add);
        if (typed.chars().filter(Character::isDigit).count() >= 6) {
            phone(typed).ifPresent(contacts::add);
        }
        if (!contacts.isEmpty()) {
            return all(tables.known(organisation(), contacts)).stream()
                    .limit(MOST_FOUND)
                    .toList();
        }
        var key = String.join(" ", Names.words(typed));
        return key.length() < 2
                ? List.of()
                : all(tables.named(organisation(), key, MOST_LIKE).stream()
                        .filter(one -> Names.nearness(key, one.key()) >= NEAR)
                        .sorted(Comparator.comparingDouble(one -> -Names.nearness(key, one.key())))
                        .map(UsagerTables.Named::root)
                        .distinct()
                        .limit(MOST_FOUND)
                        .toList());
    }

    /** Somebody is looking at the sheet. */
    public void opened(UUID id) {
        audit.write("usager-opened", id.toString());
    }

    /** The one that stands for it, for this transaction alone. */
    UUID locked(UUID id) {
        for (var root = current(id); root.isPresent(); root = current(id)) {
            if (tables.lock(root.get())) {
                return root.get();
            }
        }
        throw unknown();
    }

    void note(String act, UUID id, UUID by) {
        tables.append(organisation(), id, act.replaceFirst("^usagers?-", ""), clock.instant(), by);
        audit.write(act, id.toString());
    }

    private UUID organisation() {
        return directory.organisation().id();
    }

    static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-usager");
    }
}
