package fr.parvis.procedures.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
    /** Worked out by hand from Wilson's formula. */
    @ParameterizedTest
    @CsvSource({"31, 100, 0.2278, 0.4063", "0, 10, 0, 0.2775", "10, 10, 0.7225, 1", "1, 2, 0.0945, 0.9055"})
    void has_the_interval_of_wilson(int hits, int n, double low, double high) {
        var share = Share.of(hits, n);
        assertThat(share.low()).isCloseTo(low, within(0.0005));
        assertThat(share.high()).isCloseTo(high, within(0.0005));
    }

    @Test
    void says_nothing_where_nothing_was_counted() {
        assertThat(Share.of(0, 0)).isEqualTo(new Share(0, 0, 1, 0));
    }

    @Test
    void refuses_more_hits_than_there_are() {
        assertThatThrownBy(() -> Share.of(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
