package fr.parvis.relations;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What happens next, who owns it and by when. An open request always has one: the database refuses it otherwise.
 *
 * @param usual null when {@code what} says it
 * @param what in somebody's own words; "" when {@code usual} says it. Beside COMPLETE: what follows once all is there
 * @param owner the name of an agent or a team; "" for the team that receives
 */
public record NextStep(@Nullable Usual usual, String what, String owner, LocalDate due) {
    /** Steps that every language has words for ({@code relations.next.…}). */
    public enum Usual {
        ANSWER,
        CALL,
        DECIDE,
        /** The person brings what is missing. */
        COMPLETE,
        /** Called as often as promised: the person says when they can be reached, or writes. */
        CHOOSE,
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

    public static NextStep of(Usual usual, String owner, LocalDate due) {
        return new NextStep(usual, "", owner, due);
    }

    NextStep then(String follows) {
        return new NextStep(usual, follows, owner, due);
    }

    NextStep ownedBy(String name) {
        return new NextStep(usual, what, name, due);
    }

    NextStep dueOn(LocalDate day) {
        return new NextStep(usual, what, owner, day);
    }
}
