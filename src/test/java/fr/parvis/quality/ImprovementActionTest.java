package fr.parvis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.quality.ImprovementAction.Origin;
import fr.parvis.quality.ImprovementAction.State;
import fr.parvis.quality.ImprovementAction.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ImprovementActionTest {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 3);
    private static final UUID NADIA = Ids.next();
    private static final Step DECIDE = new Step("Décider", DAY);
    private static final Step CHAIRS = new Step("Commander des chaises", DAY.plusDays(7));
    private static final ImprovementAction OPEN = new ImprovementAction(
            Ids.next(),
            "Des chaises",
            "",
            new Origin.Hand(),
            null,
            null,
            State.OPEN,
            null,
            DECIDE,
            "",
            Instant.EPOCH,
            NADIA,
            null,
            0);

    private static void refused(String why, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.key()).isEqualTo("problem.quality." + why));
    }

    @Test
    void whoever_takes_it_up_has_it_with_what_comes_next() {
        var mine = OPEN.takenUp(NADIA, CHAIRS);
        assertThat(mine.state()).isEqualTo(State.TAKEN_UP);
        assertThat(mine.owner()).isEqualTo(NADIA);
        assertThat(mine.next()).isEqualTo(CHAIRS);
        assertThat(mine.revision()).isEqualTo(1);
        var other = Ids.next();
        assertThat(mine.takenUp(other, DECIDE).owner()).isEqualTo(other);
    }

    @Test
    void what_has_ended_has_words_and_a_day_and_nothing_next() {
        var done = OPEN.takenUp(NADIA, CHAIRS).done("Douze chaises de plus.", DAY);
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.owner()).isEqualTo(NADIA);
        assertThat(done.next()).isNull();
        assertThat(done.outcome()).isEqualTo("Douze chaises de plus.");
        assertThat(done.endedOn()).isEqualTo(DAY);
        assertThat(OPEN.dropped("Le hall ferme.", DAY).state()).isEqualTo(State.DROPPED);
        refused("action-ended", () -> done.takenUp(NADIA, CHAIRS));
        refused("action-ended", () -> done.done("Encore.", DAY));
        refused("action-ended", () -> done.dropped("Encore.", DAY));
    }

    @Test
    void what_is_opened_again_is_whose_it_was() {
        var again = OPEN.takenUp(NADIA, CHAIRS).done("Fait.", DAY).reopened(DECIDE);
        assertThat(again.state()).isEqualTo(State.TAKEN_UP);
        assertThat(again.owner()).isEqualTo(NADIA);
        assertThat(again.outcome()).isEmpty();
        assertThat(again.endedOn()).isNull();
        assertThat(OPEN.dropped("Non.", DAY).reopened(DECIDE).state()).isEqualTo(State.OPEN);
        refused("action-open", () -> OPEN.reopened(DECIDE));
    }

    @Test
    void it_is_late_from_the_day_after_until_it_has_ended() {
        assertThat(OPEN.isLate(DAY)).isFalse();
        assertThat(OPEN.isLate(DAY.plusDays(1))).isTrue();
        assertThat(OPEN.done("Fait.", DAY).isLate(DAY.plusDays(1))).isFalse();
    }
}
