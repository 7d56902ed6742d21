package fr.parvis.appointments.demand;

import fr.parvis.platform.web.ProblemException;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The closed list of refusals about the waiting line. */
enum DemandProblem {
    UNKNOWN_WISH(HttpStatus.NOT_FOUND),
    ALREADY_WAITING(HttpStatus.CONFLICT),
    APPOINTMENT_ALREADY(HttpStatus.CONFLICT),
    WISHES_TOO_MANY(HttpStatus.CONFLICT),
    JOINED_TOO_OFTEN(HttpStatus.TOO_MANY_REQUESTS),
    WISH_OVER(HttpStatus.CONFLICT),
    OFFER_OVER(HttpStatus.CONFLICT);

    private final HttpStatus status;

    DemandProblem(HttpStatus status) {
        this.status = status;
    }

    ProblemException about(Object... arguments) {
        return new ProblemException(
                status, "appointments", name().toLowerCase(Locale.ROOT).replace('_', '-'), null, Map.of(), arguments);
    }
}
