package fr.parvis.appointments;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose time an appointment takes: an agent's, a counter's, or that of a resource that is needed beside them. Exactly one of the
 * three is given.
 *
 * @param resource its kind, as the terms of services name it ("biometrie")
 * @param services what it receives for; a resource serves whatever needs its kind
 */
public record Agenda(
        UUID id,
        UUID organisationId,
        UUID siteId,
        String slug,
        String name,
        @Nullable UUID agentId,
        @Nullable UUID counterId,
        @Nullable String resource,
        Set<UUID> services,
        boolean active,
        Facilities facilities) {}
