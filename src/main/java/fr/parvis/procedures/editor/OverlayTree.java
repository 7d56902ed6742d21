package fr.parvis.procedures.editor;

import static fr.parvis.procedures.editor.Markdown.element;

import fr.parvis.procedures.Part;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.checklist.SectionKind;
import java.util.ArrayList;
import java.util.List;

/** Puts the organisation's words into the tree of a national sheet, as elements that the national format does not have. */
final class OverlayTree {
    private OverlayTree() {}

    /** @param signature of whom the words are, and since when */
    static Sheet over(Sheet sheet, Overlay overlay, String signature) {
        var words = words(overlay, signature);
        var content = switch (overlay.place()) {
            case TOP -> first(sheet.content(), element("MotLocal", words));
            case WHERE -> first(sheet.content(), element("MotLocalOu", words));
            case DOCUMENTS -> under(sheet.content(), SectionKind.DOCUMENTS, element("MotLocal", words));
            case COST -> under(sheet.content(), SectionKind.COST, element("MotLocal", words));
        };
        return sheet.with(content);
    }

    private static List<Part> words(Overlay overlay, String signature) {
        var parts = new ArrayList<>(Markdown.parts(overlay.words()));
        fact(parts, "Coût\u00a0: ", overlay.cost());
        fact(parts, "Où\u00a0: ", overlay.where());
        parts.add(element("TitreAlternatif", List.of(new Part.Text(signature))));
        return parts;
    }

    private static void fact(List<Part> parts, String label, String words) {
        if (!words.isEmpty()) {
            parts.add(element(
                    "Paragraphe",
                    List.of(element("MiseEnEvidence", List.of(new Part.Text(label))), new Part.Text(words))));
        }
    }

    private static Part.Element first(Part.Element root, Part.Element words) {
        var children = new ArrayList<Part>();
        children.add(words);
        children.addAll(root.children());
        return new Part.Element(root.name(), root.attributes(), children);
    }

    /** In every chapter of that kind, since only one of them is open for each reader; at the top where there is none. */
    private static Part.Element under(Part.Element root, SectionKind kind, Part.Element words) {
        var placed = placed(root, kind, words);
        return placed.equals(root) ? first(root, words) : placed;
    }

    private static Part.Element placed(Part.Element element, SectionKind kind, Part.Element words) {
        var own = element.first("Titre");
        var here = (element.name().equals("Chapitre") || element.name().equals("SousChapitre"))
                && SectionKind.of(element).filter(kind::equals).isPresent();
        var children = new ArrayList<Part>();
        for (var child : element.children()) {
            children.add(!here && child instanceof Part.Element below ? placed(below, kind, words) : child);
            if (here && own.filter(titled -> titled == child).isPresent()) {
                children.add(words);
            }
        }
        return new Part.Element(element.name(), element.attributes(), children);
    }
}
