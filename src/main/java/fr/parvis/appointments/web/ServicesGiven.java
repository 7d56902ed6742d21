package fr.parvis.appointments.web;

import fr.parvis.appointments.Availability;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.ProblemException;
import java.text.Collator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What is given by appointment, and where. */
@Component
class ServicesGiven {
    /** @param sites those that give it by appointment */
    record Given(ServiceOffer service, ServiceTerms terms, List<Site> sites) {}

    private final Availability availability;
    private final Directory directory;

    ServicesGiven(Availability availability, Directory directory) {
        this.availability = availability;
        this.directory = directory;
    }

    /** By name. */
    List<Given> at(List<Site> sites) {
        Map<ServiceOffer, List<Site>> where = new LinkedHashMap<>();
        for (var site : sites) {
            availability
                    .servicesAt(site)
                    .forEach(service -> where.computeIfAbsent(service, _ -> new ArrayList<>())
                            .add(site));
        }
        return where.entrySet().stream()
                .sorted(java.util.Comparator.comparing(one -> one.getKey().name(), Collator.getInstance(Locale.FRENCH)))
                .flatMap(one -> availability.terms(one.getKey().id()).stream()
                        .map(terms -> new Given(one.getKey(), terms, one.getValue())))
                .toList();
    }

    Optional<Given> find(ServiceOffer service) {
        var sites = directory.sites().stream()
                .filter(site -> availability.servicesAt(site).contains(service))
                .toList();
        return sites.isEmpty()
                ? Optional.empty()
                : availability.terms(service.id()).map(terms -> new Given(service, terms, sites));
    }

    /** @throws ProblemException 404 when no site offers it */
    ServiceOffer service(String slug) {
        return directory.sites().stream()
                .flatMap(site -> directory.findServiceAt(site.id(), slug).stream())
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND,
                        "appointments",
                        "unknown-service",
                        slug,
                        directory.organisation().name()));
    }

    /** Active sites that offer the service, by appointment or not. */
    List<Site> offering(ServiceOffer service) {
        return directory.sites().stream()
                .filter(site -> directory.servicesAt(site.id()).contains(service))
                .toList();
    }
}
