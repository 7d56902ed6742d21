package fr.parvis.appointments.national;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PointAddressTest {
    @Test
    void one_line_is_told_apart_as_far_as_it_can_be() {
        assertThat(PointAddress.of("12 rue du Port, 99000 Saint-Parvis"))
                .isEqualTo(new PointAddress("12 rue du Port", "99000", "Saint-Parvis"));
        assertThat(PointAddress.of("89 rue Roger Bouvry 59113 Seclin"))
                .isEqualTo(new PointAddress("89 rue Roger Bouvry", "59113", "Seclin"));
        assertThat(PointAddress.of("1 place des Essais")).isEqualTo(new PointAddress("1 place des Essais", "", ""));
    }
}
