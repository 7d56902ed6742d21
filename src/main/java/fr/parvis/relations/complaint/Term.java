package fr.parvis.relations.complaint;

import java.util.UUID;

/**
 * A category or a root cause.
 *
 * @param name in the words of the organisation; "" for one that every language has words for
 * @param personal about how somebody behaves: the complaint is held back until it is said whom it is about
 */
public record Term(UUID id, Kind kind, String code, String name, boolean active, boolean personal) {
    public enum Kind {
        CATEGORY,
        CAUSE
    }

    /** Added by the organisation: the others are the same everywhere. */
    public boolean isOwn() {
        return code.equals(id.toString());
    }
}
