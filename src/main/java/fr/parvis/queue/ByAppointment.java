package fr.parvis.queue;

import fr.parvis.directory.Site;
import java.util.UUID;

/** Who comes to a site by appointment; implemented in {@code appointments}. */
public interface ByAppointment {
    /** Some people do, and the kiosk asks for it. */
    boolean at(Site site);

    /** Whoever comes for this service may, and books at the kiosk: at {@code /borne/{site}/rdv/prendre/{service}}. */
    boolean at(Site site, UUID serviceId);
}
