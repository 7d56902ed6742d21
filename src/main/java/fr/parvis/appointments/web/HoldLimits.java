package fr.parvis.appointments.web;

import fr.parvis.platform.web.Challenges;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * How many times may be held online, so that no machine keeps an agenda for itself. A browser that has solved its challenge is
 * hardly held back; one that has not (no scripts, an old one) holds times all the same, but few, alone and together with its like.
 */
@Component
class HoldLimits {
    static final String FIELD = "altcha";
    private static final int A_MINUTE = 6;
    /** All the kiosks of a hall may share one address. */
    private static final int OURS_A_MINUTE = 60;

    private static final int UNPROVED_A_MINUTE = 2;
    private static final int ALL_UNPROVED_A_MINUTE = 10;

    private final Challenges challenges;
    private final RateLimits limits;

    HoldLimits(Challenges challenges, RateLimits limits) {
        this.challenges = challenges;
        this.limits = limits;
    }

    /** The same for whoever joins the waiting line. */
    void checkJoin(HttpServletRequest request) {
        check("wish-join", request, true);
    }

    /**
     * @param fromAfar from a browser that is not ours, as a kiosk is
     * @throws ProblemException 429
     */
    void check(HttpServletRequest request, boolean fromAfar) {
        check("rdv-hold", request, fromAfar);
    }

    /** The same for seats in sessions, counted apart. */
    void checkSeats(HttpServletRequest request) {
        check("session-seats", request, true);
    }

    private void check(String act, HttpServletRequest request, boolean fromAfar) {
        var address = request.getRemoteAddr();
        if (!fromAfar) {
            limits.check(act + "-here", address, OURS_A_MINUTE);
            return;
        }
        limits.check(act, address, A_MINUTE);
        if (challenges.redeem(request.getParameter(FIELD))) {
            return;
        }
        try {
            limits.check(act + "-unproved", address, UNPROVED_A_MINUTE);
            limits.check(act + "-unproved", "all", ALL_UNPROVED_A_MINUTE);
        } catch (ProblemException tooMany) {
            throw kindly(tooMany);
        }
    }

    private static ProblemException kindly(ProblemException tooMany) {
        var seconds = Objects.requireNonNull(
                Objects.requireNonNull(tooMany.getBody().getProperties()).get("retryAfter"));
        var problem = new ProblemException(
                HttpStatus.TOO_MANY_REQUESTS,
                "appointments",
                "hold-unproved",
                null,
                Map.of("retryAfter", seconds),
                seconds);
        problem.getHeaders().putAll(tooMany.getHeaders());
        return problem;
    }
}
