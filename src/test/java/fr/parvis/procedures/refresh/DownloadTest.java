package fr.parvis.procedures.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import fr.parvis.procedures.refresh.RefreshFailure.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An archive is fetched")
class DownloadTest {
    private static final byte[] ARCHIVE = {'P', 'K', 3, 4};

    @TempDir
    Path folder;

    HttpServer server;
    String outside;
    String inside;

    /** One server under two names: the test says that the first is out in the world. */
    private final Download download = new Download(
            1024, Duration.ofSeconds(20), host -> host.equals("localhost") ? Reach.EVERYWHERE : Reach.of(host));

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        outside = "http://localhost:" + server.getAddress().getPort();
        inside = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/fiches", exchange -> {
            exchange.sendResponseHeaders(200, ARCHIVE.length);
            exchange.getResponseBody().write(ARCHIVE);
            exchange.close();
        });
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
        assertThatThrownBy(() -> download.fetch(URI.create(address), folder))
                .as(address)
                .isInstanceOfSatisfying(
                        RefreshFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason));
    }

    @Test
    void from_the_organisations_own_network_and_from_where_that_leads() throws Exception {
        for (var address :
                new String[] {inside + "/fiches", inside + "/inside", inside + "/outside", outside + "/outside"}) {
            assertThat(download.fetch(URI.create(address), folder)).as(address).hasBinaryContent(ARCHIVE);
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
        assertThat(Download.weakens(URI.create("https://a/"), URI.create("http://a/")))
                .isTrue();
        assertThat(Download.weakens(URI.create("HTTPS://a/"), URI.create("https://b/")))
                .isFalse();
        assertThat(Download.weakens(URI.create("http://a/"), URI.create("https://a/")))
                .isFalse();
        assertThat(Download.weakens(URI.create("http://a/"), URI.create("http://b/")))
                .isFalse();
    }
}
