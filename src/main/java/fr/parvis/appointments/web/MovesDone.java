package fr.parvis.appointments.web;

import fr.parvis.appointments.moves.MoveLine;
import fr.parvis.appointments.moves.MoveLine.Settled;
import fr.parvis.appointments.moves.MoveLine.State;
import java.io.Serializable;
import java.util.Collection;
import java.util.function.Predicate;

/**
 * What became of a move, in numbers.
 *
 * @param same keep their time at another agenda
 * @param asked have been written to
 * @param call must be telephoned
 * @param decide have no place yet
 * @param gone had been moved or cancelled meanwhile
 */
record MovesDone(int same, int asked, int call, int kept, int decide, int gone) implements Serializable {
    static MovesDone of(Collection<MoveLine> lines) {
        return new MovesDone(
                count(lines, line -> line.settledAs() == Settled.SAME_TIME),
                count(lines, line -> line.state() == State.ASKED),
                count(lines, line -> line.state() == State.CALL),
                count(lines, line -> line.settledAs() == Settled.KEPT),
                count(lines, line -> line.state() == State.DECIDE),
                count(lines, line -> line.settledAs() == Settled.GONE));
    }

    private static int count(Collection<MoveLine> lines, Predicate<MoveLine> which) {
        return (int) lines.stream().filter(which).count();
    }
}
