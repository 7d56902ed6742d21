package fr.parvis.procedures.checklist;

import fr.parvis.procedures.Part;
import java.util.List;

/** A table of documents whose columns are cases: « passeport sécurisé », « passeport plus ancien ». */
final class CaseTable {
    private CaseTable() {}

    /** The headings that its reader chooses between; empty when it is another table. */
    static List<Part.Element> cases(Part.Element table) {
        var headings = headings(table);
        var lists = table.elements("Rangée")
                .map(row -> row.elements("Cellule").toList())
                .filter(cells -> cells.size() == headings.size())
                .anyMatch(cells ->
                        cells.stream().allMatch(cell -> cell.first("Liste").isPresent()));
        return headings.size() > 1
                        && lists
                        && headings.stream()
                                .noneMatch(heading -> heading.words().isEmpty())
                ? headings
                : List.of();
    }

    static List<Part.Element> headings(Part.Element table) {
        return table.elements("Rangée")
                .filter(row -> row.attribute("type").equals("header"))
                .findFirst()
                .map(row -> row.elements("Cellule").toList())
                .orElse(List.of());
    }
}
