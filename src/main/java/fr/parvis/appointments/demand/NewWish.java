package fr.parvis.appointments.demand;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Meeting;
import java.util.Set;
import java.util.UUID;

/**
 * What it takes to join the line.
 *
 * @param papers address of the checklist that goes with the appointment, empty without one
 */
public record NewWish(
        UUID serviceId,
        Set<UUID> sites,
        Suits suits,
        int people,
        Appointment.Channel channel,
        Appointment.Usager usager,
        String papers,
        Meeting meeting) {
    /** At the site itself. */
    public NewWish(
            UUID serviceId,
            Set<UUID> sites,
            Suits suits,
            int people,
            Appointment.Channel channel,
            Appointment.Usager usager,
            String papers) {
        this(serviceId, sites, suits, people, channel, usager, papers, Meeting.ON_SITE);
    }
}
