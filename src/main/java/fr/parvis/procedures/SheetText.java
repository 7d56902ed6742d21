package fr.parvis.procedures;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of a sheet by where they stand. */
record SheetText(String title, String folder, String summary, String headings, String opening, String body) {
    private static final Set<String> HEADED = Set.of("Chapitre", "SousChapitre", "Situation");
    private static final Set<String> BODIES =
            Set.of("Texte", "ListeSituations", "Problematiques", "SousDossier", "Questionnaire");
    /** PostgreSQL refuses larger search vectors; no sheet comes near. */
    private static final int LONGEST = 600_000;

    static SheetText of(Sheet sheet) {
        var root = sheet.content();
        return new SheetText(
                sheet.title(),
                sheet.folder(),
                sheet.description(),
                joined(HEADED.stream().flatMap(root::below).flatMap(part -> part.elements("Titre"))),
                joined(root.elements("Introduction")),
                joined(root.elements().filter(part -> BODIES.contains(part.name()))));
    }

    private static String joined(Stream<Part.Element> parts) {
        var text = parts.map(Part.Element::words).collect(Collectors.joining(" "));
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
