package fr.parvis.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a site, or a service at a site, receives at one instant. */
public sealed interface Opening {
    /** @param until when the doors close; null when no closing is in sight within two weeks */
    record Open(@Nullable Instant until) implements Opening {}

    /**
     * @param detail the closure's or holiday's own name, "" when the reason says all
     * @param opensAgain null when no opening is known within the next 60 days
     */
    record Closed(Reason reason, String detail, @Nullable Instant opensAgain) implements Opening {}

    enum Reason {
        OUTSIDE_HOURS,
        CLOSURE,
        PUBLIC_HOLIDAY,
        SITE_INACTIVE,
        SERVICE_SUSPENDED
    }

    default boolean isOpen() {
        return this instanceof Open;
    }
}
