package fr.parvis.appointments.sessions;

import java.util.UUID;

/** A session, or who is registered, has changed; told in the act's own transaction. */
public record SessionChanged(UUID siteId) {}
