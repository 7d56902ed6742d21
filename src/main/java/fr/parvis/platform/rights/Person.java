package fr.parvis.platform.rights;

import fr.parvis.platform.Sha256;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Somebody, by everything that their rows are found by. What bears a name is found by its id; what bears none by where it came from or goes
 * to, as long as nobody else is reached there.
 *
 * @param reaches where they are reached
 * @param own those of the reaches that nobody else is known to share
 * @param ids of their sheets, requests, appointments, tickets…: of whatever is theirs
 * @param references that are read aloud, of requests and appointments
 */
public record Person(Set<PersonName> names, Set<Reach> reaches, Set<Reach> own, Set<UUID> ids, Set<String> references) {
    public String[] emails() {
        return values(reaches, Reach.Kind.EMAIL);
    }

    public String[] phones() {
        return values(reaches, Reach.Kind.PHONE);
    }

    public String[] ownEmails() {
        return values(own, Reach.Kind.EMAIL);
    }

    public String[] ownPhones() {
        return values(own, Reach.Kind.PHONE);
    }

    /** Where they are reached, as it may have been hashed: a plain hash of a number is found by trying. */
    public String[] hashes() {
        return reaches.stream()
                .flatMap(one -> one.kind() == Reach.Kind.EMAIL
                        ? Stream.of(one.value())
                        : Stream.of("0" + one.value(), "+33" + one.value()))
                .map(Sha256::of)
                .toArray(String[]::new);
    }

    public UUID[] idArray() {
        return ids.toArray(UUID[]::new);
    }

    public String[] referenceArray() {
        return references.toArray(String[]::new);
    }

    /** Ids and references as they stand in the middle of keys and bodies. */
    public String[] marks() {
        return Stream.concat(ids.stream().map(UUID::toString), references.stream())
                .toArray(String[]::new);
    }

    /** The same without some of what is theirs. */
    public Person without(Collection<UUID> kept, Collection<String> keptReferences) {
        var left = new LinkedHashSet<>(ids);
        left.removeAll(kept);
        var named = new LinkedHashSet<>(references);
        named.removeAll(keptReferences);
        return new Person(names, reaches, own, left, named);
    }

    /** Nobody but the owner of these rows. */
    public static Person ofRows(Collection<UUID> ids) {
        return new Person(Set.of(), Set.of(), Set.of(), Set.copyOf(ids), Set.of());
    }

    private static String[] values(Set<Reach> reaches, Reach.Kind kind) {
        return reaches.stream()
                .filter(one -> one.kind() == kind)
                .map(Reach::value)
                .toArray(String[]::new);
    }
}
