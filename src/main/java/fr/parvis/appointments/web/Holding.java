package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentPapers;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.platform.Idempotency;
import fr.parvis.platform.ParvisSettings;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.util.WebUtils;

/** One held time for each browser: a second choice gives the first back, and the same one pressed twice is one. */
@Component
class Holding {
    private static final String COOKIE = "parvis-rdv";
    private static final int PRESSES_A_MINUTE = 12;

    /**
     * A time that was pressed.
     *
     * @param choix site and instant
     * @param nonce made with the page
     * @param website shown to nobody: what fills it is a machine
     */
    record Press(
            @Nullable String choix,
            @Nullable String nonce,
            @Nullable String website) {
        void refuseMachines() {
            Holding.refuseMachines(website);
        }
    }

    /** What came of confirming a held time. */
    sealed interface Confirmed {
        /** Booked, or given back meanwhile: its own page says where it stands. */
        record Over() implements Confirmed {}

        /** Somebody else has taken it. */
        record Lost(ProblemException refusal) implements Confirmed {}

        /** The same person already has one. */
        record Already(ProblemException refusal) implements Confirmed {}
    }

    private final Bookings bookings;
    private final Appointments appointments;
    private final AppointmentPapers papers;
    private final Idempotency idempotency;
    private final TransactionOperations transactions;
    private final ParvisSettings settings;
    private final RateLimits limits;
    private final HoldLimits holds;
    private final Clock clock;

    Holding(
            Bookings bookings,
            Appointments appointments,
            AppointmentPapers papers,
            Idempotency idempotency,
            TransactionOperations transactions,
            ParvisSettings settings,
            RateLimits limits,
            HoldLimits holds,
            Clock clock) {
        this.bookings = bookings;
        this.appointments = appointments;
        this.papers = papers;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.settings = settings;
        this.limits = limits;
        this.holds = holds;
        this.clock = clock;
    }

    /** @throws ProblemException when a machine pressed it, or somebody too often */
    void check(Press press, HttpServletRequest request) {
        limits.check("rdv-press", request.getRemoteAddr(), PRESSES_A_MINUTE);
        press.refuseMachines();
    }

    static void refuseMachines(@Nullable String website) {
        if (website != null && !website.isBlank()) {
            throw ProblemException.field("website", "appointments", "machine");
        }
    }

    /** What this browser holds at this moment. */
    Optional<Appointment> kept(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null
                ? Optional.empty()
                : appointments.findByToken(cookie.getValue()).filter(this::isHeld);
    }

    private boolean isHeld(Appointment one) {
        var until = one.heldUntil();
        return one.state() == Appointment.State.HELD && until != null && until.isAfter(clock.instant());
    }

    /**
     * @param list address of the checklist that goes along, empty without one
     * @param lost answers when somebody else has the time
     */
    String hold(
            NewAppointment wanted,
            String list,
            @Nullable String nonce,
            HttpServletRequest request,
            HttpServletResponse response,
            Function<Appointment, String> held,
            Function<ProblemException, String> lost) {
        Appointment one;
        try {
            one = hold(wanted, nonce, request, response);
        } catch (ProblemException refusal) {
            if (!TimesPage.isLost(refusal)) {
                throw refusal;
            }
            return lost.apply(refusal);
        }
        papers.attach(one.id(), list);
        return held.apply(one);
    }

    private Appointment hold(
            NewAppointment wanted, @Nullable String nonce, HttpServletRequest request, HttpServletResponse response) {
        var before = kept(request);
        if (before.filter(one -> is(one, wanted)).isPresent()) {
            return before.get();
        }
        holds.check(request, wanted.channel() == Appointment.Channel.ONLINE);
        // at the same site the old time may stand in the way of the new one
        var inTheWay = before.filter(one -> one.siteId().equals(wanted.siteId()));
        var held = Objects.requireNonNull(transactions.execute(_ -> {
            inTheWay.ifPresent(one -> bookings.cancel(one.id(), false));
            return once(wanted, nonce);
        }));
        before.filter(one -> inTheWay.isEmpty()).ifPresent(one -> bookings.cancel(one.id(), false));
        remember(response, held.token(), Bookings.HOLD.multipliedBy(2));
        return held;
    }

    private Appointment once(NewAppointment wanted, @Nullable String nonce) {
        var key = nonce == null || !nonce.matches("[\\w-]{24}")
                ? null
                : nonce + wanted.siteId() + wanted.serviceId() + wanted.start() + "/" + wanted.people();
        var answer = idempotency.once(
                "rdv", key, "", () -> ResponseEntity.ok(bookings.hold(wanted).token()));
        return appointments
                .findByToken(Objects.requireNonNull(answer.getBody()))
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-appointment"));
    }

    private static boolean is(Appointment one, NewAppointment wanted) {
        return new NewAppointment(
                        one.siteId(), one.serviceId(), one.start(), one.people(), one.channel(), one.meeting())
                .equals(wanted);
    }

    Confirmed confirm(Appointment held, Appointment.Usager usager, HttpServletResponse response) {
        try {
            bookings.confirm(held.id(), usager);
        } catch (ProblemException refusal) {
            if (TimesPage.isLost(refusal)) {
                return new Confirmed.Lost(refusal);
            }
            if (refusal.key().endsWith(".already-booked")) {
                return new Confirmed.Already(refusal);
            }
            if (refusal.getStatusCode() != HttpStatus.CONFLICT) {
                throw refusal;
            }
        }
        forget(response);
        return new Confirmed.Over();
    }

    /** The held time is free again at once. */
    void giveBack(Appointment held, HttpServletResponse response) {
        if (held.state() == Appointment.State.HELD) {
            bookings.cancel(held.id(), false);
        }
        forget(response);
    }

    private void forget(HttpServletResponse response) {
        remember(response, "", Duration.ZERO);
    }

    private void remember(HttpServletResponse response, String token, Duration during) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, token)
                        .path("/")
                        .httpOnly(true)
                        .secure(settings.secureCookies())
                        .sameSite("Lax")
                        .maxAge(during)
                        .build()
                        .toString());
    }
}
