package fr.parvis.appointments;

import fr.parvis.appointments.sectors.PostalAddress;
import fr.parvis.appointments.slots.Modality;
import org.jspecify.annotations.Nullable;

/**
 * How somebody is received.
 *
 * @param address where they are visited; null otherwise, and once personal data are erased
 */
public record Meeting(
        Modality modality, Needs needs, @Nullable PostalAddress address) {
    public static final Meeting ON_SITE = new Meeting(Modality.ON_SITE, Needs.NONE, null);

    public static Meeting by(Modality modality) {
        return new Meeting(modality, Needs.NONE, null);
    }

    public boolean isAfar() {
        return modality.isAfar();
    }

    public boolean isHome() {
        return modality == Modality.HOME;
    }
}
