package fr.parvis.appointments.moves;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Until when an answer is hoped for. Pure. */
final class AnswerTime {
    private static final Duration USUAL = Duration.ofHours(48);
    /** So that somebody can still telephone before the person sets out. */
    private static final Duration BEFORE = Duration.ofHours(3);

    private static final Duration LEAST = Duration.ofHours(2);
    private static final Duration KEPT_FOR_A_CALL = Duration.ofHours(4);

    private AnswerTime() {}

    /** @return null when that is too soon for anybody to read and answer */
    static @Nullable Instant until(Instant now, Instant agreed, Instant proposed) {
        var first = earlier(agreed, proposed).minus(BEFORE);
        var until = earlier(now.plus(USUAL), first);
        return until.isBefore(now.plus(LEAST)) ? null : until;
    }

    /** How long a place at another site is kept: until the answer is due, or for as long as a call takes. */
    static Instant kept(Instant now, @Nullable Instant until, Instant proposed) {
        return until == null ? earlier(now.plus(KEPT_FOR_A_CALL), proposed) : until;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
