package fr.parvis.platform;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.IncompleteEventPublications;

/** Sends again the events whose handler failed. */
@Configuration(proxyBeanMethods = false)
class Housekeeping {
    private static final Duration HANDLED_BY_THEN = Duration.ofMinutes(2);

    @Bean
    Task<Void> unhandledEventsTask(IncompleteEventPublications events) {
        return Tasks.recurring("unhandled-events", FixedDelay.ofMinutes(5))
                .execute((_, _) -> events.resubmitIncompletePublicationsOlderThan(HANDLED_BY_THEN));
    }
}
