package fr.parvis.platform;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Pure: days as people read them. French says "1er" of the first of a month, which Java does not know. */
public final class DayWords {
    private DayWords() {}

    /** "mardi 1er décembre 2026". */
    public static String full(TemporalAccessor day, Locale locale) {
        return in(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale), day);
    }

    /** @param pattern of Java, like "EEEE d MMMM" */
    public static String of(String pattern, TemporalAccessor day, Locale locale) {
        return in(DateTimeFormatter.ofPattern(pattern, locale), day);
    }

    private static String in(DateTimeFormatter format, TemporalAccessor day) {
        var words = format.format(day);
        return format.getLocale().getLanguage().equals("fr")
                ? words.replaceFirst("(^|\\s)1(?=\\s\\p{L})", "$11er")
                : words;
    }
}
