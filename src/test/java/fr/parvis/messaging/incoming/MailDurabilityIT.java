package fr.parvis.messaging.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import fr.parvis.platform.database.EmbeddedDatabase;
import fr.parvis.testing.BuiltParvis;
import fr.parvis.testing.RealInstance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, killed while it reads a mailbox: every message is kept once, and the mailbox has lost none. */
class MailDurabilityIT {
    /** Enough to be killed in the middle; {@code -Dparvis.test.mails=10000} for as many as a town has in a year. */
    private static final int MESSAGES = Integer.getInteger("parvis.test.mails", 300);

    private static final Duration PATIENCE = Duration.ofMinutes(5 + MESSAGES / 500);

    @TempDir
    Path data;

    @Test
    void no_message_is_lost_or_doubled_by_kill_9() throws Exception {
        try (var office = new PostOffice()) {
            var box = office.box("accueil@ville.example", "accueil", "secret");
            for (int i = 0; i < MESSAGES; i++) {
                office.put(
                        box,
                        Mime.plain("Message " + i)
                                .replace("Une question", "Question " + i)
                                .replace("<abc@", "<m" + i + "@"));
            }
            var settings = Files.writeString(
                    data.resolve("parvis.conf"),
                    "PARVIS_IMAP_URL = " + office.url().replace("imap://", "imap://accueil:secret@") + "\n");
            var town = BuiltParvis.quietTown(data.resolve("data"));
            killAfter(town, settings, MESSAGES / 10, RealInstance::kill);
            killAfter(town, settings, MESSAGES / 2, RealInstance::killWithItsDatabase);
            try (var instance = RealInstance.start(town, "--demo-quiet", "--config", settings.toString())) {
                await(town, MESSAGES);
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> office.subjects(box, "INBOX").isEmpty());
                allOnce(town, office, box);
                assertThat(instance.port()).isPositive();
            }
        }
    }

    private static void killAfter(Path town, Path settings, int messages, Consumer<RealInstance> kill) {
        try (var instance = RealInstance.start(town, "--demo-quiet", "--config", settings.toString())) {
            await(town, messages);
            kill.accept(instance);
        }
    }

    private static void await(Path town, int messages) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> count(town, "select count(*) from messaging.incoming") >= messages);
    }

    private static void allOnce(Path town, PostOffice office, GreenMailUser box) throws SQLException {
        assertThat(count(town, "select count(*) from messaging.incoming")).isEqualTo(MESSAGES);
        assertThat(count(town, "select count(distinct digest) from messaging.incoming"))
                .isEqualTo(MESSAGES);
        assertThat(count(town, "select count(distinct uid) from messaging.taken"))
                .isEqualTo(MESSAGES);
        assertThat(office.subjects(box, ImapSession.PUT_AWAY))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, MESSAGES)
                        .mapToObj(i -> "Question " + i)
                        .toList());
    }

    private static int count(Path town, String sql) throws SQLException {
        var server = Objects.requireNonNull(EmbeddedDatabase.running(town));
        try (var connection = DriverManager.getConnection(server.url(), "postgres", server.password());
                var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getInt(1);
        }
    }
}
