package fr.parvis.procedures.editor;

import static fr.parvis.procedures.editor.TextForms.BODY;
import static fr.parvis.procedures.editor.TextForms.LINE;
import static fr.parvis.procedures.editor.TextForms.SUMMARY;
import static fr.parvis.procedures.editor.TextForms.required;
import static fr.parvis.procedures.editor.TextForms.within;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.clear.TypedText;
import fr.parvis.procedures.editor.OwnSheet.Document;
import fr.parvis.procedures.editor.OwnSheet.Translation;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An own sheet as it is typed.
 *
 * @param version that it is based on, 0 for a new sheet
 */
record OwnSheetForm(
        String version,
        String slug,
        String title,
        String theme,
        String summary,
        String body,
        List<DocumentForm> documents,
        String cost,
        String delay,
        Set<UUID> sites,
        Set<UUID> services,
        String everyday,
        String review)
        implements TypedForm<OwnSheetForm> {

    private static final int MOST_DOCUMENTS = 30;
    private static final int LONGEST_SLUG = 60;
    private static final int SPARE = 1;

    /** One document as it is typed; without a name it is none. */
    record DocumentForm(String what, OwnSheet.@Nullable Form form, String why, String instead, String without) {
        static final DocumentForm BLANK = new DocumentForm("", OwnSheet.Form.ORIGINAL, "", "", "");

        DocumentForm {
            what = Forms.line(what);
            why = Forms.line(why);
            instead = Forms.line(instead);
            without = Forms.line(without);
        }

        boolean isBlank() {
            return (what + why + instead + without).isEmpty();
        }
    }

    /** What is said of a document. */
    private enum Detail {
        WHAT("what", "editor.document.what"),
        WHY("why", "editor.line.why"),
        INSTEAD("instead", "editor.line.instead"),
        WITHOUT("without", "editor.line.without");

        private final String id;
        private final String label;

        Detail(String id, String label) {
            this.id = id;
            this.label = label;
        }

        String of(DocumentForm document) {
            return switch (this) {
                case WHAT -> document.what();
                case WHY -> document.why();
                case INSTEAD -> document.instead();
                case WITHOUT -> document.without();
            };
        }

        DocumentForm with(DocumentForm document, String text) {
            return new DocumentForm(
                    this == WHAT ? text : document.what(),
                    document.form(),
                    this == WHY ? text : document.why(),
                    this == INSTEAD ? text : document.instead(),
                    this == WITHOUT ? text : document.without());
        }
    }

    OwnSheetForm {
        version = Forms.line(version);
        slug = Forms.line(slug);
        title = Forms.line(title);
        theme = Forms.line(theme);
        summary = Forms.line(summary);
        body = Forms.lines(body);
        documents = kept(documents);
        cost = Forms.line(cost);
        delay = Forms.line(delay);
        sites = Forms.ticked(sites);
        services = Forms.ticked(services);
        everyday = Forms.line(everyday);
        review = Forms.line(review);
    }

    /** Each where it was: the names of the fields count them. */
    private static List<DocumentForm> kept(@Nullable Collection<? extends @Nullable DocumentForm> typed) {
        var kept = new ArrayList<DocumentForm>();
        if (typed != null) {
            for (var one : typed) {
                kept.add(one == null ? DocumentForm.BLANK : one);
            }
        }
        return kept;
    }

    /** Without what is blank at the end: a row that is emptied in between stays, so that the others keep their place. */
    private List<DocumentForm> filled() {
        int n = Math.min(documents.size(), MOST_DOCUMENTS);
        while (n > 0 && documents.get(n - 1).isBlank()) {
            n--;
        }
        return documents.subList(0, n);
    }

    static OwnSheetForm of(OwnSheet own, int version) {
        return new OwnSheetForm(
                Integer.toString(version),
                own.sheetId(),
                own.title(),
                own.theme(),
                own.summary(),
                own.body(),
                own.documents().stream()
                        .map(one -> new DocumentForm(one.what(), one.form(), one.why(), one.instead(), one.without()))
                        .toList(),
                own.cost(),
                own.delay(),
                own.sites(),
                own.services(),
                own.everyday(),
                own.review() == null ? "" : own.review().toString());
    }

    /** Those that are filled, and room for more. */
    public List<DocumentForm> rows() {
        var rows = new ArrayList<>(filled());
        for (int i = 0; i < SPARE && rows.size() < MOST_DOCUMENTS; i++) {
            rows.add(DocumentForm.BLANK);
        }
        return rows;
    }

    @Override
    public List<TypedText.Field> fields(UnaryOperator<String> label) {
        var fields = new ArrayList<TypedText.Field>();
        fields.add(TextForms.line("title", label.apply("editor.field.title"), title));
        fields.add(TextForms.typed("summary", label.apply("editor.field.summary"), summary, SUMMARY));
        fields.add(TextForms.markdown("body", label.apply("editor.field.body"), body, BODY));
        var filled = filled();
        for (int i = 0; i < filled.size(); i++) {
            for (var part : Detail.values()) {
                var name = label.apply("editor.read.document") + " " + (i + 1) + " – " + label.apply(part.label);
                fields.add(TextForms.line(part.id + i, name, part.of(filled.get(i))));
            }
        }
        fields.add(TextForms.line("cost", label.apply("editor.line.cost"), cost));
        fields.add(TextForms.line("delay", label.apply("editor.line.delay"), delay));
        return fields;
    }

    @Override
    public OwnSheetForm with(String field, String text) {
        var changed = new ArrayList<>(documents);
        for (var part : Detail.values()) {
            if (field.startsWith(part.id) && field.substring(part.id.length()).matches("\\d{1,3}")) {
                int i = Integer.parseInt(field.substring(part.id.length()));
                changed.set(i, part.with(documents.get(i), text));
            }
        }
        return new OwnSheetForm(
                version,
                slug,
                field.equals("title") ? text : title,
                theme,
                field.equals("summary") ? text : summary,
                field.equals("body") ? text : body,
                changed,
                field.equals("cost") ? text : cost,
                field.equals("delay") ? text : delay,
                sites,
                services,
                everyday,
                review);
    }

    /** @param id of the sheet that is being edited, null for a new one */
    OwnSheet sheet(@Nullable String id, Map<String, Translation> translations) {
        required("title", title, LINE);
        return new OwnSheet(
                id == null ? newId() : id,
                title,
                within("theme", theme, LINE),
                required("summary", summary, SUMMARY),
                within("body", body, BODY),
                checked(),
                within("cost", cost, LINE),
                within("delay", delay, LINE),
                sites,
                services,
                within("everyday", everyday, BODY / 10),
                TextForms.day("review", review),
                translations);
    }

    private List<Document> checked() {
        var checked = new ArrayList<Document>();
        var filled = filled();
        for (int i = 0; i < filled.size(); i++) {
            var one = filled.get(i);
            if (one.isBlank()) {
                continue;
            }
            var at = "documents" + i;
            checked.add(new Document(
                    required(at, one.what(), LINE),
                    Objects.requireNonNullElse(one.form(), OwnSheet.Form.ORIGINAL),
                    within(at, one.why(), LINE),
                    within(at, one.instead(), LINE),
                    within(at, one.without(), LINE)));
        }
        return List.copyOf(checked);
    }

    /** From what was typed, or else from the title. */
    private String newId() {
        var plain = slug.isEmpty()
                ? Normalizer.normalize(title, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "")
                : slug.startsWith(Sheet.LOCAL) ? slug.substring(Sheet.LOCAL.length()) : slug;
        var shortened = plain.length() <= LONGEST_SLUG || !slug.isEmpty()
                ? plain
                : plain.substring(0, LONGEST_SLUG).replaceAll("-[^-]*$", "");
        if (!shortened.matches("[a-z0-9]+(?:-[a-z0-9]+)*") || shortened.length() > LONGEST_SLUG) {
            throw ProblemException.field("slug", "procedures", "own-sheet-address");
        }
        return Sheet.LOCAL + shortened;
    }
}
