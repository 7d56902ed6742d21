package fr.parvis.procedures.editor;

import static fr.parvis.procedures.editor.Markdown.element;
import static fr.parvis.procedures.editor.Markdown.paragraph;

import fr.parvis.procedures.Part;
import fr.parvis.procedures.Sheet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An own sheet as a sheet of the national format, so that search, page, API and checklist treat both alike. What to bring is a
 * {@code Chapitre} of type "pieces" that holds a {@code Liste}: in each {@code Item} the first {@code Paragraphe} names the
 * document, the others say by their type why ("pourquoi"), what else is taken ("accepte") and what to do without ("sinon").
 */
final class OwnSheetTree {
    /** Where one can come. */
    record Where(String name, String address, List<String> services) {}

    private static final Map<OwnSheet.Form, String> FORMS = Map.of(
            OwnSheet.Form.ORIGINAL, "original",
            OwnSheet.Form.COPY, "copie",
            OwnSheet.Form.ORIGINAL_AND_COPY, "original et copie");

    private OwnSheetTree() {}

    /** @param updated when what it says was last published */
    static Sheet of(OwnSheet own, List<Where> where, LocalDate updated) {
        var children = new ArrayList<Part>();
        children.add(element("dc:title", List.of(new Part.Text(own.title()))));
        children.add(element("dc:description", List.of(new Part.Text(own.summary()))));
        children.add(element("Audience", List.of(new Part.Text("Particuliers"))));
        children.add(element("Texte", text(own)));
        where.forEach(place -> children.add(place(place)));
        return new Sheet(
                own.audience(),
                own.sheetId(),
                Sheet.LOCAL_KIND,
                own.title(),
                own.theme(),
                "",
                own.summary(),
                updated,
                null,
                element("Publication", Map.of("ID", own.sheetId()), children));
    }

    /** What translators write: the title, the summary and the body. */
    static Sheet translated(OwnSheet own, OwnSheet.Translation translation) {
        return new Sheet(
                own.audience(),
                own.sheetId(),
                Sheet.LOCAL_KIND,
                translation.title(),
                "",
                "",
                translation.summary(),
                null,
                null,
                element("Publication", List.of(element("Texte", Markdown.parts(translation.body())))));
    }

    /** What the body says before its first heading, then what to bring and to pay, then the chapters of the body. */
    private static List<Part> text(OwnSheet own) {
        var body = Markdown.parts(own.body());
        Predicate<Part> isChapter = part -> part instanceof Part.Element element
                && (element.name().equals("Chapitre") || element.name().equals("SousChapitre"));
        var parts = new ArrayList<>(body.stream().takeWhile(isChapter.negate()).toList());
        if (!own.documents().isEmpty()) {
            parts.add(element(
                    "Chapitre",
                    Map.of("type", "pieces"),
                    List.of(
                            title("Documents à fournir"),
                            element(
                                    "Liste",
                                    Map.of("type", "puce"),
                                    own.documents().stream()
                                            .map(OwnSheetTree::document)
                                            .toList()))));
        }
        chapter(parts, "Coût", own.cost());
        chapter(parts, "Délai", own.delay());
        body.stream().dropWhile(isChapter.negate()).forEach(parts::add);
        return parts;
    }

    private static void chapter(List<Part> parts, String title, String words) {
        if (!words.isEmpty()) {
            parts.add(element("Chapitre", List.of(title(title), paragraph(words))));
        }
    }

    private static Part document(OwnSheet.Document document) {
        var parts = new ArrayList<Part>();
        parts.add(element(
                "Paragraphe",
                List.of(
                        element("MiseEnEvidence", List.of(new Part.Text(document.what()))),
                        new Part.Text(" (" + FORMS.get(document.form()) + ")"))));
        said(parts, "pourquoi", "Pourquoi\u00a0: ", document.why());
        said(parts, "accepte", "Accepté aussi\u00a0: ", document.instead());
        said(parts, "sinon", "Vous ne l’avez pas\u00a0? ", document.without());
        return element("Item", parts);
    }

    private static void said(List<Part> parts, String type, String label, String words) {
        if (!words.isEmpty()) {
            parts.add(element("Paragraphe", Map.of("type", type), List.of(new Part.Text(label + words))));
        }
    }

    private static Part place(Where where) {
        var lines = new ArrayList<Part>();
        if (!where.address().isEmpty()) {
            lines.add(paragraph(where.address()));
        }
        if (!where.services().isEmpty()) {
            lines.add(paragraph("Prenez un ticket pour\u00a0: " + String.join(", ", where.services()) + "."));
        }
        return element(
                "OuSAdresser",
                List.of(element("Titre", List.of(new Part.Text(where.name()))), element("Texte", lines)));
    }

    private static Part title(String words) {
        return element("Titre", List.of(paragraph(words)));
    }
}
