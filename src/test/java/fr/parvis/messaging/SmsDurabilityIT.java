package fr.parvis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.database.EmbeddedDatabase;
import fr.parvis.testing.BuiltParvis;
import fr.parvis.testing.RealInstance;
import fr.parvis.testing.SmsCentre;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, killed while a centre brings SMS: what was acknowledged is kept, and what is brought again is not kept twice. */
class SmsDurabilityIT {
    private static final int MESSAGES = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path data;

    private final Set<Integer> acknowledged = new ConcurrentSkipListSet<>();

    @Test
    void what_was_acknowledged_is_kept_once_whatever_is_killed() throws Exception {
        var town = BuiltParvis.quietTown(data.resolve("data"));
        try (var centre = new SmsCentre()) {
            var settings = Files.writeString(data.resolve("parvis.conf"), "PARVIS_SMS_URL = " + centre.url() + "\n");
            bring(centre, town, settings, MESSAGES / 3, RealInstance::kill);
            bring(centre, town, settings, 2 * MESSAGES / 3, RealInstance::killWithItsDatabase);
            try (var instance = RealInstance.start(town, "--demo-quiet", "--config", settings.toString())) {
                assertThat(instance.port()).isPositive();
                bound(centre);
                bringRest(centre, MESSAGES);
                assertThat(acknowledged).hasSize(MESSAGES);
                assertThat(kept(town))
                        .containsExactlyInAnyOrderElementsOf(
                                acknowledged.stream().map(SmsDurabilityIT::text).toList());
            }
        }
    }

    private void bring(
            SmsCentre centre, Path town, Path settings, int most, java.util.function.Consumer<RealInstance> kill)
            throws Exception {
        try (var instance = RealInstance.start(town, "--demo-quiet", "--config", settings.toString())) {
            bound(centre);
            var killer = Thread.ofPlatform().start(() -> {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> acknowledged.size() >= most);
                kill.accept(instance);
            });
            bringRest(centre, MESSAGES);
            killer.join();
        }
        centre.cut();
    }

    private static void bound(SmsCentre centre) {
        Awaitility.await().atMost(PATIENCE).until(centre::isBound);
    }

    /** As centres do: one that was not acknowledged is brought again later, and it is not known whether it was heard. */
    private void bringRest(SmsCentre centre, int all) {
        for (int i = 0; i < all; i++) {
            if (!acknowledged.contains(i)) {
                try {
                    if (centre.bring("3361234" + (1000 + i), text(i)) == 0) {
                        acknowledged.add(i);
                    }
                } catch (AssertionError | RuntimeException _) {
                    return;
                }
            }
        }
    }

    private static String text(int i) {
        return "Message " + i;
    }

    private static List<String> kept(Path town) throws Exception {
        var server = Objects.requireNonNull(EmbeddedDatabase.running(town));
        var texts = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(server.url(), "postgres", server.password());
                var statement = connection.createStatement();
                var answer = statement.executeQuery("select body from messaging.incoming_sms")) {
            while (answer.next()) {
                texts.add(answer.getString(1));
            }
        }
        return texts;
    }
}
