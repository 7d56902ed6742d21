package fr.parvis.relations.calls;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.directory.Directory;
import fr.parvis.relations.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Warns before the hour of a promised call is over. */
@Component
class CallWatch {
    private static final Duration BEFORE = Duration.ofMinutes(20);
    private static final Duration KEPT = Duration.ofDays(1);

    private record Pressing(
            UUID request, Instant until, @Nullable UUID takenBy) {}

    private final JdbcClient jdbc;
    private final Watch watch;
    private final Directory directory;
    private final Clock clock;

    CallWatch(JdbcClient jdbc, Watch watch, Directory directory, Clock clock) {
        this.jdbc = jdbc;
        this.watch = watch;
        this.directory = directory;
        this.clock = clock;
    }

    void look() {
        var now = clock.instant();
        jdbc.sql("""
                        select p.request_id, p.ends_at, b.taken_by from relations.call_promise p
                          left join relations.call_back b on b.request_id = p.request_id
                         where p.organisation_id = ? and p.settled_at is null and p.ends_at > ? and p.ends_at <= ?""")
                .params(
                        directory.organisation().id(),
                        now.minus(KEPT).atOffset(ZoneOffset.UTC),
                        now.plus(BEFORE).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Pressing(
                        row.getObject(1, UUID.class), row.getTimestamp(2).toInstant(), row.getObject(3, UUID.class)))
                .list()
                .forEach(one ->
                        watch.call(one.request(), LocalDate.ofInstant(one.until(), directory.zone()), one.takenBy()));
    }

    /** What was typed about calls and never saved. */
    void forget() {
        var before = clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC);
        jdbc.sql("delete from relations.note_draft where at < ?").param(before).update();
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> callWatchTask(CallWatch watch) {
            return Tasks.recurring("call-watch", FixedDelay.ofMinutes(5)).execute((_, _) -> {
                watch.look();
                watch.forget();
            });
        }
    }
}
