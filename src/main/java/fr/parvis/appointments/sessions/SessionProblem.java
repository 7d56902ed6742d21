package fr.parvis.appointments.sessions;

import fr.parvis.platform.web.ProblemException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The closed list of refusals about group sessions. */
enum SessionProblem {
    UNKNOWN_SESSION(HttpStatus.NOT_FOUND),
    UNKNOWN_REGISTRATION(HttpStatus.NOT_FOUND),
    SESSION_FULL(HttpStatus.CONFLICT),
    SEATS_GONE(HttpStatus.CONFLICT),
    SESSION_CLOSED(HttpStatus.CONFLICT),
    SESSION_OVER(HttpStatus.CONFLICT),
    SESSION_BY_STAFF(HttpStatus.CONFLICT),
    ALREADY_REGISTERED(HttpStatus.CONFLICT),
    REGISTRATIONS_TOO_MANY(HttpStatus.CONFLICT),
    REGISTRATION_OVER(HttpStatus.CONFLICT),
    SEATS_TAKEN(HttpStatus.CONFLICT),
    AGENDA_BUSY(HttpStatus.CONFLICT),
    SESSION_NOT_YET(HttpStatus.CONFLICT);

    private final HttpStatus status;

    SessionProblem(HttpStatus status) {
        this.status = status;
    }

    ProblemException about(Object... arguments) {
        return of(null, arguments);
    }

    ProblemException of(@Nullable String field, Object... arguments) {
        return new ProblemException(
                status, "appointments", name().toLowerCase(Locale.ROOT).replace('_', '-'), field, Map.of(), arguments);
    }
}
