package fr.parvis.queue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Whose time has come and who has not: they would still come before those who arrive now. Implemented in {@code appointments}. */
public interface DueArrivals {
    /** @param coming how probable it is that they still come, from 0 to 1 */
    record Due(UUID appointmentId, UUID serviceId, Instant start, double coming) {}

    /** Appointments that begin after one instant and not after the other, and are neither kept nor given up. */
    List<Due> at(UUID siteId, Instant after, Instant until);
}
