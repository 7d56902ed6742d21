package fr.parvis.appointments.demand;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Meeting;
import java.util.Set;
import java.util.UUID;

/**
 * What it takes to join the line.
 *
 * @param papers address of the checklist that goes with the appointment, empty without one
 * @param choosy something that suits is free for everybody
 */
public record NewWish(
        UUID serviceId,
        Set<UUID> sites,
        Suits suits,
        int people,
        Appointment.Channel channel,
        Appointment.Usager usager,
        String papers,
        Meeting meeting,
        boolean choosy) {
    NewWish by(Appointment.Usager other) {
        return new NewWish(serviceId, sites, suits, people, channel, other, papers, meeting, choosy);
    }
}
