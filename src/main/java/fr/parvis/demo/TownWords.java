package fr.parvis.demo;

import fr.parvis.queue.Outcome;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What is said and written in Saint-Parvis: invented, and about nobody. */
final class TownWords {
    /** @param days after the visit */
    private record Step(String what, String owner, int days) {}

    static final List<String> KIND = List.of(
            "Accueil très clair, merci.",
            "L’agent a pris le temps de m’expliquer.",
            "Rapide et souriant.",
            "On m’a dit tout de suite ce qu’il manquait.",
            "J’ai pu sortir en attendant mon tour, très pratique.",
            "Le rendez-vous a été tenu à l’heure.",
            "Une explication simple, sans jargon.",
            "J’étais inquiet en arrivant, je repars rassuré.",
            "Friendly and quick, thank you.");

    static final List<String> MIXED = List.of(
            "Bon accueil mais un peu d’attente.",
            "La démarche est réglée, le parcours reste compliqué.",
            "Correct. La liste des pièces pourrait être plus claire.");

    static final List<String> HARD = List.of(
            "J’ai attendu trop longtemps debout.",
            "Il manquait un papier qui n’était pas dans la liste.",
            "Je n’entendais pas les appels.",
            "Il faudrait plus de guichets le lundi.",
            "J’avais un rendez-vous et j’ai quand même attendu.",
            "Il a fallu que je revienne pour une seule photocopie.",
            "On m’a renvoyé d’un guichet à l’autre.");

    private static final Step PROOF = new Step("Apporter un justificatif de domicile récent", "L’usager", 7);

    private static final Map<String, List<Step>> STEPS = Map.of(
            "passeport-depot",
            List.of(
                    new Step("Apporter une photo d’identité conforme", "L’usager", 10),
                    PROOF,
                    new Step("Prévenir quand le titre est arrivé", "Service des titres", 28)),
            "titre-retrait",
            List.of(new Step("Demander au centre de fabrication où en est le titre", "Service des titres", 5)),
            "etat-civil",
            List.of(
                    new Step("Envoyer la copie de l’acte par courrier", "Service de l’état civil", 3),
                    new Step("Apporter le livret de famille", "L’usager", 14)),
            "elections",
            List.of(PROOF, new Step("Confirmer l’inscription par courrier", "Service des élections", 20)),
            "ecole-cantine",
            List.of(
                    new Step("Apporter l’attestation d’assurance scolaire", "L’usager", 14),
                    new Step("Confirmer la place à la cantine", "Service scolaire", 10)),
            "urbanisme",
            List.of(
                    new Step("Compléter le plan de situation", "L’usager", 21),
                    new Step("Rappeler après étude du dossier", "Service de l’urbanisme", 30)),
            "aide-sociale",
            List.of(
                    new Step("Apporter le dernier avis d’imposition", "L’usager", 10),
                    new Step("Proposer une rencontre avec le travailleur social", "Service social", 7)));

    private TownWords() {}

    static Outcome.NextStep nextStep(String service, LocalDate day, SplittableRandom random) {
        var steps = STEPS.getOrDefault(service, List.of(PROOF));
        var step = steps.get(random.nextInt(steps.size()));
        return new Outcome.NextStep(step.what(), step.owner(), workingDay(day.plusDays(step.days())));
    }

    static String opinion(int score, SplittableRandom random) {
        var words = score > 3 ? KIND : score == 3 ? MIXED : HARD;
        return words.get(random.nextInt(words.size()));
    }

    private static LocalDate workingDay(LocalDate day) {
        var late = day.getDayOfWeek().getValue() - DayOfWeek.FRIDAY.getValue();
        return late > 0 ? day.plusDays(3L - late) : day;
    }
}
