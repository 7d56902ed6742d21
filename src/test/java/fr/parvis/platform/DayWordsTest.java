package fr.parvis.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DayWordsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 12, 1);

    @Test
    void french_says_first_of_the_first_alone() {
        assertThat(DayWords.full(FIRST, Locale.FRENCH)).isEqualTo("mardi 1er décembre 2026");
        assertThat(DayWords.of("EEEE d MMMM", FIRST, Locale.FRANCE)).isEqualTo("mardi 1er décembre");
        assertThat(DayWords.of("d MMM", FIRST, Locale.FRENCH)).isEqualTo("1er déc.");
        assertThat(DayWords.full(FIRST.plusDays(10), Locale.FRENCH)).isEqualTo("vendredi 11 décembre 2026");
        assertThat(DayWords.full(FIRST.plusDays(20), Locale.FRENCH)).isEqualTo("lundi 21 décembre 2026");
        assertThat(DayWords.full(FIRST, Locale.ENGLISH)).isEqualTo("Tuesday, December 1, 2026");
    }
}
