package fr.parvis.appointments.web;

import fr.parvis.platform.web.ProblemException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** What is typed in fields, read or refused by its field. */
final class Typed {
    private static final DateTimeFormatter FRENCH_DAY =
            DateTimeFormatter.ofPattern("d/M/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);

    private Typed() {}

    static LocalDate day(String field, String typed) {
        if (typed.isBlank()) {
            throw ProblemException.field(field, "appointments", "field-missing", field);
        }
        try {
            var day = typed.contains("/") ? LocalDate.parse(typed, FRENCH_DAY) : LocalDate.parse(typed);
            if (day.getYear() < 2000 || day.getYear() > 2200) {
                throw new DateTimeException("out of range");
            }
            return day;
        } catch (DateTimeException _) {
            throw ProblemException.field(field, "appointments", "day-malformed", typed);
        }
    }

    /** 24:00 is the end of the day, as 00:00 is where a time ends. */
    static LocalTime time(String field, String typed) {
        try {
            return typed.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(typed.replace('h', ':'), CLOCK);
        } catch (DateTimeException _) {
            throw ProblemException.field(field, "appointments", "time-malformed", typed);
        }
    }

    static int number(String field, String typed) {
        try {
            return Integer.parseInt(typed);
        } catch (NumberFormatException _) {
            throw ProblemException.field(field, "appointments", "number-malformed", typed);
        }
    }
}
