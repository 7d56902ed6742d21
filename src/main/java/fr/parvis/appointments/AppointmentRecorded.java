package fr.parvis.appointments;

/**
 * A line of the record of an appointment was written; heard in the same transaction.
 *
 * @param type as in the record: "held", "booked", "moved", "reassigned"…
 */
record AppointmentRecorded(Appointment appointment, String type) {}
