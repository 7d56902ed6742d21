package fr.parvis.quality;

import fr.parvis.platform.web.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What is done so that something does not happen again. While it is open it has a next step and a day; from the moment somebody has taken it
 * up it has them too.
 *
 * @param what about which it is, when somebody has opened it; "" when its origin says so
 * @param site null for the whole organisation
 * @param service null for none in particular
 * @param owner an account; null while nobody has taken it up
 * @param next null once it has ended
 * @param outcome what was done, or why it was dropped; "" while it is open
 * @param openedBy an account; null when Parvis opened it
 * @param endedOn null while it is open
 * @param revision counts the changes
 */
public record ImprovementAction(
        UUID id,
        String title,
        String what,
        Origin origin,
        @Nullable UUID site,
        @Nullable UUID service,
        State state,
        @Nullable UUID owner,
        @Nullable Step next,
        String outcome,
        Instant openedAt,
        @Nullable UUID openedBy,
        @Nullable LocalDate endedOn,
        int revision) {
    public enum State {
        OPEN,
        TAKEN_UP,
        DONE,
        DROPPED;

        public boolean isOpen() {
            return this == OPEN || this == TAKEN_UP;
        }

        /** As programs write it: {@code taken-up}. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public sealed interface Origin {
        /**
         * A root cause of complaints that came back.
         *
         * @param cause in French, as it was called then
         */
        record Recurrence(UUID id, String cause) implements Origin {}

        /** Somebody saw that something had to be done. */
        record Hand() implements Origin {}
    }

    public record Step(String what, LocalDate due) {}

    public boolean isLate(LocalDate today) {
        return next != null && next.due().isBefore(today);
    }

    /** By its first owner or by another, with what comes next. */
    ImprovementAction takenUp(UUID by, Step then) {
        demand(state.isOpen(), "action-ended");
        return with(State.TAKEN_UP, by, then, "", null);
    }

    ImprovementAction done(String words, LocalDate on) {
        demand(state.isOpen(), "action-ended");
        return with(State.DONE, owner, null, words, on);
    }

    ImprovementAction dropped(String reason, LocalDate on) {
        demand(state.isOpen(), "action-ended");
        return with(State.DROPPED, owner, null, reason, on);
    }

    /** For whoever had it; for nobody when nobody had. */
    ImprovementAction reopened(Step then) {
        demand(!state.isOpen(), "action-open");
        return with(owner == null ? State.OPEN : State.TAKEN_UP, owner, then, "", null);
    }

    private ImprovementAction with(
            State now, @Nullable UUID by, @Nullable Step then, String words, @Nullable LocalDate on) {
        return new ImprovementAction(
                id, title, what, origin, site, service, now, by, then, words, openedAt, openedBy, on, revision + 1);
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new ProblemException(HttpStatus.CONFLICT, "quality", otherwise);
        }
    }
}
