package fr.parvis.appointments.sessions;

import fr.parvis.appointments.demand.OfferTime;
import fr.parvis.appointments.demand.Reach;
import fr.parvis.directory.DayHours;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.messaging.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What all acts on sessions have in common: the one that is meant, its line served, and how a change is recorded and told. */
@Component
class SessionActs {
    private final SessionTables sessions;
    private final RegistrationTables registrations;
    private final SessionMessages messages;
    private final Directory directory;
    private final Outbox outbox;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    SessionActs(
            SessionTables sessions,
            RegistrationTables registrations,
            SessionMessages messages,
            Directory directory,
            Outbox outbox,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.sessions = sessions;
        this.registrations = registrations;
        this.messages = messages;
        this.directory = directory;
        this.outbox = outbox;
        this.publisher = publisher;
        this.clock = clock;
    }

    Session known(UUID id) {
        return sessions.find(id).orElseThrow(SessionProblem.UNKNOWN_SESSION::about);
    }

    /** Until the transaction ends, nobody else registers for it or gives back. */
    Session lock(UUID id) {
        return sessions.lock(id).orElseThrow(SessionProblem.UNKNOWN_SESSION::about);
    }

    Registration registration(UUID id) {
        return registrations.find(id).orElseThrow(SessionProblem.UNKNOWN_REGISTRATION::about);
    }

    /** Seats may have come free: those in the line are offered them before anybody else sees them. */
    void serve(UUID sessionId) {
        var session = known(sessionId);
        var now = now();
        var waiting = registrations.of(sessionId).stream()
                .filter(one -> one.state() == Registration.State.WAITING)
                .toList();
        if (waiting.isEmpty() || session.free() == 0 || !session.isToCome(now)) {
            return;
        }
        var site = directory.site(session.siteId());
        if (SeatLine.until(now, session.start(), site.zone(), OfferTime::awake).isEmpty()) {
            tellAll(session, waiting);
            return;
        }
        var line = waiting.stream()
                .map(one -> new SeatLine.Group(one.id(), one.seats()))
                .toList();
        for (var id : SeatLine.next(session.free(), line)) {
            var one = registration(id);
            SeatLine.until(now, session.start(), site.zone(), hours(one, site)).ifPresent(until -> {
                registrations.state(id, Registration.State.OFFERED, until, now);
                record(session, one, "offered", Map.of("seats", one.seats(), "until", until.toString()));
                messages.offered(session, registration(id));
            });
        }
    }

    /** The session is near: whoever comes first. */
    private void tellAll(Session session, List<Registration> waiting) {
        var freed = sessions.append(session, null, "first-come", now(), Map.of("free", session.free()));
        waiting.stream()
                .filter(one -> one.seats() <= session.free())
                .forEach(one -> messages.firstCome(session, one, freed));
    }

    private Function<LocalDate, List<DayHours.Stretch>> hours(Registration one, Site site) {
        return Reach.of(Objects.requireNonNull(one.usager()), outbox) == Reach.CALL
                ? day -> directory.day(site.id(), day).open()
                : OfferTime::awake;
    }

    void record(Session session, Registration one, String type, Map<String, ?> data) {
        sessions.append(session, one.id(), type, now(), data);
    }

    void record(Session session, String type, Map<String, ?> data) {
        sessions.append(session, null, type, now(), data);
    }

    void tell(Session session) {
        publisher.publishEvent(new SessionChanged(session.siteId()));
    }

    /** Microseconds, as the database keeps them. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
