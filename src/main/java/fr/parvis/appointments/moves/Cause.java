package fr.parvis.appointments.moves;

import fr.parvis.appointments.slots.Stretches.Stretch;
import java.util.UUID;

/** Why appointments must leave their places. */
public sealed interface Cause {
    /**
     * Nobody receives at this agenda during that time.
     *
     * @param closes it gets an absence for it when the move is decided
     */
    record Away(UUID agendaId, Stretch during, boolean closes) implements Cause {}

    /** Somebody has picked them; their agendas go on receiving others. */
    record Chosen() implements Cause {}

    /** They stand in absences, at agendas out of use, on closed days. */
    record Conflicts() implements Cause {}
}
