package fr.parvis.appointments.moves;

import fr.parvis.appointments.slots.Stretches.Stretch;
import java.util.UUID;

/** Why appointments must leave their places. */
public sealed interface Cause {
    /** Nobody receives at this agenda during that time: when the move is decided, it has an absence for it. */
    record Away(UUID agendaId, Stretch during) implements Cause {}

    /** Somebody has picked them; their agendas go on receiving others. */
    record Chosen() implements Cause {}

    /** They stand in absences, at agendas out of use, on closed days. */
    record Conflicts() implements Cause {}
}
