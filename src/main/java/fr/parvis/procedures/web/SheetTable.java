package fr.parvis.procedures.web;

import static fr.parvis.procedures.web.SheetNames.isMetadata;
import static fr.parvis.procedures.web.SheetSentences.escaped;

import fr.parvis.procedures.Part;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A table whose cells may span columns and rows, in a region that scrolls by itself. */
final class SheetTable {
    private static final Pattern SPAN = Pattern.compile("[1-9]\\d?");
    private static final int MOST_COLUMNS = 100;
    private static final Set<String> OWN = Set.of("Titre", "Colonne", "Rangée");

    private final StringBuilder out;
    private final SheetSentences sentences;
    private final Consumer<Collection<? extends Part>> blocks;

    /** @param blocks writes what a cell holds, or stands beside the rows */
    SheetTable(StringBuilder out, SheetSentences sentences, Consumer<Collection<? extends Part>> blocks) {
        this.out = out;
        this.sentences = sentences;
        this.blocks = blocks;
    }

    /** @param number of the table on its page, from 1 */
    void write(Part.Element element, int number) {
        var title = element.first("Titre");
        var columns = element.elements("Colonne")
                .map(column -> column.attribute("type").equals("header"))
                .toList();
        blocks.accept(element.children().stream()
                .filter(part -> !(part instanceof Part.Element child && OWN.contains(child.name())))
                .toList());
        out.append("<div class=\"scroll-x sheet-table\" role=\"group\" tabindex=\"0\" aria-label=\"")
                .append(escaped("Tableau " + number
                        + title.map(words -> " : " + words.words()).orElse("")))
                .append("\"><table>");
        title.ifPresent(words -> sentences.sentence("<caption>", words, "</caption>"));
        out.append("<tbody>");
        var taken = new int[MOST_COLUMNS];
        for (var row : element.elements("Rangée").toList()) {
            row(row, row.attribute("type").equals("header"), columns, taken);
        }
        out.append("</tbody></table></div>");
    }

    /** @param taken for how many more rows a cell from above stands in each column */
    private void row(Part.Element row, boolean heading, List<Boolean> columns, int[] taken) {
        var below = new int[taken.length];
        for (int i = 0; i < taken.length; i++) {
            below[i] = Math.max(0, taken[i] - 1);
        }
        int column = 0;
        out.append("<tr>");
        for (var cell : row.elements().filter(child -> !isMetadata(child)).toList()) {
            while (column < taken.length - 1 && taken[column] > 0) {
                column++;
            }
            int wide = span(cell, "fusionHorizontale");
            int high = span(cell, "fusionVerticale");
            var isHead = (heading || column < columns.size() && columns.get(column))
                    && !cell.words().isEmpty();
            out.append(isHead ? "<th scope=\"" + (heading ? "col" : "row") + "\"" : "<td")
                    .append(wide > 1 ? " colspan=\"" + wide + "\"" : "")
                    .append(high > 1 ? " rowspan=\"" + high + "\"" : "")
                    .append('>');
            blocks.accept(cell.children());
            out.append(isHead ? "</th>" : "</td>");
            for (int i = column; i < Math.min(column + wide, taken.length); i++) {
                below[i] = high - 1;
            }
            column = Math.min(column + wide, taken.length - 1);
        }
        out.append("</tr>");
        System.arraycopy(below, 0, taken, 0, taken.length);
    }

    private static int span(Part.Element cell, String attribute) {
        var text = cell.attribute(attribute).strip();
        return SPAN.matcher(text).matches() ? Integer.parseInt(text) : 1;
    }
}
