package fr.parvis.procedures.clear;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Everything that Parvis can tell somebody who writes of a text: what makes it hard to read, and its faults of grammar. */
@Component
public class Proofreader {
    /** @param reading with the hindrances of the grammar too */
    public record Proof(Reading reading, GrammarCheck.Checked grammar) {}

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final TermList terms;
    private final GrammarCheck grammar;

    Proofreader(TermList terms, GrammarCheck grammar) {
        this.terms = terms;
        this.grammar = grammar;
    }

    /** What makes it hard to read, without its grammar: at once. */
    public Reading read(String french) {
        return Readability.of(french, terms.jargon());
    }

    public Proof french(String text) {
        var reading = read(text);
        var checked = grammar.checkWithin(PATIENCE, text);
        var all = Stream.concat(reading.hindrances().stream(), checked.hindrances().stream())
                .sorted(Comparator.comparingInt(Hindrance::from).thenComparing(Hindrance::kind))
                .toList();
        return new Proof(new Reading(reading.scores(), all), checked);
    }

    /** The formulas, the lists and the grammar are of French alone: of another language only the long sentences. */
    public List<Hindrance> foreign(String text) {
        return Readability.longSentences(text);
    }
}
