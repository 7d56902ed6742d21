package fr.parvis.appointments.sessions;

import static fr.parvis.appointments.sessions.Registration.State.LAPSED;
import static fr.parvis.appointments.sessions.Registration.State.LEFT;
import static fr.parvis.appointments.sessions.Registration.State.OFFERED;
import static fr.parvis.appointments.sessions.Registration.State.REGISTERED;
import static fr.parvis.appointments.sessions.Registration.State.WAITING;

import fr.parvis.appointments.Appointment;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Seats in sessions: taken, waited for, given back, and who came. Each act is one transaction in the session's own turn, or refused with
 * a {@link ProblemException} (400 with the field, 404 unknown, 409 when the seats or the session are gone) and nothing changed.
 */
@Component
@Transactional
public class Registrations {
    /** In one session at one address or telephone, for people who share it. */
    private static final int MOST_AT_ONE = 3;

    /** From then on the staff says who came. */
    private static final Duration DOORS = Duration.ofHours(1);

    /** @param line joins the waiting line where the seats are not enough */
    public record Wanted(
            UUID sessionId, int seats, Appointment.Channel channel, Appointment.Usager usager, boolean line) {}

    private final SessionTables sessions;
    private final RegistrationTables tables;
    private final SessionActs acts;
    private final SessionMessages messages;

    Registrations(SessionTables sessions, RegistrationTables tables, SessionActs acts, SessionMessages messages) {
        this.sessions = sessions;
        this.tables = tables;
        this.acts = acts;
        this.messages = messages;
    }

    /** @throws ProblemException 404 */
    @Transactional(readOnly = true)
    public Registration find(UUID id) {
        return acts.registration(id);
    }

    /** @throws ProblemException 404 when the session has no such registration */
    @Transactional(readOnly = true)
    public Registration find(UUID sessionId, UUID id) {
        var found = find(id);
        if (!found.sessionId().equals(sessionId)) {
            throw SessionProblem.UNKNOWN_REGISTRATION.about();
        }
        return found;
    }

    @Transactional(readOnly = true)
    public Optional<Registration> findByToken(String token) {
        return tables.findByToken(token);
    }

    /** In the order of the line, those that are over among them. */
    @Transactional(readOnly = true)
    public List<Registration> of(UUID sessionId) {
        return tables.of(sessionId);
    }

    /** By session; none of one that nobody is registered for. */
    @Transactional(readOnly = true)
    public Map<UUID, List<Registration>> of(Collection<UUID> sessions) {
        return tables.of(sessions);
    }

    /** How many groups stand before it. */
    @Transactional(readOnly = true)
    public int before(Registration waiting) {
        return (int) tables.of(waiting.sessionId()).stream()
                .filter(one -> one.state() == WAITING && one.position() < waiting.position())
                .count();
    }

    public Registration register(Wanted wanted) {
        var session = acts.lock(wanted.sessionId());
        refuseWhenClosed(session, wanted.channel());
        checkSeats(session, wanted.seats());
        refuseTheSameAgain(session, wanted.usager());
        var fits = wanted.seats() <= session.free();
        if (!fits && !wanted.line()) {
            throw SessionProblem.SESSION_FULL.of("seats", session.free());
        }
        var made = insert(session, wanted, fits ? REGISTERED : WAITING, null);
        if (fits) {
            messages.registered(session, made);
        } else {
            requireContact(wanted.usager());
            messages.waiting(session, made);
        }
        return made;
    }

    private void refuseWhenClosed(Session session, Appointment.Channel channel) {
        var now = acts.now();
        if (!session.isToCome(now)) {
            throw SessionProblem.SESSION_OVER.about();
        }
        if (channel != Appointment.Channel.ONLINE) {
            return;
        }
        if (session.plan().byStaff()) {
            throw SessionProblem.SESSION_BY_STAFF.about();
        }
        if (!session.isOpen(now)) {
            throw SessionProblem.SESSION_CLOSED.about();
        }
    }

    private static void checkSeats(Session session, int seats) {
        if (seats < 1 || seats > session.plan().mostSeats()) {
            throw ProblemException.field(
                    "seats",
                    "appointments",
                    "figure-out-of-range",
                    1,
                    session.plan().mostSeats());
        }
    }

    private void refuseTheSameAgain(Session session, Appointment.Usager usager) {
        if (tables.openOf(session.id(), usager).isPresent()) {
            throw SessionProblem.ALREADY_REGISTERED.about(session.title());
        }
        if (tables.openAt(session.id(), usager) >= MOST_AT_ONE) {
            throw SessionProblem.REGISTRATIONS_TOO_MANY.about(MOST_AT_ONE);
        }
    }

    private static void requireContact(Appointment.Usager usager) {
        if (usager.email() == null && usager.phone() == null) {
            throw ProblemException.field("email", "appointments", "contact-missing");
        }
    }

    private Registration insert(Session session, Wanted wanted, Registration.State state, @Nullable Integer came) {
        var now = acts.now();
        var one = new Registration(
                Ids.next(),
                session.organisationId(),
                session.id(),
                0,
                Ids.token(),
                state,
                wanted.seats(),
                wanted.channel(),
                now,
                now,
                null,
                null,
                null,
                came,
                wanted.usager());
        tables.insert(one, Caller.current().map(Caller::id).orElse(null));
        acts.record(
                session,
                one,
                came == null ? state.code() : "walked-in",
                Map.of("seats", one.seats(), "channel", one.channel().code()));
        acts.tell(session);
        return acts.registration(one.id());
    }

    /** The link goes to the contact that it was made with, for whoever has lost it; once a day. */
    public void sendLinkAgain(UUID sessionId, Appointment.Usager usager) {
        tables.openOf(sessionId, usager).ifPresent(one -> messages.linkAgain(acts.known(sessionId), one));
    }

    /** The seats that are offered, or that are left for whoever comes first, are the person's. Once, however often it is pressed. */
    public Registration take(UUID id) {
        return act(id, (session, one) -> {
            if (one.isRegistered()) {
                return;
            }
            if (!one.isOpen() || !session.isToCome(acts.now())) {
                throw SessionProblem.REGISTRATION_OVER.about();
            }
            if (one.state() != OFFERED && one.seats() > session.free()) {
                throw SessionProblem.SEATS_GONE.about();
            }
            tables.state(id, REGISTERED, null, acts.now());
            acts.record(session, one, "taken", Map.of("seats", one.seats()));
            messages.registered(session, acts.registration(id));
        });
    }

    /** After an offer that was not answered: at the end of the line, or with seats at once when some are left. */
    public Registration rejoin(UUID id) {
        return act(id, (session, one) -> {
            if (one.state() != LAPSED) {
                return;
            }
            if (!session.isToCome(acts.now())) {
                throw SessionProblem.REGISTRATION_OVER.about();
            }
            tables.rejoin(id, acts.now());
            acts.record(session, one, "rejoined", Map.of());
            acts.serve(session.id());
        });
    }

    /** Seats that are given back go to the line; with the last one the registration ends. Fewer only, never more. */
    public Registration keep(UUID id, int seats) {
        return act(id, (session, one) -> {
            if (!one.isOpen() || !session.isToCome(acts.now())) {
                throw SessionProblem.REGISTRATION_OVER.about();
            }
            if (seats < 0 || seats > one.seats()) {
                throw ProblemException.field("seats", "appointments", "figure-out-of-range", 0, one.seats());
            }
            if (seats == 0) {
                tables.state(id, LEFT, null, acts.now());
                messages.left(session, acts.registration(id));
            } else {
                tables.seats(id, seats);
            }
            acts.record(session, one, "gave-back", Map.of("seats", one.seats() - seats));
            acts.serve(session.id());
        });
    }

    /** A changed session suits. */
    public Registration confirm(UUID id) {
        return act(id, (session, one) -> {
            if (one.isAsked()) {
                tables.confirmed(id, acts.now());
                acts.record(session, one, "confirmed", Map.of());
            }
        });
    }

    /** Nobody has answered in time. */
    void lapse(UUID id) {
        act(id, (session, one) -> {
            var until = one.offeredUntil();
            if (one.state() == OFFERED && until != null && !until.isAfter(acts.now())) {
                tables.state(id, LAPSED, null, acts.now());
                acts.record(session, one, "lapsed", Map.of());
                acts.serve(session.id());
            }
        });
    }

    /** @param people null to take back what was said */
    public Registration came(UUID id, @Nullable Integer people) {
        return act(id, (session, one) -> {
            refuseBeforeDoors(session);
            if (!one.isRegistered()) {
                throw SessionProblem.REGISTRATION_OVER.about();
            }
            if (people != null && (people < 0 || people > one.seats())) {
                throw ProblemException.field("came", "appointments", "figure-out-of-range", 0, one.seats());
            }
            if (!Objects.equals(people, one.came())) {
                tables.came(id, people);
                acts.record(session, one, "attendance", people == null ? Map.of() : Map.of("came", people));
            }
        });
    }

    /** Somebody who was not registered and is there. */
    public Registration walkIn(UUID sessionId, int seats, Appointment.Usager usager) {
        var session = acts.lock(sessionId);
        refuseBeforeDoors(session);
        checkSeats(session, seats);
        if (usager.email() != null || usager.phone() != null) {
            refuseTheSameAgain(session, usager);
        }
        if (seats > session.free()) {
            throw SessionProblem.SESSION_FULL.of("seats", session.free());
        }
        return insert(
                session, new Wanted(sessionId, seats, Appointment.Channel.DESK, usager, false), REGISTERED, seats);
    }

    private void refuseBeforeDoors(Session session) {
        if (session.state() == Session.State.CANCELLED) {
            throw SessionProblem.SESSION_OVER.about();
        }
        if (session.start().minus(DOORS).isAfter(acts.now())) {
            throw SessionProblem.SESSION_NOT_YET.about();
        }
    }

    /** Whether the staff may say who came. */
    public boolean doorsAreOpen(Session session) {
        return session.state() != Session.State.CANCELLED
                && !session.start().minus(DOORS).isAfter(acts.now());
    }

    private interface Act {
        void on(Session session, Registration one);
    }

    private Registration act(UUID id, Act act) {
        var session = acts.lock(acts.registration(id).sessionId());
        act.on(session, acts.registration(id));
        acts.tell(session);
        return acts.registration(id);
    }
}
