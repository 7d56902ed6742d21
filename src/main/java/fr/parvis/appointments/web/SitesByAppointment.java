package fr.parvis.appointments.web;

import fr.parvis.appointments.Availability;
import fr.parvis.directory.Site;
import fr.parvis.queue.ByAppointment;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A kiosk asks for appointments, and gives them, where some service is given so. */
@Component
class SitesByAppointment implements ByAppointment {
    private final Availability availability;

    SitesByAppointment(Availability availability) {
        this.availability = availability;
    }

    @Override
    public boolean at(Site site) {
        return !availability.servicesAt(site).isEmpty();
    }

    @Override
    public boolean at(Site site, UUID serviceId) {
        return availability.servicesAt(site).stream()
                .anyMatch(service -> service.id().equals(serviceId));
    }
}
