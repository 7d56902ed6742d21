package fr.parvis.queue.web;

import fr.parvis.platform.live.TopicChanged;
import fr.parvis.queue.Topics;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What happens at any site, as one topic: a browser opens few connections to one host, so a page about all sites has one
 * stream.
 */
@Component
class SitesStream {
    static final String TOPIC = "sites";

    private final ApplicationEventPublisher publisher;

    SitesStream(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @EventListener
    @Order(1) // after the picture of the site was thrown away
    void on(TopicChanged change) {
        if (Topics.isSite(change.topic())) {
            publisher.publishEvent(new TopicChanged(TOPIC));
        }
    }
}
