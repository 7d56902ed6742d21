/** Group sessions: workshops and information meetings with seats, their registrations and their waiting lines. */
@NamedInterface("sessions")
@NullMarked
package fr.parvis.appointments.sessions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
