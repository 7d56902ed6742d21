package fr.parvis.procedures.visit;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What one person in the line should have with them. */
public record PreparedVisit(UUID ticketId, String audience, String sheetId, String title, List<Paper> documents) {
    /** @param place from 0, in the order of the list */
    public record Paper(int place, String key, String what, String condition, State state) {}

    /** What the agent has seen. */
    public enum State {
        UNSEEN,
        THERE,
        MISSING;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
