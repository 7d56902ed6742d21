package fr.parvis.appointments.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.demand.OfferTime;
import fr.parvis.appointments.sessions.SeatLine.Group;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seats that come free in a session")
class SeatLineProperties {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 400);
    }

    private static List<Group> line(SplittableRandom random) {
        var line = new ArrayList<Group>();
        for (int i = random.nextInt(12); i > 0; i--) {
            line.add(new Group(new UUID(0, line.size()), 1 + random.nextInt(5)));
        }
        return line;
    }

    private static int seats(List<Group> groups, List<UUID> of) {
        return groups.stream()
                .filter(one -> of.contains(one.id()))
                .mapToInt(Group::seats)
                .sum();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("are never offered twice, and none stays empty that is enough for somebody")
    void none_twice_and_none_wasted(long seed) {
        var random = new SplittableRandom(seed);
        var line = line(random);
        var free = random.nextInt(10);
        var offered = SeatLine.next(free, line);
        var left = free - seats(line, offered);
        assertThat(offered).doesNotHaveDuplicates();
        assertThat(left).isNotNegative();
        assertThat(line)
                .filteredOn(one -> !offered.contains(one.id()))
                .allSatisfy(one -> assertThat(one.seats()).isGreaterThan(left));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("pass nobody by whom they would have been enough for")
    void nobody_is_passed_by(long seed) {
        var random = new SplittableRandom(seed);
        var line = line(random);
        var free = random.nextInt(10);
        var offered = SeatLine.next(free, line);
        for (int i = 0; i < line.size(); i++) {
            if (!offered.contains(line.get(i).id())) {
                var before = seats(line.subList(0, i), offered);
                assertThat(line.get(i).seats()).isGreaterThan(free - before);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("go to the same people whoever comes after them")
    void who_comes_later_changes_nothing(long seed) {
        var random = new SplittableRandom(seed);
        var line = line(random);
        var free = random.nextInt(10);
        var longer = new ArrayList<>(line);
        longer.add(new Group(new UUID(1, 0), 1 + random.nextInt(5)));
        assertThat(SeatLine.next(free, longer).stream()
                        .filter(id -> !id.equals(new UUID(1, 0)))
                        .toList())
                .isEqualTo(SeatLine.next(free, line));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("are held as long as any offer of a waiting line, unless the session is near")
    void held_as_in_every_line(long seed) {
        var random = new SplittableRandom(seed);
        var now = at("2026-12-01T00:00").plus(Duration.ofMinutes(random.nextInt(3 * 24 * 60)));
        var start = now.plus(Duration.ofMinutes(random.nextInt(4 * 24 * 60)));
        var usual = OfferTime.until(now, PARIS, OfferTime::awake);
        var until = SeatLine.until(now, start, PARIS, OfferTime::awake);
        if (usual.plus(SeatLine.NEAR).isAfter(start)) {
            assertThat(until).isEmpty();
        } else {
            assertThat(until).contains(usual);
        }
    }

    @Test
    @DisplayName("for whoever must be rung are held through the opening hours, but never until the session")
    void rung_in_opening_hours() {
        var now = at("2026-12-01T18:00");
        assertThat(SeatLine.until(now, at("2026-12-04T14:00"), PARIS, day -> List.of()))
                .contains(now.plus(OfferTime.HELD));
        var tomorrow = List.of(
                new fr.parvis.directory.DayHours.Stretch(java.time.LocalTime.of(13, 0), java.time.LocalTime.of(17, 0)));
        assertThat(SeatLine.until(
                        now, at("2026-12-02T14:00"), PARIS, day -> day.getDayOfMonth() == 2 ? tomorrow : List.of()))
                .contains(at("2026-12-02T12:00"));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }
}
