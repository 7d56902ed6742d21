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
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
        return among(sessions.everAt(agenda, now, now.plus(AHEAD)).stream()
                .filter(one -> one.plan().agendas().contains(agenda.id()))
                .toList());
    }

    /** Those at whose time an agenda does not receive, or on whose day the site is closed. */
    List<Session> among(List<Session> all) {
        var animating = all.stream()
                .flatMap(one -> one.plan().agendas().stream())
                .distinct()
                .toList();
        var active = all.stream()
                .map(Session::siteId)
                .distinct()
                .flatMap(id -> agendas.at(directory.site(id)).stream())
                .filter(Agenda::active)
                .map(Agenda::id)
                .collect(Collectors.toSet());
        var absences = agendas.absences(animating);
        return all.stream()
                .filter(one -> one.state() == Session.State.PUBLISHED
                        && (isShut(one) || nobodyReceives(one, active, absences)))
                .toList();
    }

    private boolean isShut(Session one) {
        var site = directory.site(one.siteId());
        var reason = directory
                .day(site.id(), one.start().atZone(site.zone()).toLocalDate())
                .reason();
        return reason == Opening.Reason.CLOSURE || reason == Opening.Reason.PUBLIC_HOLIDAY;
    }

    private static boolean nobodyReceives(Session one, Set<UUID> active, Map<UUID, List<Agendas.Absence>> absences) {
        return one.plan().agendas().stream()
                .anyMatch(id -> !active.contains(id)
                        || absences.getOrDefault(id, List.of()).stream()
                                .anyMatch(away -> away.from().isBefore(one.end())
                                        && away.to().isAfter(one.start())));
    }
}
