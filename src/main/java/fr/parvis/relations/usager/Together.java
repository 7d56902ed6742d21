package fr.parvis.relations.usager;

import fr.parvis.relations.usager.Usager.Address;
import fr.parvis.relations.usager.Usager.Merged;
import fr.parvis.relations.usager.Usager.Moment;
import fr.parvis.relations.usager.Usager.Preferences;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one person read as one, without a look at any table. What a row says itself counts; what it never said is taken from those merged into it, oldest
 * first; needs and addresses add up. Nothing is written by a merge, so taking it back has nothing to restore.
 */
final class Together {
    /** What a row may say or not. */
    private interface Field<T> {
        @Nullable
        T in(UsagerRow row);
    }

    private static final String ANY = "any";

    private final UsagerRow root;
    private final List<UsagerRow> rows;

    /** @param rows of one root, the root among them */
    Together(Collection<UsagerRow> rows) {
        this.rows = rows.stream()
                .sorted(Comparator.comparing(UsagerRow::createdAt).thenComparing(UsagerRow::id))
                .toList();
        this.root = this.rows.stream()
                .filter(row -> row.mergedInto() == null)
                .findFirst()
                .orElseThrow();
    }

    UsagerRow root() {
        return root;
    }

    Usager usager(Collection<Address> addresses) {
        return new Usager(
                root.id(),
                rows.stream().map(UsagerRow::id).collect(Collectors.toUnmodifiableSet()),
                root.firstName(),
                root.lastName(),
                preferences(),
                each(addresses),
                said(root, UsagerRow::householdId),
                root.revision(),
                rows.getFirst().createdAt(),
                rows.stream()
                        .map(UsagerRow::lastSeenAt)
                        .max(Comparator.naturalOrder())
                        .orElse(root.lastSeenAt()),
                merged());
    }

    private Preferences preferences() {
        return new Preferences(
                root.language(),
                needs(root),
                Channel.of(Objects.requireNonNullElse(said(root, UsagerRow::channel), ANY))
                        .orElse(null),
                Moment.of(Objects.requireNonNullElse(said(root, UsagerRow::moment), ANY))
                        .orElse(null));
    }

    /**
     * The root's row so that together it says what was typed. What was so already stays where it was said: nothing of those merged
     * into it becomes its own.
     */
    UsagerRow with(Particulars typed, String firstName, String lastName, Instant now) {
        var before = preferences();
        var inherited = inherited(root);
        var own = EnumSet.noneOf(Need.class);
        typed.needs().stream()
                .filter(need -> root.needs().contains(need) || !inherited.contains(need))
                .forEach(own::add);
        inherited.removeAll(typed.needs());
        return new UsagerRow(
                root.id(),
                root.rootId(),
                null,
                null,
                firstName,
                lastName,
                typed.language(),
                Objects.equals(typed.channel(), before.channel()) ? root.channel() : code(typed.channel()),
                Objects.equals(typed.moment(), before.moment()) ? root.moment() : code(typed.moment()),
                own,
                inherited,
                root.householdId(),
                root.revision() + 1,
                root.createdAt(),
                now,
                null);
    }

    private static String code(@Nullable Channel channel) {
        return channel == null ? ANY : channel.code();
    }

    private static String code(@Nullable Moment moment) {
        return moment == null ? ANY : moment.code();
    }

    private Stream<UsagerRow> under(UsagerRow row) {
        return rows.stream().filter(other -> row.id().equals(other.mergedInto()));
    }

    private <T> @Nullable T said(UsagerRow row, Field<T> what) {
        var own = what.in(row);
        if (own != null) {
            return own;
        }
        for (var other : under(row).toList()) {
            var theirs = said(other, what);
            if (theirs != null) {
                return theirs;
            }
        }
        return null;
    }

    private Set<Need> needs(UsagerRow row) {
        var all = inherited(row);
        all.removeAll(row.dropped());
        all.addAll(row.needs());
        return all;
    }

    private Set<Need> inherited(UsagerRow row) {
        var all = EnumSet.noneOf(Need.class);
        under(row).forEach(other -> all.addAll(needs(other)));
        return all;
    }

    /** Each once, verified ones first. */
    private static List<Address> each(Collection<Address> addresses) {
        Map<Contact, Address> once = new LinkedHashMap<>();
        var order = Comparator.comparing((Address one) -> one.verifiedAt() == null)
                .thenComparing(Address::addedAt)
                .thenComparing(Address::id);
        addresses.stream().sorted(order).forEach(one -> once.putIfAbsent(one.contact(), one));
        return List.copyOf(once.values());
    }

    private List<Merged> merged() {
        return rows.stream()
                .flatMap(row -> {
                    var merge = row.mergeId();
                    var into = row.mergedInto();
                    var at = row.mergedAt();
                    return merge == null || into == null || at == null
                            ? Stream.empty()
                            : Stream.of(new Merged(
                                    merge, row.id(), into, (row.firstName() + " " + row.lastName()).strip(), at));
                })
                .sorted(Comparator.comparing(Merged::at).reversed())
                .toList();
    }
}
