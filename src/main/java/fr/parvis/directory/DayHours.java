package fr.parvis.directory;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a site really receives on one day, closures, public holidays and exceptional openings counted in.
 *
 * @param open in order; empty when the site receives nobody
 * @param special a closure falls on this day, or its hours are not those of the week
 * @param reason why it receives nobody; null when it does
 * @param detail the closure's or holiday's own name, "" when there is none
 */
public record DayHours(
        LocalDate day, List<Stretch> open, boolean special, Opening.@Nullable Reason reason, String detail) {

    /** On the site's own clock; {@code to} 00:00 is the day's end. */
    public record Stretch(LocalTime from, LocalTime to) {
        private static final DateTimeFormatter TO_THE_MINUTE = DateTimeFormatter.ofPattern("HH:mm");

        /** "09:00–12:30"; the day's end is "24:00". */
        @Override
        public String toString() {
            return TO_THE_MINUTE.format(from)
                    + "–"
                    + (to.equals(LocalTime.MIDNIGHT) ? "24:00" : TO_THE_MINUTE.format(to));
        }
    }

    /** What this day says is said of the other one too. */
    public boolean isLike(DayHours other) {
        return special == other.special
                && reason == other.reason
                && detail.equals(other.detail)
                && open.equals(other.open);
    }
}
