package fr.parvis.appointments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What this browser has typed for the time that it holds, between two pages: so that each page has an address of its own and
 * going back and forth loses nothing. It stands in the browser's session, not with the held time, whose link may be handed on.
 */
@Component
class WhoTyped {
    private static final String ATTRIBUTE = WhoTyped.class.getName();
    private static final String PROVED = ATTRIBUTE + ".proved";
    private static final Duration KEPT = Duration.ofMinutes(30);

    private record Kept(String token, WhoForm form, Instant until) implements Serializable {}

    private record Proof(String contact, Instant until) implements Serializable {}

    private final Clock clock;

    WhoTyped(Clock clock) {
        this.clock = clock;
    }

    void keep(HttpServletRequest request, String token, WhoForm form) {
        var session = request.getSession();
        if (session.isNew()) {
            session.setMaxInactiveInterval((int) KEPT.toSeconds());
        }
        session.setAttribute(ATTRIBUTE, new Kept(token, form, clock.instant().plus(KEPT)));
    }

    Optional<WhoForm> of(HttpServletRequest request, String token) {
        var session = request.getSession(false);
        return session != null
                        && session.getAttribute(ATTRIBUTE) instanceof Kept kept
                        && kept.token().equals(token)
                        && kept.until().isAfter(clock.instant())
                ? Optional.of(kept.form())
                : Optional.empty();
    }

    /** A code that was sent there was typed in this browser. */
    void prove(HttpServletRequest request, String contact) {
        request.getSession()
                .setAttribute(PROVED, new Proof(contact, clock.instant().plus(KEPT)));
    }

    boolean isProved(HttpServletRequest request, String contact) {
        var session = request.getSession(false);
        return session != null
                && session.getAttribute(PROVED) instanceof Proof proof
                && proof.contact().equals(contact)
                && proof.until().isAfter(clock.instant());
    }

    void forget(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null && session.getAttribute(ATTRIBUTE) != null) {
            session.removeAttribute(ATTRIBUTE);
            session.removeAttribute(PROVED);
        }
    }
}
