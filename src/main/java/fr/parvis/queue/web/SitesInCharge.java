package fr.parvis.queue.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.platform.web.ProblemException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The sites where the roles of whoever is signed in hold. */
@Component
class SitesInCharge {
    private final Directory directory;

    SitesInCharge(Directory directory) {
        this.directory = directory;
    }

    List<Site> all() {
        var caller = Caller.current().orElseThrow();
        return directory.sites().stream()
                .filter(site -> caller.mayActAt(site.id()))
                .toList();
    }

    /** @throws ProblemException 404, 403 when it is somebody else's */
    Site named(String slug) {
        var site = directory
                .findSite(slug)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "queue", "unknown-site", slug));
        if (!Caller.current().orElseThrow().mayActAt(site.id())) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "queue", "site-not-yours");
        }
        return site;
    }
}
