package fr.parvis.appointments;

import fr.parvis.queue.DueArrivals;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Booked people whose time has come, for the estimates of those who arrive now. */
@Component
class StillDue implements DueArrivals {
    /** Of those who are not there at their time and still have their place, about as many come as do not. */
    private static final double COMING = 0.5;

    private final AppointmentTables tables;

    StillDue(AppointmentTables tables) {
        this.tables = tables;
    }

    @Override
    public List<Due> at(UUID siteId, Instant after, Instant until) {
        return tables.between(siteId, after.plusMillis(1), until.plusMillis(1)).stream()
                .filter(one -> one.state() == Appointment.State.BOOKED)
                .map(one -> new Due(one.id(), one.serviceId(), one.start(), COMING))
                .toList();
    }
}
