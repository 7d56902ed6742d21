package fr.parvis.platform.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import fr.parvis.platform.fetch.FetchFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Something is fetched")
class FetchTest {
    private static final byte[] WANTED = {'P', 'K', 3, 4};
    private static final int MOST = 1024;

    HttpServer server;
    String outside;
    String inside;

    /** One server under two names: the test says that the first is out in the world. */
    private final Fetch fetch = new Fetch(
            MOST, Duration.ofSeconds(20), host -> host.equals("localhost") ? Reach.EVERYWHERE : Reach.of(host));

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        outside = "http://localhost:" + server.getAddress().getPort();
        inside = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/fiches", exchange -> {
            exchange.sendResponseHeaders(200, WANTED.length);
            exchange.getResponseBody().write(WANTED);
            exchange.close();
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                for (int i = 0; i < 40; i++) {
                    body.write(new byte[MOST]);
                }
            } catch (IOException _) {
                // nobody reads on
            }
        });
        server.createContext("/gone", exchange -> {
            exchange.sendResponseHeaders(410, -1);
            exchange.close();
        });
        redirect("/circle", outside + "/circle");
        redirect("/inside", inside + "/fiches");
        redirect("/outside", outside + "/fiches");
        redirect("/detour", outside + "/inside");
        redirect("/cloud", "http://169.254.169.254/latest/");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void redirect(String path, String to) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    private void refused(String address, Reason reason) {
        assertThatThrownBy(() -> fetch.get(URI.create(address), InputStream::readAllBytes))
                .as(address)
                .isInstanceOfSatisfying(
                        FetchFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason));
    }

    @Test
    void from_the_organisations_own_network_and_from_where_that_leads() throws Exception {
        for (var address :
                new String[] {inside + "/fiches", inside + "/inside", inside + "/outside", outside + "/outside"}) {
            assertThat(fetch.get(URI.create(address), InputStream::readAllBytes))
                    .as(address)
                    .isEqualTo(WANTED);
        }
    }

    @Test
    void never_inside_on_the_word_of_somebody_outside() {
        refused(outside + "/inside", Reason.REDIRECTED_AWAY);
        refused(inside + "/detour", Reason.REDIRECTED_AWAY);
    }

    @Test
    void never_where_machines_keep_their_secrets() {
        refused("http://169.254.169.254/latest/", Reason.FORBIDDEN_ADDRESS);
        refused("http://[fe80::1]/", Reason.FORBIDDEN_ADDRESS);
        refused(inside + "/cloud", Reason.FORBIDDEN_ADDRESS);
    }

    @Test
    void never_without_the_encryption_that_it_began_with() {
        assertThat(Fetch.weakens(URI.create("https://a/"), URI.create("http://a/")))
                .isTrue();
        assertThat(Fetch.weakens(URI.create("HTTPS://a/"), URI.create("https://b/")))
                .isFalse();
        assertThat(Fetch.weakens(URI.create("http://a/"), URI.create("https://a/")))
                .isFalse();
        assertThat(Fetch.weakens(URI.create("http://a/"), URI.create("http://b/")))
                .isFalse();
    }

    @Test
    void never_more_than_is_allowed_nor_what_is_not_given_nor_in_a_circle() {
        refused(outside + "/endless", Reason.TOO_LARGE);
        refused(outside + "/gone", Reason.REFUSED);
        refused(outside + "/circle", Reason.REDIRECTED_AWAY);
    }
}
