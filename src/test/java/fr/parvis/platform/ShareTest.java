package fr.parvis.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
    @ParameterizedTest
    @CsvSource({"31, 100, 0.2278, 0.4063", "0, 10, 0, 0.2775", "10, 10, 0.7225, 1", "1, 2, 0.0945, 0.9055"})
    void has_the_interval_of_wilson(int hits, int n, double low, double high) {
        var share = new Share(hits, n);
        assertThat(share.low()).isCloseTo(low, within(0.0005));
        assertThat(share.high()).isCloseTo(high, within(0.0005));
    }

    @Test
    void is_shown_in_hundreds() {
        assertThat(new Share(8, 10))
                .extracting(Share::percent, Share::lowPercent, Share::highPercent)
                .containsExactly(80, 49, 94);
        assertThat(new Share(80, 100))
                .extracting(Share::percent, Share::lowPercent, Share::highPercent)
                .containsExactly(80, 71, 87);
    }

    @Test
    void is_not_certain_when_all_agree() {
        assertThat(new Share(0, 3))
                .extracting(Share::lowPercent, Share::highPercent)
                .containsExactly(0, 56);
        assertThat(new Share(3, 3))
                .extracting(Share::lowPercent, Share::highPercent)
                .containsExactly(44, 100);
    }

    @Test
    void says_nothing_where_nothing_was_counted() {
        assertThat(new Share(0, 0))
                .extracting(Share::value, Share::low, Share::high)
                .containsExactly(0.0, 0.0, 1.0);
    }

    @Test
    void refuses_more_hits_than_there_are() {
        assertThatThrownBy(() -> new Share(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
