package fr.parvis.platform.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.platform.fetch.FetchFailure.Reason;
import fr.parvis.testing.Receiver;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallTest {
    private final Receiver receiver = new Receiver();
    private final Call call = new Call(1000, Duration.ofSeconds(20), host -> Reach.of(host, List.of("localhost")));

    @AfterEach
    void close() {
        receiver.close();
    }

    private Call.Answer post(String address) throws Exception {
        return call.send("POST", URI.create(address), Map.of("X-Essai", "oui"), "{\"é\":1}");
    }

    @Test
    void tells_and_hears() throws Exception {
        receiver.answers(201, "bien reçu");
        assertThat(post(receiver.address("/a"))).isEqualTo(new Call.Answer(201, "bien reçu"));
        var heard = receiver.next();
        assertThat(heard.header("x-essai")).isEqualTo("oui");
        assertThat(heard.body()).isEqualTo("{\"é\":1}");
    }

    @Test
    void a_redirection_is_an_answer() throws Exception {
        receiver.redirects(receiver.address("/ailleurs"));
        assertThat(post(receiver.address("/a")).status()).isEqualTo(302);
        assertThat(receiver.next().path()).isEqualTo("/a");
        assertThat(receiver.hasHeardNothingMore()).isTrue();
    }

    @Test
    void reads_no_more_than_is_wanted() throws Exception {
        receiver.answers(500, "x".repeat(5_000_000));
        assertThat(post(receiver.address("/a"))).isEqualTo(new Call.Answer(500, "x".repeat(1000)));
    }

    @Test
    void waits_no_longer_than_it_may() {
        var never = new CountDownLatch(1);
        receiver.answersAfter(never);
        var hasty = new Call(1000, Duration.ofMillis(300), host -> Reach.of(host, List.of("localhost")));
        refused(Reason.TOO_SLOW, () -> hasty.send("GET", URI.create(receiver.address("/a")), Map.of(), null));
        never.countDown();
    }

    @Test
    void calls_nobody_inside_the_network_who_is_not_known() {
        for (var host : List.of("127.0.0.1", "[::1]", "10.1.2.3", "169.254.169.254", "192.168.0.1")) {
            refused(Reason.FORBIDDEN_ADDRESS, () -> post("http://" + host + ":" + receiver.port() + "/a"));
        }
        refused(Reason.FORBIDDEN_ADDRESS, () -> post("ftp://exemple.example/a"));
        assertThat(receiver.hasHeardNothingMore()).isTrue();
    }

    @Test
    void says_that_nobody_is_there() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        refused(Reason.UNREACHABLE, () -> post("http://localhost:" + free + "/secret"));
    }

    private static void refused(Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        FetchFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason))
                .hasMessageNotContaining("secret");
    }
}
