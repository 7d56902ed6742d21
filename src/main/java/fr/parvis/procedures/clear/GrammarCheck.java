package fr.parvis.procedures.clear;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.languagetool.JLanguageTool;
import org.languagetool.Languages;
import org.languagetool.rules.RuleMatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Grammar and spelling of French, by LanguageTool. Nothing of it is loaded before the first check, which takes some seconds
 * more and about 100 MB of memory that then stay. One text at a time on an instance.
 */
@Component
public class GrammarCheck {
    /** @param until where the check stopped: the end of the text, unless it was too long or the time was over */
    public record Checked(List<Hindrance> hindrances, int until, boolean complete) {
        private static final Checked NOTHING = new Checked(List.of(), 0, false);
    }

    private static final Logger LOG = LoggerFactory.getLogger(GrammarCheck.class);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int MOST_PROPOSED = 3;
    private static final int MOST_LETTERS = 10_000;
    /** Longer lines are checked piece by piece, so that the time is looked at in between. */
    private static final int LONGEST_PIECE = 2_000;

    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable JLanguageTool tool;

    /** In the order of the text; what could be checked in 15 seconds. */
    public List<Hindrance> check(String french) {
        return checkWithin(LONGEST, french).hindrances();
    }

    /**
     * Line by line, so that what was checked when the time is over is kept. Not for the middle of a transaction: it takes long.
     *
     * @param most the loading of the first time apart
     */
    public Checked checkWithin(Duration most, String text) {
        try {
            if (!turn.tryLock(most.toNanos(), TimeUnit.NANOSECONDS)) {
                return Checked.NOTHING;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Checked.NOTHING;
        }
        try {
            var tool = loaded();
            return lines(tool, text, System.nanoTime() + most.toNanos());
        } catch (Exception | LinkageError failure) {
            // a fault of the library must not take the rest of the page away
            LOG.warn("The grammar check failed", failure);
            return Checked.NOTHING;
        } finally {
            turn.unlock();
        }
    }

    private static Checked lines(JLanguageTool tool, String french, long end) throws Exception {
        var found = new ArrayList<Hindrance>();
        int from = 0;
        while (from < french.length()) {
            int to = pieceEnd(french, from);
            if (!french.substring(from, to).isBlank()) {
                if (System.nanoTime() > end || to > MOST_LETTERS) {
                    return new Checked(List.copyOf(found), from, false);
                }
                for (var match : tool.check(french.substring(from, to))) {
                    // a line may be an item of a list, a label or a cell
                    if (match.getFromPos() > 0 || !match.getRule().getId().equals("UPPERCASE_SENTENCE_START")) {
                        found.add(hindrance(french, from, match));
                    }
                }
            }
            from = to < french.length() && french.charAt(to) == '\n' ? to + 1 : to;
        }
        found.sort(Comparator.comparingInt(Hindrance::from));
        return new Checked(List.copyOf(found), french.length(), true);
    }

    /** Of the line, or of the last sentence that a piece has room for. */
    private static int pieceEnd(String french, int from) {
        int line = french.indexOf('\n', from);
        int end = line < 0 ? french.length() : line;
        if (end - from <= LONGEST_PIECE) {
            return end;
        }
        int sentence = french.lastIndexOf(". ", from + LONGEST_PIECE - 2);
        return sentence > from ? sentence + 2 : from + LONGEST_PIECE;
    }

    private static Hindrance hindrance(String french, int line, RuleMatch match) {
        var proposed = match.getSuggestedReplacements().stream()
                .filter(one -> !one.isBlank())
                .limit(MOST_PROPOSED)
                .toList();
        return Hindrance.at(
                        french,
                        Hindrance.Kind.GRAMMAR,
                        line + match.getFromPos(),
                        line + match.getToPos(),
                        match.getMessage()
                                .replaceAll("</?suggestion>|« *» ", "")
                                .strip(),
                        String.join(", ", proposed))
                .replacedBy(proposed);
    }

    private JLanguageTool loaded() throws IOException {
        var now = tool;
        if (now == null) {
            now = new JLanguageTool(Languages.getLanguageForShortCode("fr"));
            for (var rule : now.getAllRules()) {
                // apostrophes and blanks are the page's business, style is Readability's
                if (List.of(
                                "TYPOGRAPHY",
                                "STYLE",
                                "REDUNDANCY",
                                "REPETITIONS_STYLE",
                                "CAT_TYPOGRAPHIE",
                                "CAT_PLEONASMES")
                        .contains(rule.getCategory().getId().toString())) {
                    now.disableRule(rule.getId());
                }
            }
            // much of it is loaded by the first sentence
            now.check("Bonjour à tous.");
            tool = now;
        }
        return now;
    }
}
