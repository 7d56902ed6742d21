package fr.parvis.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import fr.parvis.testing.EventStream;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The hall's screen on a television, lying or upright, and on the smallest window. */
@Tag("deep")
@ParvisTest
class DisplaySizesJourney {
    /** A hundredth of the height: two metres of distance for each, so that 8 % is read at 8 m. */
    private static final double READ_AT_8_M = 8;

    @Autowired
    Town town;

    @Autowired
    Reception reception;

    @LocalServerPort
    int port;

    Screens screens;

    @BeforeEach
    void open() {
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void the_calls_are_read_at_8_metres_and_nothing_covers_them() {
        var place = town.place(6, 4);
        for (int i = 0; i < 12; i++) {
            reception.take(NewTicket.walkIn(
                    place.site().id(), place.services().get(i % 6).id(), NewTicket.Origin.KIOSK));
        }
        var display = screens.window(1920, 1080, "fr-FR");
        display.navigate("/ecran/" + place.site().slug());
        screens.look(display, "ecran-1920-vide");
        place.counters().forEach(counter -> {
            reception.open(counter.id(), Set.of(), null);
            reception.callNext(counter.id());
        });
        assertThat(display.locator(".calls .number")).hasCount(4);
        var patient = new LocatorAssertions.IsHiddenOptions().setTimeout(40_000);
        assertThat(display.locator("#announce")).isHidden(patient);
        for (var size : new int[][] {{1920, 1080}, {1280, 720}, {1080, 1920}, {320, 640}}) {
            display.setViewportSize(size[0], size[1]);
            screens.look(display, "ecran-" + size[0] + "x" + size[1]);
            assertNothingCovers(display);
            if (size[0] > 320) {
                assertThat(overflow(display)).isLessThanOrEqualTo(0);
                var hundredth = Math.max(size[0], size[1]) * 9 / 16 / 100.0;
                assertThat(height(display, ".calls li:nth-child(2) .number") / hundredth)
                        .isGreaterThanOrEqualTo(READ_AT_8_M);
                assertThat(height(display, ".calls li:first-child .number"))
                        .isGreaterThan(2 * height(display, ".calls li:nth-child(2) .number"));
            }
        }
        screens.assertNoComplaint();
    }

    @Test
    void a_screen_that_had_to_begin_anew_hears_the_calls_it_missed() {
        var place = town.place(1, 2);
        var calls = "/ecran/" + place.site().slug() + "/appels";
        place.counters().forEach(counter -> {
            reception.take(NewTicket.walkIn(
                    place.site().id(), place.services().getFirst().id(), NewTicket.Origin.KIOSK));
            reception.open(counter.id(), Set.of(), null);
        });
        String last;
        try (var heard = EventStream.open(port, "", calls)) {
            reception.callNext(place.counters().getFirst().id());
            last = heard.next("call").id();
        }
        reception.callNext(place.counters().getLast().id());
        try (var heard = EventStream.open(port, "", calls + "?apres=" + last)) {
            assertThat(heard.next("call").json().path("number").asString()).isEqualTo("A002");
        }
    }

    private static void assertNothingCovers(Page display) {
        var button = box(display, "#sound");
        for (int i = 1; i <= 4; i++) {
            var call = box(display, ".calls li:nth-child(" + i + ")");
            assertThat(button.y >= call.y + call.height
                            || button.y + button.height <= call.y
                            || button.x >= call.x + call.width
                            || button.x + button.width <= call.x)
                    .as("the button lies over call %d", i)
                    .isTrue();
        }
    }

    private static double overflow(Page display) {
        return ((Number) display.evaluate("() => document.documentElement.scrollHeight - window.innerHeight"))
                .doubleValue();
    }

    private static double height(Page display, String selector) {
        return ((Number) display.locator(selector).evaluate("one => parseFloat(getComputedStyle(one).fontSize)"))
                .doubleValue();
    }

    private static BoundingBox box(Page display, String selector) {
        return Objects.requireNonNull(display.locator(selector).boundingBox());
    }
}
