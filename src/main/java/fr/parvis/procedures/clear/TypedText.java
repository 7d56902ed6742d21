package fr.parvis.procedures.clear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * What a reader reads of the fields of a form, one below the other without the marks of Markdown, and where each letter of it
 * was typed. Immutable.
 */
public final class TypedText {
    /**
     * @param id of the field on its page
     * @param label as the page calls it
     */
    public record Field(String id, String label, String typed, boolean markdown) {}

    /** A place in what was typed. */
    public record Place(String field, int from) {}

    /** Words with what stands around them in their sentence. */
    public record Quote(String before, String words, String after) {}

    private record Section(Field field, int from) {}

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .maxOpenBlockParsers(24)
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    private static final int NOWHERE = -1;
    private static final int MOST_AROUND = 90;
    private static final int MOST_WORDS = 220;

    private final StringBuilder words = new StringBuilder();
    private final List<Section> sections = new ArrayList<>();
    private final List<Sentence> sentences;
    private int[] typedAt = new int[256];

    private TypedText(List<Field> fields) {
        for (var field : fields) {
            if (!field.typed().isBlank()) {
                endLine();
                sections.add(new Section(field, words.length()));
                if (field.markdown()) {
                    read(PARSER.parse(field.typed()), field.typed());
                } else {
                    add(field.typed(), 0);
                }
            }
        }
        sentences = Sentence.in(words.toString());
    }

    public static TypedText of(List<Field> fields) {
        return new TypedText(fields);
    }

    public String words() {
        return words.toString();
    }

    /** The field that a letter of the words stands in. */
    public Field field(int at) {
        return sections.stream()
                .filter(section -> section.from() <= at)
                .reduce((_, later) -> later)
                .orElseThrow()
                .field();
    }

    /** Where the words were typed, if they were typed as they are read, in one piece. */
    public Optional<Place> place(int from, int to) {
        for (int i = from; i < to; i++) {
            if (typedAt[i] == NOWHERE || typedAt[i] != typedAt[from] + i - from) {
                return Optional.empty();
            }
        }
        return from == to || field(from) != field(to - 1)
                ? Optional.empty()
                : Optional.of(new Place(field(from).id(), typedAt[from]));
    }

    /** Long ones are shortened. */
    public Quote quote(int from, int to) {
        var sentence = sentences.stream()
                .filter(one -> one.from() <= from && one.to() >= to)
                .findFirst();
        var before = words.substring(sentence.map(Sentence::from).orElse(from), from);
        var after = words.substring(to, sentence.map(Sentence::to).orElse(to));
        return new Quote(
                before.length() <= MOST_AROUND
                        ? before
                        : "…" + before.substring(before.length() - MOST_AROUND).replaceFirst("^\\S*", ""),
                shortened(words.substring(from, to), MOST_WORDS),
                shortened(after, MOST_AROUND));
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most).replaceFirst("\\S*$", "") + "…";
    }

    private void read(Node parent, String typed) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Text text -> addWhereTyped(text, text.getLiteral(), typed);
                case Code code -> addWhereTyped(code, code.getLiteral(), typed);
                case SoftLineBreak _ -> add(' ', NOWHERE);
                case HardLineBreak _ -> endLine();
                default -> read(node, typed);
            }
            if (node instanceof Block || node instanceof TableCell) {
                endLine();
            }
        }
    }

    /** Not where an escape or an entity stands for a letter. */
    private void addWhereTyped(Node node, String literal, String typed) {
        var spans = node.getSourceSpans();
        if (spans.size() == 1) {
            int start = typed.indexOf(literal, spans.getFirst().getInputIndex());
            if (start >= 0 && start + literal.length() <= spanEnd(node)) {
                add(literal, start);
                return;
            }
        }
        literal.chars().forEach(letter -> add((char) letter, NOWHERE));
    }

    private static int spanEnd(Node node) {
        var span = node.getSourceSpans().getLast();
        return span.getInputIndex() + span.getLength();
    }

    private void add(String text, int at) {
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i), at + i);
        }
    }

    private void add(char letter, int at) {
        if (words.length() == typedAt.length) {
            typedAt = Arrays.copyOf(typedAt, 2 * typedAt.length);
        }
        typedAt[words.length()] = at;
        words.append(letter);
    }

    private void endLine() {
        if (!words.isEmpty() && words.charAt(words.length() - 1) != '\n') {
            add('\n', NOWHERE);
        }
    }
}
