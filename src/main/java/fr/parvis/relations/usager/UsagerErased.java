package fr.parvis.relations.usager;

import java.util.Set;
import java.util.UUID;

/** Nothing is left of somebody here; other modules forget the ids. */
public record UsagerErased(UUID organisationId, Set<UUID> ids) {}
