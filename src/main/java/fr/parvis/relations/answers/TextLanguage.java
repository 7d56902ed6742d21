package fr.parvis.relations.answers;

import fr.parvis.platform.web.Language;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Pure: the language of a text among those of the interface, by its alphabet and its smallest words; French when nothing tells. */
public final class TextLanguage {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");

    /** Only words that the others do not have. */
    private static final Map<Language, Set<String>> SMALL = new EnumMap<>(
            Map.of(
                    Language.FRENCH,
                    words(
                            "le les des est vous votre nous pour dans avec une sur pas qui ce cette et je il elle sont être au du merci bonjour"),
                    Language.ENGLISH,
                    words(
                            "the and you your is are for with this that have we will please to of it not can hello thank from"),
                    Language.SPANISH,
                    words(
                            "el los las y usted su para con una está por puede gracias hola es del nosotros sus muy pero cuando"),
                    Language.PORTUGUESE,
                    words(
                            "o os as e você seu sua para com uma está por pode obrigado obrigada olá é do da não mas em ao são quando")));

    private TextLanguage() {}

    private static Set<String> words(String list) {
        return Set.copyOf(List.of(list.split(" ")));
    }

    public static Language of(String text) {
        var letters = text.codePoints().filter(Character::isLetter).toArray();
        var arabic = count(letters, Character.UnicodeScript.ARABIC);
        var cyrillic = count(letters, Character.UnicodeScript.CYRILLIC);
        if (2 * arabic > letters.length) {
            return Language.ARABIC;
        }
        if (2 * cyrillic > letters.length) {
            return Language.UKRAINIAN;
        }
        var words = WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(found -> found.group())
                .toList();
        var best = Language.FRENCH;
        for (var language : SMALL.keySet()) {
            if (count(words, language) > count(words, best)) {
                best = language;
            }
        }
        return best;
    }

    private static long count(List<String> words, Language language) {
        var small = SMALL.getOrDefault(language, Set.of());
        return words.stream().filter(small::contains).count();
    }

    private static long count(int[] letters, Character.UnicodeScript script) {
        return Arrays.stream(letters)
                .filter(letter -> Character.UnicodeScript.of(letter) == script)
                .count();
    }
}
