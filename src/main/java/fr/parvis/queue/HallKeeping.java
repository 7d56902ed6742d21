package fr.parvis.queue;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Tidies the hall once nobody can be in it any more: the site is closed and the ticket is from an earlier day. A hall that
 * works through midnight is left alone.
 */
@Component
class HallKeeping {
    private static final Logger LOG = LoggerFactory.getLogger(HallKeeping.class);
    /** Nobody is sent away while an agent may still be receiving after the doors have closed. */
    private static final Duration PATIENCE = Duration.ofHours(3);

    private static final Duration LATE_ALLOWED = Duration.ofMinutes(3);

    private final Tickets tickets;
    private final Counters counters;
    private final Reception reception;
    private final Directory directory;
    private final Clock clock;

    HallKeeping(Tickets tickets, Counters counters, Reception reception, Directory directory, Clock clock) {
        this.tickets = tickets;
        this.counters = counters;
        this.reception = reception;
        this.directory = directory;
        this.clock = clock;
    }

    /** Idempotent: each act is its own transaction and is refused once done. */
    void tidy() {
        var now = clock.instant();
        for (var ticket : tickets.leftSince(now.minus(PATIENCE))) {
            if (isOver(ticket.siteId(), ticket.arrivedAt(), now)) {
                leave(ticket);
            }
        }
        for (var state : counters.notClosedSince(now.minus(PATIENCE))) {
            if (isOver(state.siteId(), state.since(), now)) {
                attempt(() -> reception.close(state.counterId()));
            }
        }
    }

    /** Gives back the places of those who stepped out and have not come back; a little later than was said. */
    void endAways() {
        var by = clock.instant().minus(LATE_ALLOWED);
        tickets.awayUntil(by).forEach(id -> attempt(() -> reception.endAway(id, by)));
    }

    private void leave(Ticket ticket) {
        attempt(() -> {
            if (ticket.state() == Ticket.State.SERVING) {
                reception.requeue(ticket.id());
            }
            reception.abandon(ticket.id());
        });
    }

    private boolean isOver(java.util.UUID siteId, Instant since, Instant now) {
        try {
            var zone = directory.site(siteId).zone();
            return !since.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate())
                    && directory.opening(siteId, now) instanceof Opening.Closed;
        } catch (NoSuchElementException _) {
            return true;
        }
    }

    private static void attempt(Runnable act) {
        try {
            act.run();
        } catch (ProblemException refusal) {
            LOG.debug("left as it is: {}", refusal.getMessage());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> hallKeepingTask(HallKeeping keeping) {
            return Tasks.recurring("hall-keeping", FixedDelay.ofMinutes(10)).execute((_, _) -> keeping.tidy());
        }

        @Bean
        Task<Void> awayEndingTask(HallKeeping keeping) {
            return Tasks.recurring("away-ending", FixedDelay.ofSeconds(30)).execute((_, _) -> keeping.endAways());
        }
    }
}
