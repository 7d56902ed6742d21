package fr.parvis.relations.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a chat.
 *
 * @param seq its place, without gaps
 * @param mine whether the person said it
 * @param name of the agent, or the reference of the request
 * @param words null for what was not said, and once they are erased
 * @param files names of the documents that came with it, with commas between; "" for none
 */
public record ChatLine(
        int seq,
        Instant at,
        What what,
        boolean mine,
        String name,
        @Nullable String words,
        String files) {
    /** GIVEN: to another colleague or team. BACK: to the line. LOST: the agent's page is gone. LEFT: the person's is. */
    public enum What {
        SAID,
        TAKEN,
        GIVEN,
        BACK,
        LOST,
        LEFT,
        REQUEST,
        ENDED
    }
}
