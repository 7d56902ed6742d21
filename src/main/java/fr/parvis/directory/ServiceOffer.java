package fr.parvis.directory;

import java.time.Duration;
import java.util.UUID;

/**
 * What people come for ("passeport, dépôt"). Belongs to the organisation and is offered at some of its sites.
 *
 * @param letter first character of the ticket numbers, unique in the organisation
 * @param usualDuration what the organisation expects a visit to take, until enough real visits are known
 */
public record ServiceOffer(
        UUID id, UUID organisationId, String slug, String name, String letter, Duration usualDuration, boolean active) {

    /** As a page shows it: in French a colon stays with the word before it. */
    public String shownName() {
        return name.replaceAll(" (?=[:;!?»])", "\u00a0").replace("« ", "«\u00a0");
    }
}
