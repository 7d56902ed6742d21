package fr.parvis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.testing.Api;
import fr.parvis.testing.RealInstance;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The town of {@code ./parvis run --demo-quiet}: it waits for what a script does, and for nothing else. */
class QuietTownIT {
    @TempDir
    Path data;

    @Test
    void nobody_waits_every_door_is_open_and_a_day_can_be_played_through_the_api() throws Exception {
        try (var instance = RealInstance.start(data, "--demo-quiet")) {
            var api = instance.api("SUPERVISOR");
            assertThat(api.get("/api/v1/procedures?q=carte+d%27identit%C3%A9+perdue")
                            .json()
                            .path("results"))
                    .as("the sheets that the town has at once")
                    .anySatisfy(one -> assertThat(one.path("id").asString()).isEqualTo("F1344"));
            assertThat(api.get("/api/v1/procedures?q=cantine")
                            .json()
                            .path("results")
                            .get(0)
                            .path("id")
                            .asString())
                    .as("the town's own sheet before those that are not about its counters")
                    .isEqualTo("L-cantine");
            for (var site : instance.demo().path("sites")) {
                var path = "/api/v1/sites/" + site.path("slug").asString();
                assertEmpty(api, path);
                var service = site.path("services").get(0).path("slug").asString();
                var ticket = instance.api("KIOSK").post(path + "/tickets", "{\"service\":\"" + service + "\"}");
                assertThat(ticket.status()).isEqualTo(201);
                api.post("/api/v1/tickets/" + ticket.json().path("id").asString() + "/abandon", "");
            }
            assertThat(new SimulateWord()
                            .run(java.util.List.of(
                                    "--site",
                                    "hotel-de-ville",
                                    "--day",
                                    "2026-03-02",
                                    "--speed",
                                    "3000",
                                    "--data",
                                    data.toString())))
                    .isZero();
            assertEmpty(api, "/api/v1/sites/hotel-de-ville");
        }
    }

    private static void assertEmpty(Api api, String site) {
        var queue = api.get(site + "/queue").json();
        assertThat(queue.path("waiting")).isEmpty();
        assertThat(queue.path("called")).isEmpty();
        assertThat(queue.path("parked")).isEmpty();
        assertThat(queue.path("counters"))
                .isNotEmpty()
                .allSatisfy(
                        counter -> assertThat(counter.path("state").asString()).isEqualTo("closed"));
    }
}
