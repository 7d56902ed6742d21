package fr.parvis.relations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that an usager wants answered.
 *
 * @param dueOn the last day on which an answer keeps the promise
 * @param language ISO 639-1, of the page where it was asked
 * @param about the sheet that it was asked from, null when it was none
 * @param said null once the personal data is erased
 * @param tries calls that nobody took
 * @param outcome the answer, or who has the request now; null while there is none, and once it is erased
 */
public record Request(
        UUID id,
        Reference reference,
        Kind kind,
        State state,
        Instant receivedAt,
        LocalDate dueOn,
        String language,
        @Nullable About about,
        @Nullable Said said,
        int tries,
        @Nullable String outcome,
        @Nullable Instant closedAt) {

    public static final int MOST_TRIES = 3;

    public enum Kind {
        QUESTION,
        CALL_BACK
    }

    /**
     * All but the first are ends. NOT_REACHED: called as often as promised, and nobody answered. UNANSWERED: the organisation
     * never answered, and what was asked is erased.
     */
    public enum State {
        RECEIVED,
        ANSWERED,
        SENT_ON,
        NOT_REACHED,
        WITHDRAWN,
        UNANSWERED
    }

    /** @param sheet its number */
    public record About(String sheet, String title) {}

    /**
     * The personal data of a request.
     *
     * @param email empty when no answer is wanted there, as is the phone
     * @param when a moment that suits for a call; null when any does
     */
    public record Said(
            String words,
            String email,
            String phone,
            @Nullable Moment when) {}

    public record Moment(Instant from, Instant to) {}

    public boolean isOpen() {
        return state == State.RECEIVED;
    }

    public boolean isLate(LocalDate today) {
        return isOpen() && today.isAfter(dueOn);
    }
}
