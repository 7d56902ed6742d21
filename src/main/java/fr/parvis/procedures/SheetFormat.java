package fr.parvis.procedures;

import java.util.Set;

/** What is known of the format of « Vos droits et démarches » (DILA), versions 3.x. */
public final class SheetFormat {
    /** Roots that are sheets; other files of the set (menus, indexes) are not. */
    static final Set<String> ROOTS = Set.of("Publication", "ServiceComplementaire");

    private static final Set<String> INLINE = Set.of(
            "LienInterne",
            "LienIntra",
            "LienExterne",
            "MiseEnEvidence",
            "Valeur",
            "Exposant",
            "Indice",
            "Expression",
            "Citation",
            "Variable",
            "TermeEtranger");

    /** Every kind of element that a page knows how to show or that describes the sheet; others are reported by an import. */
    static final Set<String> KNOWN = Set.of(
            "ANoter ASavoir Abreviation Aide Attention Audience AutreNumero Avertissement BlocCas Branche Canal Cas Cellule"
                    .concat(
                            " Chapitre Choix Cible Citation Colonne CommentFaireSi Commentaire Complement Condition Contenu")
                    .concat(
                            " ContenuIllustre Credits Definition Description Dossier DossierPere Exposant Expression Fiche")
                    .concat(
                            " FicheLiee FilDAriane FragmentConditionne Illustration Image Indice Intitule IntituleSiSelectionne")
                    .concat(
                            " Introduction Item Legende LienExterne LienExterneCommente LienInterne LienIntra LienWeb Liste")
                    .concat(
                            " ListeSituations MiseEnEvidence Niveau NoticeLiee NumeroCerfa OuSAdresser OuSAdresserSupport")
                    .concat(
                            " Paragraphe Partenaire PivotLocal PourEnSavoirPlus Problematique Problematiques Publication")
                    .concat(
                            " Question QuestionReponse Questionnaire Rangée Rappel RechercheGuidee Reference RessourceWeb")
                    .concat(
                            " Resume ServiceComplementaire ServiceEnLigne ServiceEnLigneAlternatif ServiceEnLigneAnnexe")
                    .concat(
                            " SiSelectionne Situation Source SousChapitre SousDossier SousDossierPere SousTheme SousThemePere")
                    .concat(
                            " SurTitre Tableau TermeEtranger Texte TexteDeRemplacement Theme Titre TitreAlternatif Valeur")
                    .concat(
                            " Variable VoirAussi affecteFaux affecteVrai estIndefini estVrai et ou dc:contributor dc:coverage")
                    .concat(
                            " dc:creator dc:date dc:description dc:format dc:identifier dc:language dc:publisher dc:relation")
                    .concat(" dc:rights dc:source dc:subject dc:title dc:type")
                    .split(" "));

    private SheetFormat() {}

    /** Is part of a sentence, as opposed to a block of its own. */
    public static boolean isInline(String element) {
        return INLINE.contains(element);
    }

    /** Blanks between the children of these are part of the sentence. */
    static boolean holdsSentences(String element) {
        return element.equals("Paragraphe") || element.equals("Titre") || isInline(element);
    }
}
