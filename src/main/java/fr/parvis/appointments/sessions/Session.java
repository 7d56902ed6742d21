package fr.parvis.appointments.sessions;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A group session as it stands now.
 *
 * @param taken seats that somebody has or is offered
 * @param revision moves with each change; the SEQUENCE of its calendar entry (RFC 5545, 3.8.7.4)
 */
public record Session(
        UUID id,
        UUID organisationId,
        State state,
        SessionPlan plan,
        int taken,
        int revision,
        Instant createdAt,
        Instant changedAt) {
    public enum State {
        PUBLISHED,
        CANCELLED,
        OVER;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public String title() {
        return plan.title();
    }

    public UUID siteId() {
        return plan.siteId();
    }

    public Instant start() {
        return plan.start();
    }

    public Instant end() {
        return plan.end();
    }

    public int free() {
        return plan.seats() - taken;
    }

    public boolean isToCome(Instant now) {
        return state == State.PUBLISHED && start().isAfter(now);
    }

    /** Anybody may register online at this moment, or join the line. */
    public boolean isOpen(Instant now) {
        var opens = plan.opensAt();
        return isToCome(now)
                && !plan.byStaff()
                && (opens == null || !opens.isAfter(now))
                && plan.closesAt().isAfter(now);
    }
}
