package fr.parvis.procedures.checklist;

import fr.parvis.procedures.checklist.Question.About;
import java.util.List;
import java.util.regex.Pattern;

/** What a question is about, told from its choices: the sheets name nothing else. */
final class QuestionWords {
    private record Kind(Pattern words, About about) {}

    private static final List<Kind> KINDS = List.of(
            kind(
                    "en ligne|par internet|sur internet|par courrier|par téléphone|sur place|par correspondance",
                    About.WAY),
            kind(
                    "(en|hors de) france|à l[’']étranger|en métropole|outre-mer|à paris|guyane|guadeloupe|martinique|réunion|mayotte|polynésie|nouvelle-calédonie|en europe",
                    About.PLACE),
            kind("passeport.*(périm|valide)|(avez|a) (un|pas de) passeport", About.PASSPORT),
            kind("carte.*(périm|valide|expir)", About.CARD),
            kind("date d[’']expiration", About.EXPIRY),
            kind(
                    "(vous êtes|il est|l[’']enfant est|pour un) (majeur|mineur)|(entre|de|à partir de|moins de|plus de|\\+ de) \\d+( (et|à) \\d+)? ans$|majeur|mineur",
                    About.AGE),
            kind("français|européen|étranger|nationalité", About.NATIONALITY),
            kind("marié|pacsé|célibataire|en couple|divorcé|veuf|concubin", About.FAMILY),
            kind("locataire|propriétaire|hébergé", About.HOUSING),
            kind("moins de|plus de|\\+ de|entre \\d|depuis|avant|après|date", About.TIME),
            kind("salarié|fonctionnaire|agent public|indépendant|chômage|retraité", About.WORK));

    private QuestionWords() {}

    static About about(List<Question.Choice> choices) {
        for (var kind : KINDS) {
            var telling = choices.stream()
                    .filter(choice -> !Choices.isGeneral(choice.label()))
                    .toList();
            var matching = telling.stream()
                    .filter(choice -> kind.words.matcher(choice.label()).find())
                    .count();
            if (matching * 2 > telling.size()) {
                return kind.about;
            }
        }
        return About.SITUATION;
    }

    private static Kind kind(String words, About about) {
        return new Kind(Pattern.compile("(?iu)" + words), about);
    }
}
