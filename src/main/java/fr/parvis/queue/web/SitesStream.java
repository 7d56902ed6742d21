package fr.parvis.queue.web;

import fr.parvis.platform.live.LiveUpdates.Message;
import fr.parvis.platform.live.TopicChanged;
import fr.parvis.queue.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What happens at any site, as one topic: a browser opens few connections to one host, so a page about all sites has one
 * stream. A change at one site draws that site again and no other: a département has a hundred.
 */
@Component
class SitesStream {
    static final String TOPIC = "sites";
    /** Waits move with time: a picture is drawn again at the latest then, though nothing happened. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(10);

    private record Place(UUID site, String view) {}

    private record Picture(long change, Instant at, Message message) {}

    private final ApplicationEventPublisher publisher;
    private final Clock clock;
    private final Map<UUID, Long> changes = new ConcurrentHashMap<>();
    private final Map<Place, Picture> pictures = new ConcurrentHashMap<>();

    SitesStream(ApplicationEventPublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    @EventListener
    @Order(1) // after the board of the site was thrown away
    void on(TopicChanged change) {
        Topics.siteOf(change.topic()).ifPresent(site -> {
            changes.merge(site, 1L, Long::sum);
            publisher.publishEvent(new TopicChanged(TOPIC));
        });
    }

    /** The last picture of the site when nothing happened there since, a new one otherwise. */
    Message picture(UUID site, String view, Supplier<Message> draw) {
        var now = clock.instant();
        var change = changes.getOrDefault(site, 0L);
        var last = pictures.get(new Place(site, view));
        if (last != null
                && last.change == change
                && !last.at.isAfter(now)
                && last.at.plus(GOOD_FOR).isAfter(now)) {
            return last.message;
        }
        var drawn = draw.get();
        pictures.put(new Place(site, view), new Picture(change, now, drawn));
        return drawn;
    }
}
