package fr.parvis.procedures;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A question cut into words, without accents. */
final class Words {
    private static final Pattern WORD = Pattern.compile("[a-z0-9]+");

    /** Say nothing of what is looked for. */
    private static final Set<String> SMALL = Set.of(
            ("a ai as au aux avec ce ces cet cette c d da dans de des du elle en es est et etais etait ete etre eu il ils j je l "
                            + "la le les leur lui m ma mais me mes moi mon n ne nos notre nous on ou par pas pour qu que qui s "
                            + "sa se ses si son sont sur suis t ta te tes toi ton tu un une vos votre vous y comment combien "
                            + "quand quel quelle quels quelles quoi faire faut dois doit puis peut peux veut veux avoir "
                            + "besoin quelque chose cela ca fait fais faites va vais aussi bien donc alors svp bonjour merci "
                            + "plus tres juste jamais encore apres avant chez sans sous sera serait deja tout tous toute "
                            + "toutes aller")
                    .split(" "));

    private Words() {}

    static List<String> of(String text) {
        var plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("œ", "oe")
                .replace("æ", "ae");
        return WORD.matcher(plain).results().map(hit -> hit.group()).toList();
    }

    static boolean isSmall(String word) {
        return SMALL.contains(word);
    }
}
