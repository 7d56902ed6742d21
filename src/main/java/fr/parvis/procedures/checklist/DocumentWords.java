package fr.parvis.procedures.checklist;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the words around a document say of it. */
final class DocumentWords {
    private static final Pattern ASKS = Pattern.compile(
            "(?iu)\\b(fourni|présent|joindre|joignez|jointe?s?|produi|apport|muni|transmet|remet|envo[iy]|adress|accompagn|compren|comport|conten|dépos|rassembl"
                    + "|prépar|dispos|numéris|scann|ajout)");
    private static final Pattern DOCUMENTS =
            Pattern.compile("(?iu)\\b(documents?|pièces?|justificatifs?|dossier|copies?|photocopies?)\\b");
    private static final Pattern ANNOUNCES = Pattern.compile("(?iu)(:|suivante?s?\\s*:?|ci-dessous\\s*:?)\\s*$");
    private static final Pattern RECEIVES = Pattern.compile(
            "(?iu)\\b(vous (recevez|obtenez|recevrez)|(est|sont|sera|seront) (remise?s?|délivrée?s?|envoyée?s?|adressée?s?) (au|à l|aux|par)|(employeur|bailleur|vendeur|notaire|mairie|administration|préfecture|caisse) (vous )?(remet|fournit|envoie|adresse|transmet|doit))");
    private static final Pattern OTHER_THINGS = Pattern.compile(
            "(?iu)\\b(obten(ez|ir)|délais?|des informations|les informations|certifier|plus long|vous pouvez|conditions?)\\b");
    private static final Pattern SHOWING =
            Pattern.compile("(?iu)\\ben (présentant|fournissant|produisant|joignant|apportant|montrant)\\b");
    /** Where somebody goes, or in which case: no document begins so, unless it is named further on. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "^(?iu)(soit )?((directement )?auprès d|directement |aux? (?!moins|plus)|à (la |l[’'])(?!fin)|sur (le|la|les) |(de préférence|à défaut), par "
                    + "|(envoyé|déposé|adressé|remis)e?s? (à|au|contre|par)\\b|dans (certain|le cas|les cas)[^:]*$|(en cas d|si |s[’']ils? |lorsque |dès que )[^,:]+$)");

    private static final Pattern NEWS = Pattern.compile(
            "(?iu)\\b(sera|seront|est ensuite|sont ensuite) (mise?s?|remise?s?|délivrée?s?|envoyée?s?|adressée?s?|rendue?s?)\\b");
    /** What will happen, said as a whole sentence. */
    private static final Pattern SENTENCE = Pattern.compile(
            "^(?iu)((ils?|elles?|vous) (?!présent|fourni|joign|apport|produi)|lors d|dès que |seule?s? (les?|la) |via |former un recours|faire constater|fournir aux? |saisie des |envoi à )");

    private static final Pattern WHEN = Pattern.compile(
            "^(?iu)((si |s[’']il |s[’']ils |en cas d|lorsque |pour (un|une|les|le|la) |quand )[^:;]{3,160}?)\\s*:\\s*(.{3,})$");
    private static final Pattern WHEN_COMMA = Pattern.compile(
            "^(?iu)((?:si |s[’']il |s[’']ils |en cas d)[^:;,]{3,120}?),\\s*(?:(?:(?:il faut|vous devez|(?:le|la|les|l[’'])[^,;:]{2,40}? doi(?:ven)?t) (?:aussi |également )?)?(?:fournir|présenter|joindre|produire)\\s*:?\\s*)?(.{3,})$");
    private static final Pattern WHEN_LAST =
            Pattern.compile("^(?iu)(.{3,}?),\\s*((?:si |s[’']ils? |en cas d|lorsque )[^,;:.()]{3,140})\\.?$");
    private static final Pattern ONLY_WHEN = Pattern.compile(
            "^(?iu)((?:si |s[’']ils? |en cas d|lorsque |quand )[^:;,]{3,160}?)(,\\s*(vous devez |il faut )?(présente[rz]|fourni(r|ssez)|joi(ndre|gnez)|produi(re|sez)))?\\s*[,:]?\\s*$");
    private static final Pattern SOIT = Pattern.compile("^(?iu)soit\\s");
    private static final Pattern OR_BEFORE = Pattern.compile("^(?iu)ou\\s");
    private static final Pattern OR_AFTER = Pattern.compile("(?iu)\\bou$");
    private static final Pattern ONE_OF = Pattern.compile(
            "(?iu)\\b(l[’']une? des|une? des|au choix|soit\\b|l[’']un de ces|par exemple|selon (le|les) cas|au moins un)");
    private static final Pattern SEVERAL =
            Pattern.compile("(?iu)\\b(documents|pièces|justificatifs|copies)\\b[^:]*:\\s*$");
    private static final Pattern NO_PAPER = Pattern.compile("(?iu)€|\\beuros?\\b|^(un )?(timbres?|numéro|code)\\b");
    private static final Pattern ORIGINAL = Pattern.compile("(?iu)\\borigina(l|le|ux|les)\\b");
    private static final Pattern COPY = Pattern.compile(
            "(?iu)\\b(photocopies?|copies?(?! (intégrale|exécutoire|certifiée conforme de l[’']acte)))\\b");
    private static final Pattern DETERMINER = Pattern.compile(
            "^(votre|vos|notre|son|sa|ses|leurs?|le|la|les|l[’']|une?|des|du|de la|1|et|ou|d[’']une?)\\s+");

    private DocumentWords() {}

    /** Does the sentence before a list say that the list is of things to bring? */
    static boolean announce(String sentence) {
        return ANNOUNCES.matcher(sentence).find()
                && DOCUMENTS.matcher(sentence).find()
                && ASKS.matcher(sentence).find()
                && !RECEIVES.matcher(sentence).find();
    }

    /** Does the sentence before a list in a part about documents say that the list is of something else? */
    static boolean isOfOtherThings(String sentence) {
        return RECEIVES.matcher(sentence).find()
                || OTHER_THINGS.matcher(sentence).find()
                        && !SHOWING.matcher(sentence).find();
    }

    /** A sentence about what will become of a document is no document, nor is a place or a case alone. */
    static boolean isNone(String words) {
        return NEWS.matcher(words).find()
                || ELSEWHERE.matcher(words).find()
                || SENTENCE.matcher(words).find();
    }

    /** The case, where the words are nothing else: « Si vous êtes hébergé : » before a list. */
    static Optional<String> onlyWhen(String words) {
        var matcher = ONLY_WHEN.matcher(words);
        return matcher.matches() ? Optional.of(capital(matcher.group(1).strip())) : Optional.empty();
    }

    static boolean isSoit(String words) {
        return SOIT.matcher(words).find();
    }

    /** Are the words after others one more possibility: « passeport », « ou permis » ? */
    static boolean isOr(String words, String next) {
        return OR_BEFORE.matcher(next).find() || OR_AFTER.matcher(words).find();
    }

    /** Do the words name one of several documents of which one is enough: « soit un passeport », « ou un permis » ? */
    static boolean isInstead(String words) {
        return SOIT.matcher(words).find()
                || OR_BEFORE.matcher(words).find()
                || OR_AFTER.matcher(words).find();
    }

    /** @param when the condition that the words begin with; empty when there is none */
    record Said(String when, String what) {}

    static Said said(String words) {
        var matcher = WHEN.matcher(words);
        if (matcher.matches()) {
            return new Said(
                    matcher.group(1).strip(),
                    capital(matcher.group(matcher.groupCount()).strip()));
        }
        var comma = WHEN_COMMA.matcher(words);
        if (comma.matches()) {
            return new Said(comma.group(1).strip(), capital(comma.group(2).strip()));
        }
        var last = WHEN_LAST.matcher(words);
        if (last.matches()) {
            return new Said(
                    capital(last.group(2).strip()), capital(last.group(1).strip()));
        }
        return new Said("", capital(words));
    }

    static boolean isOneOf(String lead) {
        return ONE_OF.matcher(lead).find();
    }

    static boolean isSeveral(String lead) {
        return SEVERAL.matcher(lead).find() && !isOneOf(lead);
    }

    static RequiredDocument.Form form(String words) {
        boolean original = ORIGINAL.matcher(words).find();
        boolean copy = COPY.matcher(words).find();
        if (original) {
            return copy ? RequiredDocument.Form.BOTH : RequiredDocument.Form.ORIGINAL;
        }
        return copy ? RequiredDocument.Form.COPY : RequiredDocument.Form.UNSAID;
    }

    /** Money and numbers have no copy. */
    static boolean isPaper(String words) {
        return !NO_PAPER.matcher(words).find();
    }

    /** Whether all documents of a part are asked for in one shape: « Il faut présenter les documents originaux. ». */
    static Optional<RequiredDocument.Form> formOfAll(String sentence) {
        return DOCUMENTS.matcher(sentence).find()
                        && form(sentence) != RequiredDocument.Form.UNSAID
                        && sentence.length() < 160
                ? Optional.of(form(sentence))
                : Optional.empty();
    }

    /** The same for « Votre carte d’identité » and « carte d'identité ; ». */
    static String key(String words) {
        var plain = Normalizer.normalize(words, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace('’', '\'')
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\u00a0]+", " ")
                .replaceAll("[\\s.,;:]+$", "")
                .strip();
        for (var bare = DETERMINER.matcher(plain).replaceFirst("");
                !bare.equals(plain);
                bare = DETERMINER.matcher(plain).replaceFirst("")) {
            plain = bare;
        }
        return plain;
    }

    static String capital(String words) {
        var bare = words.replaceAll("^(?iu)(et|ou|soit|\\+|-)\\s+", "")
                .replaceAll("\\s*[,;]\\s*(et|ou)?\\s*$", "")
                .strip();
        return bare.isEmpty() ? bare : bare.substring(0, 1).toUpperCase(Locale.FRENCH) + bare.substring(1);
    }
}
