package fr.parvis.procedures.clear;

import java.util.List;
import java.util.Locale;

/**
 * What makes a text hard to read, in a place of it.
 *
 * @param from of the first character
 * @param to after the last one
 * @param words as they stand there
 * @param why one line, in French, for whoever writes
 * @param instead what to write, or how; empty when there is nothing to propose
 * @param choices any of them may stand there instead of the words, as it is; empty when a person has to write
 */
public record Hindrance(Kind kind, int from, int to, String words, String why, String instead, List<String> choices) {
    public enum Kind {
        LONG_SENTENCE,
        JARGON,
        PASSIVE,
        NOMINAL,
        GRAMMAR;

        /** kebab-case, ends keys of texts and names of classes. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Hindrance at(String text, Kind kind, int from, int to, String why, String instead) {
        return new Hindrance(kind, from, to, text.substring(from, to), why, instead, List.of());
    }

    Hindrance replacedBy(List<String> several) {
        return new Hindrance(kind, from, to, words, why, instead, several);
    }
}
