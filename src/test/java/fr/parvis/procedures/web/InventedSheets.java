package fr.parvis.procedures.web;

import fr.parvis.procedures.SheetImport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A few sheets about things that nobody can ask for, imported as the national ones are. */
public final class InventedSheets {
    private InventedSheets() {}

    public static void bring(SheetImport imports, Path folder, Clock clock) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try {
            write(folder, "F99001", "Carte de lune : demande et renouvellement", today.minusMonths(1), CARD);
            write(
                    folder,
                    "F99002",
                    "Peut-on planter un baobab sur un trottoir ?",
                    today.minusYears(4),
                    "<Texte><Paragraphe>Non.</Paragraphe></Texte>");
            write(folder, "N99003", "Papiers lunaires", today.minusMonths(2), FOLDER);
            imports.run(folder, _ -> {});
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(Path folder, String id, String title, LocalDate updated, String content)
            throws IOException {
        Files.writeString(folder.resolve(id + ".xml"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="%s" type="Fiche d'information" spUrl="https://exemple.example/%s">
                <dc:title>%s</dc:title><dc:description>Pour essayer.</dc:description><dc:date>modified %s</dc:date>
                <Audience>Particuliers</Audience><SurTitre>Fiche pratique</SurTitre>
                <FilDAriane><Niveau ID="Particuliers">Accueil particuliers</Niveau><Niveau ID="N99003">Papiers lunaires</Niveau><Niveau ID="%s">%s</Niveau></FilDAriane>
                <Theme ID="N99003"><Titre>Papiers lunaires</Titre></Theme>
                %s</Publication>
                """.formatted(id, id, title, updated, id, title, content));
    }

    private static final String FOLDER = """
            <SousDossier ID="N99003-1"><Titre>Cartes</Titre><Fiche ID="F99001">Carte de lune</Fiche><Fiche ID="F99002">Baobab</Fiche></SousDossier>
            """;

    private static final String CARD = """
            <Avertissement ID="R1" date="2026-01-01"><Titre>Nouveau modèle</Titre><Texte><Paragraphe>Un nouveau modèle arrive au printemps.</Paragraphe></Texte></Avertissement>
            <Introduction><Texte><Paragraphe>La carte de lune permet d'entrer au <MiseEnEvidence>jardin lunaire</MiseEnEvidence>. Elle est valable <Valeur>10 ans</Valeur> et délivrée par le <LienIntra LienID="R99" type="Définition de glossaire">gardien</LienIntra>.</Paragraphe></Texte></Introduction>
            <ListeSituations affichage="onglet">
              <Situation><Titre>Première demande</Titre><Texte>
                <Chapitre><Titre><Paragraphe>Préparer les documents</Paragraphe></Titre>
                  <Paragraphe>Les documents dépendent de votre situation&#160;:</Paragraphe>
                  <BlocCas affichage="radio"><Cas><Titre><Paragraphe>Vous êtes majeur</Paragraphe></Titre><Liste type="puce"><Item><Paragraphe>Photo d'identité</Paragraphe></Item><Item><Paragraphe>Justificatif de domicile de moins d'1 an</Paragraphe></Item></Liste></Cas>
                  <Cas><Titre><Paragraphe>Vous êtes mineur</Paragraphe></Titre><Paragraphe>Venez avec un parent.</Paragraphe></Cas></BlocCas>
                  <ASavoir><Titre>À savoir</Titre><Paragraphe>Les photos de nuit sont acceptées.</Paragraphe></ASavoir>
                </Chapitre>
                <Chapitre><Titre><Paragraphe>Coût</Paragraphe></Titre>
                  <SousChapitre><Titre><Paragraphe>Selon l'âge</Paragraphe></Titre>
                  <Tableau><Titre>Tarif de la carte de lune</Titre><Colonne type="header" largeur="40"/><Colonne type="normal" largeur="30"/><Colonne type="normal" largeur="30"/>
                    <Rangée type="header"><Cellule><Paragraphe>Âge</Paragraphe></Cellule><Cellule><Paragraphe>Première carte</Paragraphe></Cellule><Cellule><Paragraphe>Renouvellement</Paragraphe></Cellule></Rangée>
                    <Rangée type="normal"><Cellule><Paragraphe>Moins de 18 ans</Paragraphe></Cellule><Cellule fusionVerticale="2"><Paragraphe>Gratuit</Paragraphe></Cellule><Cellule><Paragraphe><Valeur>5 €</Valeur></Paragraphe></Cellule></Rangée>
                    <Rangée type="normal"><Cellule><Paragraphe>18 ans et plus</Paragraphe></Cellule><Cellule><Paragraphe><Valeur>12,50 €</Valeur></Paragraphe></Cellule></Rangée>
                  </Tableau></SousChapitre>
                  <Attention><Titre>Attention</Titre><Paragraphe>Le timbre n'est <Citation>jamais</Citation> remboursé.</Paragraphe></Attention>
                </Chapitre>
                <Chapitre><Titre><Paragraphe>Déposer la demande</Paragraphe></Titre><Paragraphe>Voir aussi <LienInterne LienPublication="F99002" type="Fiche" audience="Particuliers">le baobab</LienInterne> et <LienExterne URL="https://lune.example/">le site du jardin</LienExterne>.</Paragraphe>
                  <OuSAdresser ID="R2" type="Local"><Titre>Mairie</Titre><PivotLocal>mairie</PivotLocal><RessourceWeb URL="https://lune.example/mairies"/></OuSAdresser>
                  <ServiceEnLigne ID="R3" URL="https://lune.example/formulaire" type="Formulaire" numerocerfa="99999*01" format="application/pdf" poids="175.4 KB"><Titre>Demande de carte de lune</Titre><Source ID="R4">Ministère de la Lune</Source></ServiceEnLigne>
                </Chapitre>
              </Texte></Situation>
              <Situation><Titre>Renouvellement</Titre><Texte><Paragraphe>Rendez l'ancienne carte.</Paragraphe></Texte></Situation>
            </ListeSituations>
            <OuSAdresser ID="R5" type="Centre de contact"><Titre>Allô Lune</Titre><Complement>Pour une question générale</Complement><Texte><Paragraphe>Du lundi au vendredi, de 9h à 17h.</Paragraphe></Texte></OuSAdresser>
            <Reference type="Texte de référence" ID="R6" URL="https://lune.example/loi"><Titre>Code de la lune&#160;: article L1</Titre><Complement>Droit à la carte</Complement></Reference>
            <Reference type="Texte de référence" ID="R7" URL="javascript:alert(1)"><Titre>Décret lunaire</Titre></Reference>
            <QuestionReponse ID="F99002" audience="Particuliers">Peut-on planter un baobab sur un trottoir ?</QuestionReponse>
            <Definition ID="R99"><Titre>Gardien</Titre><Texte><Paragraphe>Personne qui tient les clés de la lune.</Paragraphe></Texte></Definition>
            """;
}
