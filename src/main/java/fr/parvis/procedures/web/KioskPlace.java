package fr.parvis.procedures.web;

import fr.parvis.directory.Site;
import fr.parvis.procedures.checklist.Question;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Nobody who stands at a kiosk is asked in which country or territory. */
final class KioskPlace {
    private static final Pattern ABROAD = Pattern.compile("(?iu)étranger|hors de france");
    private static final Map<String, Pattern> TERRITORIES = Map.of(
            "America/Guadeloupe", territory("guadeloupe"),
            "America/Martinique", territory("martinique"),
            "America/Cayenne", territory("guyane"),
            "Indian/Reunion", territory("réunion"),
            "Indian/Mayotte", territory("mayotte"),
            "America/Miquelon", territory("miquelon"),
            "Pacific/Noumea", territory("nouvelle-calédonie"),
            "Pacific/Tahiti", territory("polynésie"),
            "Pacific/Wallis", territory("wallis"));

    private KioskPlace() {}

    private static Pattern territory(String name) {
        return Pattern.compile("(?iu)" + name);
    }

    /** The choice that is true of the site; empty when the question is of something else, or the place does not tell. */
    static Optional<Question.Choice> of(Question question, Site site) {
        if (question.about() != Question.About.PLACE) {
            return Optional.empty();
        }
        var here = TERRITORIES.get(site.zone().getId());
        var named = question.choices().stream()
                .filter(choice -> here != null && here.matcher(choice.label()).find())
                .toList();
        var general = question.choices().stream()
                .filter(choice -> !ABROAD.matcher(choice.label()).find())
                .filter(choice -> TERRITORIES.values().stream()
                        .noneMatch(one -> one.matcher(choice.label()).find()))
                .toList();
        var fitting = named.isEmpty() ? general : named;
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }
}
