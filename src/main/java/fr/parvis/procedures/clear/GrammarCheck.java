package fr.parvis.procedures.clear;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
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
    /** @param complete false when the time was over before the end of the text, or somebody else's text took it */
    public record Checked(List<Hindrance> hindrances, boolean complete) {}

    private static final Logger LOG = LoggerFactory.getLogger(GrammarCheck.class);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int MOST_PROPOSED = 3;

    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable JLanguageTool tool;

    /** In the order of the text; what could be checked in 15 seconds. */
    public List<Hindrance> check(String french) {
        return checkWithin(LONGEST, french).hindrances();
    }

    /**
     * Line by line, so that what was checked when the time is over is kept.
     *
     * @param most the loading of the first time apart
     */
    public Checked checkWithin(Duration most, String text) {
        try {
            if (!turn.tryLock(most.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Checked(List.of(), false);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Checked(List.of(), false);
        }
        try {
            var tool = loaded();
            return lines(tool, text, System.nanoTime() + most.toNanos());
        } catch (Exception | LinkageError failure) {
            // a fault of the library must not take the rest of the page away
            LOG.warn("The grammar check failed", failure);
            return new Checked(List.of(), false);
        } finally {
            turn.unlock();
        }
    }

    private static Checked lines(JLanguageTool tool, String french, long end) throws Exception {
        var found = new ArrayList<Hindrance>();
        int from = 0;
        while (from < french.length()) {
            int line = french.indexOf('\n', from);
            int to = line < 0 ? french.length() : line;
            if (!french.substring(from, to).isBlank()) {
                if (System.nanoTime() > end) {
                    return new Checked(List.copyOf(found), false);
                }
                for (var match : tool.check(french.substring(from, to))) {
                    found.add(hindrance(french, from, match));
                }
            }
            from = to + 1;
        }
        found.sort(Comparator.comparingInt(Hindrance::from));
        return new Checked(List.copyOf(found), true);
    }

    private static Hindrance hindrance(String french, int line, RuleMatch match) {
        return Hindrance.at(
                french,
                Hindrance.Kind.GRAMMAR,
                line + match.getFromPos(),
                line + match.getToPos(),
                match.getMessage().replaceAll("</?suggestion>|« *» ", "").strip(),
                match.getSuggestedReplacements().stream().limit(MOST_PROPOSED).collect(Collectors.joining(", ")));
    }

    private JLanguageTool loaded() {
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
            tool = now;
        }
        return now;
    }
}
