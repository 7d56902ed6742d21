package fr.parvis.identity;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An outside organisation whose people book for those whom they help.
 *
 * @param services what it may book
 * @param sites where
 * @param mostOpen how many appointments it may have ahead of it at once; null for as many as it needs
 * @param open false once an administrator has closed it: nobody gets in with it
 */
public record Partner(
        UUID id,
        String name,
        Set<UUID> services,
        Set<UUID> sites,
        @Nullable Integer mostOpen,
        boolean open) {
    /** Enough for a social worker's week; more is a decision of the administrator. */
    public static final int USUAL_MOST_OPEN = 20;

    public boolean mayBook(UUID siteId, UUID serviceId) {
        return sites.contains(siteId) && services.contains(serviceId);
    }
}
