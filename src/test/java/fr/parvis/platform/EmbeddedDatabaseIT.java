package fr.parvis.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.platform.database.DatabaseUnavailable;
import fr.parvis.platform.database.EmbeddedDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    @TempDir
    Path data;

    private static String ask(EmbeddedDatabase database, String question) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), "postgres", database.password());
                var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static void tell(EmbeddedDatabase database, String order) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), "postgres", database.password());
                var statement = connection.createStatement()) {
            statement.execute(order);
        }
    }

    @Test
    void it_is_durable_local_and_asks_for_a_password() throws Exception {
        try (var database = EmbeddedDatabase.start(data)) {
            assertThat(ask(database, "show fsync")).isEqualTo("on");
            assertThat(ask(database, "show full_page_writes")).isEqualTo("on");
            assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(database, "show listen_addresses")).isIn("localhost", "127.0.0.1");
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), "postgres", "autre"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void what_was_written_is_there_after_a_restart() throws Exception {
        try (var database = EmbeddedDatabase.start(data)) {
            tell(database, "create table kept as select 42 as n");
        }
        try (var database = EmbeddedDatabase.start(data)) {
            assertThat(ask(database, "select n from kept")).isEqualTo("42");
        }
    }

    @Test
    void a_server_that_a_killed_instance_left_behind_is_replaced() throws Exception {
        var pid = data.resolve("postgres").resolve("postmaster.pid");
        try (var database = EmbeddedDatabase.start(data)) {
            tell(database, "create table kept as select 42 as n");
            var process = ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(pid).getFirst().strip()))
                    .orElseThrow();
            process.destroyForcibly();
            process.onExit().get();
        }
        Files.writeString(pid, "999999\n" + data.resolve("postgres") + "\n");
        try (var database = EmbeddedDatabase.start(data)) {
            assertThat(ask(database, "select n from kept")).isEqualTo("42");
        }
    }

    @Test
    void a_first_start_that_was_cut_short_is_done_again() throws Exception {
        Files.createDirectories(data.resolve("postgres"));
        Files.writeString(data.resolve("postgres").resolve("PG_VERSION"), "18\n");
        try (var database = EmbeddedDatabase.start(data)) {
            assertThat(ask(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_second_instance_on_the_same_folder_is_refused_and_harms_nothing() throws Exception {
        try (var database = EmbeddedDatabase.start(data)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(data))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("Another Parvis");
            assertThat(ask(database, "select 1")).isEqualTo("1");
        }
    }
}
