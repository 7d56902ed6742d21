package fr.parvis.relations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestKeyTest {
    @Test
    void is_never_the_same() {
        assertThat(Stream.generate(RequestKey::next).limit(1000).distinct()).hasSize(1000);
    }

    @Test
    void is_read_as_it_is_shown() {
        for (var made : Stream.generate(RequestKey::next).limit(200).toList()) {
            assertThat(made.shown()).matches("(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}");
            assertThat(RequestKey.parse(made.shown())).contains(made);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"01ab-2cde-f01g-h234", " o1AB 2CDE FOIG H234 ", "0LAB2CDEF01GH234"})
    void is_read_as_people_copy_it(String typed) {
        assertThat(RequestKey.parse(typed)).contains(new RequestKey("01AB2CDEF01GH234"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01AB2CDEF01GH23", "01AB2CDEF01GH2345", "01AB2CDEF01GH23U", "%2e%2e", "é"})
    void is_nothing_else(String typed) {
        assertThat(RequestKey.parse(typed)).isEmpty();
    }
}
