package fr.parvis.appointments.demand;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.directory.DayHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An offer")
class OfferTimeTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Function<LocalDate, List<DayHours.Stretch>> NEVER = _ -> List.of();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    private static Instant at(String local) {
        return java.time.LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T10:00, 2026-03-10T10:30",
        "2026-03-10T19:30, 2026-03-10T20:00",
        "2026-03-10T19:50, 2026-03-11T08:20",
        "2026-03-10T20:00, 2026-03-11T08:30",
        "2026-03-10T22:00, 2026-03-11T08:30",
        "2026-03-11T03:00, 2026-03-11T08:30",
        "2026-03-28T23:00, 2026-03-29T08:30", // the clocks change in that night
    })
    void is_held_for_thirty_minutes_in_which_people_are_awake(String made, String until) {
        assertThat(OfferTime.until(at(made), PARIS, OfferTime::awake)).isEqualTo(at(until));
    }

    @Test
    void by_telephone_is_held_while_somebody_can_ring() {
        Function<LocalDate, List<DayHours.Stretch>> hours = day -> switch (day.getDayOfWeek()) {
            case SATURDAY, SUNDAY -> List.of();
            default ->
                List.of(
                        new DayHours.Stretch(LocalTime.of(9, 0), LocalTime.of(12, 0)),
                        new DayHours.Stretch(LocalTime.of(14, 0), LocalTime.of(17, 0)));
        };
        assertThat(OfferTime.until(at("2026-03-13T11:50"), PARIS, hours)).isEqualTo(at("2026-03-13T14:20"));
        assertThat(OfferTime.until(at("2026-03-13T16:50"), PARIS, hours)).isEqualTo(at("2026-03-16T09:20"));
        assertThat(OfferTime.until(at("2026-03-13T16:50"), PARIS, NEVER)).isEqualTo(at("2026-03-13T17:20"));
    }

    @Test
    void by_sms_leaves_in_the_morning() {
        assertThat(OfferTime.next(at("2026-03-10T22:00"), PARIS, OfferTime::awake))
                .isEqualTo(at("2026-03-11T08:00"));
        assertThat(OfferTime.next(at("2026-03-10T12:34"), PARIS, OfferTime::awake))
                .isEqualTo(at("2026-03-10T12:34"));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void never_ends_in_the_night_nor_sooner_than_after_half_an_hour_of_the_day(long seed) {
        var random = new SplittableRandom(seed);
        var made = at("2026-01-01T00:00").plusSeconds(random.nextLong(365L * 24 * 3600));
        var until = OfferTime.until(made, PARIS, OfferTime::awake);
        assertThat(Duration.between(made, until)).isBetween(OfferTime.HELD, Duration.ofHours(14));
        assertThat(until.atZone(PARIS).toLocalTime()).isBetween(LocalTime.of(8, 0), LocalTime.of(20, 0));
        long awake = LongStream.range(made.getEpochSecond(), until.getEpochSecond())
                .filter(second -> {
                    int hour = Instant.ofEpochSecond(second).atZone(PARIS).getHour();
                    return hour >= 8 && hour < 20;
                })
                .count();
        assertThat(awake).isEqualTo(OfferTime.HELD.toSeconds());
    }
}
