package fr.parvis.procedures;

import fr.parvis.procedures.SheetImport.Flaw;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a tree of the national format says of itself. */
final class SheetReading {
    private static final Pattern ID = Pattern.compile("[A-Z]{1,4}\\d{1,9}(?:-\\d{1,4})?");
    private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})");
    private static final Set<String> AUDIENCES = Set.of("particuliers", "professionnels", "associations");

    private SheetReading() {}

    static Sheet sheet(Part.Element root) throws SheetReader.Unreadable {
        var id = root.attribute("ID");
        if (!ID.matcher(id).matches()) {
            throw new SheetReader.Unreadable(
                    Flaw.NO_NUMBER, id.isEmpty() ? "it has no ID" : "its ID “" + shortened(id) + "” is not like F1342");
        }
        var title = text(root, "dc:title");
        if (title.isEmpty()) {
            throw new SheetReader.Unreadable(Flaw.NO_TITLE, "it has no title");
        }
        return new Sheet(
                audience(root),
                id,
                root.attribute("type"),
                title,
                theme(root),
                folder(root),
                text(root, "dc:description"),
                updated(root),
                root.attribute("spUrl").isEmpty() ? null : root.attribute("spUrl"),
                root);
    }

    /** Kinds of elements that no page knows how to show. */
    static Set<String> unknownKinds(Part.Element root) {
        var unknown = new TreeSet<String>();
        collectUnknown(root, unknown);
        return unknown;
    }

    private static void collectUnknown(Part.Element element, Set<String> unknown) {
        if (!SheetFormat.KNOWN.contains(element.name())) {
            unknown.add(element.name());
        }
        element.elements().forEach(below -> collectUnknown(below, unknown));
    }

    /** The path to the sheet names its set; without one, the first audience it names. */
    private static String audience(Part.Element root) throws SheetReader.Unreadable {
        var named = root.first("FilDAriane")
                .flatMap(path -> path.first("Niveau"))
                .map(level -> level.attribute("ID"))
                .filter(name -> AUDIENCES.contains(plain(name)))
                .orElseGet(() -> text(root, "Audience"));
        var audience = plain(named);
        if (!AUDIENCES.contains(audience)) {
            throw new SheetReader.Unreadable(
                    Flaw.NO_AUDIENCE,
                    named.isEmpty() ? "it names no audience" : "its audience “" + shortened(named) + "” is unknown");
        }
        return audience;
    }

    private static String theme(Part.Element root) {
        return root.first("Theme")
                .flatMap(theme -> theme.first("Titre"))
                .map(Part.Element::words)
                .orElseGet(() -> text(root, "dc:subject"));
    }

    private static String folder(Part.Element root) {
        var folder = root.first("DossierPere")
                .flatMap(parent -> parent.first("Titre"))
                .map(Part.Element::words)
                .orElse("");
        var below = text(root, "SousDossierPere");
        return below.isEmpty() ? folder : folder.isEmpty() ? below : folder + " – " + below;
    }

    private static @Nullable LocalDate updated(Part.Element root) throws SheetReader.Unreadable {
        var date = DATE.matcher(text(root, "dc:date"));
        if (!date.find()) {
            return null;
        }
        try {
            return LocalDate.parse(date.group(1));
        } catch (DateTimeException _) {
            throw new SheetReader.Unreadable(
                    Flaw.NO_SUCH_DATE, "its date " + date.group(1) + " does not exist", date.group(1));
        }
    }

    private static String text(Part.Element root, String name) {
        return root.first(name).map(Part.Element::words).orElse("");
    }

    private static String plain(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
