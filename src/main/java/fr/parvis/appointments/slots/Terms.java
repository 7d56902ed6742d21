package fr.parvis.appointments.slots;

import java.time.Duration;
import java.util.Set;

/**
 * What an appointment for a service takes.
 *
 * @param length with one person
 * @param buffer time after it that belongs to the agenda alone, inside its opening
 * @param step how far apart the starts are, counted from the beginning of each opening
 * @param grouping how several people are received
 * @param kinds kinds of resources that it needs beside its agenda, one of each, for the whole time
 * @param kept share of the starts, from 0 to 1, that the desk and the telephone have for themselves until a day before
 */
public record Terms(
        Duration length, Duration buffer, Duration step, Grouping grouping, Set<String> kinds, double kept) {
    public enum Grouping {
        /** One after the other at the same agenda. */
        CONSECUTIVE,
        /** At the same time, each at an agenda of their own. */
        PARALLEL
    }

    public Terms {
        if (length.toSeconds() <= 0 || step.toSeconds() <= 0 || buffer.isNegative() || kept < 0 || kept > 1) {
            throw new IllegalArgumentException("length and step are positive, kept is a share");
        }
    }

    /** Until the last person has left. */
    public Duration visit(int people) {
        return grouping == Grouping.CONSECUTIVE ? length.multipliedBy(people) : length;
    }

    int agendas(int people) {
        return grouping == Grouping.CONSECUTIVE ? 1 : people;
    }
}
