package fr.parvis.procedures.checklist;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words for what can be handed over a counter. National sheets also list, under a heading about documents, what a document says
 * ("taux annuel effectif global"), what must be true ("le préjudice est direct") and whom to ask; such lines have none of them.
 * Gathered from the lists of documents of all national sheets.
 */
final class PaperWords {
    private static final Pattern PAPER = Pattern.compile(
            "€|\\b(" + String.join("|", """
            documents? papiers? pièces? justificati(f|ve)s? justifications? justifiant\\w* attestations? attestant certificats? certification
            (photo)?copies? photos? photographies? actes? livrets? cartes? passeports? titres? formulaires? cerfa extraits? relevés?
            bulletins? contrats? avis déclarations? lettres? courriers? permis visas? factures? quittances? diplômes? jugements?
            décisions? ordonnances? preuves? récépissés? rib iban timbres? plans? devis mandats? procurations? autorisations? bail
            statuts conventions? notifications? procès pv rapports? listes? inventaires? originaux exemplaires? curriculum cv
            enveloppes? notices? fiches? engagements? accords? désaccords? reçus? feuilles? questionnaires? bordereaux? chèques?
            espèces? imprimés? requêtes? testaments? pouvoirs? expertises? registres? annexes? promesses? délibérations? diagnostics?
            protocoles? témoignages? arrêtés? décrets? résumés? schémas? croquis assignation constats? k-?bis mises? grosse expédition
            clés? agréments? ampliation volets? redevances? exeat licences? carnets? taxes? vls-ts cotisations? brevets? dossiers? demandes?
            convocations? échéanciers? tableaux? comptes? budgets? écrits? programmes? textes? offres? tickets? billets? laissez
            vignettes? badges? études? numéros? références? coordonnées identité mémoires? bilans? dispenses? pactes? assurances?
            quitus vaccin\\w* bons? traductions? conclusions? éléments? spécimens? indications? informations? renseignements? résultats?
            mentions? décomptes? signatures? arrêts? messages? captures? enregistrements? annonces? projets? calendriers?
            ordres? contraventions? amendes? plaintes? prescriptions? analyses? certifiée?s? notes?
            récapitulati\\w+ reconnaissances? consentements? garanties? cautions? cautionnement dépôts? versements?
            polices? livres? grilles? baux codes? fichiers? cédéroms? clichés? radiographies? examens? tests? minutes?
            donations? baptême acceptations? renonciations? propositions? motivations?
            salaires? impôts? imposition emprunts? prêts? plaques?""".strip().split("\\s+")) + ")\\b|\\bétat (?!$)",
            Pattern.UNICODE_CHARACTER_CLASS);

    private PaperWords() {}

    /** Does the line, or what is said below it, name something that can be shown? */
    static boolean name(RequiredDocument document) {
        var named = Stream.of(
                        document.what().equals(RequiredDocument.ONE_OF) ? List.<String>of() : List.of(document.what()),
                        document.alternatives(),
                        document.details())
                .flatMap(List::stream)
                .collect(Collectors.joining(" "));
        return PAPER.matcher(named.toLowerCase(Locale.FRENCH)).find();
    }
}
