package fr.parvis.procedures.editor;

import fr.parvis.procedures.Procedures;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sheet of the organisation's own.
 *
 * @param sheetId its number, "L-cantine"; it never changes, since people keep links
 * @param body in Markdown
 * @param everyday what people say when they need it and that it does not say itself
 * @param sites where one can come for it
 * @param services what one takes a ticket for
 * @param review when somebody must look whether it is still right
 * @param translations by language tag
 */
public record OwnSheet(
        String sheetId,
        String title,
        String theme,
        String summary,
        String body,
        List<Document> documents,
        String cost,
        String delay,
        Set<UUID> sites,
        Set<UUID> services,
        String everyday,
        @Nullable LocalDate review,
        Map<String, Translation> translations)
        implements LocalText {

    /** In what form a document is brought. */
    public enum Form {
        ORIGINAL,
        COPY,
        ORIGINAL_AND_COPY
    }

    /** What to bring. All but {@code what} may be empty; {@code without}: what to do for who does not have it. */
    public record Document(String what, Form form, String why, String instead, String without) {}

    /** @param of which French it was made from: {@link #french} of that time */
    public record Translation(String title, String summary, String body, String of) {}

    @Override
    public String audience() {
        return Procedures.PEOPLE;
    }

    /** Changes when the French that translations are made from does. */
    public String french() {
        return Fingerprint.of(title, summary, body);
    }

    public OwnSheet with(Map<String, Translation> translated) {
        return new OwnSheet(
                sheetId,
                title,
                theme,
                summary,
                body,
                documents,
                cost,
                delay,
                sites,
                services,
                everyday,
                review,
                translated);
    }
}
