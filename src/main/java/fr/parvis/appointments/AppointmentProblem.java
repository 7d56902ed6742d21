package fr.parvis.appointments;

import fr.parvis.platform.web.ProblemException;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The closed list of refusals about appointments. */
enum AppointmentProblem {
    UNKNOWN_SITE(HttpStatus.NOT_FOUND),
    UNKNOWN_APPOINTMENT(HttpStatus.NOT_FOUND),
    UNKNOWN_AGENDA(HttpStatus.NOT_FOUND),
    NOT_BY_APPOINTMENT(HttpStatus.CONFLICT),
    SLOT_TAKEN(HttpStatus.CONFLICT),
    HOLD_EXPIRED(HttpStatus.CONFLICT),
    ALREADY_BOOKED(HttpStatus.CONFLICT),
    PERSON_ALREADY_BOOKED(HttpStatus.CONFLICT),
    PARTNER_NOT_YOURS(HttpStatus.CONFLICT),
    PARTNER_FULL(HttpStatus.CONFLICT),
    STATE_DOES_NOT_ALLOW(HttpStatus.CONFLICT),
    NOT_TODAY(HttpStatus.CONFLICT),
    NOT_YET(HttpStatus.CONFLICT);

    private final HttpStatus status;

    AppointmentProblem(HttpStatus status) {
        this.status = status;
    }

    ProblemException about(Object... arguments) {
        return with(Map.of(), arguments);
    }

    ProblemException with(Map<String, ?> facts, Object... arguments) {
        return new ProblemException(
                status, "appointments", name().toLowerCase(Locale.ROOT).replace('_', '-'), null, facts, arguments);
    }
}
