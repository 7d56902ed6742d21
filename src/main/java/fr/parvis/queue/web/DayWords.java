package fr.parvis.queue.web;

import fr.parvis.directory.DayHours;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import fr.parvis.directory.Site;
import fr.parvis.queue.Doors;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The real hours of a site's days, in words. */
@Component
class DayWords {
    private static final int DAYS_TO_COME = 14;
    /** A closure that begins in sight is told to its end, as far as this. */
    private static final int LONGEST = 400;

    private final Directory directory;
    private final Doors doors;
    private final MessageSource messages;

    DayWords(Directory directory, Doors doors, MessageSource messages) {
        this.directory = directory;
        this.doors = doors;
        this.messages = messages;
    }

    /**
     * @param days one day, or the first and the last of several that are alike
     * @param hours empty when nobody is received
     * @param why "" when the hours are the usual ones
     */
    record Line(String days, List<DayHours.Stretch> hours, String why) {}

    Line today(Site site, LocalDate today, Locale locale) {
        return line(directory.day(site.id(), today), today, locale);
    }

    /** From tomorrow on, those days alone that are not as the week says. */
    List<Line> toCome(Site site, LocalDate today, Locale locale) {
        var lines = new ArrayList<Line>();
        var outOfSight = today.plusDays(DAYS_TO_COME + 1);
        for (var day = today.plusDays(1); day.isBefore(outOfSight); day = day.plusDays(1)) {
            var first = directory.day(site.id(), day);
            if (first.special()) {
                var last = day;
                // hours may be alike by chance: only what is closed for one reason is told together
                while (first.open().isEmpty()
                        && last.isBefore(day.plusDays(LONGEST))
                        && directory.day(site.id(), last.plusDays(1)).isLike(first)) {
                    last = last.plusDays(1);
                }
                lines.add(line(first, last, locale));
                day = last;
            }
        }
        return lines;
    }

    private Line line(DayHours first, LocalDate last, Locale locale) {
        var days = first.day().equals(last)
                ? named(last, locale)
                : messages.getMessage(
                        "queue.site.days", new Object[] {named(first.day(), locale), named(last, locale)}, locale);
        return new Line(days, first.open(), why(first, locale));
    }

    private String why(DayHours day, Locale locale) {
        var reason = day.reason();
        if (reason == null) {
            return day.special() ? messages.getMessage("queue.site.exceptional", null, locale) : "";
        }
        return reason == Opening.Reason.OUTSIDE_HOURS
                ? ""
                : doors.reason(new Opening.Closed(reason, day.detail(), null), locale);
    }

    private String named(LocalDate day, Locale locale) {
        return messages.getMessage(
                "queue.site.day",
                new Object[] {
                    DateTimeFormatter.ofPattern("EEEE", locale).format(day),
                    DateTimeFormatter.ofLocalizedPattern("MMMMd")
                            .withLocale(locale)
                            .format(day)
                },
                locale);
    }
}
