package fr.parvis.relations.web;

import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When somebody can be called, to choose from. */
@Component
class CallMoments {
    private final OfficeDays days;
    private final RequestWords words;

    CallMoments(OfficeDays days, RequestWords words) {
        this.days = days;
        this.words = words;
    }

    List<Choice> offered(Locale locale) {
        var choices = new ArrayList<Choice>();
        choices.add(Choice.of("", words.text("orient.moment.any", locale)));
        days.moments().forEach(one -> choices.add(Choice.of(one.from().getEpochSecond(), words.moment(one, locale))));
        return choices;
    }

    /** The page may have been open since another day. */
    Request.@Nullable Moment chosen(AskForm form) {
        var chosen = Objects.requireNonNullElse(form.moment(), "");
        return chosen.isEmpty()
                ? null
                : days.moments().stream()
                        .filter(one ->
                                Long.toString(one.from().getEpochSecond()).equals(chosen))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.field("moment", "relations", "moment-gone"));
    }
}
