package fr.parvis.demo;

import static fr.parvis.relations.Request.Kind.CALL_BACK;
import static fr.parvis.relations.Request.Kind.COMPLAINT;
import static fr.parvis.relations.Request.Kind.QUESTION;

import fr.parvis.platform.Ids;
import fr.parvis.relations.Bodies;
import fr.parvis.relations.PastRequests.Explained;
import fr.parvis.relations.Request;
import java.util.List;
import java.util.Map;

/** What people write to Saint-Parvis, and what it answers: invented, and about nobody. */
final class TownRequests {
    /**
     * @param note between colleagues; "" when there is none
     * @param instead the other way on of what is refused; "" when it is not
     */
    record Written(Request.Kind kind, String subject, String words, String note, String answer, String instead) {}

    record Person(String first, String last, String language) {}

    static final List<Person> PEOPLE = List.of(
            new Person("Camille", "Dupavé", "fr"),
            new Person("Sacha", "Laruelle", "fr"),
            new Person("Dominique", "Duporche", "fr"),
            new Person("Noor", "Desmarches", "ar"),
            new Person("Lou", "Laplacette", "fr"),
            new Person("Andrea", "Lavenue", "pt"),
            new Person("Alix", "Duquai", "fr"),
            new Person("Oksana", "Dufaubourg", "uk"),
            new Person("Claude", "Duseuil", "fr"),
            new Person("Morgan", "Laclairiere", "en"));

    static final List<Written> ALL = List.of(
            new Written(
                    QUESTION,
                    "Inscription à la cantine",
                    "Bonjour, mon fils entre au CP en janvier. Comment l’inscrire à la cantine en cours d’année ?",
                    "",
                    "Bonjour. L’inscription se fait au service scolaire, avec le livret de famille et une attestation d’assurance. Il n’y a pas de date limite.",
                    ""),
            new Written(
                    QUESTION,
                    "Copie d’un acte de naissance",
                    "Je suis née à Saint-Parvis et j’habite loin. Faut-il venir pour une copie de mon acte de naissance ?",
                    "",
                    "Bonjour. Non : nous l’envoyons par courrier, gratuitement. Dites-nous votre adresse sur cette page.",
                    ""),
            new Written(
                    QUESTION,
                    "Arbre tombé sur le trottoir",
                    "Un arbre barre le trottoir devant l’école depuis dimanche. On doit passer sur la route avec les poussettes.",
                    "Vu avec les espaces verts, équipe sur place demain matin.",
                    "Bonjour. L’arbre est retiré ce matin. Merci de nous avoir prévenus.",
                    ""),
            new Written(
                    QUESTION,
                    "Horaires de la déchèterie",
                    "Est-ce que la déchèterie ouvre le lundi de Pâques ?",
                    "",
                    "Bonjour. Non, elle est fermée les jours fériés. Elle ouvre le mardi à 9 h.",
                    ""),
            new Written(
                    QUESTION,
                    "Passeport pour un bébé",
                    "Nous partons en février. Notre bébé de deux mois doit-il venir au rendez-vous pour son passeport ?",
                    "",
                    "Bonjour. Oui, avec un de ses parents, même tout petit. La photo d’un bébé peut être faite chez un photographe.",
                    ""),
            new Written(
                    QUESTION,
                    "Place de stationnement pour un déménagement",
                    "Je déménage samedi. Comment réserver deux places devant mon immeuble ?",
                    "Délai de 8 jours non tenu, voir si exception possible.",
                    "Il faut huit jours pour poser les panneaux, et samedi est trop proche.",
                    "Vous pouvez vous arrêter une heure sur la place de livraison du 12, ou choisir le samedi suivant : nous réservons les places aujourd’hui."),
            new Written(
                    QUESTION,
                    "Chauffage de la salle des fêtes",
                    "Nous louons la salle le 12. Le chauffage est-il compris ?",
                    "",
                    "Bonjour. Oui, le chauffage est compris. Le code de la porte vous est donné la veille.",
                    ""),
            new Written(
                    CALL_BACK,
                    "Dossier de mariage",
                    "Je ne comprends pas quelles pièces donner pour les témoins.",
                    "",
                    "Expliqué au téléphone : copie de la pièce d’identité de chaque témoin, c’est tout.",
                    ""),
            new Written(
                    CALL_BACK,
                    "Taxe de séjour",
                    "Je loue une chambre l’été, je voudrais savoir quoi déclarer.",
                    "",
                    "Expliqué au téléphone, lien du formulaire envoyé.",
                    ""),
            new Written(
                    COMPLAINT,
                    "Attente trop longue",
                    "J’ai attendu cinquante minutes debout avec ma mère de 84 ans. Personne ne nous a proposé de chaise.",
                    "Confirmé par le responsable : deux guichets fermés ce jour-là.",
                    "Bonjour. Vous avez raison, et nous vous présentons nos excuses : deux guichets étaient fermés. Des chaises sont ajoutées dans le hall, et la priorité des personnes âgées est affichée à la borne.",
                    ""),
            new Written(
                    COMPLAINT,
                    "Dossier refusé deux fois",
                    "On m’a renvoyé deux fois pour un papier qui n’était pas sur la liste. J’ai perdu deux demi-journées.",
                    "La liste du site oubliait l’attestation d’hébergement. Fiche corrigée.",
                    "Bonjour. La liste était incomplète : c’est notre erreur, et nous nous en excusons. Elle est corrigée. Votre dossier est accepté sans nouveau rendez-vous.",
                    ""),
            new Written(
                    COMPLAINT,
                    "Bruit de la place le soir",
                    "La musique de la place dure jusqu’à minuit. Je demande l’arrêt des concerts.",
                    "",
                    "Les concerts d’été sont votés par le conseil municipal et finissent à 23 h : nous ne pouvons pas les arrêter.",
                    "La police municipale passe désormais à 23 h. Vous pouvez l’appeler au numéro affiché sur la place, ou saisir le médiateur de la ville."));

    /** Why the complaints happened, by their subject. */
    static final Map<String, Explained> EXPLAINED = Map.of(
            "Attente trop longue",
            new Explained("delay", "workload", true),
            "Dossier refusé deux fois",
            new Explained("information", "information", true),
            "Bruit de la place le soir",
            new Explained("other", "rule", false));

    static final List<Bodies.Body> BODIES = List.of(
            new Bodies.Body(
                    Ids.next(),
                    "France services de Saint-Parvis",
                    "France services",
                    "accueil@france-services.example",
                    "01 99 00 12 34",
                    "2 place de la Gare",
                    true),
            new Bodies.Body(Ids.next(), "CAF du Val d’Essai", "CAF", "relais@caf.example", "01 99 00 56 78", "", true));

    private TownRequests() {}
}
