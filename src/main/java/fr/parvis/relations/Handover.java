package fr.parvis.relations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person handed over to another body, with their consent, until it confirms that it has taken them up.
 *
 * @param body its name on that day
 * @param token opens what was handed over
 * @param words what was handed over
 * @param contact whether name, address and number of the person were handed over too
 * @param documents keys of what came with the request, on its page or by e-mail
 * @param closes whether the request ends when they have taken it up
 * @param answeredAt null while nobody there has answered
 * @param answer what happens next there, or why it is not for them
 */
public record Handover(
        UUID id,
        UUID request,
        UUID bodyId,
        String body,
        String token,
        String words,
        boolean contact,
        Set<String> documents,
        Consent consent,
        LocalDate consentedOn,
        boolean closes,
        Instant at,
        String by,
        LocalDate dueOn,
        Instant expiresAt,
        State state,
        @Nullable Instant answeredAt,
        String answeredBy,
        String answer) {
    /** How the person agreed. */
    public enum Consent {
        SPOKEN,
        WRITTEN,
        FORM
    }

    public enum State {
        SENT,
        TAKEN,
        DECLINED,
        /** Taken back by us before anybody there had answered: its page opens no more. */
        WITHDRAWN
    }
}
