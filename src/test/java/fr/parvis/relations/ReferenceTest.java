package fr.parvis.relations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
    @Test
    void is_read_as_it_is_shown_and_as_people_say_it() {
        for (var made : Stream.generate(Reference::next).limit(500).toList()) {
            assertThat(made.code()).matches("PRV-[0-9A-Z]{4}-[0-9A-Z]{4}");
            assertThat(Reference.parse(made.code())).contains(made);
            assertThat(Reference.parse(
                            made.code().replace("PRV-", "").replace('-', ' ').toLowerCase()))
                    .contains(made);
        }
    }

    @Test
    void one_wrong_letter_is_told() {
        for (var made : Stream.generate(Reference::next).limit(200).toList()) {
            var code = made.code();
            for (int i = "PRV-".length(); i < code.length(); i++) {
                var wrong = code.charAt(i) == 'X' ? 'Y' : 'X';
                if (code.charAt(i) != '-') {
                    assertThat(Reference.parse(code.substring(0, i) + wrong + code.substring(i + 1)))
                            .as("%s, letter %d", code, i)
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PRV", "PRV-1", "PRV-7K3-M2", "01AB2CDEF01GH234", "é", "%00"})
    void is_nothing_else(String typed) {
        assertThat(Reference.parse(typed)).isEmpty();
    }
}
