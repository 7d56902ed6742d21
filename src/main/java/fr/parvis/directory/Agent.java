package fr.parvis.directory;

import java.util.Set;
import java.util.UUID;

/**
 * The public servant who receives.
 *
 * @param skills services that the agent can serve
 * @param languages ISO 639-1 codes that the agent speaks with usagers
 */
public record Agent(
        UUID id,
        UUID organisationId,
        String name,
        Set<UUID> sites,
        Set<UUID> skills,
        Set<String> languages,
        boolean active) {}
