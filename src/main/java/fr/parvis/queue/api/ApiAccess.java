package fr.parvis.queue.api;

import fr.parvis.directory.Counter;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Ticket;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Finds what a path or a body names, for a caller who may act there. */
@Component
class ApiAccess {
    private final Directory directory;
    private final Halls halls;

    ApiAccess(Directory directory, Halls halls) {
        this.directory = directory;
        this.halls = halls;
    }

    Site site(String slug) {
        var site = directory
                .findSite(slug)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "queue", "unknown-site", slug));
        checkRights(site.id());
        return site;
    }

    Counter counter(Site site, String slug) {
        return directory
                .findCounter(site.id(), slug)
                .orElseThrow(() ->
                        new ProblemException(HttpStatus.NOT_FOUND, "queue", "unknown-counter", slug, site.name()));
    }

    ServiceOffer service(Site site, String slug) {
        return directory
                .findServiceAt(site.id(), slug)
                .orElseThrow(() ->
                        new ProblemException(HttpStatus.NOT_FOUND, "queue", "unknown-service", slug, site.name()));
    }

    Ticket ticket(UUID id) {
        var ticket = halls.ticket(id);
        checkRights(ticket.siteId());
        return ticket;
    }

    /** The identifier again; a caller who may act at every site needs no look at where the ticket is. */
    UUID mayAct(UUID ticketId) {
        return Caller.current().filter(caller -> !caller.sites().isEmpty()).isEmpty()
                ? ticketId
                : ticket(ticketId).id();
    }

    private static void checkRights(UUID siteId) {
        Caller.current().filter(caller -> !caller.mayActAt(siteId)).ifPresent(_ -> {
            throw new ProblemException(HttpStatus.FORBIDDEN, "queue", "site-not-yours");
        });
    }
}
