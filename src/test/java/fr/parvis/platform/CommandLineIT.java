package fr.parvis.platform;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.testing.BuiltParvis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a process of its own, when something is wrong with what it was given. */
class CommandLineIT {
    @TempDir
    Path data;

    private record Ended(int exit, String said) {}

    private Ended run(String... words) throws Exception {
        var command = BuiltParvis.command();
        command.addAll(List.of(words));
        command.addAll(List.of("--data", data.toString()));
        var said = Files.createTempFile("parvis-said", ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroy();
            throw new AssertionError("it did not end: " + Files.readString(said));
        }
        return new Ended(process.exitValue(), Files.readString(said));
    }

    @Test
    void a_demonstration_is_alive_or_quiet() throws Exception {
        var ended = run("run", "--demo", "--demo-quiet");
        assertThat(ended.exit()).as(ended.said()).isEqualTo(2);
        assertThat(ended.said()).contains("--demo-quiet", "choose one").hasLineCount(1);
    }

    @Test
    void an_option_of_another_word_is_refused() throws Exception {
        var ended = run("account", "reset", "--login", "x", "--port", "1");
        assertThat(ended.exit()).as(ended.said()).isEqualTo(2);
        assertThat(ended.said()).contains("--port").hasLineCount(1);
    }

    @Test
    void a_database_that_does_not_answer_is_said_in_one_line_without_its_password() throws Exception {
        var ended = run(
                "run", "--port", "0", "--database", "jdbc:postgresql://localhost:1/parvis?user=u&password=tressecret");
        assertThat(ended.exit()).as(ended.said()).isEqualTo(1);
        assertThat(ended.said())
                .contains("--database", "localhost:1")
                .doesNotContain("tressecret", "Exception")
                .hasLineCount(1);
    }

    @Test
    void what_stops_a_start_is_said_and_not_only_where() throws Exception {
        Files.createDirectories(data.resolve("demo.json").resolve("in-the-way"));
        var ended = run("run", "--demo-quiet", "--port", "0");
        assertThat(ended.exit()).as(ended.said()).isEqualTo(1);
        assertThat(ended.said()).contains("could not start", "because of", "demo.json");
    }
}
