package fr.parvis.appointments;

import fr.parvis.directory.Site;
import fr.parvis.platform.DayWords;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;

/** Moments as people read them, on the site's own clock. */
public final class AppointmentWords {
    /** Accents and what stands between the parts of a name: to Java and PostgreSQL alike. */
    static final String NOT_PLAIN = "[\\u0300-\\u036f\\s'’.-]";

    private AppointmentWords() {}

    /** A name without what people leave out when they type it: accents, capitals, ligatures, blanks, hyphens. */
    public static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replaceAll(NOT_PLAIN, "");
    }

    /** "mardi 1er décembre 2026, 09:20", in the language of the request. */
    static String moment(Instant at, Site site) {
        return moment(at, site, LocaleContextHolder.getLocale());
    }

    public static String moment(Instant at, Site site, Locale locale) {
        return day(at, site, locale) + (locale.getLanguage().equals("ar") ? "، " : ", ") + time(at, site);
    }

    /** "mardi 1er décembre 2026, 09:20 – 10:20". */
    public static String span(Instant start, Instant end, Site site, Locale locale) {
        return moment(start, site, locale) + " – " + time(end, site);
    }

    public static String day(Instant at, Site site, Locale locale) {
        return day(at.atZone(site.zone()).toLocalDate(), locale);
    }

    /** "mardi 1er décembre 2026". */
    public static String day(LocalDate at, Locale locale) {
        return DayWords.full(at, locale);
    }

    /** French numbers as they are dialled, in pairs: "06 12 34 56 78". */
    public static String phone(String number) {
        return number.matches("\\+33[1-9][0-9]{8}")
                ? ("0" + number.substring(3)).replaceAll("(..)(?!$)", "$1 ")
                : number;
    }

    public static boolean isTime(String typed) {
        return typed.matches("[0-2][0-9]:[0-5][0-9]");
    }

    public static String time(Instant at, Site site) {
        return DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(at.atZone(site.zone()));
    }
}
