package fr.parvis.procedures.checklist;

import java.util.List;
import java.util.regex.Pattern;

/** The sheets name choices, never the question between them: it is told from what the choices are about. */
final class QuestionWords {
    private record Kind(Pattern words, String question) {}

    private static final List<Kind> KINDS = List.of(
            kind(
                    "en ligne|par internet|sur internet|par courrier|par téléphone|sur place|par correspondance",
                    "Comment souhaitez-vous faire\u00a0?"),
            kind(
                    "(en|hors de) france|à l[’']étranger|en métropole|outre-mer|à paris|guyane|guadeloupe|martinique|réunion|mayotte|polynésie|nouvelle-calédonie|en europe",
                    "Où faites-vous la démarche\u00a0?"),
            kind("passeport.*(périm|valide)|(avez|a) (un|pas de) passeport", "Où en est le passeport\u00a0?"),
            kind("carte.*(périm|valide|expir)", "Où en est la carte\u00a0?"),
            kind("date d[’']expiration", "Quelle est la date d’expiration\u00a0?"),
            kind(
                    "(vous êtes|il est|l[’']enfant est|pour un) (majeur|mineur)|(entre|de|à partir de|moins de|plus de|\\+ de) \\d+( (et|à) \\d+)? ans$|majeur|mineur",
                    "De quel âge s’agit-il\u00a0?"),
            kind("français|européen|étranger|nationalité", "De quelle nationalité s’agit-il\u00a0?"),
            kind(
                    "marié|pacsé|célibataire|en couple|divorcé|veuf|concubin",
                    "Quelle est la situation de famille\u00a0?"),
            kind("locataire|propriétaire|hébergé", "Comment êtes-vous logé\u00a0?"),
            kind(
                    "moins de|plus de|\\+ de|entre \\d|depuis|avant|après|date",
                    "Depuis quand, ou dans combien de temps\u00a0?"),
            kind(
                    "salarié|fonctionnaire|agent public|indépendant|chômage|retraité",
                    "Quelle est votre situation de travail\u00a0?"));

    private QuestionWords() {}

    static String of(List<Question.Choice> choices) {
        for (var kind : KINDS) {
            var telling = choices.stream()
                    .filter(choice -> !Choices.isGeneral(choice.label()))
                    .toList();
            var matching = telling.stream()
                    .filter(choice -> kind.words.matcher(choice.label()).find())
                    .count();
            if (matching * 2 > telling.size()) {
                return kind.question;
            }
        }
        return "Quelle est votre situation\u00a0?";
    }

    private static Kind kind(String words, String question) {
        return new Kind(Pattern.compile("(?iu)" + words), question);
    }
}
