package fr.parvis.relations;

import fr.parvis.platform.web.ProblemException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What happens next, who owns it and by when. An open request always has one: the database refuses it otherwise.
 *
 * @param usual null when {@code what} says it
 * @param what in somebody's own words; "" when {@code usual} says it
 * @param owner the name of an agent or a team; "" for the team that receives
 */
public record NextStep(@Nullable Usual usual, String what, String owner, LocalDate due) {
    public static final int LONGEST_WHAT = 500;
    public static final int LONGEST_OWNER = 120;

    /** Steps that every language has words for ({@code relations.next.…}). */
    public enum Usual {
        ANSWER,
        CALL,
        DECIDE,
        /** The person brings what is missing. */
        COMPLETE,
        /** Silence has decided: somebody who answers for it confirms that, and says what follows. */
        CONFIRM;

        static Usual first(Request.Kind kind) {
            return switch (kind) {
                case QUESTION, COMPLAINT -> ANSWER;
                case CALL_BACK -> CALL;
                case APPLICATION -> DECIDE;
            };
        }
    }

    static NextStep of(Usual usual, String owner, LocalDate due) {
        return new NextStep(usual, "", owner, due);
    }

    /** @throws ProblemException about the member of {@code nextStep} that is missing, too long or past */
    public static NextStep said(
            @Nullable String what, @Nullable String owner, @Nullable LocalDate due, LocalDate today) {
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

    NextStep ownedBy(String name) {
        return new NextStep(usual, what, name, due);
    }

    NextStep dueOn(LocalDate day) {
        return new NextStep(usual, what, owner, day);
    }
}
