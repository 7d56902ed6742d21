package fr.parvis.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import fr.parvis.testing.BuiltParvis;
import fr.parvis.testing.RealInstance;
import fr.parvis.testing.Screens;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hall's screen runs for weeks; the server under it does not. */
class DisplayRestartJourney {
    private static final String TOWN_HALL = "/api/v1/sites/hotel-de-ville";

    @TempDir
    Path data;

    @Test
    void the_display_goes_on_after_a_restart_without_being_loaded_again() {
        var before = RealInstance.start(BuiltParvis.quietTown(data), "--demo-quiet");
        try (var screens = new Screens(before.port())) {
            var display = screens.window(1280, 720, "fr-FR");
            display.navigate("/ecran/hotel-de-ville");
            display.evaluate("() => { window.loadedOnce = true; }");
            call(before);
            assertThat(display.locator("#announce .number")).hasText("A001");
            before.kill();
            assertThat(display.locator("#lost")).isVisible();
            try (var after = RealInstance.startAt(before.port(), data, "--demo-quiet")) {
                after.api("AGENT").post(TOWN_HALL + "/counters/guichet-2/open", "{}");
                after.api("KIOSK").post(TOWN_HALL + "/tickets", "{\"service\":\"passeport-depot\"}");
                assertThat(after.api("AGENT")
                                .post(TOWN_HALL + "/counters/guichet-2/call-next")
                                .status())
                        .isEqualTo(200);
                var patient = new LocatorAssertions.HasTextOptions().setTimeout(30_000);
                assertThat(display.locator("#announce .number")).hasText("A002", patient);
                assertThat(display.locator(".calls .number").first()).hasText("A002", patient);
                assertThat(display.evaluate("() => window.loadedOnce === true")).isEqualTo(true);
            }
        } finally {
            before.close();
        }
    }

    private static void call(RealInstance instance) {
        var agent = instance.api("AGENT");
        agent.post(TOWN_HALL + "/counters/guichet-1/open", "{}");
        instance.api("KIOSK").post(TOWN_HALL + "/tickets", "{\"service\":\"passeport-depot\"}");
        assertThat(agent.post(TOWN_HALL + "/counters/guichet-1/call-next").status())
                .isEqualTo(200);
    }
}
