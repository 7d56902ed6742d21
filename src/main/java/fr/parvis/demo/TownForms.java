package fr.parvis.demo;

import static fr.parvis.relations.FormField.Kind.CHOICE;
import static fr.parvis.relations.FormField.Kind.DATE;
import static fr.parvis.relations.FormField.Kind.FILE;
import static fr.parvis.relations.FormField.Kind.LONG_TEXT;
import static fr.parvis.relations.FormField.Kind.NUMBER;
import static fr.parvis.relations.FormField.Kind.TEXT;

import fr.parvis.relations.FormField;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestType;
import fr.parvis.relations.TypeEditor;
import fr.parvis.relations.law.LegalRule;
import java.util.List;

/** What can be asked of Saint-Parvis in a form of its own: invented, rules too. */
final class TownForms {
    /** What people can do when the answer is no. */
    static final List<String> ALTERNATIVES = List.of(
            "Prendre rendez-vous avec une écrivaine publique : elle relit votre dossier avec vous, gratuitement.",
            "Faire la démarche en ligne, avec de l’aide à l’espace France services, sans rendez-vous.",
            "Envoyer le document qui manque par courrier ou sur votre page de suivi : vous gardez votre place.",
            "Demander à la médiatrice de la ville de revoir la décision.");

    static final String NURSERY = "place-en-creche";
    static final String ROADS = "signalement-voirie";
    static final String PARKING = "stationnement-residentiel";

    record Form(RequestType type, List<FormField> fields) {}

    private static final List<String> YES_OR_NO = List.of("Oui", "Non");
    private static final String YES = "Oui";
    private static final String NO = "Non";

    static final List<Form> ALL = List.of(
            new Form(
                    type(
                            NURSERY,
                            "Place en crèche",
                            Request.Kind.APPLICATION,
                            List.of("Dossier vérifié", "Commission d’attribution", "Réponse aux parents"),
                            20,
                            LegalRule.REFUSED_AFTER_TWO_MONTHS),
                    List.of(
                            asked("Prénom et nom de l’enfant", "", TEXT),
                            choice("L’enfant est-il né ?", YES_OR_NO),
                            only(2, YES, asked("Date de naissance", "", DATE)),
                            only(2, NO, asked("Date prévue de la naissance", "", DATE)),
                            asked("À partir de quand ?", "", DATE),
                            choice("Combien de jours par semaine ?", List.of("1", "2", "3", "4", "5")),
                            choice("Un frère ou une sœur est-il déjà accueilli ?", YES_OR_NO),
                            only(7, YES, choice("Dans quelle crèche ?", List.of("Les Petits Pavés", "La Marelle"))),
                            optional("Justificatif de domicile", "De moins de trois mois.", FILE))),
            new Form(
                    type(
                            ROADS,
                            "Signaler un problème de voirie",
                            Request.Kind.APPLICATION,
                            List.of("Vu sur place", "Travaux prévus"),
                            5,
                            LegalRule.NONE),
                    List.of(
                            choice(
                                    "Que voyez-vous ?",
                                    List.of(
                                            "Un trou dans la chaussée",
                                            "Un lampadaire éteint",
                                            "Un dépôt sauvage",
                                            "Un arbre ou une branche tombée",
                                            "Autre chose")),
                            only(1, "Autre chose", asked("Décrivez-le", "", LONG_TEXT)),
                            asked("Où est-ce ?", "La rue et le numéro, ou un repère.", TEXT),
                            choice("Est-ce dangereux ?", YES_OR_NO),
                            only(4, YES, optional("Qu’est-ce qui peut arriver ?", "", TEXT)),
                            optional("Une photo", "", FILE))),
            new Form(
                    type(
                            PARKING,
                            "Carte de stationnement résidentiel",
                            Request.Kind.APPLICATION,
                            List.of("Pièces vérifiées", "Carte imprimée"),
                            10,
                            LegalRule.ACCEPTED_AFTER_TWO_MONTHS),
                    List.of(
                            asked("Votre rue", "", TEXT),
                            asked("Immatriculation du véhicule", "Comme AA-000-AA.", TEXT),
                            choice("Le véhicule est-il à votre nom ?", YES_OR_NO),
                            only(
                                    3,
                                    NO,
                                    choice(
                                            "À qui est-il ?",
                                            List.of("À mon employeur", "À une société de location", "À un proche"))),
                            optional("Carte grise", "", FILE),
                            optional("Justificatif de domicile", "De moins de trois mois.", FILE))),
            new Form(
                    type(
                            "place-demenagement",
                            "Réserver une place pour un déménagement",
                            Request.Kind.APPLICATION,
                            List.of("Arrêté signé", "Panneaux posés"),
                            8,
                            LegalRule.REFUSED_AFTER_TWO_MONTHS),
                    List.of(
                            asked("Adresse", "", TEXT),
                            asked("Quel jour ?", "Huit jours à l’avance au moins.", DATE),
                            asked("Combien de mètres ?", "Un camion de 20 m³ en prend 10.", NUMBER),
                            choice("Qui déménage ?", List.of("Moi-même", "Une entreprise")),
                            only(4, "Une entreprise", asked("Nom de l’entreprise", "", TEXT)))));

    private TownForms() {}

    static Form of(String slug) {
        return ALL.stream()
                .filter(one -> one.type().slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    private static RequestType type(
            String slug, String name, Request.Kind kind, List<String> steps, int days, LegalRule rule) {
        return new RequestType(TypeEditor.newId(), slug, name, kind, null, steps, days, rule, true);
    }

    private static FormField asked(String label, String hint, FormField.Kind kind) {
        return new FormField(label, hint, kind, true, List.of(), 0, "");
    }

    private static FormField choice(String label, List<String> choices) {
        return new FormField(label, "", CHOICE, true, choices, 0, "");
    }

    private static FormField optional(String label, String hint, FormField.Kind kind) {
        return new FormField(label, hint, kind, false, List.of(), 0, "");
    }

    private static FormField only(int position, String answered, FormField field) {
        return new FormField(
                field.label(), field.hint(), field.kind(), field.required(), field.choices(), position, answered);
    }
}
