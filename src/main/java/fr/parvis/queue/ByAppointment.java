package fr.parvis.queue;

import fr.parvis.directory.Site;

/** Whether some people come to a site by appointment, and its kiosk asks for it; implemented in {@code appointments}. */
public interface ByAppointment {
    boolean at(Site site);
}
