package fr.parvis.queue;

import fr.parvis.platform.web.ProblemException;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The closed list of refusals of the hall. */
enum QueueProblem {
    UNKNOWN_SITE(HttpStatus.NOT_FOUND),
    UNKNOWN_SERVICE(HttpStatus.NOT_FOUND),
    UNKNOWN_COUNTER(HttpStatus.NOT_FOUND),
    UNKNOWN_TICKET(HttpStatus.NOT_FOUND),
    UNKNOWN_AGENT(HttpStatus.NOT_FOUND),
    CLOSES_TOO_SOON(HttpStatus.CONFLICT),
    SERVICE_CLOSED(HttpStatus.CONFLICT),
    COUNTER_CLOSED(HttpStatus.CONFLICT),
    COUNTER_PAUSED(HttpStatus.CONFLICT),
    COUNTER_BUSY(HttpStatus.CONFLICT),
    COUNTER_TAKEN(HttpStatus.CONFLICT),
    KEPT_FOR_ANOTHER(HttpStatus.CONFLICT),
    AGENT_ELSEWHERE(HttpStatus.CONFLICT),
    STATE_DOES_NOT_ALLOW(HttpStatus.CONFLICT),
    SERVICE_NOT_SERVED_HERE(HttpStatus.CONFLICT),
    VISIT_NOT_FINISHED(HttpStatus.CONFLICT);

    private final HttpStatus status;

    QueueProblem(HttpStatus status) {
        this.status = status;
    }

    ProblemException about(Object... arguments) {
        return with(Map.of(), arguments);
    }

    ProblemException with(Map<String, ?> facts, Object... arguments) {
        return new ProblemException(
                status, "queue", name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), null, facts, arguments);
    }
}
