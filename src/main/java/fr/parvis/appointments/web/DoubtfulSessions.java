package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.sessions.Session;
import fr.parvis.appointments.sessions.Sessions;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Sessions that stand where nobody receives; looked for as things are, so that none can be forgotten. */
@Component
class DoubtfulSessions {
    private static final Duration AHEAD = Duration.ofDays(400);

    private final Sessions sessions;
    private final Agendas agendas;
    private final Directory directory;
    private final Clock clock;

    DoubtfulSessions(Sessions sessions, Agendas agendas, Directory directory, Clock clock) {
        this.sessions = sessions;
        this.agendas = agendas;
        this.directory = directory;
        this.clock = clock;
    }

    List<Session> of(Agenda agenda) {
        var now = clock.instant();
        return sessions.everAt(agenda, now, now.plus(AHEAD)).stream()
                .filter(one -> one.plan().agendas().contains(agenda.id()) && isOne(one))
                .toList();
    }

    /** An agenda does not receive at its time, or the site is closed on its day. */
    boolean isOne(Session session) {
        return session.state() == Session.State.PUBLISHED && (isShut(session) || nobodyReceives(session));
    }

    private boolean isShut(Session one) {
        var site = directory.site(one.siteId());
        var reason = directory
                .day(site.id(), one.start().atZone(site.zone()).toLocalDate())
                .reason();
        return reason == Opening.Reason.CLOSURE || reason == Opening.Reason.PUBLIC_HOLIDAY;
    }

    private boolean nobodyReceives(Session one) {
        return one.plan().agendas().stream()
                .anyMatch(id -> !agendas.agenda(id).active()
                        || agendas.absences(id).stream()
                                .anyMatch(away -> away.from().isBefore(one.end())
                                        && away.to().isAfter(one.start())));
    }
}
