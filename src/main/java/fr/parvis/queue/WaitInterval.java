package fr.parvis.queue;

import java.time.Duration;

/**
 * A wait said honestly: 8 times in 10 it lies between p10 and p90.
 *
 * @param assumesOpening no open counter serves this service now: the figures suppose that one opens soon
 */
public record WaitInterval(Duration p10, Duration p50, Duration p90, boolean assumesOpening) {
    /** Minutes, rounded down: to one under ten, to five above. */
    public int lowMinutes() {
        int minutes = (int) p10.toMinutes();
        return minutes < 10 ? minutes : minutes / 5 * 5;
    }

    /** Minutes, rounded up the same way; never below one, and always above the low bound. */
    public int highMinutes() {
        int minutes = Math.max((int) ((p90.toSeconds() + 59) / 60), 1);
        int rounded = minutes <= 10 ? minutes : (minutes + 4) / 5 * 5;
        return Math.max(rounded, lowMinutes() + 1);
    }

    /** Somebody is free: nothing to wait for. */
    public boolean isNow() {
        return p90.isZero();
    }
}
