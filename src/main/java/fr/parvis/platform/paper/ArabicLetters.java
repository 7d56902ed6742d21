package fr.parvis.platform.paper;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Arabic letters in the form that their neighbours give them, from Unicode's block of presentation forms: for a writer of PDF that joins
 * no letters by itself. Vowel signs, which it could not place either, are left out as in most printed Arabic.
 */
final class ArabicLetters {
    private static final char FIRST = '\uFE80';
    private static final char LAST = '\uFEF4';
    private static final char LAM = '\u0644';
    private static final char LAM_ALEF = '\uFEF5';
    private static final char LAST_LAM_ALEF = '\uFEFC';
    private static final String ALEFS = "\u0622\u0623\u0625\u0627";
    private static final char TATWEEL = '\u0640';

    /** Of each letter: alone, at the end, and for those that join what follows at the beginning and in the middle. */
    private static final Map<Character, String> FORMS = forms();

    private ArabicLetters() {}

    private static Map<Character, String> forms() {
        var forms = new HashMap<Character, String>();
        for (char form = FIRST; form <= LAST; form++) {
            forms.merge(plain(String.valueOf(form)).charAt(0), String.valueOf(form), String::concat);
        }
        return Map.copyOf(forms);
    }

    static boolean areJoined(String text) {
        return text.chars().anyMatch(letter -> letter >= FIRST && letter <= LAST_LAM_ALEF);
    }

    /** Letters without a form, as they are typed. */
    static String plain(String shaped) {
        return Normalizer.normalize(shaped, Normalizer.Form.NFKC);
    }

    /** In the order of reading, without signs that are not seen. */
    static String joined(String text) {
        var letters = Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[\\p{Mn}\\p{Cf}]", "");
        var joined = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            var letter = letters.charAt(i);
            var next = i + 1 < letters.length() ? letters.charAt(i + 1) : ' ';
            var forms = FORMS.getOrDefault(letter, "");
            var before = i > 0 && joinsNext(letters.charAt(i - 1)) && forms.length() > 1;
            var alef = letter == LAM ? ALEFS.indexOf(next) : -1;
            if (alef >= 0) {
                joined.append((char) (LAM_ALEF + 2 * alef + (before ? 1 : 0)));
                i++;
            } else if (forms.isEmpty()) {
                joined.append(letter);
            } else {
                var after = forms.length() == 4 && joinsBefore(next);
                joined.append(forms.charAt((after ? 2 : 0) + (before ? 1 : 0)));
            }
        }
        return joined.toString();
    }

    private static boolean joinsNext(char letter) {
        return letter == TATWEEL || FORMS.getOrDefault(letter, "").length() == 4;
    }

    private static boolean joinsBefore(char letter) {
        return letter == TATWEEL || FORMS.getOrDefault(letter, "").length() > 1;
    }
}
