package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.platform.web.ProblemException;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The agendas that whoever is signed in may join with calendars outside: their own one, or any for an administrator. */
@Component
class OwnAgendas {
    private final Agendas agendas;
    private final OwnSites sites;

    OwnAgendas(Agendas agendas, OwnSites sites) {
        this.agendas = agendas;
        this.sites = sites;
    }

    boolean isOwn(Agenda agenda) {
        var caller = Caller.current().orElseThrow();
        var agent = caller.agentId();
        return caller.has(Role.ADMIN) || agent != null && agent.equals(agenda.agentId());
    }

    /** @throws ProblemException 404, 403 when it is somebody else's */
    Agenda own(UUID id) {
        var agenda = agendas.agenda(id);
        sites.own(agenda.siteId());
        if (!isOwn(agenda)) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "appointments", "agenda-not-yours", agenda.name());
        }
        return agenda;
    }
}
