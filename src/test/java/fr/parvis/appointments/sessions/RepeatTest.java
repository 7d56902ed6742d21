package fr.parvis.appointments.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.platform.web.ProblemException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static Stretch on(String day) {
        var date = LocalDate.parse(day);
        return new Stretch(
                date.atTime(LocalTime.of(14, 0)).atZone(PARIS).toInstant(),
                date.atTime(LocalTime.of(16, 0)).atZone(PARIS).toInstant());
    }

    private static List<String> days(Repeat repeat, String first, int times) {
        return repeat.times(on(first), times, PARIS).stream()
                .map(one -> one.from().atZone(PARIS))
                .peek(at -> assertThat(at.toLocalTime()).isEqualTo(LocalTime.of(14, 0)))
                .map(at -> at.toLocalDate().toString())
                .toList();
    }

    @Test
    void once_is_once() {
        assertThat(days(Repeat.ONCE, "2026-12-01", 7)).containsExactly("2026-12-01");
    }

    @Test
    void every_week_stays_at_the_same_time_when_the_clocks_change() {
        assertThat(days(Repeat.WEEKLY, "2026-10-20", 3)).containsExactly("2026-10-20", "2026-10-27", "2026-11-03");
    }

    @Test
    void every_month_falls_on_the_same_weekday() {
        assertThat(days(Repeat.MONTHLY, "2026-12-08", 3)).containsExactly("2026-12-08", "2027-01-12", "2027-02-09");
        assertThat(days(Repeat.MONTHLY, "2026-12-29", 3)).containsExactly("2026-12-29", "2027-01-26", "2027-02-23");
    }

    @Test
    void as_often_as_can_be_planned() {
        assertThat(days(Repeat.WEEKLY, "2026-12-01", Repeat.MOST_TIMES)).hasSize(Repeat.MOST_TIMES);
        for (var wrong : List.of(1, 0, -3, Repeat.MOST_TIMES + 1)) {
            assertThatThrownBy(() -> Repeat.WEEKLY.times(on("2026-12-01"), wrong, PARIS))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refusal -> assertThat(refusal.field()).isEqualTo("times"));
        }
    }
}
