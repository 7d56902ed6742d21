package fr.parvis.relations.calls.web;

import fr.parvis.directory.Directory;
import fr.parvis.platform.DayWords;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Request;
import fr.parvis.relations.calls.CallQueue;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Hours and states of calls as agents read them, on the organisation's clock. */
@Component
class CallWords {
    /** Where a call stands in the queue. */
    enum Group {
        LATE,
        NOW,
        TODAY,
        LATER
    }

    private final OfficeDays days;
    private final Directory directory;
    private final MessageSource messages;
    private final Clock clock;

    CallWords(OfficeDays days, Directory directory, MessageSource messages, Clock clock) {
        this.days = days;
        this.directory = directory;
        this.messages = messages;
        this.clock = clock;
    }

    Group group(CallQueue.Waiting one) {
        if (one.isLater(days.today(), directory.zone())) {
            return Group.LATER;
        }
        var now = clock.instant();
        var window = one.window();
        if (window == null) {
            return one.due().isBefore(days.today()) ? Group.LATE : Group.TODAY;
        }
        return !window.to().isAfter(now) ? Group.LATE : !window.from().isAfter(now) ? Group.NOW : Group.TODAY;
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, directory.zone());
    }

    /** "10:00–11:00"; with the day when it is not today's. */
    String window(Request.Moment window, Locale locale) {
        var hour = DateTimeFormatter.ofPattern("HH:mm").withZone(directory.zone());
        var hours = hour.format(window.from()) + "–" + hour.format(window.to());
        var day = day(window.from());
        return day.equals(days.today()) ? hours : day(day, locale) + ", " + hours;
    }

    String when(CallQueue.Waiting one, Locale locale) {
        var window = one.window();
        return window == null
                ? one.due().equals(days.today())
                        ? text("calls.due.today", locale)
                        : text("calls.due.on", locale, day(one.due(), locale))
                : window(window, locale);
    }

    /** "lundi 4 mai". */
    String day(LocalDate day, Locale locale) {
        return DayWords.of("EEEE d MMMM", day, locale);
    }

    String moment(Instant at, Locale locale) {
        return DateTimeFormatter.ofPattern("d MMM, HH:mm", locale)
                .withZone(directory.zone())
                .format(at);
    }

    LocalDate today() {
        return days.today();
    }

    String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
