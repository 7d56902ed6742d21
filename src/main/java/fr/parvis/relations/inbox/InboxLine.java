package fr.parvis.relations.inbox;

import fr.parvis.relations.Channel;
import fr.parvis.relations.Reference;
import fr.parvis.relations.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request in a list.
 *
 * @param title its subject, or the beginning of what was said
 * @param excerpt the beginning of what was said, when the title is something else
 * @param due the earlier of the next step and the promise; null once it has an end
 * @param owner who has it, "" for nobody
 * @param heard whether the last word is the person's
 * @param cited whether a colleague's note names the reader, who has not seen it
 */
public record InboxLine(
        UUID id,
        Reference reference,
        Request.Kind kind,
        Request.State state,
        Channel channel,
        String language,
        String title,
        String excerpt,
        String person,
        @Nullable LocalDate due,
        Request.@Nullable Moment moment,
        int tries,
        String owner,
        String team,
        @Nullable LocalDate snoozedUntil,
        Instant lastAt,
        boolean heard,
        boolean cited) {
    public boolean isOpen() {
        return state.isOpen();
    }

    public boolean isLate(LocalDate today) {
        return due != null && state != Request.State.INCOMPLETE && today.isAfter(due);
    }
}
