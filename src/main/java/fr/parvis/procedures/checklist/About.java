package fr.parvis.procedures.checklist;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the choices of a question are about: the sheets name choices, never the question between them. The first one that fits. */
public enum About {
    MANNER("en ligne|par internet|sur internet|par courrier|par téléphone|sur place|par correspondance"),
    PLACE(
            "(en|hors de) france|à l[’']étranger|en métropole|outre-mer|à paris|guyane|guadeloupe|martinique|réunion|mayotte|polynésie|nouvelle-calédonie|en europe"),
    PASSPORT("passeport.*(périm|valide)|(avez|a) (un|pas de) passeport"),
    CARD("carte.*(périm|valide|expir)"),
    EXPIRY("date d[’']expiration"),
    AGE(
            "(vous êtes|il est|l[’']enfant est|pour un) (majeur|mineur)|(entre|de|à partir de|moins de|plus de|\\+ de) \\d+( (et|à) \\d+)? ans$|majeur|mineur"),
    NATIONALITY("français|européen|étranger|nationalité"),
    FAMILY("marié|pacsé|célibataire|en couple|divorcé|veuf|concubin"),
    HOME("locataire|propriétaire|hébergé"),
    SINCE("moins de|plus de|\\+ de|entre \\d|depuis|avant|après|date"),
    WORK("salarié|fonctionnaire|agent public|indépendant|chômage|retraité"),
    SITUATION("");

    private final Pattern words;

    About(String words) {
        this.words = Pattern.compile("(?iu)" + words);
    }

    /** Ends the key of the words in which it is asked. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static About of(List<Question.Choice> choices) {
        var telling = choices.stream()
                .filter(choice -> !Choices.isGeneral(choice.label()))
                .toList();
        return Stream.of(values())
                .filter(one -> one == SITUATION || one.names(telling) * 2 > telling.size())
                .findFirst()
                .orElse(SITUATION);
    }

    private long names(List<Question.Choice> choices) {
        return choices.stream()
                .filter(choice -> words.matcher(choice.label()).find())
                .count();
    }
}
