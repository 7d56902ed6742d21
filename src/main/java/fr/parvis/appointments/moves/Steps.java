package fr.parvis.appointments.moves;

/** How much a search may still look at: counted, not timed, so that its end is the same on every machine. Pure. */
final class Steps {
    private long left;

    Steps(long left) {
        this.left = left;
    }

    void take(long number) {
        left -= number;
    }

    boolean areLeft() {
        return left > 0;
    }

    /** So many of these, if there are. */
    Steps some(long number) {
        return new Steps(Math.min(left, number));
    }

    long left() {
        return left;
    }
}
