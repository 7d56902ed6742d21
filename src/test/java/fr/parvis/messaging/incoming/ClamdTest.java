package fr.parvis.messaging.incoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClamdTest {
    /** In two parts, so that no scanner takes this file for the test itself. */
    static final byte[] EICAR = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
            .getBytes(StandardCharsets.US_ASCII);

    @Test
    void what_the_scanner_says_is_believed() throws Exception {
        try (var scanner = new SimulatedClamd()) {
            var clamd = new Clamd(scanner.url());
            assertThat(clamd.scan(new byte[300_000])).isEqualTo(Verdict.CLEAN);
            assertThat(scanner.lastSize()).isEqualTo(300_000);
            assertThat(clamd.scan(EICAR)).isEqualTo(new Verdict(Verdict.Kind.INFECTED, "Eicar-Test-Signature"));
            assertThat(clamd.scan(new byte[0])).isEqualTo(Verdict.CLEAN);
        }
    }

    @Test
    void a_scanner_that_wants_no_more_or_is_away_has_not_said_that_all_is_well() throws Exception {
        int port;
        try (var scanner = new SimulatedClamd()) {
            var clamd = new Clamd(scanner.url());
            port = Integer.parseInt(scanner.url().replaceAll(".*:", ""));
            assertThatThrownBy(() -> clamd.scan(new byte[SimulatedClamd.MOST + 1]))
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> new Clamd("tcp://127.0.0.1:" + port).scan(EICAR))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_real_one_finds_the_test_file() throws Exception {
        assumeTrue(answers(), "clamd listens on 3310");
        var clamd = new Clamd("tcp://127.0.0.1:3310");
        assertThat(clamd.scan(EICAR).kind()).isEqualTo(Verdict.Kind.INFECTED);
        assertThat(clamd.scan("Bonjour".getBytes(StandardCharsets.US_ASCII))).isEqualTo(Verdict.CLEAN);
    }

    private static boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", 3310), 500);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
