package fr.parvis.appointments;

import java.time.Instant;

/**
 * An appointment was agreed, or what was agreed has changed; heard after the commit.
 *
 * @param change what happened
 */
public record AppointmentChanged(Appointment appointment, Change change, Instant at) {
    public enum Change {
        BOOKED,
        MOVED,
        CANCELLED,
        ARRIVED,
        NO_SHOW
    }
}
