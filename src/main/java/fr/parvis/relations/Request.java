package fr.parvis.relations;

import fr.parvis.relations.law.Course;
import fr.parvis.relations.law.LegalRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that an usager wants done or answered.
 *
 * @param dueOn the last day on which an answer keeps the promise
 * @param language ISO 639-1, that the person reads
 * @param type of those that the organisation distinguishes
 * @param step how many of the type's steps are done
 * @param about the sheet that it was asked from, null when it was none
 * @param site where it belongs; null for the whole organisation
 * @param assignee the account of whoever has it
 * @param said null once the personal data is erased
 * @param next null once it has an end
 * @param tries calls that nobody took
 * @param outcome the words that ended it; null while there are none, and once they are erased
 * @param revision counts the changes
 */
public record Request(
        UUID id,
        Reference reference,
        RequestKey key,
        Kind kind,
        @Nullable UUID type,
        State state,
        int step,
        Channel channel,
        Instant receivedAt,
        LocalDate dueOn,
        String language,
        @Nullable About about,
        @Nullable UUID site,
        @Nullable UUID usager,
        @Nullable UUID assignee,
        @Nullable Said said,
        @Nullable NextStep next,
        Legal legal,
        int tries,
        @Nullable String outcome,
        @Nullable Instant closedAt,
        int revision) {

    public static final int MOST_TRIES = 3;

    public enum Kind {
        QUESTION,
        CALL_BACK,
        /** Something that is decided. */
        APPLICATION,
        COMPLAINT
    }

    /**
     * The first three are open. INCOMPLETE: the person has been asked for what is missing. NOT_REACHED: called as often as promised, and
     * nobody answered. UNANSWERED: the organisation never answered.
     */
    public enum State {
        RECEIVED,
        IN_PROGRESS,
        INCOMPLETE,
        ANSWERED,
        REFUSED,
        SENT_ON,
        NOT_REACHED,
        WITHDRAWN,
        UNANSWERED;

        public boolean isOpen() {
            return this == RECEIVED || this == IN_PROGRESS || this == INCOMPLETE;
        }
    }

    /** @param sheet its number */
    public record About(String sheet, String title) {}

    /**
     * The personal data of a request.
     *
     * @param subject may be empty, as the names
     * @param words those that it came with; empty when none
     * @param email empty when no answer is wanted there, as is the phone
     * @param when a moment that suits for a call; null when any does
     */
    public record Said(
            String subject,
            String words,
            String firstName,
            String lastName,
            String email,
            String phone,
            @Nullable Moment when) {

        public String name() {
            return (firstName + " " + lastName).strip();
        }
    }

    public record Moment(Instant from, Instant to) {}

    /**
     * The law's side of it.
     *
     * @param rule as it was when the request came in, or when its refusal was contested
     * @param acknowledgeBy null when no acknowledgement of receipt is due
     * @param silenceOn when silence decides; null when it never does, or not before somebody has acted
     * @param appeal null when no refusal is contested
     */
    public record Legal(
            LegalRule rule,
            Course course,
            @Nullable LocalDate acknowledgeBy,
            @Nullable Instant acknowledgedAt,
            @Nullable LocalDate silenceOn,
            @Nullable Appeal appeal) {

        /** Whether silence has accepted it (CRPA L231-1), whoever has noticed. */
        public boolean isAccepted(LocalDate today) {
            return rule.silence() == LegalRule.Silence.ACCEPTANCE && silenceOn != null && silenceOn.isBefore(today);
        }

        /** Whether it runs by a text of its own, that a complaint does not have. */
        public boolean hasOwnTime() {
            return appeal == null && rule.silence() != LegalRule.Silence.NOTHING;
        }

        /** What silence means, as it ends keys of texts. */
        public String means() {
            return appeal != null
                    ? appeal.inTime() ? "appeal" : "appeal-late"
                    : rule.silence() == LegalRule.Silence.ACCEPTANCE ? "accepted" : "refused";
        }
    }

    /**
     * A refusal is contested (CRPA L411-2); rule and course are those of the appeal.
     *
     * @param refused the day of that refusal
     * @param inTime the first one, made while a court could be asked: the time to ask it runs again from the answer
     */
    public record Appeal(LocalDate refused, boolean inTime) {}

    public boolean isOpen() {
        return state.isOpen();
    }

    /** Who has it, by name; "" for nobody, and while the next step is the person's. */
    public String owner() {
        return assignee == null || next == null || next.usual() == NextStep.Usual.COMPLETE ? "" : next.owner();
    }

    /** The law wants its receipt to be acknowledged, and it is not (CRPA L112-3). */
    public boolean isOwedReceipt() {
        return isOpen() && said != null && legal.acknowledgeBy() != null && legal.acknowledgedAt() == null;
    }

    /** A refusal of something that is decided: whoever writes again contests it. */
    public boolean isContestable() {
        return state == State.REFUSED && said != null && legal.rule().silence() != LegalRule.Silence.NOTHING;
    }

    /** Nobody is late while the person has to act. */
    public boolean isLate(LocalDate today) {
        return isOpen() && state != State.INCOMPLETE && today.isAfter(dueOn);
    }
}
