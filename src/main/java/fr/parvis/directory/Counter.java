package fr.parvis.directory;

import java.util.Set;
import java.util.UUID;

/** A desk where an agent receives. {@code services}: what it serves unless told otherwise when opened. */
public record Counter(UUID id, UUID siteId, String slug, String name, Set<UUID> services, boolean active) {}
