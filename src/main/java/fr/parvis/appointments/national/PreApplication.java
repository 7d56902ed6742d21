package fr.parvis.appointments.national;

import org.jspecify.annotations.Nullable;

/**
 * The number of one person's pre-application, as it goes with an appointment. Personal data, erased with those of the appointment.
 *
 * @param status what the national service said of it, in its own words; null as long as it has not been asked
 * @param elsewhere another place where an appointment was taken with it; "" for none
 * @param problem why the national service could not be told the last time; "" when it could
 * @param told it knows of this appointment
 */
public record PreApplication(String number, @Nullable String status, String elsewhere, String problem, boolean told) {
    /** The words of the statuses that have any. */
    public String word() {
        return switch (status) {
            case null -> "unchecked";
            case "validated", "consumed", "declared", "unknown", "expired" -> status;
            default -> "other";
        };
    }
}
