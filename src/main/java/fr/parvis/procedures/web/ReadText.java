package fr.parvis.procedures.web;

import fr.parvis.procedures.clear.Hindrance;
import fr.parvis.procedures.clear.MarkedText;
import fr.parvis.procedures.clear.Reading;
import fr.parvis.procedures.clear.Scores;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.ui.Model;

/** A text that has been read, as a page shows it: its scores, its hindrances by kind, and the text with each one marked. */
record ReadText(Scores scores, List<Group> groups, List<List<MarkedText.Piece>> lines) {
    /** Hindrances of one kind; a long text may have more than anybody reads. */
    record Group(String kind, int n, List<MarkedText.Numbered> first) {}

    private static final int MOST_SHOWN = 200;

    static ReadText of(String text, Reading reading) {
        var numbered = MarkedText.numbered(reading.hindrances());
        return new ReadText(
                reading.scores(),
                Stream.of(Hindrance.Kind.values())
                        .map(kind -> group(kind, numbered))
                        .filter(group -> group.n() > 0)
                        .toList(),
                MarkedText.of(text, reading.hindrances()));
    }

    private static Group group(Hindrance.Kind kind, List<MarkedText.Numbered> all) {
        var own = all.stream().filter(one -> one.hindrance().kind() == kind).toList();
        return new Group(kind.code(), own.size(), own.stream().limit(MOST_SHOWN).toList());
    }

    void into(Model model) {
        model.addAttribute("scores", scores);
        model.addAttribute("groups", groups);
        model.addAttribute("textLines", lines);
    }
}
