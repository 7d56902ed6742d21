package fr.parvis.appointments.slots;

import java.time.LocalDate;
import java.util.Locale;

/** Whether an opening minds school. */
public enum SchoolTime {
    ALWAYS,
    /** On days without school alone. */
    HOLIDAYS,
    /** On days with school alone, as far as holidays are known. */
    TERM;

    /** As in the database and in forms. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static SchoolTime of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    boolean holds(LocalDate day, SchoolHolidays holidays) {
        return this == ALWAYS || holidays.holds(day) == (this == HOLIDAYS);
    }
}
