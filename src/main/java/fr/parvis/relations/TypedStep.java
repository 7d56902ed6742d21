package fr.parvis.relations;

import fr.parvis.platform.web.ProblemException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A next step in somebody's own words. */
public final class TypedStep {
    public static final int LONGEST_WHAT = 500;
    public static final int LONGEST_OWNER = 120;
    /** What is further away is nobody's next step; programs have the same bound as at the counter. */
    private static final int MONTHS_AHEAD = 24;

    private static final int MONTHS_AHEAD_FOR_PROGRAMS = 120;

    private TypedStep() {}

    /** @throws ProblemException about the member of {@code nextStep} that is missing, too long, past or too far away */
    public static NextStep of(@Nullable String what, @Nullable String owner, @Nullable LocalDate due, LocalDate today) {
        return of("nextStep.", "field-missing", MONTHS_AHEAD_FOR_PROGRAMS, what, owner, due, today);
    }

    /** The same for a page, whose fields are {@code what}, {@code owner} and {@code due}. */
    public static NextStep onPage(
            @Nullable String what, @Nullable String owner, @Nullable LocalDate due, LocalDate today) {
        return of("", "step-missing", MONTHS_AHEAD, what, owner, due, today);
    }

    private static NextStep of(
            String in,
            String missing,
            int ahead,
            @Nullable String what,
            @Nullable String owner,
            @Nullable LocalDate due,
            LocalDate today) {
        if (due == null) {
            throw ProblemException.field(in + "due", "relations", missing, in + "due");
        }
        if (due.isBefore(today)) {
            throw ProblemException.field(in + "due", "relations", "next-step-past");
        }
        if (due.isAfter(today.plusMonths(ahead))) {
            throw ProblemException.field(in + "due", "relations", "next-step-far", ahead);
        }
        return new NextStep(
                null,
                text(in + "what", missing, what, LONGEST_WHAT),
                text(in + "owner", missing, owner, LONGEST_OWNER),
                due);
    }

    private static String text(String field, String missing, @Nullable String typed, int most) {
        if (typed == null || typed.isBlank()) {
            throw ProblemException.field(field, "relations", missing, field);
        }
        if (typed.length() > most) {
            throw ProblemException.field(field, "relations", "field-too-long", most);
        }
        return typed.strip();
    }
}
