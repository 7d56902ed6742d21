package fr.parvis.appointments.demand;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends what nobody ends: wishes with nothing left to wait for. */
@Component
class LineKeeping {

    static final Duration ASLEEP = Duration.ofDays(30);
    /** For as long, joinings are counted. */
    static final Duration COUNTED = Duration.ofDays(1);

    private static final Duration UNTOUCHED = Duration.ofDays(365);

    private final WishTables tables;
    private final Wishes wishes;
    private final LineMessages messages;
    private final Clock clock;

    LineKeeping(WishTables tables, Wishes wishes, LineMessages messages, Clock clock) {
        this.tables = tables;
        this.wishes = wishes;
        this.messages = messages;
        this.clock = clock;
    }

    @Transactional
    public void tidy() {
        var now = clock.instant();
        for (var wish : tables.overdue(now, now.minus(UNTOUCHED), now.minus(ASLEEP))) {
            var forgotten = wish.touchedAt().isBefore(now.minus(UNTOUCHED));
            // whoever sleeps was told when it would end, and whoever's appointment is over knows
            if (wishes.end(wish.id(), forgotten ? "forgotten" : "over") && forgotten) {
                messages.ended(wish);
            }
        }
        tables.forgetAsked(now.minus(COUNTED));
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> waitingLineTask(Offering offering) {
            return Tasks.recurring("waiting-line", FixedDelay.ofSeconds(20)).execute((_, _) -> offering.rounds());
        }

        @Bean
        Task<Void> waitingLineKeepingTask(LineKeeping keeping) {
            return Tasks.recurring("waiting-line-keeping", FixedDelay.ofMinutes(30))
                    .execute((_, _) -> keeping.tidy());
        }
    }
}
