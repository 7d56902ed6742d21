package fr.parvis.procedures.clear;

import fr.parvis.procedures.Part;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.SheetFormat;
import java.util.Set;

/** What a sheet says in its own sentences, one block a line: without its lists of links, addresses, references and labels. */
public final class SheetProse {
    private static final Set<String> NOT_PROSE = Set.of(
            ("Abreviation Audience AutreNumero Canal Cible Colonne CommentFaireSi Commentaire Complement Condition Credits Dossier "
                            + "DossierPere Fiche FicheLiee FilDAriane Illustration Image LienExterneCommente LienWeb Niveau "
                            + "NoticeLiee NumeroCerfa OuSAdresser OuSAdresserSupport Partenaire PivotLocal PourEnSavoirPlus "
                            + "QuestionReponse RechercheGuidee Reference RessourceWeb ServiceEnLigne ServiceEnLigneAlternatif "
                            + "ServiceEnLigneAnnexe SiSelectionne Source SousDossierPere SousThemePere SurTitre "
                            + "TexteDeRemplacement Theme VoirAussi affecteFaux affecteVrai estIndefini estVrai et ou")
                    .split(" "));

    private final StringBuilder out = new StringBuilder();

    private SheetProse() {}

    public static String of(Sheet sheet) {
        return of(sheet.title(), sheet.content());
    }

    static String of(String title, Part.Element content) {
        var prose = new SheetProse();
        prose.out.append(title.strip());
        prose.endLine();
        prose.block(content);
        return prose.out.toString().strip();
    }

    private void block(Part.Element element) {
        for (var part : element.children()) {
            switch (part) {
                case Part.Text(var words) -> append(words);
                case Part.Element child
                when NOT_PROSE.contains(child.name()) || child.name().startsWith("dc:") -> {}
                case Part.Element child when SheetFormat.isInline(child.name()) -> block(child);
                case Part.Element child -> {
                    endLine();
                    block(child);
                    endLine();
                }
            }
        }
    }

    /** Blanks are folded; a no-break space stays. */
    private void append(String words) {
        for (int i = 0; i < words.length(); i++) {
            var letter = words.charAt(i);
            if (letter != ' ' && letter != '\n' && letter != '\t' && letter != '\r') {
                out.append(letter);
            } else if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n' && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
    }

    private void endLine() {
        while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
        if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
            out.append('\n');
        }
    }
}
