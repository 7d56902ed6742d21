package fr.parvis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.database.EmbeddedDatabase;
import fr.parvis.testing.RealInstance;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoNightIT {
    private static final String QUEUE = "/api/v1/sites/hotel-de-ville/queue";

    @TempDir
    Path data;

    @Test
    void the_town_wakes_up_after_it_was_stopped_with_people_in_the_hall() throws Exception {
        try (var instance = RealInstance.start(data, "--demo")) {
            assertThat(instance.api("SUPERVISOR")
                            .get(QUEUE)
                            .json()
                            .path("called")
                            .size())
                    .isPositive();
        }
        try (var database = EmbeddedDatabase.start(data);
                var connection = DriverManager.getConnection(database.url(), "postgres", database.password());
                var statement = connection.createStatement()) {
            // as if that day had been long ago
            statement.executeUpdate("""
                    update queue.ticket set day = day - 300, arrived_at = arrived_at - interval '300 days',
                           queue_at = queue_at - interval '300 days', called_at = called_at - interval '300 days',
                           started_at = started_at - interval '300 days', ended_at = ended_at - interval '300 days'
                     where day >= (select max(day) from queue.ticket)""");
            statement.executeUpdate("update queue.counter_state set since = since - interval '300 days'");
        }
        try (var instance = RealInstance.start(data, "--demo")) {
            var queue = instance.api("SUPERVISOR").get(QUEUE).json();
            assertThat(queue.path("waiting").size()).isBetween(5, 25);
            queue.path("waiting")
                    .forEach(ticket -> assertThat(ticket.path("arrivedAt").asString())
                            .startsWith(queue.path("at").asString().substring(0, 10)));
        }
        try (var instance = RealInstance.start(data, "--demo-quiet")) {
            assertThat(instance.api("SUPERVISOR").get(QUEUE).status()).isEqualTo(200);
        }
    }
}
