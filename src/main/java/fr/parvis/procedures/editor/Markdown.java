package fr.parvis.procedures.editor;

import fr.parvis.procedures.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * Markdown as the same tree that national sheets have: one renderer shows both and escapes every word, so that nothing typed is
 * ever markup. HTML in it is shown as the characters that were typed.
 */
public final class Markdown {
    /** Deeper nesting than this becomes plain words. */
    private static final int DEEPEST = 12;

    private static final Pattern SHEET_NUMBER =
            Pattern.compile("(?:/demarches/)?([FNR]\\d{1,9}|L-[a-z0-9]+(?:-[a-z0-9]+)*)");
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .maxOpenBlockParsers(DEEPEST * 2)
            .build();

    private Markdown() {}

    /** Chapters, paragraphs, lists, notes and tables, in reading order. */
    public static List<Part> parts(String text) {
        var blocks = new ArrayList<Node>();
        for (var node = PARSER.parse(text).getFirstChild(); node != null; node = node.getNext()) {
            blocks.add(node);
        }
        return chapters(blocks);
    }

    /** What stands under a heading belongs to it. */
    private static List<Part> chapters(List<Node> blocks) {
        var parts = new ArrayList<Part>();
        int at = 0;
        while (at < blocks.size()) {
            if (blocks.get(at) instanceof Heading heading) {
                int end = at + 1;
                while (end < blocks.size()
                        && !(blocks.get(end) instanceof Heading next && next.getLevel() <= heading.getLevel())) {
                    end++;
                }
                var below = new ArrayList<Part>();
                below.add(element("Titre", List.of(element("Paragraphe", inline(heading, 0)))));
                below.addAll(chapters(blocks.subList(at + 1, end)));
                parts.add(element(heading.getLevel() <= 2 ? "Chapitre" : "SousChapitre", below));
                at = end;
            } else {
                parts.addAll(block(blocks.get(at), 0));
                at++;
            }
        }
        return List.copyOf(parts);
    }

    private static List<Part> blocks(Node parent, int depth) {
        var parts = new ArrayList<Part>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            parts.addAll(block(node, depth));
        }
        return parts;
    }

    private static List<Part> block(Node node, int depth) {
        if (depth > DEEPEST) {
            return List.of(paragraph(plain(node)));
        }
        return switch (node) {
            case Paragraph paragraph -> List.of(element("Paragraphe", inline(paragraph, depth)));
            case Heading heading -> List.of(element("Titre", inline(heading, depth)));
            case BulletList list -> List.of(element("Liste", Map.of("type", "puce"), blocks(list, depth + 1)));
            case OrderedList list -> List.of(element("Liste", Map.of("type", "numero"), blocks(list, depth + 1)));
            case ListItem item -> List.of(element("Item", blocks(item, depth + 1)));
            case BlockQuote quote -> List.of(element("ASavoir", blocks(quote, depth + 1)));
            case TableBlock table -> List.of(table(table));
            case FencedCodeBlock code -> List.of(paragraph(code.getLiteral()));
            case IndentedCodeBlock code -> List.of(paragraph(code.getLiteral()));
            case HtmlBlock html -> List.of(paragraph(html.getLiteral()));
            default -> List.of();
        };
    }

    private static Part table(TableBlock table) {
        var parts = new ArrayList<Part>();
        for (var section = table.getFirstChild(); section != null; section = section.getNext()) {
            var type = section instanceof TableHead ? "header" : "normal";
            for (var row = section.getFirstChild(); row != null; row = row.getNext()) {
                if (row instanceof TableRow) {
                    var cells = new ArrayList<Part>();
                    for (var cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                        if (cell instanceof TableCell) {
                            cells.add(element("Cellule", List.of(element("Paragraphe", inline(cell, 0)))));
                        }
                    }
                    parts.add(element("Rangée", Map.of("type", type), cells));
                }
            }
        }
        return element("Tableau", parts);
    }

    private static List<Part> inline(Node parent, int depth) {
        if (depth > DEEPEST) {
            return List.of(new Part.Text(plain(parent)));
        }
        var parts = new ArrayList<Part>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Text text -> parts.add(new Part.Text(text.getLiteral()));
                case Code code -> parts.add(new Part.Text(code.getLiteral()));
                case HtmlInline html -> parts.add(new Part.Text(html.getLiteral()));
                case SoftLineBreak _, HardLineBreak _ -> parts.add(new Part.Text(" "));
                case StrongEmphasis strong -> parts.add(element("MiseEnEvidence", inline(strong, depth + 1)));
                case Emphasis emphasis -> parts.add(element("MiseEnEvidence", inline(emphasis, depth + 1)));
                case Link link -> parts.add(link(link, depth));
                default -> parts.add(new Part.Text(plain(node)));
            }
        }
        return parts;
    }

    /** To a sheet by its number, or to the web; anything else stays words. */
    private static Part link(Link link, int depth) {
        var sheet = SHEET_NUMBER.matcher(link.getDestination());
        return sheet.matches()
                ? element("LienInterne", Map.of("LienPublication", sheet.group(1)), inline(link, depth + 1))
                : element("LienExterne", Map.of("URL", link.getDestination()), inline(link, depth + 1));
    }

    /** Walks without recursion: whatever the nesting, it ends. */
    private static String plain(Node top) {
        var words = new StringBuilder();
        var node = top.getFirstChild();
        while (node != null && node != top) {
            switch (node) {
                case Text text -> words.append(text.getLiteral());
                case Code code -> words.append(code.getLiteral());
                case HtmlInline html -> words.append(html.getLiteral());
                default -> words.append(' ');
            }
            var next = node.getFirstChild();
            for (var up = node; next == null && up != null && up != top; up = up.getParent()) {
                next = up.getNext();
            }
            node = next;
        }
        return words.toString().replaceAll("\\s+", " ").strip();
    }

    static Part.Element paragraph(String words) {
        return element("Paragraphe", List.of(new Part.Text(words)));
    }

    static Part.Element element(String name, List<? extends Part> children) {
        return element(name, Map.of(), children);
    }

    static Part.Element element(String name, Map<String, String> attributes, List<? extends Part> children) {
        return new Part.Element(name, attributes, List.copyOf(children));
    }
}
