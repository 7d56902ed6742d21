package fr.parvis.procedures.web;

/** The parts of the page, in reading order. */
enum SheetPlace {
    WARNING,
    INTRODUCTION,
    BODY,
    ONLINE,
    SHEETS,
    WHERE,
    QUESTIONS,
    REFERENCES,
    MORE,
    SEE_ALSO,
    DEFINITIONS,
    FOLDER;

    boolean isHeaded() {
        return ordinal() > BODY.ordinal();
    }

    /** Read before all else. */
    static boolean isOpening(String element) {
        return of(element).ordinal() < BODY.ordinal();
    }

    static SheetPlace of(String element) {
        return switch (element) {
            case "Avertissement", "MotLocal" -> WARNING;
            case "Introduction" -> INTRODUCTION;
            case "LienWeb",
                    "NoticeLiee",
                    "NumeroCerfa",
                    "AutreNumero",
                    "ServiceEnLigne",
                    "ServiceEnLigneAlternatif",
                    "ServiceEnLigneAnnexe" -> ONLINE;
            case "Fiche", "FicheLiee", "Dossier", "SousTheme" -> SHEETS;
            case "OuSAdresser", "OuSAdresserSupport", "MotLocalOu" -> WHERE;
            case "QuestionReponse", "CommentFaireSi", "RechercheGuidee" -> QUESTIONS;
            case "Reference" -> REFERENCES;
            case "PourEnSavoirPlus", "LienExterneCommente", "Partenaire" -> MORE;
            case "VoirAussi" -> SEE_ALSO;
            case "Definition", "Abreviation" -> DEFINITIONS;
            case "DossierPere" -> FOLDER;
            default -> BODY;
        };
    }
}
