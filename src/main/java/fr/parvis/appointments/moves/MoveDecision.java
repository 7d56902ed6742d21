package fr.parvis.appointments.moves;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.ExactMoves;
import fr.parvis.appointments.FreePlaces;
import fr.parvis.appointments.moves.MoveLine.Choice;
import fr.parvis.appointments.moves.MoveLine.Settled;
import fr.parvis.appointments.moves.MoveLine.State;
import fr.parvis.appointments.moves.MoveLine.Target;
import fr.parvis.appointments.slots.SlotSearch.Place;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.queue.Topics;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Carries a move out, in the turn of every site that it touches. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MoveDecision {
    private final MoveTables tables;
    private final Planner planner;
    private final ExactMoves exact;
    private final MoveMessages messages;
    private final Agendas agendas;
    private final Directory directory;
    private final AuditLog audit;
    private final LiveUpdates live;

    MoveDecision(
            MoveTables tables,
            Planner planner,
            ExactMoves exact,
            MoveMessages messages,
            Agendas agendas,
            Directory directory,
            AuditLog audit,
            LiveUpdates live) {
        this.tables = tables;
        this.planner = planner;
        this.exact = exact;
        this.messages = messages;
        this.agendas = agendas;
        this.directory = directory;
        this.audit = audit;
        this.live = live;
    }

    Site site(Move move) {
        return directory.site(move.siteId());
    }

    /** @return the appointments whose place was taken meanwhile */
    List<UUID> take(Move move, Consumer<List<MoveLine>> check) {
        var all = tables.lines(move.id());
        check.accept(all);
        var sites = sites(move, all);
        var ids = all.stream().map(MoveLine::appointmentId).toList();
        Map<UUID, Appointment> known =
                exact.lock(ids, sites).stream().collect(Collectors.toMap(Appointment::id, Function.identity()));
        var now = exact.places(ids);
        var lines = all.stream()
                .filter(line -> isAsItWas(line, known.get(line.appointmentId()), now.get(line.appointmentId())))
                .toList();
        all.stream().filter(line -> !lines.contains(line)).forEach(line -> settle(line, Settled.GONE));
        var free = planner.free(
                lines.stream()
                        .map(line -> Objects.requireNonNull(known.get(line.appointmentId())))
                        .toList(),
                sites.stream().map(directory::site).toList());
        var targets = planner.still(move, lines, known, free);
        takeOver(lines, move);
        exact.leave(lines.stream()
                .filter(line -> !line.isElsewhere() && targets.containsKey(line.appointmentId()))
                .map(MoveLine::appointmentId)
                .toList());
        for (var line : lines) {
            carryOut(line, Objects.requireNonNull(known.get(line.appointmentId())), targets, free);
        }
        close(move);
        tables.confirmed(move.id(), free.now(), Caller.current().map(Caller::id).orElse(null));
        if (Caller.current().isPresent()) {
            audit.write("appointments-moved", site(move).name() + " " + lines.size());
        }
        live.changed(Topics.site(move.siteId()));
        return lost(move);
    }

    /** What was chosen and could not be had. */
    List<UUID> lost(Move move) {
        return tables.lines(move.id()).stream()
                .filter(line -> line.choice() == Choice.PLACE && line.state() == State.DECIDE)
                .map(MoveLine::appointmentId)
                .toList();
    }

    private static Set<UUID> sites(Move move, Collection<MoveLine> lines) {
        var sites = new LinkedHashSet<UUID>();
        sites.add(move.siteId());
        for (var line : lines) {
            var to = line.to();
            if (to != null) {
                sites.add(to.siteId());
            }
        }
        return sites;
    }

    /** Neither moved nor cancelled since it was looked at. */
    private static boolean isAsItWas(MoveLine line, @Nullable Appointment one, @Nullable Place now) {
        return one != null
                && now != null
                && one.state() == Appointment.State.BOOKED
                && one.siteId().equals(line.from().siteId())
                && now.during().from().equals(line.from().start())
                && now.agendas().equals(line.from().place().agendas());
    }

    /** What an earlier move has left open ends with this one. */
    private void takeOver(List<MoveLine> lines, Move move) {
        var ids = lines.stream().map(MoveLine::appointmentId).toList();
        for (var earlier : tables.openOf(ids)) {
            if (!earlier.moveId().equals(move.id())) {
                settle(earlier, Settled.REPLACED);
                exact.release(earlier.appointmentId());
                messages.drop(earlier);
            }
        }
    }

    private void carryOut(MoveLine line, Appointment one, Map<UUID, Target> targets, FreePlaces free) {
        switch (line.choice()) {
            case KEEP -> settle(line, Settled.KEPT);
            case NONE -> tables.open(line.id(), State.DECIDE, null, null);
            case CHOOSE -> {
                var until = AnswerTime.until(free.now(), one.start(), one.start());
                ask(line, until, messages.choose(line, one, until));
            }
            case PLACE -> {
                var target = targets.get(line.appointmentId());
                if (target == null) {
                    tables.open(line.id(), State.DECIDE, null, null);
                } else {
                    tables.choose(line.id(), Choice.PLACE, target);
                    place(line, one, target, free);
                }
            }
        }
    }

    private void place(MoveLine line, Appointment one, Target target, FreePlaces free) {
        var site = directory.site(target.siteId());
        var until = AnswerTime.until(free.now(), one.start(), target.start());
        if (line.isElsewhere()) {
            exact.hold(one, target.place(), AnswerTime.kept(free.now(), until, target.start()));
            ask(line, until, messages.elsewhere(line, one, site, target.start(), until));
            return;
        }
        var moved = exact.arrive(one, site, target.place(), free);
        if (target.isAtTheSameTime(line.from())) {
            settle(line, Settled.SAME_TIME);
        } else {
            ask(line, until, messages.moved(line, one, moved, until));
        }
    }

    private void ask(MoveLine line, @Nullable Instant until, MoveMessages.Told told) {
        tables.open(
                line.id(),
                told.leaves() && until != null ? State.ASKED : State.CALL,
                until,
                told.leaves() ? told.by() : null);
    }

    private void settle(MoveLine line, Settled as) {
        tables.settle(line.id(), as, exact.now());
    }

    /** Nobody books any more where nobody receives. */
    private void close(Move move) {
        if (addsAbsence(move) && move.cause() instanceof Cause.Away away) {
            agendas.addAbsence(
                    away.agendaId(), away.during().from(), away.during().to(), "");
        }
    }

    boolean addsAbsence(Move move) {
        return move.cause() instanceof Cause.Away away
                && agendas.absences(away.agendaId()).stream()
                        .noneMatch(one -> !one.from().isAfter(away.during().from())
                                && !one.to().isBefore(away.during().to()));
    }
}
