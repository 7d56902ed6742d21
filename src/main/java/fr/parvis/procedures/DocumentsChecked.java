package fr.parvis.procedures;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An agent has looked at what somebody brought for a procedure, and the visit has ended. Published in the transaction of the visit's end;
 * nothing in it is about the person.
 */
public record DocumentsChecked(
        UUID organisationId, UUID siteId, String audience, String sheetId, List<Seen> documents, Instant at) {
    /** @param key the same for the same document, however a sheet writes it */
    public record Seen(String key, String what, boolean missing) {}
}
