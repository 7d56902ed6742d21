package fr.parvis.procedures.editor;

import static fr.parvis.procedures.editor.Markdown.element;

import fr.parvis.procedures.Part;
import fr.parvis.procedures.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Puts the organisation's words into the tree of a national sheet, as elements that the national format does not have. */
final class OverlayTree {
    private static final Pattern DOCUMENTS = Pattern.compile(
            "(?iu)^(pi[eè]ces|documents|justificatifs|quels (documents|sont les (documents|justificatifs))).*");
    private static final Pattern COST = Pattern.compile("(?iu)^(co[uû]t|montant|tarifs?|prix|combien)\\b.*");

    private OverlayTree() {}

    /** @param signature of whom the words are, and since when */
    static Sheet over(Sheet sheet, Overlay overlay, String signature) {
        var words = words(overlay, signature);
        var content = switch (overlay.place()) {
            case TOP -> first(sheet.content(), element("MotLocal", words));
            case WHERE -> first(sheet.content(), element("MotLocalOu", words));
            case DOCUMENTS -> under(sheet.content(), DOCUMENTS, element("MotLocal", words));
            case COST -> under(sheet.content(), COST, element("MotLocal", words));
        };
        return new Sheet(
                sheet.audience(),
                sheet.id(),
                sheet.kind(),
                sheet.title(),
                sheet.theme(),
                sheet.folder(),
                sheet.description(),
                sheet.updated(),
                sheet.address(),
                content);
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

    /** In every chapter with such a title, since only one of them is open for each reader; at the top where there is none. */
    private static Part.Element under(Part.Element root, Pattern title, Part.Element words) {
        var placed = placed(root, title, words);
        return placed.equals(root) ? first(root, words) : placed;
    }

    private static Part.Element placed(Part.Element element, Pattern title, Part.Element words) {
        var own = element.first("Titre");
        var here = (element.name().equals("Chapitre") || element.name().equals("SousChapitre"))
                && own.filter(titled -> title.matcher(titled.words()).matches()).isPresent();
        var children = new ArrayList<Part>();
        for (var child : element.children()) {
            children.add(!here && child instanceof Part.Element below ? placed(below, title, words) : child);
            if (here && own.filter(titled -> titled == child).isPresent()) {
                children.add(words);
            }
        }
        return new Part.Element(element.name(), element.attributes(), children);
    }
}
