package fr.parvis.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownOpeningsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final UUID SERVICE = new UUID(1, 2);
    private static final Site SITE =
            new Site(new UUID(1, 1), new UUID(0, 0), "essai", "Essai", "", PARIS, "", "", true);

    private static DirectoryPicture picture(Random random) {
        var hours = new ArrayList<DirectoryPicture.Hours>();
        for (var day : DayOfWeek.values()) {
            for (var service : new UUID[] {null, SERVICE}) {
                var from = LocalTime.of(random.nextInt(6, 12), random.nextInt(60));
                hours.add(new DirectoryPicture.Hours(
                        SITE.id(),
                        service,
                        new OpeningCalendar.Hours(day, from, from.plusHours(random.nextInt(1, 9)))));
            }
        }
        return new DirectoryPicture(
                null,
                Map.of(SITE.id(), SITE),
                Map.of(),
                List.of(),
                Map.of(),
                Map.of(),
                hours,
                List.of(),
                List.of(),
                new PublicHolidays());
    }

    /** Whatever was asked before, forwards or backwards in time, across midnight and the night that skips an hour. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void say_what_the_calendar_says(long seed) {
        var random = new Random(seed);
        var picture = picture(random);
        var known = new KnownOpenings(picture);
        var at = Instant.parse("2026-03-26T05:00:00Z");
        for (int step = 0; step < 400; step++) {
            at = at.plusSeconds(random.nextLong(-900, 2700));
            assertThat(known.at(SITE, at)).isEqualTo(picture.calendar(SITE).at(at));
            assertThat(known.at(SITE, SERVICE, at))
                    .isEqualTo(picture.calendar(SITE, SERVICE).at(at));
        }
    }
}
