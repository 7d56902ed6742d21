package fr.parvis.relations.answers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What hurts or confuses in a French text to somebody: blame, two negations, threats, capitals, cold formulas. Pure, by turns of
 * phrase alone: what is quoted is somebody else's, and what is said under a condition ("si vous avez oublié…") blames nobody. It misses irony,
 * and whatever is unkind without these turns.
 */
public final class Tone {
    public enum Kind {
        BLAME,
        DOUBLE_NEGATION,
        THREAT,
        CAPITALS,
        COLD;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param words as they stand from {@code from} to {@code to}
     * @param why one line, in French, for whoever writes
     * @param instead another turn, or how to find one
     * @param choice may stand there instead of the words as it is; null when a person has to write
     */
    public record Finding(
            Kind kind,
            int from,
            int to,
            String words,
            String why,
            String instead,
            @Nullable String choice) {}

    /** @param choice what may stand in its place; null when there is nothing that fits */
    private record Turn(
            Kind kind, Pattern pattern, String why, String instead, Function<MatchResult, @Nullable String> choice) {}

    private static final int CASES = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final String THIS_SENTENCE = "[^.!?;:\\n]";

    private static final String BLAMES = "Peut se lire comme un reproche.";
    private static final String SAY_WHAT_IS_MISSING =
            "Dites ce qui manque, sans dire à qui la faute\u00a0: «\u00a0il manque…\u00a0».";
    private static final String TWICE_NO = "Deux négations dans une phrase\u00a0: il faut la lire deux fois.";
    private static final String THREATENS = "Peut se lire comme une menace.";
    private static final String SAY_WHAT_FOLLOWS =
            "Dites ce qui aide et ce qui se passe ensuite\u00a0: «\u00a0avec votre réponse avant le…, nous pourrons…\u00a0».";
    private static final String COLD = "Formule froide, qui met à distance.";

    private static final String DONE =
            "fourni(?:e?s?)|transmis|joint|envoyée?s?|répondu|remplie?s?|respectée?s?|suivie?s?|lue?s?|produite?s?|remise?s?|déposée?s?|"
                    + "signée?s?|complétée?s?|communiquée?s?|payée?s?|réglée?s?|précisée?s?|indiquée?s?|renseignée?s?|présentée?s?|"
                    + "effectuée?s?|tenue?s?|apportée?s?|donnée?s?|déclarée?s?|justifiée?s?|compris|prévenue?s?|averti|signalée?s?|honorée?s?|pris|fait|daigné|jugé";

    private static final List<Turn> TURNS = List.of(
            turn(
                    Kind.BLAME,
                    "vous avez (?:encore |également |aussi |visiblement |manifestement )?oublié de(?= \\p{L}+(?:er|ir|re|oir)\\b)",
                    BLAMES,
                    "«\u00a0Il reste à…\u00a0»",
                    found -> "il reste à"),
            turn(
                    Kind.BLAME,
                    "vous avez (?:encore |également |aussi |visiblement |manifestement )?(?:oublié|omis)(?= (?:le|la|les|l['’]|votre|vos|une?|des|notre)\\b)",
                    BLAMES,
                    SAY_WHAT_IS_MISSING,
                    found -> "il manque"),
            turn(
                    Kind.BLAME,
                    "vous (?:avez|aviez) (?:encore |également |aussi |visiblement |manifestement |tout simplement )?"
                            + "(?:oublié|omis|négligé|commis une (?:erreur|faute)|fait (?:une erreur|l['’]erreur|erreur)|mal (?:rempli|compris|lu|renseigné|complété|saisi)|"
                            + "manqué (?:à|le|la|votre)|tardé|trop tardé|ignoré|refusé de)",
                    BLAMES,
                    SAY_WHAT_IS_MISSING,
                    found -> null),
            turn(
                    Kind.BLAME,
                    "vous n['’](?:avez|aviez) (?:toujours |encore |même )?pas (?:encore |même )?(?:joint|fourni|transmis|envoyé|remis|produit|communiqué|présenté|apporté)"
                            + "(?= (?:le|la|les|l['’]|votre|vos|notre)\\b)",
                    BLAMES,
                    SAY_WHAT_IS_MISSING,
                    found -> "il manque"),
            turn(
                    Kind.BLAME,
                    "vous n['’](?:avez|aviez|aurez) (?:toujours |encore |même |visiblement )?(?:pas|jamais|rien) (?:encore |même |toujours |bien |correctement )?(?:"
                            + DONE + ")\\b",
                    BLAMES,
                    SAY_WHAT_IS_MISSING,
                    found -> null),
            turn(
                    Kind.BLAME,
                    "vous (?:n['’]êtes pas venue?s?|ne vous êtes (?:toujours )?(?:pas|jamais) (?:présentée?s?|manifestée?s?|déplacée?s?))",
                    BLAMES,
                    "Dites le fait sans reproche, et la suite\u00a0: «\u00a0nous ne nous sommes pas vus le…\u00a0; voici d’autres dates\u00a0».",
                    found -> null),
            turn(
                    Kind.BLAME,
                    "(?:vous auriez dû|vous n['’]auriez pas dû|vous aviez qu['’]à|vous n['’]aviez qu['’]à|il (?:vous )?suffisait de|il fallait (?:lire|venir|appeler|prévenir|le dire|y penser)|"
                            + "vous étiez (?:pourtant )?(?:censée?s?|tenue?s?|supposée?s?) )",
                    BLAMES,
                    "Dites ce qui est possible maintenant\u00a0: «\u00a0vous pouvez…\u00a0».",
                    found -> null),
            turn(
                    Kind.BLAME,
                    "(?:(?:à cause de|par) vo(?:tre|s) (?:faute|erreurs?|négligence|oubli|retard|imprudence)|(?:faute|erreur|négligence|oubli|manquement) de votre part|de votre faute|"
                            + "vo(?:tre|s) (?:négligence|manquements?|carence|mauvaise foi|inaction))",
                    BLAMES,
                    "Dites le fait, sans le coupable\u00a0: «\u00a0la date est passée\u00a0», «\u00a0le numéro ne correspond pas\u00a0».",
                    found -> null),
            turn(
                    Kind.BLAME,
                    "(?:(?:je|nous) vous (?:l['’])?(?:ai|avons) (?:pourtant )?déjà (?:dit|expliqué|indiqué|écrit|précisé|signalé|répondu|informée?s?)|comme (?:je|nous) (?:vous )?(?:l['’])?(?:ai|avons) déjà (?:dit|expliqué|indiqué|écrit|précisé|signalé)|"
                            + "comme déjà (?:dit|expliqué|indiqué|écrit|précisé|signalé))",
                    BLAMES,
                    "Redites-le simplement, sans rappeler que c’était dit.",
                    found -> null),
            turn(
                    Kind.BLAME,
                    "(?:contrairement à ce que vous (?:dites|affirmez|prétendez|indiquez)|vous (?:prétendez|soutenez)|vos (?:allégations|prétentions)|votre prétendue?)",
                    "Met en doute ce que la personne dit.",
                    "Dites ce que vous voyez de votre côté\u00a0: «\u00a0dans le dossier, je lis…\u00a0».",
                    found -> null),
            turn(
                    Kind.DOUBLE_NEGATION,
                    "vous n['’]êtes pas sans savoir",
                    TWICE_NO,
                    "«\u00a0Vous savez\u00a0»",
                    found -> "vous savez"),
            turn(
                    Kind.DOUBLE_NEGATION,
                    "il n['’]est pas (?:impossible|exclu|inenvisageable) que",
                    TWICE_NO,
                    "«\u00a0Il est possible que\u00a0»",
                    found -> "il est possible que"),
            turn(
                    Kind.DOUBLE_NEGATION,
                    "il n['’]est pas (?:impossible|interdit|exclu|défendu) d(?:e |['’])",
                    TWICE_NO,
                    "«\u00a0Il est possible de\u00a0», ou mieux «\u00a0vous pouvez\u00a0».",
                    found -> found.group().endsWith(" ") ? "il est possible de " : "il est possible d’"),
            turn(
                    Kind.DOUBLE_NEGATION,
                    "il n['’]est pas rare que",
                    TWICE_NO,
                    "«\u00a0Il arrive souvent que\u00a0»",
                    found -> "il arrive souvent que"),
            turn(
                    Kind.DOUBLE_NEGATION,
                    "il n['’]est pas inutile de",
                    TWICE_NO,
                    "«\u00a0Il est utile de\u00a0»",
                    found -> "il est utile de"),
            turn(
                    Kind.DOUBLE_NEGATION,
                    "(?:ne |n['’])(?:\\p{L}+ ){0,2}?(?:pas|jamais) (?:tout à fait |du tout |totalement )?(?:impossibles?|inutiles?|inexacte?s?|illégale?s?|illégaux|incompatibles?|improbables?|négligeables?|interdite?s?|irrecevables?|"
                            + "impensables?|infondée?s?|injustifiée?s?|inhabituel(?:le)?s?|indifférente?s?|invalides?|sans (?:savoir|effet|conséquences?|intérêt|raison|risque))",
                    TWICE_NO,
                    "Dites-le à l’endroit\u00a0: «\u00a0possible\u00a0», «\u00a0utile\u00a0», «\u00a0exact\u00a0».",
                    found -> null),
            turn(
                    Kind.DOUBLE_NEGATION,
                    "(?:ne |n['’])" + THIS_SENTENCE
                            + "{1,25}?\\b(?:pas|jamais|plus|rien|aucune?|personne) (?:\\p{L}+ ){0,3}?ne (?:pas|jamais|plus|rien) \\p{L}+",
                    TWICE_NO,
                    "Gardez une seule négation, ou aucune.",
                    found -> null),
            turn(
                    Kind.DOUBLE_NEGATION,
                    "(?:ne |n['’])" + THIS_SENTENCE + "{1,60}?\\b(?:pas|jamais|plus|rien|aucune?|personne)\\b"
                            + THIS_SENTENCE
                            + "{1,60}?\\b(?:sauf si|à moins que|sans que|tant que|qui)\\b" + THIS_SENTENCE
                            + "{0,40}?\\b(?:ne |n['’])" + THIS_SENTENCE + "{1,25}?\\b(?:pas|jamais|plus|aucune?)\\b",
                    TWICE_NO,
                    "Coupez en deux phrases, la première sans négation\u00a0: «\u00a0c’est possible si…\u00a0».",
                    found -> null),
            turn(
                    Kind.DOUBLE_NEGATION,
                    "(?:sans (?:ne |n['’])" + THIS_SENTENCE
                            + "{1,20}?\\bpas\\b|(?:aucune?|nul|personne) (?:\\p{L}+ ){0,3}?(?:ne |n['’])(?:\\p{L}+ ){1,2}?sans \\p{L}+)",
                    TWICE_NO,
                    "Gardez une seule négation, ou aucune.",
                    found -> null),
            turn(Kind.THREAT, "sous peine d(?:e |['’])", THREATENS, SAY_WHAT_FOLLOWS, found -> null),
            turn(
                    Kind.THREAT,
                    "à défaut(?=\\s?,|\\s*$)|à défaut d(?:e |['’])(?:votre |toute |cette |ces |ce |votre )?(?:réponse|réception|règlement|paiement|production|transmission|retour|régularisation|présentation|justificatifs?|envoi|quoi)",
                    THREATENS,
                    SAY_WHAT_FOLLOWS,
                    found -> null),
            turn(
                    Kind.THREAT,
                    "(?:faute de quoi|sans quoi|faute d(?:e |['’])(?:votre |toute )?(?:réponse|règlement|paiement|retour|régularisation|envoi))",
                    THREATENS,
                    SAY_WHAT_FOLLOWS,
                    found -> null),
            turn(
                    Kind.THREAT,
                    "sinon,? (?:votre|vos|vous|nous|la|le|les|il|elle|ce)\\b" + THIS_SENTENCE
                            + "{0,40}?(?:sera|seront|serez|serons|perdr\\p{L}+|refus\\p{L}+|class\\p{L}+|annul\\p{L}+|rejet\\p{L}+|poursui\\p{L}+|devr\\p{L}+|aurez)\\b",
                    THREATENS,
                    SAY_WHAT_FOLLOWS,
                    found -> null),
            turn(
                    Kind.THREAT,
                    "(?:vous vous exposez à|vous encourez|vous risquez (?:une|des|d['’]|de perdre|de voir)|mettons en demeure|mets en demeure|mise en demeure|"
                            + "(?:dernier|ultime) (?:rappel|avertissement)|dernière (?:relance|mise en garde)|avant (?:toute )?(?:poursuites?|sanctions?)|des poursuites|"
                            + "aucun (?:retard|délai|écart) ne sera (?:toléré|accordé|admis)|nous serons (?:contraints|obligés|dans l['’]obligation) de|je serai (?:contrainte?|obligée?|dans l['’]obligation) de|"
                            + "se réserve le droit de|nous nous réservons le droit de)",
                    THREATENS,
                    SAY_WHAT_FOLLOWS,
                    found -> null),
            turn(
                    Kind.THREAT,
                    "(?:sera|seront) (?:alors |automatiquement |purement et simplement |systématiquement )?(?:classée?s? sans suite|(?:rejetée?|refusée?|annulée?|classée?)s? (?:d['’]office|automatiquement|définitivement))",
                    THREATENS,
                    SAY_WHAT_FOLLOWS,
                    found -> null),
            turn(
                    Kind.THREAT,
                    "sans (?:(?:votre |aucune )?(?:réponse|nouvelles?)|(?:votre )?(?:retour|paiement|règlement|justificatif))"
                            + THIS_SENTENCE
                            + "{0,60}?(?:nous (?:détruirons|supprimerons|annulerons|fermerons|classerons|rejetterons|clôturerons|refuserons|suspendrons|radierons)"
                            + "|(?:sera|seront) (?:détruit|supprimé|annulé|fermé|classé|rejeté|clôturé|refusé|suspendu|radié)(?:e?s?))",
                    THREATENS,
                    SAY_WHAT_FOLLOWS,
                    found -> null),
            turn(
                    Kind.THREAT,
                    "vous devez (?:impérativement|obligatoirement|immédiatement|absolument)",
                    "Un ordre\u00a0: la personne l’entend avant la raison.",
                    "Dites la date ou la raison, sans l’ordre.",
                    found -> "vous devez"),
            turn(
                    Kind.THREAT,
                    "(?:vous êtes|êtes) (?:priée?s?|sommée?s?|invitée?s? impérativement) de",
                    "Un ordre\u00a0: la personne l’entend avant la raison.",
                    "«\u00a0Merci de…\u00a0», avec la raison.",
                    found -> found.group().toLowerCase(Locale.FRENCH).startsWith("vous") ? "merci de" : null),
            turn(
                    Kind.THREAT,
                    "(?:veuillez impérativement|impérativement)",
                    "Un ordre\u00a0: la personne l’entend avant la raison.",
                    "Dites la date ou la raison, sans l’ordre.",
                    found -> found.group().length() > 14 ? "veuillez" : null),
            turn(
                    Kind.COLD,
                    "(?:nous accusons|j['’]accuse) (?:bonne )?réception d(?:e |u |es |['’])",
                    COLD,
                    "«\u00a0Nous avons bien reçu…\u00a0»",
                    found -> null),
            turn(Kind.COLD, "par la présente,?", COLD, "Dites directement ce que vous avez à dire.", found -> null),
            turn(
                    Kind.COLD,
                    "(?:(?:veuillez|je vous prie d['’]|nous vous prions d['’]) ?(?:agréer|recevoir|croire)|(?:je|nous) vous pri(?:e|ons) (?:de (?:bien vouloir )?)?(?:agréer|croire|recevoir)|mes salutations distinguées|nos salutations distinguées)",
                    COLD,
                    "«\u00a0Bonne journée\u00a0», «\u00a0Cordialement\u00a0», avec votre nom.",
                    found -> null),
            turn(
                    Kind.COLD,
                    "(?:(?:j['’]ai|nous avons) le regret d(?:e |['’])|(?:je suis|nous sommes) au regret d(?:e |['’])|"
                            + "(?:une |de )?suites? (?:dé)?favorables?|ne (?:peut|peuvent|pouvons|peux) (?:pas )?(?:être )?(?:accéder|réserver|donner)\\b"
                            + THIS_SENTENCE + "{0,20}?(?:demande|suite))",
                    COLD,
                    "Dites la réponse, la raison, puis ce que la personne peut faire.",
                    found -> null),
            turn(
                    Kind.COLD,
                    "(?:je|nous) vous rappel(?:le|ons) (?:que|qu['’])",
                    "Sonne comme un rappel à l’ordre.",
                    "Dites le fait directement.",
                    found -> null),
            turn(
                    Kind.COLD,
                    "(?:il vous (?:appartient|incombe) d(?:e |['’])|(?:veuillez|merci de|je vous invite à|nous vous invitons à) (?:bien vouloir )?vous rapprocher d(?:e |u |es |['’])|"
                            + "le nécessaire (?:a été|sera|est) fait|dans les (?:plus brefs|meilleurs) délais|sauf erreur ou omission|dont acte|"
                            + "(?:a|ont) retenu toute (?:notre|mon) attention|comme (?:mentionné|indiqué|précisé|stipulé) (?:ci-dessus|ci-avant|précédemment)|dans l['’]attente de (?:votre|vous)|"
                            + "sans réponse de votre part)",
                    COLD,
                    "Dites qui fait quoi, où et quand.",
                    found -> null),
            turn(
                    Kind.COLD,
                    "(?:(?:cela |ceci |votre demande |elle |il )?ne relève(?:nt)? pas de (?:notre|nos|mon|ma) (?:compétences?|services?)|ce n['’]est pas (?:notre|mon) (?:problème|rôle|affaire|ressort)|"
                            + "nous n['’]y pouvons rien|je n['’]y peux rien|(?:est|sont) irrecevables?|n['’](?:est|ont|sont) pas recevables?)",
                    COLD,
                    "Dites à qui s’adresser, avec un nom, une adresse ou un numéro.",
                    found -> null));

    private static final Pattern CONDITION = Pattern.compile(
            "(?:\\b(?:si|même si|lorsque|quand|au cas où|dans le cas où|dès que|sauf si|que ce soit|parce que|est-ce que)|\\bs['’]il s['’]avère que) $",
            CASES);
    private static final Pattern DENIED = Pattern.compile("(?:pas|jamais|aucune?|ni|sans) (?:\\p{L}+ ){0,2}$", CASES);

    private static final Pattern QUOTED = Pattern.compile("«[^«»]*»|“[^“”]*”|\"[^\"\\n]*\"|(?m:^\\s*>.*$)");

    private static final Pattern LOUD = Pattern.compile(
            "(?<![\\p{L}\\d'’-])\\p{Lu}{2,}(?:['’-]\\p{Lu}+)*(?:[ \\u00a0]+(?:\\p{Lu}+['’])?\\p{Lu}{2,}(?:['’-]\\p{Lu}+)*)*(?![\\p{L}\\d-])");
    private static final Set<String> LOUD_ALONE = Set.of(
            "URGENT",
            "URGENCE",
            "IMPORTANT",
            "IMPORTANTE",
            "ATTENTION",
            "OBLIGATOIRE",
            "OBLIGATOIREMENT",
            "IMPÉRATIF",
            "IMPERATIF",
            "IMPÉRATIVEMENT",
            "IMPERATIVEMENT",
            "RAPPEL",
            "NON",
            "JAMAIS",
            "UNIQUEMENT",
            "DEVEZ",
            "DOIT",
            "AUCUN",
            "AUCUNE",
            "PAS",
            "TOUJOURS",
            "AVANT",
            "REFUS",
            "REFUSÉ",
            "STOP",
            "DERNIER",
            "DERNIÈRE",
            "SEULEMENT",
            "EXCLUSIVEMENT",
            "TOUS",
            "TOUTES");

    private Tone() {}

    private static Turn turn(
            Kind kind, String pattern, String why, String instead, Function<MatchResult, @Nullable String> choice) {
        return new Turn(kind, Pattern.compile("(?<![\\p{L}-])(?:" + pattern + ")", CASES), why, instead, choice);
    }

    /** In the order of the text; none lies in another. */
    public static List<Finding> of(String french) {
        return of(french, Set.of());
    }

    /** @param names of people and places, in capitals or not: they are not shouted */
    public static List<Finding> of(String french, Set<String> names) {
        var plain = french.replace('\u00a0', ' ').replace('\u202f', ' ');
        var quoted = QUOTED.matcher(plain).results().toList();
        var found = new ArrayList<Finding>();
        for (var turn : TURNS) {
            turn.pattern()
                    .matcher(plain)
                    .results()
                    .filter(one -> quoted.stream()
                            .noneMatch(words -> words.start() <= one.start() && one.end() <= words.end()))
                    .filter(one -> turn.kind() != Kind.BLAME || isSaid(plain, one.start()))
                    .forEach(one -> add(found, french, turn, one));
        }
        LOUD.matcher(plain)
                .results()
                .filter(one ->
                        quoted.stream().noneMatch(words -> words.start() <= one.start() && one.end() <= words.end()))
                .filter(one -> isLoud(one.group(), plain.substring(0, one.start()), names))
                .forEach(one -> add(
                        found,
                        new Finding(
                                Kind.CAPITALS,
                                one.start(),
                                one.end(),
                                french.substring(one.start(), one.end()),
                                "Des mots en capitales se lisent comme un cri, et plus lentement.",
                                "Écrivez-les en minuscules\u00a0; l’ordre des phrases suffit à montrer ce qui compte.",
                                lower(one.group(), plain, one.start()))));
        found.sort(Comparator.comparingInt(Finding::from));
        return List.copyOf(found);
    }

    /** Neither under a condition, nor denied: "si vous avez oublié", "ce n’est pas une erreur de votre part". */
    private static boolean isSaid(String text, int at) {
        int start = Math.max(0, at - 40);
        for (int i = at - 1; i >= start; i--) {
            if (".!?;:,\n".indexOf(text.charAt(i)) >= 0) {
                start = i + 1;
                break;
            }
        }
        var before = text.substring(start, at);
        return !CONDITION.matcher(before).find() && !DENIED.matcher(before).find();
    }

    private static void add(List<Finding> found, String text, Turn turn, MatchResult one) {
        var words = text.substring(one.start(), one.end()).stripTrailing();
        var choice = turn.choice().apply(one);
        add(
                found,
                new Finding(
                        turn.kind(),
                        one.start(),
                        one.start() + words.length(),
                        words,
                        turn.why(),
                        turn.instead(),
                        choice == null ? null : cased(choice.stripTrailing(), words)));
    }

    /** The first rule that finds something there wins. */
    private static void add(List<Finding> found, Finding one) {
        if (found.stream().noneMatch(other -> other.from() < one.to() && one.from() < other.to())) {
            found.add(one);
        }
    }

    private static String cased(String choice, String words) {
        return Character.isUpperCase(words.charAt(0))
                ? choice.substring(0, 1).toUpperCase(Locale.FRENCH) + choice.substring(1)
                : choice;
    }

    /** Two words or more of three letters, or one that is shouted alone; not initials, references or names. */
    private static boolean isLoud(String words, String before, Set<String> names) {
        var parts = List.of(words.split("[ \\u00a0]+"));
        var long3 = parts.stream()
                .filter(part -> part.replaceAll("[^\\p{L}]", "").length() >= 3)
                .filter(part -> names.stream().noneMatch(name -> name.equalsIgnoreCase(part)))
                .toList();
        if (parts.size() == 1) {
            return LOUD_ALONE.contains(words);
        }
        var afterTitle = before.matches("(?s).*\\b(?:M\\.|Mme|Mmes|Mlle|Monsieur|Madame|Dr|Me) $");
        var loud = long3.size() >= 2
                && (parts.size() > 2 || long3.stream().anyMatch(part -> part.matches(".*[AEIOUYÉÈ].*[AEIOUYÉÈ].*")));
        return loud && !afterTitle;
    }

    private static String lower(String words, String text, int at) {
        var low = words.toLowerCase(Locale.FRENCH);
        var before = text.substring(0, at).stripTrailing();
        var begins = before.isEmpty()
                || ".!?\n".indexOf(before.charAt(before.length() - 1)) >= 0
                || text.substring(before.length(), at).contains("\n");
        return begins ? low.substring(0, 1).toUpperCase(Locale.FRENCH) + low.substring(1) : low;
    }
}
