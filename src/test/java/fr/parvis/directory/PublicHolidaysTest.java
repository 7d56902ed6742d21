package fr.parvis.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PublicHolidaysTest {
    private final PublicHolidays holidays = new PublicHolidays();

    @ParameterizedTest
    @CsvSource({
        "2026-12-26, al",
        "2026-04-03, al",
        "2026-05-27, gp",
        "2026-05-22, mq",
        "2026-06-10, gf",
        "2026-12-20, re",
        "2026-04-27, yt",
        "2026-09-24, nc"
    })
    void a_region_has_days_of_its_own(LocalDate day, String region) {
        assertThat(holidays.on(day, region)).isPresent();
        assertThat(holidays.on(day, "")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(HolidayRegion.class)
    void the_national_day_is_everybodys(HolidayRegion region) {
        assertThat(holidays.on(LocalDate.of(2026, 7, 14), region.code())).isPresent();
    }

    @Test
    void an_unknown_region_has_the_common_days() {
        assertThat(holidays.on(LocalDate.of(2026, 5, 1), "nowhere")).isPresent();
    }
}
