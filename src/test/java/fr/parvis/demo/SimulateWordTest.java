package fr.parvis.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulateWordTest {
    @TempDir
    Path data;

    private int simulate(String... options) {
        var args = new ArrayList<>(List.of(options));
        args.addAll(List.of("--data", data.toString()));
        return new SimulateWord().run(args);
    }

    private void demoFile(String baseUrl) throws IOException {
        Files.writeString(DemoFile.in(data), """
                {"baseUrl":"%s","sites":[{"slug":"hotel-de-ville","name":"Hôtel de ville",
                 "services":[{"slug":"passeport-depot","name":"Passeport"}],"counters":[{"slug":"guichet-1"}]}],
                 "accounts":[{"role":"AGENT","login":"a","password":"b"}],
                 "tokens":{"SUPERVISOR":"s","KIOSK":"k"}}""".formatted(baseUrl));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--day 2026-03-02",
                "--site hotel-de-ville --speed fast",
                "--site hotel-de-ville --speed 0",
                "--site hotel-de-ville --day demain",
                "--site hotel-de-ville --loud yes"
            })
    void a_wrong_option_is_a_wrong_use(String options) throws IOException {
        demoFile("http://localhost:1");
        assertThatThrownBy(() -> simulate(options.split(" "))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_folder_without_a_town_an_unreadable_file_and_an_unknown_site_end_with_1() throws IOException {
        assertThat(simulate("--site", "hotel-de-ville")).isEqualTo(1);
        Files.writeString(DemoFile.in(data), "{\"baseUrl\":");
        assertThat(simulate("--site", "hotel-de-ville")).isEqualTo(1);
        demoFile("http://localhost:1");
        assertThat(simulate("--site", "nulle-part")).isEqualTo(1);
    }

    @Test
    @Timeout(20)
    void an_instance_that_does_not_answer_ends_with_1() throws IOException {
        demoFile("http://localhost:1");
        assertThat(simulate("--site", "hotel-de-ville")).isEqualTo(1);
    }

    @Test
    @Timeout(20)
    void an_instance_that_issues_no_tickets_ends_with_1() throws IOException {
        var instance = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        instance.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            var refused = path.endsWith("/tickets");
            var nobody = path.endsWith("/call-next");
            var body = (refused
                            ? "{\"detail\":\"closed\"}"
                            : path.endsWith("/queue")
                                    ? "{\"counters\":[{\"slug\":\"guichet-1\",\"state\":\"closed\"}]}"
                                    : "{\"services\":[\"passeport-depot\"]}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refused ? 409 : nobody ? 204 : 200, nobody ? -1 : body.length);
            try (var out = exchange.getResponseBody()) {
                if (!nobody) {
                    out.write(body);
                }
            }
        });
        instance.start();
        try {
            demoFile("http://localhost:" + instance.getAddress().getPort());
            assertThat(simulate("--site", "hotel-de-ville", "--speed", "10000")).isEqualTo(1);
        } finally {
            instance.stop(0);
        }
    }

    @Test
    void progress_is_one_line_on_a_terminal_and_a_line_an_hour_elsewhere() {
        assertThat(shown(true))
                .contains("\r08:59  a")
                .contains("\r09:01  c")
                .endsWith("end\n")
                .containsOnlyOnce("\n");
        assertThat(shown(false)).isEqualTo("08:59  a\n09:00  b\nend\n");
    }

    private static String shown(boolean terminal) {
        var bytes = new ByteArrayOutputStream();
        var progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal);
        progress.show(LocalTime.of(8, 59), "a");
        progress.show(LocalTime.of(9, 0), "b");
        progress.show(LocalTime.of(9, 1), "c");
        progress.end("end");
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
