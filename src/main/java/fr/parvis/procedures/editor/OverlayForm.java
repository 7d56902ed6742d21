package fr.parvis.procedures.editor;

import static fr.parvis.procedures.editor.TextForms.LINE;
import static fr.parvis.procedures.editor.TextForms.within;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.clear.TypedText;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Words on a national sheet as they are typed.
 *
 * @param version that they are based on, 0 for new ones
 */
record OverlayForm(String version, Overlay.@Nullable Place place, String words, String cost, String where)
        implements TypedForm<OverlayForm> {
    private static final int LONGEST_WORDS = 2_000;

    OverlayForm {
        version = Forms.line(version);
        place = Objects.requireNonNullElse(place, Overlay.Place.TOP);
        words = Forms.lines(words);
        cost = Forms.line(cost);
        where = Forms.line(where);
    }

    static OverlayForm of(Overlay over, int version) {
        return new OverlayForm(Integer.toString(version), over.place(), over.words(), over.cost(), over.where());
    }

    @Override
    public List<TypedText.Field> fields(UnaryOperator<String> label) {
        return List.of(
                TextForms.markdown("words", label.apply("editor.field.words"), words, LONGEST_WORDS),
                TextForms.line("cost", label.apply("editor.field.local-cost"), cost),
                TextForms.line("where", label.apply("editor.field.local-where"), where));
    }

    @Override
    public OverlayForm with(String field, String text) {
        return new OverlayForm(
                version,
                place,
                field.equals("words") ? text : words,
                field.equals("cost") ? text : cost,
                field.equals("where") ? text : where);
    }

    Overlay overlay(String audience, String sheetId) {
        if ((words + cost + where).isEmpty()) {
            throw ProblemException.field("words", "procedures", "text-missing");
        }
        return new Overlay(
                audience,
                sheetId,
                Objects.requireNonNull(place),
                within("words", words, LONGEST_WORDS),
                within("cost", cost, LINE),
                within("where", where, LINE));
    }
}
