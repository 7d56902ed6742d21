package fr.parvis.relations;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What is done about causes of complaints that come back. Kept elsewhere; whoever keeps it says it here. */
public interface ActionsOnCauses {
    /**
     * @param page where it is followed
     * @param words who has it and until when, or that nobody has, or that it has ended
     * @param waits whether nobody has taken it up
     * @param ended whether nothing is left to do
     * @param late whether its day has passed
     */
    record Action(String page, String words, boolean waits, boolean ended, boolean late) {}

    /** By the id of the recurrence; none of one whose action is still being opened. */
    Map<UUID, Action> of(Collection<UUID> recurrences, Locale locale);
}
