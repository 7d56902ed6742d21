/** Rendez-vous: agendas and their opening rules, slots, bookings, their life until the hall. */
@ApplicationModule(
        displayName = "Appointments",
        allowedDependencies = {
            "platform",
            "platform :: *",
            "directory",
            "identity",
            "queue",
            "messaging",
            "hooks",
            "relations :: usager"
        })
@NullMarked
package fr.parvis.appointments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
