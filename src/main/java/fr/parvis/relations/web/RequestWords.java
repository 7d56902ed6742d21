package fr.parvis.relations.web;

import fr.parvis.directory.Directory;
import fr.parvis.platform.DayWords;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Days and moments of requests, on the organisation's own clock. */
@Component
class RequestWords {
    private final OfficeDays days;
    private final Directory directory;
    private final MessageSource messages;

    RequestWords(OfficeDays days, Directory directory, MessageSource messages) {
        this.days = days;
        this.directory = directory;
        this.messages = messages;
    }

    /** "vendredi 27 novembre 2026". */
    String day(LocalDate day, Locale locale) {
        return DayWords.full(day, locale);
    }

    String day(Instant at, Locale locale) {
        return day(LocalDate.ofInstant(at, directory.zone()), locale);
    }

    /** "vendredi 27 novembre 2026 à 09:00". */
    String at(Instant at, Locale locale) {
        var hour = DateTimeFormatter.ofPattern("HH:mm").withZone(directory.zone());
        return text("suivi.at", locale, day(at, locale), hour.format(at));
    }

    /** "vendredi 27 novembre 2026, 09:00–12:00". */
    String moment(Request.Moment when, Locale locale) {
        var hour = DateTimeFormatter.ofPattern("HH:mm").withZone(directory.zone());
        return text(
                "orient.moment",
                locale,
                day(when.from(), locale),
                hour.format(when.from()) + "–" + hour.format(when.to()));
    }

    boolean isLate(Request request) {
        return request.isLate(days.today());
    }

    String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
