package fr.parvis.procedures.web;

import fr.parvis.procedures.Part;
import java.util.Set;

/** What the names of a sheet's elements mean for a page. */
final class SheetNames {
    /** Describes the sheet or steers a questionnaire; not for reading. */
    static final Set<String> METADATA = Set.of(
            "Audience",
            "Canal",
            "Cible",
            "Colonne",
            "Condition",
            "FilDAriane",
            "Niveau",
            "PivotLocal",
            "SiSelectionne",
            "SousDossierPere",
            "SousThemePere",
            "SurTitre",
            "affecteFaux",
            "affecteVrai",
            "estIndefini",
            "estVrai",
            "et",
            "ou");

    /** Stand in a list, one beside the other. */
    static final Set<String> LIST_ITEMS = Set.of(
            "Choix",
            "CommentFaireSi",
            "Dossier",
            "Fiche",
            "FicheLiee",
            "LienExterneCommente",
            "NoticeLiee",
            "Partenaire",
            "PourEnSavoirPlus",
            "QuestionReponse",
            "RechercheGuidee",
            "Reference",
            "ServiceEnLigneAlternatif",
            "ServiceEnLigneAnnexe");

    /** Their ID is that of a page; that of any other element is not. */
    static final Set<String> NAME_A_PAGE = Set.of(
            "CommentFaireSi",
            "Dossier",
            "DossierPere",
            "Fiche",
            "FicheLiee",
            "QuestionReponse",
            "RechercheGuidee",
            "ServiceEnLigne",
            "ServiceEnLigneAlternatif",
            "SousTheme");

    static final Set<String> DEFINITIONS = Set.of("Definition", "Abreviation");

    private SheetNames() {}

    static boolean isMetadata(Part.Element element) {
        return METADATA.contains(element.name()) || element.name().startsWith("dc:");
    }
}
