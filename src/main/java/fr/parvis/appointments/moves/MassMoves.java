package fr.parvis.appointments.moves;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.ExactMoves;
import fr.parvis.appointments.moves.MoveLine.Choice;
import fr.parvis.appointments.moves.MoveLine.Target;
import fr.parvis.appointments.slots.SlotSearch.Place;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves of many appointments at once: proposed, looked at and changed line by line, then decided in one transaction. Until then nothing has
 * changed for anybody.
 */
@Component
public class MassMoves {
    private static final int MOST = 120;
    private static final int TRIES = 3;

    private final MoveTables tables;
    private final Planner planner;
    private final MoveDecision decision;
    private final Appointments appointments;
    private final ExactMoves exact;
    private final TransactionTemplate transactions;

    MassMoves(
            MoveTables tables,
            Planner planner,
            MoveDecision decision,
            Appointments appointments,
            ExactMoves exact,
            TransactionTemplate transactions) {
        this.tables = tables;
        this.planner = planner;
        this.decision = decision;
        this.appointments = appointments;
        this.exact = exact;
        this.transactions = transactions;
    }

    /**
     * A plan for these appointments of the site. Those that are over, or of another site, are left out.
     *
     * @throws ProblemException 400 when nothing is left, or too much for one plan
     */
    public UUID propose(Site site, Cause cause, Collection<UUID> ids) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var now = exact.now();
            var leaving = exact.booked(ids).stream()
                    .filter(one -> one.siteId().equals(site.id()) && one.start().isAfter(now))
                    .toList();
            var people = leaving.stream().mapToInt(Appointment::people).sum();
            if (leaving.isEmpty()) {
                throw ProblemException.field("rdv", "appointments", "moves-nothing");
            }
            if (leaving.size() > MOST || people > Burden.MOST_PEOPLE) {
                throw ProblemException.field("rdv", "appointments", "moves-too-many", MOST);
            }
            var move = new Move(Ids.next(), site.organisationId(), site.id(), cause, now, null);
            tables.insert(move, Caller.current().map(Caller::id).orElse(null));
            planner.propose(move, leaving).forEach(tables::insert);
            return move.id();
        }));
    }

    /** @throws ProblemException 404, also for one that nobody has decided within a day */
    public Move find(UUID id) {
        return tables.find(id).orElseThrow(MassMoves::unknown);
    }

    public boolean isThere(UUID id) {
        return tables.find(id).isPresent();
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-move");
    }

    /** Deciding it closes the agenda for that time, which nobody has done yet. */
    public boolean addsAbsence(Move move) {
        return Boolean.TRUE.equals(transactions.execute(_ -> decision.addsAbsence(move)));
    }

    /** In order of the agreed times. */
    public List<MoveLine> lines(UUID id) {
        return tables.lines(id);
    }

    /** What is free on a day for one line beside the others, the best place of each start. */
    public List<Place> free(Move move, MoveLine line, Site site, LocalDate day) {
        var one = appointments.find(line.appointmentId());
        return planner.free(move, line, one, lines(move.id()), site, day);
    }

    /**
     * Another place for one line.
     *
     * @throws ProblemException 409 when it is not free (any more), or the move is decided
     */
    public void place(UUID moveId, UUID lineId, Site site, Instant start) {
        change(moveId, lineId, (move, line) -> {
            var place = free(move, line, site, start.atZone(site.zone()).toLocalDate()).stream()
                    .filter(one -> one.during().from().equals(start))
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(
                            HttpStatus.CONFLICT, "appointments", "moves-not-free", "start", Map.of()));
            if (!site.id().equals(move.siteId())) {
                refuseWhatIsGiven(line);
            }
            tables.choose(line.id(), Choice.PLACE, new Target(site.id(), place));
        });
    }

    /**
     * The person chooses, or stays where they are, or it is left open.
     *
     * @throws ProblemException 409 when what it takes is meant for another line, or the move is decided
     */
    public void choose(UUID moveId, UUID lineId, Choice choice) {
        change(moveId, lineId, (_, line) -> {
            refuseWhatIsGiven(line);
            tables.choose(line.id(), choice, null);
        });
    }

    /** Whoever keeps their place needs what another line may have been given. */
    private void refuseWhatIsGiven(MoveLine line) {
        for (var other : lines(line.moveId())) {
            var to = other.to();
            if (to != null
                    && !other.id().equals(line.id())
                    && Option.collide(to.place(), line.from().place())) {
                throw new ProblemException(
                        HttpStatus.CONFLICT,
                        "appointments",
                        "moves-given",
                        "start",
                        Map.of(),
                        appointments.find(other.appointmentId()).reference());
            }
        }
    }

    private interface Change {
        void on(Move move, MoveLine line);
    }

    private void change(UUID moveId, UUID lineId, Change change) {
        transactions.executeWithoutResult(_ -> {
            var move = tables.lock(moveId).orElseThrow(MassMoves::unknown);
            if (!move.isOpen()) {
                throw new ProblemException(HttpStatus.CONFLICT, "appointments", "moves-decided");
            }
            change.on(move, line(moveId, lineId));
        });
    }

    /** @throws ProblemException 404 */
    public MoveLine line(UUID moveId, UUID lineId) {
        return tables.line(lineId).filter(line -> line.moveId().equals(moveId)).orElseThrow(MassMoves::unknown);
    }

    /**
     * All of it in one transaction; what somebody has taken meanwhile is proposed anew, and the rest goes on. Decided before, by
     * whomever, it changes nothing and answers the same.
     *
     * @param check looks at the lines once nobody changes them any more, and refuses what was not shown
     * @return the move that proposes places for what was lost; null when nothing was
     */
    public @Nullable UUID confirm(UUID id, Consumer<List<MoveLine>> check) {
        var lost = decided(id, check, TRIES);
        if (exact.booked(lost).isEmpty()) {
            return null;
        }
        return transactions.execute(_ -> {
            var move = tables.lock(id).orElseThrow(MassMoves::unknown);
            // pressed twice, it was proposed by the first
            return tables.following(id).orElseGet(() -> {
                var again = propose(decision.site(move), move.cause(), lost);
                tables.follow(again, id);
                return again;
            });
        });
    }

    /** A place may go between the look at it and the act: then all is looked at again. */
    private List<UUID> decided(UUID id, Consumer<List<MoveLine>> check, int tries) {
        try {
            return Objects.requireNonNull(transactions.execute(_ -> {
                var move = tables.lock(id).orElseThrow(MassMoves::unknown);
                return move.isOpen() ? decision.take(move, check) : decision.lost(move);
            }));
        } catch (ProblemException refusal) {
            if (tries > 1 && refusal.key().endsWith(".slot-taken")) {
                return decided(id, check, tries - 1);
            }
            throw refusal;
        }
    }
}
