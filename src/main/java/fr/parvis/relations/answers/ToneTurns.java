package fr.parvis.relations.answers;

import fr.parvis.relations.answers.Tone.Kind;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The turns of phrase that hurt or confuse in French, each with what to say instead. */
final class ToneTurns {
    /** @param choice what may stand in its place; null when there is nothing that fits */
    record Turn(
            Kind kind, Pattern pattern, String why, String instead, Function<MatchResult, @Nullable String> choice) {}

    static final int CASES = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
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

    static final List<Turn> ALL = List.of(
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

    private ToneTurns() {}

    private static Turn turn(
            Kind kind, String pattern, String why, String instead, Function<MatchResult, @Nullable String> choice) {
        return new Turn(kind, Pattern.compile("(?<![\\p{L}-])(?:" + pattern + ")", CASES), why, instead, choice);
    }
}
