package fr.parvis.appointments.web;

import fr.parvis.appointments.AppointmentWords;
import fr.parvis.directory.DayHours;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import fr.parvis.directory.Site;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Why nothing is free on the very day that somebody asked for. */
@Component
class AskedDay {
    private static final String FULL = "full";

    private final Directory directory;
    private final MessageSource messages;

    AskedDay(Directory directory, MessageSource messages) {
        this.directory = directory;
        this.messages = messages;
    }

    /**
     * @param shown the first day that has something; null when none has
     * @param last until when anything can be booked
     * @return "" when the day itself is shown, or none was asked for
     */
    String why(
            @Nullable LocalDate asked,
            @Nullable LocalDate shown,
            List<Site> sites,
            LocalDate today,
            LocalDate last,
            Locale locale) {
        if (asked == null || asked.equals(shown)) {
            return "";
        }
        if (asked.isBefore(today)) {
            return text("past", locale, asked);
        }
        if (asked.isAfter(last)) {
            return text("far", locale, last);
        }
        return text(code(sites, asked), locale, asked);
    }

    /** @return "" when the site receives on that day, and it can be booked */
    String whyClosed(LocalDate asked, Site site, LocalDate today, LocalDate last, Locale locale) {
        var bookable = !asked.isBefore(today) && !asked.isAfter(last);
        return bookable && code(List.of(site), asked).equals(FULL)
                ? ""
                : why(asked, null, List.of(site), today, last, locale);
    }

    private String code(List<Site> sites, LocalDate asked) {
        var hours = sites.stream().map(site -> directory.day(site.id(), asked)).toList();
        if (hours.stream().anyMatch(day -> !day.open().isEmpty())) {
            return FULL;
        }
        var reasons = hours.stream().map(DayHours::reason).collect(Collectors.toSet());
        return reasons.contains(Opening.Reason.PUBLIC_HOLIDAY)
                ? "holiday"
                : reasons.contains(Opening.Reason.CLOSURE) ? "closure" : "shut";
    }

    private String text(String code, Locale locale, LocalDate day) {
        return messages.getMessage("rdv.day." + code, new Object[] {AppointmentWords.day(day, locale)}, locale);
    }
}
