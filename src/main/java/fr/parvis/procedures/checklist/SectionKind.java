package fr.parvis.procedures.checklist;

import fr.parvis.procedures.Part;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a part of a sheet is about, told by the words of its heading. */
public enum SectionKind {
    DOCUMENTS(
            "pi[eè]ces? (à|justificatives?|demandées?|nécessaires?)|documents? (à|demandés?|exigés?|nécessaires?|obligatoires?)"
                    + "|(quels|les) (documents|justificatifs) .*(fournir|présenter|joindre|produire)"
                    + "|(préparer|rassembler|fournir|présenter|joindre|produire|apporter) (les|ses|vos|des|quels) (documents|pièces|justificatifs)"
                    + "|^(documents|pièces|justificatifs)$|liste des (documents|pièces)"
                    + "|justificatifs? à|constitution du dossier|composition du dossier"),
    COST(
            "co[uû]ts?\\b|tarifs?\\b|prix\\b|frais\\b|combien|^montant$|montant (du timbre|de la taxe|à payer)|timbre fiscal|gratuit"),
    DELAY(
            "délais?( d[e’'].*)?$|délais? (de|d[’'])|en combien de temps|durée (de fabrication|de traitement|d[’']instruction)"),
    STEPS(
            "démarches?\\b|^comment |où et comment|où (faire|s[’']adresser|déposer|demander)|à qui s[’']adresser"
                    + "|dépôt (de la|du|d[’'])|faire (la|une|sa) (demande|déclaration)|^(demande|déclaration|inscription|procédure)\\b"
                    + "|formalités|retrait (de|du)|remise (de|du)|quand (faire|demander|déclarer|s[’']inscrire)|auprès de qui|prise de rendez-vous");

    private static final Pattern NOT_TO_BRING = Pattern.compile(
            "(?iu)\\b(fin de contrat|remis au salarié|annex|communicables|faux|fabrication|contenu|perte|vol|refus|conservation)");

    private final Pattern words;

    SectionKind(String words) {
        this.words = Pattern.compile("(?iu)" + words);
    }

    /** Does the sheet itself say, beyond the words of its heading, that this part is its list of documents? */
    static boolean isMarked(Part.Element chapter) {
        return chapter.attribute("type").equals("pieces");
    }

    public static Optional<SectionKind> of(Part.Element chapter) {
        var title = chapter.first("Titre").map(Part.Element::words).orElse("");
        if (isMarked(chapter)) {
            return Optional.of(DOCUMENTS);
        }
        for (var kind : values()) {
            if (kind.words.matcher(title).find()
                    && !(kind == DOCUMENTS && NOT_TO_BRING.matcher(title).find())) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
