package fr.parvis.relations.web;

import fr.parvis.relations.Request;
import fr.parvis.relations.franceconnect.Asking;
import fr.parvis.relations.franceconnect.Identified;
import fr.parvis.relations.franceconnect.Ties;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who FranceConnect has said that this browser belongs to; beside whoever of the staff is signed in there, and without their rights. */
@Component
class FranceConnectSession {
    private static final String ASKING = "franceconnect-asking";
    private static final String IDENTIFIED = "franceconnect-identified";

    private final Ties ties;
    private final Clock clock;

    FranceConnectSession(Ties ties, Clock clock) {
        this.ties = ties;
        this.clock = clock;
    }

    void asks(Asking asking, HttpServletRequest request) {
        request.getSession().setAttribute(ASKING, asking);
    }

    /** Gone once it was read: an answer counts once. */
    @Nullable
    Asking takeAsking(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null) {
            return null;
        }
        var asking = session.getAttribute(ASKING);
        session.removeAttribute(ASKING);
        return asking instanceof Asking one ? one : null;
    }

    /** Under a new name: whoever knew the old one has no part in it. */
    void enter(Identified who, HttpServletRequest request) {
        request.getSession();
        request.changeSessionId();
        request.getSession().setAttribute(IDENTIFIED, who);
    }

    Optional<Identified> who(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                        && session.getAttribute(IDENTIFIED) instanceof Identified one
                        && !one.isOver(clock.instant())
                ? Optional.of(one)
                : Optional.empty();
    }

    boolean hasTied(Request one, HttpServletRequest request) {
        return who(request).filter(who -> ties.isTied(who, one)).isPresent();
    }

    void leave(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(IDENTIFIED);
            session.removeAttribute(ASKING);
            request.changeSessionId();
        }
    }
}
