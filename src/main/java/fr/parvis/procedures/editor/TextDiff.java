package fr.parvis.procedures.editor;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What changed between two texts, line by line and word by word, with a little of what did not for orientation. */
final class TextDiff {
    enum Kind {
        SAME,
        GONE,
        NEW
    }

    record Segment(Kind kind, String text) {}

    /** @param gap lines that did not change are left out before this one */
    record Row(boolean gap, List<Segment> segments) {}

    private static final int AROUND = 1;
    /** Two lines that share less than this of their words are two lines, not one that changed. */
    private static final double ALIKE = 0.4;

    private TextDiff() {}

    /** Empty when nothing changed. */
    static List<Row> between(List<String> before, List<String> after) {
        var all = new ArrayList<List<Segment>>();
        int at = 0;
        for (var delta : DiffUtils.diff(before, after).getDeltas()) {
            int start = delta.getTarget().getPosition();
            after.subList(at, start).forEach(line -> all.add(only(Kind.SAME, line)));
            changed(delta, all);
            at = start + delta.getTarget().size();
        }
        after.subList(at, after.size()).forEach(line -> all.add(only(Kind.SAME, line)));
        return near(all);
    }

    /** The lines that changed and those around them. */
    private static List<Row> near(List<List<Segment>> all) {
        var rows = new ArrayList<Row>();
        int last = -1;
        for (int i = 0; i < all.size(); i++) {
            var around = all.subList(Math.max(0, i - AROUND), Math.min(all.size(), i + AROUND + 1));
            if (around.stream().anyMatch(TextDiff::isChanged)) {
                rows.add(new Row(i > last + 1, all.get(i)));
                last = i;
            }
        }
        return rows;
    }

    private static boolean isChanged(List<Segment> line) {
        return line.stream().anyMatch(segment -> segment.kind() != Kind.SAME);
    }

    private static List<Segment> only(Kind kind, String line) {
        return List.of(new Segment(kind, line));
    }

    private static void changed(AbstractDelta<String> delta, List<List<Segment>> all) {
        var gone = delta.getSource().getLines();
        var come = delta.getTarget().getLines();
        for (int i = 0; i < Math.max(gone.size(), come.size()); i++) {
            var words = i < gone.size() && i < come.size() ? words(gone.get(i), come.get(i)) : List.<Segment>of();
            if (!words.isEmpty() && alike(words)) {
                all.add(words);
                continue;
            }
            if (i < gone.size()) {
                all.add(only(Kind.GONE, gone.get(i)));
            }
            if (i < come.size()) {
                all.add(only(Kind.NEW, come.get(i)));
            }
        }
    }

    private static boolean alike(List<Segment> words) {
        int same = 0;
        int all = 0;
        for (var segment : words) {
            all += segment.text().length();
            same += segment.kind() == Kind.SAME ? segment.text().length() : 0;
        }
        return same >= ALIKE * all;
    }

    private static List<Segment> words(String before, String after) {
        var old = split(before);
        var now = split(after);
        var segments = new ArrayList<Segment>();
        int at = 0;
        for (var delta : DiffUtils.diff(old, now).getDeltas()) {
            int start = delta.getTarget().getPosition();
            add(segments, Kind.SAME, now.subList(at, start));
            add(segments, Kind.GONE, delta.getSource().getLines());
            add(segments, Kind.NEW, delta.getTarget().getLines());
            at = start + delta.getTarget().size();
        }
        add(segments, Kind.SAME, now.subList(at, now.size()));
        return List.copyOf(segments);
    }

    private static void add(List<Segment> segments, Kind kind, List<String> words) {
        if (!words.isEmpty()) {
            segments.add(new Segment(kind, String.join("", words)));
        }
    }

    /** Words and punctuation with the blank after each, so that they can be put together again. */
    private static List<String> split(String line) {
        return Arrays.asList(line.split("(?<=\\s)|(?=[.,;:!?»)])"));
    }
}
