package fr.parvis.platform.paper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Arabic letters on paper")
class ArabicLettersTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "بيت, \uFE91\uFEF4\uFE96, 'at the beginning, in the middle, at the end'",
        "دار, \uFEA9\uFE8D\uFEAD, 'dal, alef and reh join nothing that follows'",
        "عقد, \uFECB\uFED8\uFEAA, dal joins what is before",
        "لا, \uFEFB, lam and alef are one",
        "إلا, \uFE87\uFEFB, also where nothing joins them",
        "ثلاث, \uFE9B\uFEFC\uFE99, and in the middle of a word",
        "الآن, \uFE8D\uFEF5\uFEE5, with madda",
        "شيء, \uFEB7\uFEF2\uFE80, hamza stands alone",
        "على, \uFECB\uFEE0\uFEF0, alef maqsura ends",
        "مـع, \uFEE3\u0640\uFECA, a line joins on both sides",
    })
    void are_in_the_form_that_their_neighbours_give_them(String typed, String drawn, String why) {
        assertThat(ArabicLetters.joined(typed)).as(why).isEqualTo(drawn);
    }

    @Test
    void join_over_signs_that_are_left_out() {
        assertThat(ArabicLetters.joined("سُرِق")).isEqualTo(ArabicLetters.joined("سرق"));
        assertThat(ArabicLetters.joined("\u2068أ\u2069")).isEqualTo("\uFE83");
        assertThat(ArabicLetters.joined("ا\u0655")).as("a hamza typed apart").isEqualTo("\uFE87");
    }

    @Test
    void leave_everything_else_alone() {
        assertThat(ArabicLetters.joined("(5 m²، é)؟")).isEqualTo("(5 m²، é)؟");
    }

    @Test
    void can_be_read_back() {
        var text = "احتفظوا بها لزيارتكم، الآن.";
        assertThat(ArabicLetters.plain(ArabicLetters.joined(text))).isEqualTo(text);
    }
}
