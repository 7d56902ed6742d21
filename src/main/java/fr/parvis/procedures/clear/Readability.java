package fr.parvis.procedures.clear;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads a French text as its slowest reader does: two measures, and everything that makes it hard with what to write instead. Pure. */
public final class Readability {
    /** Beyond, a sentence is told as long: the usual advice for administrative French (a sentence carries one idea). */
    public static final int LONGEST_SENTENCE = 25;

    /** To be raised when a rule changes: the scores that are kept are then worked out again. */
    static final int RULES = 1;

    private static final int LONG_WORD = 6;
    /** A line of fewer words without a final mark is a title, a label or a cell: no sentence to be measured. */
    private static final int SHORTEST_LINE = 4;

    private Readability() {}

    /** With the jargon that Parvis comes with. */
    public static Reading of(String frenchText) {
        return of(frenchText, Jargon.builtIn());
    }

    public static Reading of(String frenchText, Jargon jargon) {
        var sentences = Sentence.in(frenchText);
        var hindrances = new ArrayList<Hindrance>();
        for (var sentence : sentences) {
            addLong(frenchText, sentence, hindrances);
            hindrances.addAll(jargon.in(frenchText, sentence));
            hindrances.addAll(PassiveVoice.in(frenchText, sentence));
            hindrances.addAll(NominalStyle.in(frenchText, sentence));
        }
        hindrances.sort(Comparator.comparingInt(Hindrance::from)
                .thenComparing(Hindrance::to, Comparator.reverseOrder())
                .thenComparing(Hindrance::kind));
        return new Reading(scores(frenchText, sentences, hindrances), List.copyOf(hindrances));
    }

    /** What can be told of a text in any language that puts blanks between words. */
    static List<Hindrance> longSentences(String text) {
        var hindrances = new ArrayList<Hindrance>();
        Sentence.in(text).forEach(sentence -> addLong(text, sentence, hindrances));
        return hindrances;
    }

    private static void addLong(String text, Sentence sentence, List<Hindrance> hindrances) {
        var length = sentence.length();
        if (length > LONGEST_SENTENCE) {
            hindrances.add(Hindrance.at(
                    text,
                    Hindrance.Kind.LONG_SENTENCE,
                    sentence.from(),
                    sentence.to(),
                    "Cette phrase a " + length + " mots.",
                    "Coupez-la : une idée par phrase, " + LONGEST_SENTENCE + " mots au plus."));
        }
    }

    private static Scores scores(String text, List<Sentence> sentences, List<Hindrance> hindrances) {
        int counted = 0;
        int words = 0;
        int syllables = 0;
        int longWords = 0;
        for (var sentence : sentences) {
            if (isLabel(text, sentence)) {
                continue;
            }
            counted++;
            for (var word : sentence.words()) {
                if (word.elided()) {
                    syllables += Syllables.sounded(word.written());
                } else {
                    words++;
                    // a number is taken in at a glance
                    syllables += word.isNumber() ? 1 : Syllables.of(word.written());
                    longWords += !word.isNumber() && word.written().length() > LONG_WORD ? 1 : 0;
                }
            }
        }
        var wordsASentence = counted == 0 ? 0 : (double) words / counted;
        return new Scores(
                words,
                counted,
                wordsASentence,
                words == 0 ? 100 : 207 - 1.015 * wordsASentence - 73.6 * syllables / words,
                words == 0 ? 0 : wordsASentence + 100.0 * longWords / words,
                count(hindrances, Hindrance.Kind.LONG_SENTENCE),
                count(hindrances, Hindrance.Kind.JARGON),
                count(hindrances, Hindrance.Kind.PASSIVE),
                count(hindrances, Hindrance.Kind.NOMINAL));
    }

    private static boolean isLabel(String text, Sentence sentence) {
        return sentence.length() < SHORTEST_LINE && ".!?…".indexOf(text.charAt(sentence.to() - 1)) < 0;
    }

    private static int count(List<Hindrance> hindrances, Hindrance.Kind kind) {
        return (int) hindrances.stream()
                .filter(hindrance -> hindrance.kind() == kind)
                .count();
    }
}
