package fr.parvis.directory;

import java.util.Set;
import java.util.UUID;

/**
 * A desk where an agent receives.
 *
 * @param services what it serves unless told otherwise when opened
 * @param stepFree somebody in a wheelchair can be received there
 */
public record Counter(
        UUID id, UUID siteId, String slug, String name, Set<UUID> services, boolean stepFree, boolean active) {}
