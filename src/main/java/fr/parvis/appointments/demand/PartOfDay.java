package fr.parvis.appointments.demand;

import java.time.LocalTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** When in the day somebody can come, on the site's own clock. */
public enum PartOfDay {
    MORNING,
    AFTERNOON,
    EVENING;

    private static final LocalTime EVENING_BEGINS = LocalTime.of(17, 0);

    public static PartOfDay of(LocalTime time) {
        return time.isBefore(LocalTime.NOON) ? MORNING : time.isBefore(EVENING_BEGINS) ? AFTERNOON : EVENING;
    }

    /** As in the database and in forms. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PartOfDay> of(String code) {
        return Arrays.stream(values()).filter(part -> part.code().equals(code)).findFirst();
    }
}
