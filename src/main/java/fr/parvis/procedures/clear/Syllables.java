package fr.parvis.procedures.clear;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Syllables of a written French word, as a careful reader says them: a silent <i>e</i> at the end does not count, one inside
 * does ("maintenant" has three). Letters are taken for sounds, so a few words that are not written as they are said come
 * out one too many or too few.
 */
final class Syllables {
    private static final String VOWELS = "aàâäeéèêëiîïoôöuùûüyæœ";
    /** With a vowel before, they begin a new syllable: "naïf", "aéroport", "création". */
    private static final String APART = "ïëüéè";

    private static final Map<String, Integer> AS_SAID = Map.of(
            "pays", 2, "paysage", 3, "abbaye", 3, "août", 1, "paon", 1, "saoul", 1, "monsieur", 2, "messieurs", 2);

    /** Two consonants of which the second is l or r keep a following "i" and its vowel apart: "client", "ouvrier". */
    private static final Pattern HEAVY_BEFORE_I = Pattern.compile("[bcdfgptv][lr]i$");

    /** Before "-ent" they tell a noun, an adjective or an adverb, where it is heard; in "ils demandent" it is silent. */
    private static final Pattern HEARD_ENT = Pattern.compile(".*[maeiouyéèq]ent");

    private static final Set<String> HEARD = Set.copyOf(List.of(
            ("absent accident adhérent adolescent afférent agent antécédent apparent ardent argent auvent cent cohérent compétent "
                            + "concurrent confident content contingent continent convent couvent décent dent différent diligent "
                            + "dissident éminent équivalent évident excédent excellent imminent imprudent incident indigent "
                            + "indulgent inhérent innocent insolent intelligent intermittent lent négligent occident opulent "
                            + "parent patent permanent pertinent polyvalent précédent présent président prudent récent référent "
                            + "régent sergent serpent souvent talent torrent transparent turbulent urgent vent violent")
                    .split(" ")));

    private static final Set<String> SILENT_MENT = Set.copyOf(List.of(
            ("aiment assument confirment consomment déclament dorment estiment expriment ferment forment impriment informent "
                            + "nomment réclament suppriment transforment")
                    .split(" ")));

    private Syllables() {}

    /** At least 1 for a word; an elided one ("l’", "jusqu’") may have none of its own. */
    static int of(String word) {
        return Math.max(1, sounded(word));
    }

    static int sounded(String word) {
        if (word.length() > 1 && isSpelt(word)) {
            return word.length();
        }
        var lower = word.toLowerCase(Locale.FRENCH);
        var known = AS_SAID.get(lower);
        return known != null ? known : count(lower.replace("qu", "q").replaceAll("gu(?=[eéèêiîy])", "g"));
    }

    /** "HLM" is said letter by letter. */
    private static boolean isSpelt(String word) {
        for (int i = 0; i < word.length(); i++) {
            var letter = word.charAt(i);
            if (!Character.isUpperCase(letter) || isVowel(Character.toLowerCase(letter))) {
                return false;
            }
        }
        return true;
    }

    private static int count(String word) {
        int end = heardUntil(word);
        int syllables = 0;
        boolean open = false;
        for (int i = 0; i < end; i++) {
            var letter = word.charAt(i);
            if (!isVowel(letter) || isConsonantY(word, i)) {
                open = false;
                continue;
            }
            if (!open || isApart(word, i)) {
                syllables++;
            }
            open = true;
        }
        return syllables;
    }

    /** Where the silent ending begins. */
    private static int heardUntil(String word) {
        if (word.endsWith("ent") && word.length() > 3) {
            var heard = HEARD.contains(word) || (HEARD_ENT.matcher(word).matches() && !SILENT_MENT.contains(word));
            return heard ? word.length() : word.length() - 3;
        }
        var bare = word.endsWith("s") ? word.length() - 1 : word.length();
        return bare > 1 && word.charAt(bare - 1) == 'e' ? bare - 1 : word.length();
    }

    /** "payer": between two vowels, or first before one. */
    private static boolean isConsonantY(String word, int i) {
        return word.charAt(i) == 'y'
                && i + 1 < word.length()
                && isVowel(word.charAt(i + 1))
                && (i == 0 || isVowel(word.charAt(i - 1)));
    }

    private static boolean isApart(String word, int i) {
        var here = word.charAt(i);
        var before = word.charAt(i - 1);
        if (before == 'é' || before == 'ï' || before == 'ë') {
            return true;
        }
        if (APART.indexOf(here) >= 0) {
            return !((here == 'é' || here == 'è')
                    && "iuüy".indexOf(before) >= 0
                    && !HEAVY_BEFORE_I.matcher(word.substring(0, i)).find());
        }
        if (before == 'o' && (here == 'a' || here == 'o')) {
            return true;
        }
        if (before == 'a' && here == 'o') {
            return true;
        }
        return before == 'i' && HEAVY_BEFORE_I.matcher(word.substring(0, i)).find();
    }

    private static boolean isVowel(char letter) {
        return VOWELS.indexOf(letter) >= 0;
    }
}
