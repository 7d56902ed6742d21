package fr.parvis.platform;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.IncompleteEventPublications;

/** Sends again the events whose handler failed, and forgets answers that nobody repeats any more. */
@Configuration(proxyBeanMethods = false)
class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration HANDLED_BY_THEN = Duration.ofMinutes(2);
    private static final Duration ANSWERS_KEPT = Duration.ofDays(2);

    @Bean
    Task<Void> unhandledEventsTask(IncompleteEventPublications events) {
        return Tasks.recurring("unhandled-events", FixedDelay.ofMinutes(5))
                .execute((_, _) -> events.resubmitIncompletePublicationsOlderThan(HANDLED_BY_THEN));
    }

    @Bean
    Task<Void> oldAnswersTask(JdbcClient jdbc, Clock clock) {
        return Tasks.recurring("old-answers", FixedDelay.ofHours(6)).execute((_, _) -> {
            var forgotten = jdbc.sql("delete from platform.idempotency where created_at < :then")
                    .param("then", clock.instant().minus(ANSWERS_KEPT).atOffset(ZoneOffset.UTC))
                    .update();
            LOG.debug("{} old answers forgotten", forgotten);
        });
    }
}
