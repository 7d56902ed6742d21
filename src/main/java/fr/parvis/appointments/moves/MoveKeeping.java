package fr.parvis.appointments.moves;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Proposals that nobody decides go: they have changed nothing, and what they saw is out of date. */
@Component
class MoveKeeping {
    private static final Duration LOOKED_AT = Duration.ofHours(24);

    private final MoveTables tables;
    private final Clock clock;

    MoveKeeping(MoveTables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    void tidy() {
        tables.forget(clock.instant().minus(LOOKED_AT));
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> moveKeepingTask(MoveKeeping keeping) {
            return Tasks.recurring("move-keeping", FixedDelay.ofHours(1)).execute((_, _) -> keeping.tidy());
        }
    }
}
