package fr.parvis.procedures.clear;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A form of <i>être</i>, adverbs, a past participle. Takes some states for passives ("la porte est fermée"), and misses the
 * passive without <i>être</i> ("les pièces demandées") and the reflexive one ("la demande se fait"), which read well.
 */
final class PassiveVoice {
    private static final Set<String> BE = words(
            "est sont était étaient sera seront serait seraient soit soient fut furent fût être étant été es êtes sommes suis serez serons serais seriez");
    private static final Set<String> HAVE =
            words("a ont avait avaient aura auront aurait auraient ait aient avoir ayant avez avons ai");
    private static final Set<String> ONESELF = words("se s me m te t");
    private static final Set<String> BETWEEN = words(
            "pas plus bien aussi donc alors déjà jamais toujours souvent ensuite encore parfois systématiquement d abord également");

    /** Verbs whose past with "être" is active, and states of a person or of a place, without gender and number. */
    private static final Set<String> ACTIVE = words(
            "allé arrivé entré rentré resté tombé monté retourné passé né décédé âgé marié divorcé séparé pacsé situé salarié retraité "
                    + "handicapé pressé réputé isolé employé désolé santé été obligé "
                    + "venu devenu revenu parvenu intervenu survenu provenu parti sorti reparti descendu mort inconnu connu");

    /** Past participles that do not end in "é", without gender and number. */
    private static final Set<String> OTHERS = words(
            "fait refait satisfait dit interdit prédit écrit inscrit prescrit décrit souscrit transcrit produit réduit conduit introduit "
                    + "reconduit détruit construit instruit déduit mis remis transmis permis admis soumis promis omis émis démis commis "
                    + "pris repris compris appris surpris entrepris acquis requis conquis assis ouvert offert couvert découvert souffert "
                    + "joint atteint contraint craint éteint restreint rejoint adjoint établi fourni rempli défini garanti réuni puni "
                    + "averti choisi saisi agi subi suivi servi accompli converti investi affranchi élargi régi rétabli abouti fini "
                    + "reçu perçu conçu prévu vu revu lu élu tenu obtenu retenu maintenu détenu soutenu contenu entretenu rendu vendu "
                    + "perdu attendu entendu étendu défendu suspendu répondu confondu vaincu convaincu résolu absous dissous exclu "
                    + "conclu inclus dû dues redevable connu reconnu méconnu voulu pourvu battu abattu interrompu corrompu cru crû mû "
                    + "accru clos enclos nui cuit");

    private PassiveVoice() {}

    private static Set<String> words(String list) {
        return Set.copyOf(List.of(list.split(" ")));
    }

    static List<Hindrance> in(String text, Sentence sentence) {
        var words = sentence.words();
        var found = new ArrayList<Hindrance>();
        for (int i = 0; i < words.size(); i++) {
            if (!BE.contains(words.get(i).plain()) || isReflexive(words, i)) {
                continue;
            }
            int last = i + 1;
            while (last < words.size() && isBetween(words.get(last).plain())) {
                last++;
            }
            if (last >= words.size()
                    || !isParticiple(words.get(last).plain())
                    || isBroken(text, words.get(i).to(), words.get(last).from())) {
                continue;
            }
            var first = i > 0 && HAVE.contains(words.get(i - 1).plain()) ? i - 1 : i;
            var agent = last + 1 < words.size() && words.get(last + 1).plain().equals("par");
            found.add(Hindrance.at(
                    text,
                    Hindrance.Kind.PASSIVE,
                    words.get(first).from(),
                    words.get(agent ? last + 1 : last).to(),
                    "Voix passive\u00a0: on ne voit pas tout de suite qui agit.",
                    agent
                            ? "Commencez par celui qui agit\u00a0: «\u00a0la mairie remet…\u00a0», «\u00a0le juge décide…\u00a0»."
                            : "Dites qui agit\u00a0: «\u00a0vous recevez…\u00a0», «\u00a0nous vérifions…\u00a0»."));
            i = last;
        }
        return found;
    }

    private static boolean isReflexive(List<Sentence.Word> words, int i) {
        if (i == 0) {
            return false;
        }
        var before = words.get(i - 1).plain();
        return ONESELF.contains(before)
                || (i > 1
                        && Set.of("nous", "vous").contains(before)
                        && words.get(i - 2).plain().equals(before));
    }

    private static boolean isBetween(String word) {
        return BETWEEN.contains(word) || word.equals("été") || (word.length() > 5 && word.endsWith("ment"));
    }

    private static boolean isBroken(String text, int from, int to) {
        return text.substring(from, to).chars().anyMatch(letter -> ",;:()«»".indexOf(letter) >= 0);
    }

    private static boolean isParticiple(String word) {
        var bare = bare(word);
        if (ACTIVE.contains(bare)) {
            return false;
        }
        return (bare.endsWith("é") && bare.length() > 3 && !bare.endsWith("ité") && !bare.endsWith("ieté"))
                || OTHERS.contains(bare)
                || OTHERS.contains(word)
                || (bare.endsWith("ité")
                        && Set.of("invité", "limité", "traité", "cité", "habité", "mérité", "évité", "visité")
                                .contains(bare));
    }

    /** "remises" as "remis", "envoyée" as "envoyé". */
    private static String bare(String word) {
        var one = word.endsWith("s") && !OTHERS.contains(word) ? word.substring(0, word.length() - 1) : word;
        return one.endsWith("e") ? one.substring(0, one.length() - 1) : one;
    }
}
