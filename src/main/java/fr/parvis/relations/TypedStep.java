package fr.parvis.relations;

import fr.parvis.platform.web.ProblemException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A next step in somebody's own words. */
public final class TypedStep {
    public static final int LONGEST_WHAT = 500;
    public static final int LONGEST_OWNER = 120;

    private TypedStep() {}

    /** @throws ProblemException about the member of {@code nextStep} that is missing, too long or past */
    public static NextStep of(@Nullable String what, @Nullable String owner, @Nullable LocalDate due, LocalDate today) {
        if (due == null) {
            throw ProblemException.field("nextStep.due", "relations", "field-missing", "nextStep.due");
        }
        if (due.isBefore(today)) {
            throw ProblemException.field("nextStep.due", "relations", "next-step-past");
        }
        return new NextStep(
                null, text("nextStep.what", what, LONGEST_WHAT), text("nextStep.owner", owner, LONGEST_OWNER), due);
    }

    private static String text(String field, @Nullable String typed, int most) {
        if (typed == null || typed.isBlank()) {
            throw ProblemException.field(field, "relations", "field-missing", field);
        }
        if (typed.length() > most) {
            throw ProblemException.field(field, "relations", "field-too-long", most);
        }
        return typed.strip();
    }
}
