package fr.parvis.directory.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.platform.web.ProblemException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class TypedFormsTest {
    @Test
    void a_closure_without_a_last_day_lasts_one() {
        assertThat(new ClosureForm("2026-12-24", "", "Pont").lastDay()).isEqualTo(LocalDate.of(2026, 12, 24));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24/12/2026", "2026-02-30", "0001-01-01", "+999999-01-01"})
    void a_day_that_cannot_be_is_refused_at_its_field(String typed) {
        refused("from", () -> new ClosureForm(typed, "", "Pont").firstDay());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9h", "25:00"})
    void a_time_that_cannot_be_is_refused_at_its_field(String typed) {
        refused("toTime", () -> new OpeningForm("2026-12-24", "09:00", typed).end());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "241", "-5", "1.5", "dix", "99999999999"})
    void a_duration_out_of_range_is_refused(String typed) {
        refused("usualMinutes", () -> new ServiceForm("Passeport", "", "a", typed, Set.of()).minutes());
    }

    @Test
    void a_letter_is_made_a_capital() {
        assertThat(new ServiceForm("Passeport", "", " a ", "10", Set.of()).letter())
                .isEqualTo("A");
    }

    @Test
    void lines_of_first_services_without_a_name_are_left_out() {
        var request = new MockHttpServletRequest();
        request.setParameter("name-0", "État civil");
        request.setParameter("minutes-0", "10");
        request.setParameter("minutes-1", "20");
        assertThat(FirstServicesForm.of(request).wanted())
                .containsExactly(new FirstServicesForm.Wanted("État civil", 10));
    }

    @Test
    void no_first_service_at_all_is_refused() {
        refused(
                "name-0",
                () -> FirstServicesForm.of(new MockHttpServletRequest()).wanted());
    }

    @Test
    void a_week_has_seven_days_whatever_is_sent() {
        var request = new MockHttpServletRequest();
        request.setParameter("hours", "09:00-12:00, 13:30-17:00");
        assertThat(WeekForm.of(request)).hasSize(7).startsWith("09:00-12:00, 13:30-17:00", "");
        request.setParameter("hours", "a", "b", "c", "d", "e", "f", "g", "h");
        assertThat(WeekForm.of(request)).isEqualTo(List.of("a", "b", "c", "d", "e", "f", "g"));
    }

    private static void refused(String field, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field));
    }
}
