package fr.parvis.procedures.clear;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A sentence and its words, with their places in the text. A line break always ends a sentence: titles and items of a list
 * stand alone. A number is a word; a word and its elided article ("l’acte") are one, an inversion or a compound
 * ("rendez-vous") is two.
 */
record Sentence(int from, int to, List<Word> words) {
    /**
     * @param written as in the text
     * @param plain in lower case, "œ" as "oe"
     * @param elided part of the next word: "l", "qu", "jusqu"
     */
    record Word(int from, int to, String written, String plain, boolean elided) {
        boolean isNumber() {
            return Character.isDigit(written.charAt(0));
        }
    }

    private static final Set<String> SHORTENED = Set.of(
            "m", "mm", "mme", "mmes", "mlle", "art", "al", "cf", "ex", "p", "n", "no", "tél", "st", "ste", "dr", "me",
            "env", "min", "max", "etc");

    /** Words that are counted: an elided one goes with the next. */
    int length() {
        return (int) words.stream().filter(word -> !word.elided()).count();
    }

    static List<Sentence> in(String text) {
        var found = new ArrayList<Sentence>();
        var words = new ArrayList<Word>();
        int i = 0;
        while (i < text.length()) {
            var letter = text.charAt(i);
            if (Character.isLetterOrDigit(letter)) {
                int end = Character.isDigit(letter) ? numberEnd(text, i) : wordEnd(text, i);
                words.add(word(text, i, end));
                i = end;
            } else {
                if (letter == '\n' || letter == '\r' || ends(text, i, words)) {
                    close(text, words, i, found);
                }
                i++;
            }
        }
        close(text, words, text.length(), found);
        return found;
    }

    private static void close(String text, List<Word> words, int at, List<Sentence> found) {
        if (words.stream().anyMatch(word -> !word.isNumber())) {
            var to = at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r' ? at + 1 : at;
            found.add(new Sentence(
                    words.getFirst().from(), trimmed(text, words.getLast().to(), to), List.copyOf(words)));
        }
        words.clear();
    }

    private static int trimmed(String text, int least, int to) {
        while (to > least && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return to;
    }

    private static Word word(String text, int from, int to) {
        var written = text.substring(from, to);
        var plain = written.toLowerCase(Locale.FRENCH).replace("œ", "oe").replace("æ", "ae");
        var apostrophe =
                to + 1 < text.length() && isApostrophe(text.charAt(to)) && Character.isLetter(text.charAt(to + 1));
        var linking = plain.equals("t")
                && from > 0
                && text.charAt(from - 1) == '-'
                && to < text.length()
                && text.charAt(to) == '-';
        return new Word(from, to, written, plain, apostrophe || linking);
    }

    private static int wordEnd(String text, int i) {
        while (i < text.length()
                && (Character.isLetterOrDigit(text.charAt(i))
                        || Character.getType(text.charAt(i)) == Character.NON_SPACING_MARK)) {
            i++;
        }
        return i;
    }

    /** "12,50" and "1 000" are one number when a thin or no-break space, a point or a comma joins them. */
    private static int numberEnd(String text, int i) {
        while (i < text.length()
                && (Character.isLetterOrDigit(text.charAt(i))
                        || (".,\u00a0\u202f".indexOf(text.charAt(i)) >= 0
                                && i + 1 < text.length()
                                && Character.isDigit(text.charAt(i + 1))))) {
            i++;
        }
        return i;
    }

    static boolean isApostrophe(char letter) {
        return letter == '\'' || letter == '’';
    }

    private static boolean ends(String text, int i, List<Word> words) {
        var mark = text.charAt(i);
        if ("!?…؟".indexOf(mark) >= 0) {
            return startsAnother(text, i + 1);
        }
        if (mark != '.' || words.isEmpty()) {
            return false;
        }
        var last = words.getLast();
        var shortened = last.to() == i
                && (SHORTENED.contains(last.plain())
                        || (last.written().length() == 1
                                && Character.isUpperCase(last.written().charAt(0))));
        return !(shortened && hasMore(text, i + 1)) && startsAnother(text, i + 1);
    }

    /** On the same line. */
    private static boolean hasMore(String text, int i) {
        return text.substring(i, lineEnd(text, i)).chars().anyMatch(Character::isLetterOrDigit);
    }

    private static int lineEnd(String text, int i) {
        while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    /** Nothing more on the line, or after closing marks and a blank something that may begin a sentence. */
    private static boolean startsAnother(String text, int i) {
        int end = lineEnd(text, i);
        int at = i;
        while (at < end && ".!?…»”\")]".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        int blank = at;
        while (at < end && isBlank(text.charAt(at))) {
            at++;
        }
        return at == end || (at > blank && !Character.isLowerCase(text.charAt(at)));
    }

    private static boolean isBlank(char letter) {
        return Character.isWhitespace(letter) || letter == '\u00a0' || letter == '\u202f';
    }
}
