package fr.parvis.appointments;

import java.time.Instant;
import java.util.UUID;

/** What it takes to hold a time. */
public record NewAppointment(UUID siteId, UUID serviceId, Instant start, int people, Appointment.Channel channel) {}
