package fr.parvis.demo;

import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.editor.Overlay;
import fr.parvis.procedures.editor.OwnSheet;
import fr.parvis.procedures.editor.OwnSheet.Document;
import fr.parvis.procedures.editor.OwnSheet.Form;
import fr.parvis.procedures.editor.TextEditor;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What Saint-Parvis says itself: invented sheets, words on two national ones, and one sheet that waits for its review. */
@Component
class DemoLocalTexts {
    private static final int MONTHS_TO_REVIEW = 10;

    private static final Map<String, String> COSTS = Map.of(
            "cantine", "De 1,20 € à 4,60 € le repas, selon votre quotient familial.",
            "stationnement-residentiel", "30 € par an, par carte bancaire ou en espèces.",
            "occupation-du-domaine-public", "Gratuit pour un déménagement d’un jour ; 6 € par jour pour une benne.",
            "location-de-salle", "De 80 € à 420 € la journée ; moitié prix pour les habitants.",
            "surveillance-du-domicile", "Gratuit.");

    private static final Map<String, String> DELAYS = Map.of(
            "cantine", "Réponse sous 5 jours ouvrés.",
            "stationnement-residentiel", "La carte est remise au guichet, tout de suite.",
            "occupation-du-domaine-public", "L’arrêté arrive sous 10 jours.",
            "location-de-salle", "Réponse sous 8 jours.");

    private final TextEditor editor;
    private final Procedures procedures;
    private final Directory directory;
    private final Clock clock;

    DemoLocalTexts(TextEditor editor, Procedures procedures, Directory directory, Clock clock) {
        this.editor = editor;
        this.procedures = procedures;
        this.directory = directory;
        this.clock = clock;
    }

    void bring() {
        if (!editor.isEmpty()) {
            return;
        }
        List.of(canteen(), parking(), publicSpace(), hall()).forEach(this::publish);
        publish("F1342", Overlay.Place.DOCUMENTS, """
                Remplissez la **pré-demande en ligne** avant de venir : le guichet gagne dix minutes, et vous aussi. \
                Notre photomaton est en panne jusqu’à nouvel ordre : venez avec vos photos.""");
        publish("F21089", Overlay.Place.WHERE, """
                À l’hôtel de ville, sur rendez-vous. **Le mardi**, sans rendez-vous, de 9 h à 11 h 30. \
                L’enfant vient avec vous, quel que soit son âge.""");
        editor.submit(editor.create(holidays()));
    }

    private void publish(OwnSheet sheet) {
        publish(editor.create(sheet));
    }

    private void publish(String national, Overlay.Place place, String words) {
        if (procedures.find(Procedures.PEOPLE, national).isPresent()) {
            publish(editor.create(new Overlay(Procedures.PEOPLE, national, place, words, "", "")));
        }
    }

    private void publish(UUID id) {
        editor.submit(id);
        editor.publish(id);
    }

    private OwnSheet canteen() {
        var sheet = sheet(
                "cantine",
                "Inscrire son enfant à la cantine",
                "Famille – Scolarité",
                "Pour les enfants des écoles de Saint-Parvis, de la petite section au CM2.",
                """
                        L’inscription se fait **une fois par an**, en juin. Vous arrivez dans l’année ? Inscrivez votre enfant quand vous voulez.

                        ## Changer ou annuler un repas

                        - avant le jeudi midi, pour la semaine qui suit ;
                        - après, prévenez l’école : le repas est facturé.

                        > Un enfant malade ? Le repas n’est plus facturé dès le deuxième jour.

                        ## Les tarifs

                        | Quotient familial | Prix d’un repas |
                        | --- | --- |
                        | moins de 400 € | 1,20 € |
                        | de 400 € à 900 € | 2,90 € |
                        | plus de 900 € | 4,60 € |
                        """,
                "self, repas de midi, restauration scolaire, demi-pension, prix de la cantine",
                "ecole-cantine",
                new Document(
                        "Quotient familial de moins de 3 mois",
                        Form.COPY,
                        "il fixe votre tarif.",
                        "votre dernier avis d’impôt.",
                        "Nous appliquons le tarif le plus haut, puis nous corrigeons."),
                new Document(
                        "Attestation d’assurance scolaire",
                        Form.COPY,
                        "elle couvre votre enfant pendant la pause de midi.",
                        "",
                        "Apportez-la avant la rentrée."));
        return sheet.with(Map.of(
                "en",
                new OwnSheet.Translation(
                        "Register your child for school meals",
                        "For children in the schools of Saint-Parvis.",
                        """
                                You register **once a year**, in June. If you arrive during the year, register whenever you like.

                                ## Change or cancel a meal

                                - before Thursday noon, for the following week;
                                - later, tell the school: the meal is charged.
                                """,
                        sheet.french())));
    }

    private OwnSheet parking() {
        return sheet(
                "stationnement-residentiel",
                "Demander une carte de stationnement résidentiel",
                "Transports – Voirie",
                "Vous habitez le centre-ville et vous garez votre voiture dans la rue.",
                """
                Une carte par foyer, deux au plus. Elle vaut **un an** dans votre secteur.

                ## Renouveler la carte

                Refaites la demande un mois avant la fin. Nous ne vous relançons pas.

                ## Changer de voiture

                Venez avec la nouvelle carte grise : le changement est gratuit.
                """,
                "macaron, vignette, se garer, place de parking, zone bleue, parcmètre",
                "renseignement",
                new Document(
                        "Carte grise à votre nom",
                        Form.COPY,
                        "elle prouve que la voiture est la vôtre.",
                        "l’attestation de votre employeur pour une voiture de fonction.",
                        "Demandez un duplicata avant de venir."),
                new Document(
                        "Justificatif de domicile de moins de 3 mois",
                        Form.COPY,
                        "il fixe votre secteur.",
                        "une facture d’énergie ou de téléphone.",
                        "Venez avec la personne qui vous héberge."));
    }

    private OwnSheet publicSpace() {
        return sheet(
                "occupation-du-domaine-public",
                "Occuper la rue ou le trottoir",
                "Logement – Travaux",
                "Pour un déménagement, une benne, un échafaudage ou une terrasse.",
                """
                Demandez l’autorisation **quinze jours avant**. Sans elle, la police municipale peut faire enlever ce qui gêne.

                ## Ce que vous recevez

                Un arrêté à afficher sur place, 48 heures avant. Nous prêtons les panneaux.

                ## Une terrasse de café ou de restaurant

                L’autorisation vaut un an. Elle ne se cède pas avec le fonds de commerce.
                """,
                "camion de déménagement, bloquer une place, poser une benne, échafaudage, terrasse",
                "urbanisme",
                new Document(
                        "Plan de l’emprise",
                        Form.COPY,
                        "il montre ce que vous occupez et le passage qui reste.",
                        "une photo annotée.",
                        "Nous le dessinons ensemble au guichet."));
    }

    private OwnSheet hall() {
        return sheet(
                "location-de-salle",
                "Louer une salle municipale",
                "Loisirs – Vie locale",
                "Pour une fête de famille, une réunion ou une assemblée générale.",
                """
                Trois salles, de 40 à 250 personnes. Réservez **au moins un mois avant**.

                ## Le jour même

                L’état des lieux se fait avec vous. La musique s’arrête à 1 h.
                """,
                "salle des fêtes, mariage, anniversaire, salle polyvalente",
                "renseignement",
                new Document(
                        "Attestation d’assurance responsabilité civile",
                        Form.COPY,
                        "elle couvre les dégâts dans la salle.",
                        "",
                        "Votre assureur la donne en un jour."),
                new Document(
                        "Chèque de caution",
                        Form.ORIGINAL,
                        "il vous est rendu après l’état des lieux.",
                        "une empreinte de carte bancaire.",
                        ""));
    }

    private OwnSheet holidays() {
        return sheet(
                "surveillance-du-domicile",
                "Faire surveiller son domicile pendant les vacances",
                "Logement – Sécurité",
                "Vous partez : la police municipale passe devant chez vous.",
                """
                Prévenez-nous **huit jours avant** votre départ. Le service est gratuit.
                """,
                "opération tranquillité vacances, cambriolage, absence",
                "renseignement");
    }

    private OwnSheet sheet(
            String slug,
            String title,
            String theme,
            String summary,
            String body,
            String everyday,
            String service,
            Document... documents) {
        var services = directory.allServices().stream()
                .filter(offer -> offer.slug().equals(service))
                .map(ServiceOffer::id)
                .collect(Collectors.toSet());
        var sites = directory.sites().stream()
                .filter(site -> services.stream().anyMatch(directory.offeredAt(site.id())::contains))
                .map(Site::id)
                .collect(Collectors.toSet());
        return new OwnSheet(
                "L-" + slug,
                title,
                theme,
                summary,
                body.strip(),
                List.of(documents),
                COSTS.getOrDefault(slug, ""),
                DELAYS.getOrDefault(slug, ""),
                sites,
                Set.copyOf(services),
                everyday,
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusMonths(MONTHS_TO_REVIEW),
                Map.of());
    }
}
