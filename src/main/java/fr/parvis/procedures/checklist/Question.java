package fr.parvis.procedures.checklist;

import java.util.List;
import java.util.Optional;

/**
 * A choice that a sheet leaves to its reader; exactly one of the choices is true.
 *
 * @param id stays the same as long as the choices do, so that an address with answers survives an import
 * @param hint the sheet's own sentence before the choices, or the heading they stand under; may be empty
 */
public record Question(String id, About about, String hint, List<Choice> choices) {
    /** @param id unique within the question */
    public record Choice(String id, String label) {}

    public Optional<Choice> choice(String wanted) {
        return choices.stream().filter(choice -> choice.id().equals(wanted)).findFirst();
    }
}
