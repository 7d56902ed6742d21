package fr.parvis.appointments.moves;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.ExactMoves;
import fr.parvis.appointments.moves.MoveLine.Settled;
import fr.parvis.appointments.moves.MoveLine.State;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.Topics;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a move asks of one person, and their yes. Other times and cancelling go the ways that they always go. */
@Component
@Transactional
public class MoveOffers {
    private final MoveTables tables;
    private final MoveMessages messages;
    private final ExactMoves exact;
    private final LiveUpdates live;

    MoveOffers(MoveTables tables, MoveMessages messages, ExactMoves exact, LiveUpdates live) {
        this.tables = tables;
        this.messages = messages;
        this.exact = exact;
        this.live = live;
    }

    /** Empty when nothing is asked, or it is settled. */
    @Transactional(readOnly = true)
    public Optional<MoveLine> of(Appointment mine) {
        return tables.openOf(mine.id());
    }

    /** How the last move that touched it has ended for the person; empty when it has not, or none has. */
    @Transactional(readOnly = true)
    public Optional<Settled> ended(Appointment mine) {
        return tables.lastOf(mine.id()).map(MoveLine::settledAs);
    }

    /**
     * The new time suits; at another site, what was kept there is theirs from now on. Said twice, it is said.
     *
     * @throws ProblemException 409 when there is nothing (more) to accept
     */
    public void accept(Appointment mine) {
        var one = exact.lock(List.of(mine.id()), turns(mine)).getFirst();
        var open = tables.openOf(one.id());
        if (open.isEmpty() && ended(one).filter(Settled.ACCEPTED::equals).isPresent()) {
            return;
        }
        var line = open.filter(asked -> asked.to() != null && asked.state() != State.DECIDE)
                .orElseThrow(() -> new ProblemException(HttpStatus.CONFLICT, "appointments", "moves-nothing-asked"));
        tables.settle(line.id(), Settled.ACCEPTED, exact.now());
        messages.drop(line);
        if (line.isElsewhere()) {
            exact.takeHeld(one, java.util.Objects.requireNonNull(line.to()).siteId());
        }
        live.changed(Topics.site(mine.siteId()));
    }

    private List<java.util.UUID> turns(Appointment mine) {
        var to = tables.openOf(mine.id()).map(MoveLine::to);
        return to.isPresent() ? List.of(mine.siteId(), to.get().siteId()) : List.of(mine.siteId());
    }
}
