package fr.parvis.platform.rights;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What speaks against erasing something at once.
 *
 * @param kind code of a {@link DataKind}
 * @param name how the staff calls it, such as its reference
 * @param until the last day on which it may be needed to establish or defend a right (RGPD art. 17, 3, e); null while it is open, and
 *     would be ended by the erasure
 */
public record Unfinished(
        String kind, UUID id, String name, @Nullable LocalDate until) {
    public boolean isOpen() {
        return until == null;
    }
}
