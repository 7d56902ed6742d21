package fr.parvis.appointments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where this browser asked for a visit, until a time is held there: in its session, so that no address says where somebody lives. */
@Component
class VisitTyped {
    private static final String ATTRIBUTE = VisitTyped.class.getName();
    private static final Duration KEPT = Duration.ofMinutes(30);

    private record Kept(VisitForm form, Instant until) implements Serializable {}

    private final Clock clock;

    VisitTyped(Clock clock) {
        this.clock = clock;
    }

    void keep(HttpServletRequest request, VisitForm form) {
        var session = request.getSession();
        if (session.isNew()) {
            session.setMaxInactiveInterval((int) KEPT.toSeconds());
        }
        session.setAttribute(ATTRIBUTE, new Kept(form, clock.instant().plus(KEPT)));
    }

    Optional<VisitForm> of(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                        && session.getAttribute(ATTRIBUTE) instanceof Kept kept
                        && kept.until().isAfter(clock.instant())
                ? Optional.of(kept.form())
                : Optional.empty();
    }

    void forget(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }
}
