package fr.parvis.appointments;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.directory.Site;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AppointmentWordsTest {
    @Test
    void the_first_of_a_month_is_said_as_people_say_it() {
        var at = Instant.parse("2026-12-01T08:20:00Z");
        assertThat(AppointmentWords.day(at, site(), Locale.FRENCH)).isEqualTo("mardi 1er décembre 2026");
        assertThat(AppointmentWords.day(at.plusSeconds(10 * 86_400), site(), Locale.FRENCH))
                .isEqualTo("vendredi 11 décembre 2026");
        assertThat(AppointmentWords.moment(at, site(), Locale.ENGLISH)).endsWith("2026, 09:20");
    }

    private static Site site() {
        return new Site(new UUID(0, 1), new UUID(0, 2), "essai", "Essai", "", ZoneId.of("Europe/Paris"), "", "", true);
    }
}
