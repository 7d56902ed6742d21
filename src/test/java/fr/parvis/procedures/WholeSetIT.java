package fr.parvis.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.testing.ParvisTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.beans.factory.annotation.Autowired;

/** The whole national set, where PARVIS_SHEETS says where it is: it is too large to come with the product. */
@ParvisTest
@EnabledIfEnvironmentVariable(named = "PARVIS_SHEETS", matches = ".+")
class WholeSetIT {
    @Autowired
    SheetImport imports;

    @Autowired
    Procedures procedures;

    @Test
    void comes_in_whole_within_three_minutes_and_unchanged_the_second_time() throws Exception {
        var set = Path.of(Objects.requireNonNull(System.getenv("PARVIS_SHEETS")));
        var began = System.nanoTime();
        var first = imports.run(set, _ -> {});
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(3));
        assertThat(first.read()).isGreaterThan(7_000);
        assertThat(first.refused()).isEmpty();
        assertThat(first.unknownKinds()).isEmpty();
        var again = imports.run(set, _ -> {});
        assertThat(again.unchanged()).isEqualTo(first.read());
        assertThat(again.added() + again.changed() + again.removed()).isZero();
        assertThat(procedures.search("renouveler ma carte d'identité", Procedures.PEOPLE, 5))
                .isNotEmpty();
    }
}
