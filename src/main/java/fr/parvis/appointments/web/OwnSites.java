package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.sessions.Session;
import fr.parvis.appointments.sessions.Sessions;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.platform.web.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The sites where whoever is signed in deals with appointments: an agent where the directory says, others where their roles hold. */
@Component
class OwnSites {
    private final Directory directory;
    private final Appointments appointments;
    private final Sessions sessions;

    OwnSites(Directory directory, Appointments appointments, Sessions sessions) {
        this.directory = directory;
        this.appointments = appointments;
        this.sessions = sessions;
    }

    List<Site> all() {
        return directory.sites().stream().filter(site -> isOwn(site.id())).toList();
    }

    boolean isOwn(UUID siteId) {
        var caller = Caller.current().orElseThrow();
        var agent = caller.agentId();
        return caller.mayActAt(siteId)
                && (agent == null || directory.agent(agent).sites().contains(siteId));
    }

    /** The one that is asked for, otherwise the first; empty when there is none at all. */
    Optional<Site> asked(@Nullable String slug) {
        if (slug == null || slug.isEmpty()) {
            return all().stream().findFirst();
        }
        var site = directory
                .findSite(slug)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-site", slug));
        return Optional.of(own(site.id()));
    }

    Site own(UUID siteId) {
        if (!isOwn(siteId)) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "appointments", "site-not-yours");
        }
        return directory.site(siteId);
    }

    /** @throws ProblemException 404, 403 when it is at another site */
    Appointment appointment(UUID id) {
        var appointment = appointments.find(id);
        own(appointment.siteId());
        return appointment;
    }

    /** @throws ProblemException 404, 403 when it is at another site */
    Session session(UUID id) {
        var session = sessions.find(id);
        own(session.siteId());
        return session;
    }
}
