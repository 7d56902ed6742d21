package fr.parvis.procedures.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who may publish")
class FourEyesTest {
    private static final UUID ALICE = new UUID(0, 1);
    private static final UUID BASILE = new UUID(0, 2);

    @Test
    void somebody_who_did_not_write() {
        assertThat(FourEyes.mayPublish(BASILE, Set.of(ALICE), Set.of(ALICE, BASILE)))
                .isTrue();
    }

    @Test
    void not_the_author_as_long_as_somebody_else_may() {
        assertThat(FourEyes.mayPublish(ALICE, Set.of(ALICE), Set.of(ALICE, BASILE)))
                .isFalse();
    }

    @Test
    void the_author_when_nobody_else_is_there() {
        assertThat(FourEyes.mayPublish(ALICE, Set.of(ALICE), Set.of(ALICE))).isTrue();
    }

    @Test
    void any_author_when_everybody_wrote() {
        assertThat(FourEyes.mayPublish(ALICE, Set.of(ALICE, BASILE), Set.of(ALICE, BASILE)))
                .isTrue();
    }
}
