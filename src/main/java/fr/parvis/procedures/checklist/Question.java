package fr.parvis.procedures.checklist;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A choice that a sheet leaves to its reader; exactly one of the choices is true.
 *
 * @param id stays the same as long as the choices do, so that an address with answers survives an import
 * @param about what is asked: the sheets name choices, never the question between them
 * @param hint the sheet's own sentence before the choices, or the heading they stand under; may be empty
 */
public record Question(String id, About about, String hint, List<Choice> choices) {
    /** What a choice between cases is about; each has its words in the messages. */
    public enum About {
        WAY,
        PLACE,
        PASSPORT,
        CARD,
        EXPIRY,
        AGE,
        NATIONALITY,
        FAMILY,
        HOUSING,
        TIME,
        WORK,
        SITUATION;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param id unique within the question
     * @param label in French: the sheet's, or our own where it is {@code none}
     * @param none of the choices of the sheet
     */
    public record Choice(String id, String label, boolean none) {}

    public Optional<Choice> choice(String wanted) {
        return choices.stream().filter(choice -> choice.id().equals(wanted)).findFirst();
    }
}
