package fr.parvis.procedures.editor;

import fr.parvis.procedures.clear.TypedText;
import java.util.List;
import java.util.function.UnaryOperator;

/** A form whose public words can be proofread and replaced before anything is saved. */
interface TypedForm<F extends TypedForm<F>> {
    /**
     * What the public would read, in the order of the page; what is too long is refused.
     *
     * @param label the text of a message key
     */
    List<TypedText.Field> fields(UnaryOperator<String> label);

    /** The same with another text in one of these fields. */
    F with(String field, String text);
}
