package fr.parvis.appointments.figures;

import java.time.LocalDate;

/** Days of a site's calendar, both included. */
public record Period(LocalDate first, LocalDate last) {
    public Period {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(first + " is after " + last);
        }
    }

    /** The days before this one. */
    public static Period before(LocalDate day, int days) {
        return new Period(day.minusDays(days), day.minusDays(1));
    }
}
