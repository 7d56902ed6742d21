package fr.parvis.appointments.web;

import fr.parvis.appointments.Availability;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Where else somebody could be received for the same thing. */
@Component
class SitesOfService {
    private final Directory directory;
    private final Availability availability;

    SitesOfService(Directory directory, Availability availability) {
        this.directory = directory;
        this.availability = availability;
    }

    /** The own site first. */
    List<Choice> choices(Site own, UUID service) {
        var choices = new ArrayList<Choice>();
        choices.add(Choice.of(own.slug(), own.name()));
        directory.sites().stream()
                .filter(site -> !site.id().equals(own.id()))
                .filter(site -> availability.servicesAt(site).stream()
                        .anyMatch(offer -> offer.id().equals(service)))
                .forEach(site -> choices.add(Choice.of(site.slug(), site.name())));
        return choices;
    }
}
