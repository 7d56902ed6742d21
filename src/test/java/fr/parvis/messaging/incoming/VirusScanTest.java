package fr.parvis.messaging.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VirusScanTest {
    private static VirusScan at(String url) {
        return new VirusScan(new IncomingSettings("", "", "", url, false));
    }

    @Test
    void a_file_is_clean_infected_or_not_looked_at() throws Exception {
        String url;
        try (var scanner = new SimulatedClamd()) {
            url = scanner.url();
            var scan = at(url);
            assertThat(scan.isThere()).isTrue();
            assertThat(scan.of("bon".getBytes(StandardCharsets.UTF_8))).isEqualTo(Verdict.CLEAN);
            assertThat(scan.of(ClamdTest.EICAR).kind()).isEqualTo(Verdict.Kind.INFECTED);
        }
        assertThat(at(url).of(new byte[1])).as("gone").isEqualTo(Verdict.UNCHECKED);
        assertThat(at("").isThere()).isFalse();
        assertThat(at("").of(new byte[1])).isEqualTo(Verdict.UNCHECKED);
    }
}
