package fr.parvis.relations.web;

import fr.parvis.messaging.PhoneNumbers;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.calls.CallWindows;
import fr.parvis.relations.usager.Usagers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When somebody can be called, to choose from, and where. */
@Component
class CallMoments {
    private final CallWindows windows;
    private final Usagers usagers;
    private final RequestWords words;

    CallMoments(CallWindows windows, Usagers usagers, RequestWords words) {
        this.windows = windows;
        this.usagers = usagers;
        this.words = words;
    }

    /** @param site where the call is made; null for wherever there is room */
    List<Choice> offered(@Nullable UUID site, Locale locale) {
        var choices = new ArrayList<Choice>();
        choices.add(Choice.of("", words.text("orient.moment.any", locale)));
        windows.offered(site)
                .forEach(
                        one -> choices.add(Choice.of(one.from().getEpochSecond(), words.moment(one.moment(), locale))));
        return choices;
    }

    /**
     * As soon as possible is the first hour with a place; null when there is none at all. The page may have been open since another day.
     *
     * @throws ProblemException about the number, when it is none that we call, or the moment
     */
    CallWindows.@Nullable Window chosen(AskForm form, @Nullable UUID site) {
        check(Objects.requireNonNullElse(form.phone(), ""));
        var chosen = Objects.requireNonNullElse(form.moment(), "");
        if (chosen.isEmpty()) {
            return windows.offered(site).stream().findFirst().orElse(null);
        }
        if (!chosen.matches("\\d{1,12}")) {
            throw ProblemException.field("moment", "relations", "moment-gone");
        }
        return windows.at(Instant.ofEpochSecond(Long.parseLong(chosen)), site);
    }

    /** What cannot be read at all is said by the request itself. */
    private void check(String phone) {
        usagers.phone(phone)
                .filter(number -> !PhoneNumbers.isCalled(number.normalised()))
                .ifPresent(_ -> {
                    throw ProblemException.field("phone", "relations", "phone-not-called");
                });
    }
}
