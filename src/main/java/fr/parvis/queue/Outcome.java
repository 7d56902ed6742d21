package fr.parvis.queue;

import java.time.LocalDate;

/** How a visit ended. There is no third case: no dead end. */
public sealed interface Outcome {
    record Solved() implements Outcome {}

    /** What happens next, who owns it (1 to 120 characters) and by when. */
    record NextStep(String what, String owner, LocalDate due) implements Outcome {}
}
