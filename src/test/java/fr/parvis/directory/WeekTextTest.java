package fr.parvis.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.platform.web.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeekTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "09:00-12:00, 13:30-17:00",
                "9h-12h et 13h30-17h",
                "9 – 12 ; 13:30 – 17",
                "9h00 à 12h, 13h30 à 17h"
            })
    void reads_hours_as_people_write_them(String typed) {
        assertThat(WeekText.parse(List.of(typed)))
                .extracting(hours -> hours.from() + "-" + hours.to())
                .containsExactly("09:00-12:00", "13:30-17:00");
    }

    @Test
    void takes_the_end_of_the_day() {
        assertThat(WeekText.parse(List.of("22:00-24:00")))
                .extracting(hours -> hours.to().toString())
                .containsExactly("00:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "midi",
                "9h",
                "9-",
                "-",
                "12:00-09:00",
                "13:00-17:00, 09:00-12:00",
                "9-25",
                "9h-12h-13h",
                "9:5-12",
                "24:00-10:00",
                "24h-24h",
                "9h-24h, 10h-11h",
                "9h-12h, 11h-14h",
                ", 9h-12h"
            })
    void refuses_the_rest_and_names_the_day(String typed) {
        assertThatThrownBy(() -> WeekText.parse(List.of("", typed)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("hours[1]"));
    }

    @Test
    void refuses_an_eighth_day() {
        assertThatThrownBy(() -> WeekText.parse(java.util.Collections.nCopies(8, "9h-12h")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("hours[7]"));
    }

    @Test
    void leaves_a_day_without_words_closed() {
        assertThat(WeekText.parse(java.util.Collections.nCopies(7, " "))).isEmpty();
    }
}
