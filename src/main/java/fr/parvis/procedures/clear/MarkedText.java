package fr.parvis.procedures.clear;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A text cut where hindrances begin and end, line by line, so that a page can mark them where they stand. */
public final class MarkedText {
    /**
     * @param marks names of classes, empty when nothing is found there
     * @param ending the numbers, from 1, of the hindrances that end with this piece
     */
    public record Piece(String text, String marks, List<Integer> ending) {}

    /** A hindrance with its number in the text. */
    public record Numbered(int number, Hindrance hindrance) {}

    private MarkedText() {}

    public static List<Numbered> numbered(List<Hindrance> hindrances) {
        var numbered = new ArrayList<Numbered>();
        hindrances.forEach(hindrance -> numbered.add(new Numbered(numbered.size() + 1, hindrance)));
        return numbered;
    }

    public static List<List<Piece>> of(String text, List<Hindrance> hindrances) {
        var cuts = new TreeSet<Integer>();
        cuts.add(0);
        cuts.add(text.length());
        for (var hindrance : hindrances) {
            cuts.add(hindrance.from());
            cuts.add(hindrance.to());
        }
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            cuts.add(at);
            cuts.add(at + 1);
        }
        var lines = new ArrayList<List<Piece>>();
        var line = new ArrayList<Piece>();
        var open = new ArrayList<Numbered>();
        var coming = new ArrayList<>(numbered(hindrances));
        int from = 0;
        for (int to : cuts) {
            if (to == from) {
                continue;
            }
            var here = from;
            while (!coming.isEmpty() && coming.getFirst().hindrance().from() <= here) {
                open.add(coming.removeFirst());
            }
            open.removeIf(one -> one.hindrance().to() <= here);
            var words = text.substring(from, to);
            if (words.equals("\n")) {
                lines.add(List.copyOf(line));
                line.clear();
            } else {
                line.add(new Piece(
                        words,
                        open.stream()
                                .map(one -> "mark-" + one.hindrance().kind().code())
                                .distinct()
                                .collect(Collectors.joining(" ")),
                        open.stream()
                                .filter(one -> one.hindrance().to() == to)
                                .map(Numbered::number)
                                .toList()));
            }
            from = to;
        }
        lines.add(List.copyOf(line));
        lines.removeIf(List::isEmpty);
        return lines;
    }
}
