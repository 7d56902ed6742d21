package fr.parvis.appointments.moves;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Conflicts;
import fr.parvis.appointments.ExactMoves;
import fr.parvis.appointments.moves.MoveLine.Settled;
import fr.parvis.appointments.moves.MoveLine.State;
import fr.parvis.directory.Site;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All that is left to do at a site until each person has a place and knows it. */
@Component
@Transactional
public class ToSettle {
    /** @param all appointments to settle @param calls of those, the ones that somebody must telephone */
    public record Count(int all, int calls) {}

    private final MoveTables tables;
    private final MoveOffers offers;
    private final MoveMessages messages;
    private final Conflicts conflicts;
    private final ExactMoves exact;
    private final LiveUpdates live;

    ToSettle(
            MoveTables tables,
            MoveOffers offers,
            MoveMessages messages,
            Conflicts conflicts,
            ExactMoves exact,
            LiveUpdates live) {
        this.tables = tables;
        this.offers = offers;
        this.messages = messages;
        this.conflicts = conflicts;
        this.exact = exact;
        this.live = live;
    }

    @Transactional(readOnly = true)
    public Count count(Site site) {
        var now = exact.now();
        var lines = tables.open(site.id());
        var all = new HashSet<>(conflicts.ids(site));
        all.removeAll(tables.kept(site.id()));
        lines.forEach(line -> all.add(line.appointmentId()));
        return new Count(all.size(), (int)
                lines.stream().filter(line -> line.wantsACall(now)).count());
    }

    /** Of moves that were decided, in order of the agreed times. */
    @Transactional(readOnly = true)
    public List<MoveLine> lines(Site site) {
        return tables.open(site.id());
    }

    /** Nobody has dealt with these yet. */
    @Transactional(readOnly = true)
    public List<Appointment> conflicts(Site site) {
        var known = tables.open(site.id()).stream().map(MoveLine::appointmentId).collect(Collectors.toSet());
        known.addAll(tables.kept(site.id()));
        return conflicts.at(site).stream()
                .filter(one -> !known.contains(one.id()))
                .toList();
    }

    /** They stand where nobody should receive, and somebody has said that they are received all the same. */
    @Transactional(readOnly = true)
    public List<Appointment> kept(Site site) {
        var kept = tables.kept(site.id());
        return kept.isEmpty()
                ? List.of()
                : conflicts.at(site).stream()
                        .filter(one -> kept.contains(one.id()))
                        .toList();
    }

    /** @throws ProblemException 404 */
    @Transactional(readOnly = true)
    public MoveLine line(UUID id) {
        return tables.line(id)
                .filter(line -> line.state() != State.PROPOSED)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-move"));
    }

    /** An agent has spoken to somebody whose place is sure. Said twice, it is said. */
    public void told(UUID id) {
        var line = line(id);
        if (line.state() == State.SETTLED) {
            return;
        }
        if (!line.isMoved() || line.state() == State.DECIDE) {
            throw new ProblemException(HttpStatus.CONFLICT, "appointments", "moves-nowhere-yet");
        }
        tables.settle(id, Settled.TOLD, exact.now());
        messages.drop(line);
        live.changed(Topics.site(line.from().siteId()));
    }

    /** The person has said yes to an agent. */
    public void accepted(MoveLine line) {
        exact.booked(List.of(line.appointmentId())).forEach(offers::accept);
    }
}
