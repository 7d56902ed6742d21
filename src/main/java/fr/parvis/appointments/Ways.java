package fr.parvis.appointments;

import fr.parvis.appointments.slots.Modality;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The ways in which a service is given by appointment.
 *
 * @param videoAddress of the body's own video tool, {@code {reference}} in it replaced by the appointment's; empty without one
 */
public record Ways(Set<Modality> modalities, String videoAddress) {
    public static final Ways ON_SITE = new Ways(Set.of(Modality.ON_SITE), "");

    public boolean offers(Modality modality) {
        return modalities.contains(modality);
    }

    /** In the order in which they are proposed. */
    public List<Modality> inOrder() {
        return Arrays.stream(Modality.values()).filter(modalities::contains).toList();
    }

    /** That of whoever says nothing. */
    public Meeting usual() {
        return Meeting.by(inOrder().getFirst());
    }
}
