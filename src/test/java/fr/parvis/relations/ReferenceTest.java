package fr.parvis.relations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
    @Test
    void is_never_the_same() {
        assertThat(Stream.generate(Reference::next).limit(1000).distinct()).hasSize(1000);
    }

    @Test
    void is_read_as_it_is_shown() {
        for (var made : Stream.generate(Reference::next).limit(200).toList()) {
            assertThat(made.shown()).matches("(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}");
            assertThat(Reference.parse(made.shown())).contains(made);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"01ab-2cde-f01g-h234", " o1AB 2CDE FOIG H234 ", "0LAB2CDEF01GH234"})
    void is_read_as_people_copy_it(String typed) {
        assertThat(Reference.parse(typed)).contains(new Reference("01AB2CDEF01GH234"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01AB2CDEF01GH23", "01AB2CDEF01GH2345", "01AB2CDEF01GH23U", "%2e%2e", "é"})
    void is_nothing_else(String typed) {
        assertThat(Reference.parse(typed)).isEmpty();
    }
}
