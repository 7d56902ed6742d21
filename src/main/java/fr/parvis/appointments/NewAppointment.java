package fr.parvis.appointments;

import java.time.Instant;
import java.util.UUID;

/** What it takes to hold a time. */
public record NewAppointment(
        UUID siteId, UUID serviceId, Instant start, int people, Appointment.Channel channel, Meeting meeting) {
    /** At the site itself. */
    public NewAppointment(UUID siteId, UUID serviceId, Instant start, int people, Appointment.Channel channel) {
        this(siteId, serviceId, start, people, channel, Meeting.ON_SITE);
    }
}
