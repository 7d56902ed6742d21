package fr.parvis.appointments;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** When people are reminded of what they have agreed to, in order of time. */
public enum Reminder {
    WEEK(Duration.ofDays(7)),
    DAYS(Duration.ofDays(2)),
    HOURS(Duration.ofHours(3));

    /** Who agrees shortly before a reminder is due has just been told. */
    private static final Duration JUST_TOLD = Duration.ofHours(6);

    private final Duration before;

    Reminder(Duration before) {
        this.before = before;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How long before the time it is due. */
    public Duration before() {
        return before;
    }

    /** From then on the one after it is due instead. */
    public Duration next() {
        return ordinal() + 1 < values().length ? values()[ordinal() + 1].before : Duration.ZERO;
    }

    public boolean isNews(Instant agreedAt, Instant start) {
        return agreedAt.isBefore(start.minus(before).minus(JUST_TOLD));
    }
}
