package fr.parvis.queue.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.live.LiveUpdates.Message;
import fr.parvis.platform.live.TopicChanged;
import fr.parvis.queue.Topics;
import fr.parvis.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The home page shows every site: which of them are drawn again, and when. */
class SitesStreamTest {
    private static final UUID TOWN_HALL = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID ANNEX = UUID.fromString("00000000-0000-0000-0000-000000000002");

    private final TestClock clock = new TestClock();
    private final List<Object> told = new ArrayList<>();
    private final SitesStream stream = new SitesStream(told::add, clock);
    private final List<UUID> drawn = new ArrayList<>();

    private void look(String view) {
        for (var site : List.of(TOWN_HALL, ANNEX)) {
            stream.picture(site, view, () -> {
                drawn.add(site);
                return new Message(site.toString(), "");
            });
        }
    }

    private void look() {
        drawn.clear();
        look("waits/fr");
    }

    @Test
    void a_change_at_one_site_draws_that_one_alone() {
        look();
        assertThat(drawn).containsExactly(TOWN_HALL, ANNEX);
        stream.on(new TopicChanged(Topics.site(ANNEX)));
        look();
        assertThat(drawn).containsExactly(ANNEX);
        assertThat(told).containsExactly(new TopicChanged(SitesStream.TOPIC));
    }

    @Test
    void what_is_no_site_draws_nothing() {
        look();
        stream.on(new TopicChanged("directory"));
        look();
        assertThat(drawn).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void waits_move_with_time_and_each_language_has_its_own() {
        look();
        look("waits/ar");
        assertThat(drawn).containsExactly(TOWN_HALL, ANNEX, TOWN_HALL, ANNEX);
        clock.forward(Duration.ofSeconds(11));
        look();
        assertThat(drawn).containsExactly(TOWN_HALL, ANNEX);
    }
}
