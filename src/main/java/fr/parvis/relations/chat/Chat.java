package fr.parvis.relations.chat;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A chat about a request.
 *
 * @param site null for a message that was left for no place
 * @param agent the account of whoever answers; null while it waits and once it has ended
 * @param agentName of the last one
 * @param team null when everybody of the place may take it
 * @param waitingSince its place in the line
 * @param askedAt when the person was last asked whether they go on waiting
 * @param lines how many there are
 * @param agentSeen the last line that the agent has seen
 * @param outcome null while it goes on
 * @param transcriptTo the address that the person has confirmed; null for none
 */
public record Chat(
        UUID id,
        UUID request,
        @Nullable UUID site,
        @Nullable UUID service,
        State state,
        @Nullable UUID agent,
        String agentName,
        @Nullable UUID team,
        Instant startedAt,
        Instant waitingSince,
        Instant askedAt,
        @Nullable Instant endedAt,
        @Nullable Outcome outcome,
        int lines,
        int agentSeen,
        @Nullable String transcriptTo) {
    public static final int LONGEST_WORDS = 2000;

    public enum State {
        WAITING,
        ACTIVE,
        ENDED
    }

    /**
     * MESSAGE: left to be answered in writing. REQUEST: an agent has made it one. ABANDONED: the person was gone before anybody
     * had answered. WITHDRAWN: the person has erased it.
     */
    public enum Outcome {
        ANSWERED,
        REQUEST,
        MESSAGE,
        CALL_BACK,
        ABANDONED,
        WITHDRAWN
    }

    public boolean isEnded() {
        return state == State.ENDED;
    }
}
