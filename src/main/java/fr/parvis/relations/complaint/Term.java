package fr.parvis.relations.complaint;

import java.util.UUID;

/**
 * A category or a root cause.
 *
 * @param name in the words of the organisation; "" for one that every language has words for
 */
public record Term(UUID id, Kind kind, String code, String name, boolean active) {
    public enum Kind {
        CATEGORY,
        CAUSE
    }
}
