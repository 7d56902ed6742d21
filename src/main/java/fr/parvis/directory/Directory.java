package fr.parvis.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The directory as every other module reads it: an immutable picture in memory, replaced as soon as an administrator
 * changes it on any instance. {@code find…} may be empty; the others throw {@link java.util.NoSuchElementException}.
 */
@Component
public class Directory {
    public Organisation organisation() {
        throw new UnsupportedOperationException();
    }

    /** Active sites, by name. */
    public List<Site> sites() {
        throw new UnsupportedOperationException();
    }

    public Optional<Site> findSite(String slug) {
        throw new UnsupportedOperationException();
    }

    public Site site(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** Active services offered at the site, by letter. */
    public List<ServiceOffer> servicesAt(UUID siteId) {
        throw new UnsupportedOperationException();
    }

    /** Also finds a suspended service, so that the caller can say why it is closed. */
    public Optional<ServiceOffer> findServiceAt(UUID siteId, String slug) {
        throw new UnsupportedOperationException();
    }

    public ServiceOffer service(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** Active counters of the site, by name in natural order. */
    public List<Counter> countersAt(UUID siteId) {
        throw new UnsupportedOperationException();
    }

    public Optional<Counter> findCounter(UUID siteId, String slug) {
        throw new UnsupportedOperationException();
    }

    public Counter counter(UUID id) {
        throw new UnsupportedOperationException();
    }

    public List<Agent> agentsAt(UUID siteId) {
        throw new UnsupportedOperationException();
    }

    public Agent agent(UUID id) {
        throw new UnsupportedOperationException();
    }

    public Opening opening(UUID siteId, Instant at) {
        throw new UnsupportedOperationException();
    }

    public Opening opening(UUID siteId, UUID serviceId, Instant at) {
        throw new UnsupportedOperationException();
    }
}
