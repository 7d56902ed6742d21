package fr.parvis.procedures.editor;

import fr.parvis.procedures.Part;
import fr.parvis.procedures.SheetFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a text says, line by line, for comparing two versions of it. */
final class SheetLines {
    private static final Set<String> HEADED = Set.of("Chapitre", "SousChapitre", "Situation", "Cas", "Publication");
    private static final Set<String> NOT_READ =
            Set.of("FilDAriane", "Audience", "Canal", "Cible", "SurTitre", "Theme", "DossierPere", "SousDossierPere");

    private final List<String> lines = new ArrayList<>();

    private SheetLines() {}

    /** What a reader of the sheet reads; numbers, dates and classification of its publisher are left out. */
    static List<String> of(Part.Element root) {
        var reading = new SheetLines();
        root.first("dc:title").ifPresent(title -> reading.add("§ ", title.words()));
        root.first("dc:description").ifPresent(said -> reading.add("", said.words()));
        reading.children(root, "");
        return List.copyOf(reading.lines);
    }

    private void children(Part.Element element, String before) {
        var sentence = new StringBuilder();
        for (var part : element.children()) {
            switch (part) {
                case Part.Text(var words) -> sentence.append(words);
                case Part.Element child when SheetFormat.isInline(child.name()) -> sentence.append(inline(child));
                case Part.Element child when child.name().startsWith("dc:") || NOT_READ.contains(child.name()) -> {}
                case Part.Element child -> {
                    flush(before, sentence);
                    block(child, before, HEADED.contains(element.name()));
                }
            }
        }
        flush(before, sentence);
    }

    private void block(Part.Element element, String before, boolean inChapter) {
        switch (element.name()) {
            case "Titre" -> add(inChapter ? "§ " : before, element.words());
            case "Item" -> children(element, "• ");
            case "Rangée" ->
                add("| ", element.elements().map(Part.Element::words).collect(Collectors.joining(" | ")));
            default -> {
                children(element, before);
                add("→ ", element.attribute("URL"));
            }
        }
    }

    private static String inline(Part.Element element) {
        var address = element.attribute("URL");
        return element.words() + (address.isEmpty() ? "" : " (" + address + ")");
    }

    private void flush(String before, StringBuilder sentence) {
        add(before, sentence.toString());
        sentence.setLength(0);
    }

    private void add(String before, String words) {
        var text = words.replaceAll("[\\s\\u00a0]+", " ").strip();
        if (!text.isEmpty()) {
            lines.add(before + text);
        }
    }

    /** @param labels of the fields, by name */
    static List<String> of(LocalText text, Map<String, String> labels) {
        var reading = new SheetLines();
        switch (text) {
            case OwnSheet own -> reading.own(own, labels);
            case Overlay over -> {
                reading.field(labels, "place", labels.getOrDefault(over.place().name(), ""));
                reading.typed(over.words());
                reading.field(labels, "cost", over.cost());
                reading.field(labels, "where", over.where());
            }
        }
        return List.copyOf(reading.lines);
    }

    private void own(OwnSheet own, Map<String, String> labels) {
        add("§ ", own.title());
        field(labels, "theme", own.theme());
        add("", own.summary());
        typed(own.body());
        for (var document : own.documents()) {
            add(
                    "• ",
                    document.what() + " (" + labels.getOrDefault(document.form().name(), "") + ")");
            field(labels, "why", document.why());
            field(labels, "instead", document.instead());
            field(labels, "without", document.without());
        }
        field(labels, "cost", own.cost());
        field(labels, "delay", own.delay());
        field(
                labels,
                "sites",
                own.sites().stream()
                        .map(id -> labels.getOrDefault(id.toString(), "–"))
                        .sorted()
                        .collect(Collectors.joining(", ")));
        field(
                labels,
                "services",
                own.services().stream()
                        .map(id -> labels.getOrDefault(id.toString(), "–"))
                        .sorted()
                        .collect(Collectors.joining(", ")));
        field(labels, "everyday", own.everyday());
        field(labels, "review", own.review() == null ? "" : own.review().toString());
        own.translations().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(one -> {
                    add("§ ", one.getKey() + " : " + one.getValue().title());
                    add("", one.getValue().summary());
                    typed(one.getValue().body());
                });
    }

    private void typed(String text) {
        text.lines().forEach(line -> add("", line));
    }

    private void field(Map<String, String> labels, String name, String words) {
        if (!words.isEmpty()) {
            add("", labels.getOrDefault(name, name) + " : " + words);
        }
    }
}
