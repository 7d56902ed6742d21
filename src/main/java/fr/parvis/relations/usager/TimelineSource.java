package fr.parvis.relations.usager;

import fr.parvis.relations.usager.Timeline.Entry;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What another module knows of somebody's dealings with the organisation. It is asked by id and by address, since not every
 * module knows usagers; it reads its own tables, in words of the asked language.
 */
public interface TimelineSource {
    /** Whom a reference is about. */
    record Holder(String firstName, String lastName, Set<UUID> usagerIds, Set<Contact> contacts) {}

    /**
     * @param usagerIds of one person, those that were merged included
     * @param contacts of that person; a family may share one, so that names have to agree as well where there are any
     */
    List<Entry> of(Usager usager, Collection<UUID> usagerIds, Collection<Contact> contacts, Locale locale);

    /** @param reference as somebody says or copies it */
    default Optional<Holder> holder(String reference) {
        return Optional.empty();
    }
}
