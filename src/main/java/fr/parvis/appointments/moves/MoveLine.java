package fr.parvis.appointments.moves;

import fr.parvis.appointments.slots.SlotSearch.Place;
import fr.parvis.messaging.NewMessage.Channel;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One appointment of a move, in view until it is settled.
 *
 * @param from what it took when the move was proposed
 * @param picked somebody wants it to leave although its agendas receive
 * @param to given exactly when the choice is a place
 * @param answerUntil null when there is no time for an answer in writing
 * @param toldBy what carries the message; null when nothing does
 */
public record MoveLine(
        UUID id,
        UUID moveId,
        UUID appointmentId,
        Target from,
        boolean picked,
        Choice choice,
        @Nullable Target to,
        State state,
        @Nullable Instant answerUntil,
        @Nullable Channel toldBy,
        @Nullable Settled settledAs) {
    /** A place at a site. */
    public record Target(UUID siteId, Place place) {
        public Instant start() {
            return place.during().from();
        }

        boolean isAtTheSameTime(Target other) {
            return siteId.equals(other.siteId) && start().equals(other.start());
        }
    }

    public enum Choice {
        /** It goes there; a place at another site is kept for the person and offered. */
        PLACE,
        /** The person looks for a time. */
        CHOOSE,
        /** Somebody receives there all the same. */
        KEEP,
        /** Nothing was found. */
        NONE
    }

    public enum State {
        PROPOSED,
        /** The person has been written to; an answer is hoped for. */
        ASKED,
        /** Only a telephone reaches the person in time. */
        CALL,
        /** Nothing has been found or done yet. */
        DECIDE,
        SETTLED
    }

    /** How it ended. */
    public enum Settled {
        /** Another agenda at the same time: nothing to tell anybody. */
        SAME_TIME,
        ACCEPTED,
        /** The person or an agent has found another time. */
        CHANGED,
        CANCELLED,
        /** An agent has spoken to the person. */
        TOLD,
        KEPT,
        ARRIVED,
        MISSED,
        /** Another move has taken it over. */
        REPLACED,
        /** It was no longer there to be moved. */
        GONE
    }

    public boolean isElsewhere() {
        return to != null && !to.siteId().equals(from.siteId());
    }

    /** Nothing changes for the person. */
    public boolean keepsItsTime() {
        return to != null && to.isAtTheSameTime(from);
    }

    /** The person has a place whatever they answer. */
    public boolean isMoved() {
        return to != null && !isElsewhere();
    }

    /** Nobody answered in time, or nobody could. */
    public boolean wantsACall(Instant now) {
        return state == State.CALL || state == State.ASKED && answerUntil != null && !answerUntil.isAfter(now);
    }

    String messages() {
        return "move " + id;
    }

    static String code(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
