package fr.parvis.appointments.moves;

import java.util.Comparator;

/**
 * What a move asks of the people of an appointment, or a plan of all of them; the first figure weighs more than any number of the
 * next. Each is counted for every person.
 *
 * @param away without a place at their own site: a place elsewhere is offered, it is not yet theirs
 * @param lost of those, the ones to whom nothing can be offered elsewhere either
 * @param days later than agreed
 * @param minutes between the two times of day
 */
public record Burden(int away, int lost, int days, int minutes) implements Comparable<Burden> {
    static final Burden NONE = new Burden(0, 0, 0, 0);

    /** So many people in one plan at the most: the packed figures stay apart. */
    static final int MOST_PEOPLE = 1_440;

    private static final int PEOPLE_BITS = 11;
    private static final int DAYS_BITS = 20;
    private static final int MINUTES_BITS = 21;
    private static final Comparator<Burden> ORDER = Comparator.comparingLong(Burden::packed);

    static Burden here(int people, int days, int minutes) {
        return new Burden(0, 0, people * days, people * minutes);
    }

    static Burden elsewhere(int people, int days, int minutes) {
        return new Burden(people, 0, people * days, people * minutes);
    }

    static Burden stays(int people) {
        return new Burden(people, people, 0, 0);
    }

    Burden plus(Burden other) {
        return new Burden(away + other.away, lost + other.lost, days + other.days, minutes + other.minutes);
    }

    /** One number that adds up and compares as the four do. */
    long packed() {
        return (((((long) away << PEOPLE_BITS) + lost) << DAYS_BITS) + days << MINUTES_BITS) + minutes;
    }

    @Override
    public int compareTo(Burden other) {
        return ORDER.compare(this, other);
    }
}
