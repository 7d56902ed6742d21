package fr.parvis.appointments.calendar;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.calendar.BusyImportTables.Due;
import fr.parvis.appointments.calendar.OtherCalendar.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Reads the other calendars again and again, each on one instance. One that cannot be read several times in a row, or not for hours,
 * tells nothing that can be relied on: nothing of its agenda is offered online until it can.
 */
@Component
class BusyRounds {
    private static final Logger LOG = LoggerFactory.getLogger(BusyRounds.class);
    static final Duration EVERY = Duration.ofMinutes(15);
    static final Duration AGAIN = Duration.ofMinutes(5);

    /** What nobody has read for so long is not known any more, whoever is to blame. */
    static final Duration TOO_OLD = Duration.ofHours(6);

    /** A server that is restarted is not yet a broken one. */
    static final int BROKEN_AFTER = 3;

    /** An instance that died in the middle is waited for no longer than this. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private static final int LOOK_EVERY_SECONDS = 30;
    private static final int AT_ONCE = 8;

    private final BusyImportTables tables;
    private final OtherCalendar others;
    private final Agendas agendas;
    private final Clock clock;

    BusyRounds(BusyImportTables tables, OtherCalendar others, Agendas agendas, Clock clock) {
        this.tables = tables;
        this.others = others;
        this.agendas = agendas;
        this.clock = clock;
    }

    void runDue() {
        var now = now();
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var due = claim(now); !due.isEmpty(); due = claim(now)) {
                due.stream().map(one -> readers.submit(() -> run(one))).toList().forEach(BusyRounds::await);
            }
        }
    }

    private List<Due> claim(Instant now) {
        return tables.claim(now, now.minus(FORGOTTEN_AFTER), AT_ONCE);
    }

    private static void await(Future<?> running) {
        try {
            running.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failure) {
            LOG.error("a calendar could not be looked after", failure.getCause());
        }
    }

    private void run(Due due) {
        var agenda = agendas.agenda(due.agendaId());
        var outcome = others.read(agenda, due.address());
        var now = now();
        switch (outcome) {
            case Outcome.Read(var busy) -> {
                if (tables.succeeded(due, busy, now, now.plus(EVERY), now.plus(TOO_OLD)) && due.failures() > 0) {
                    LOG.info("the calendar of {} is read again", agenda.slug());
                }
            }
            case Outcome.Failed(var problem, var detail) -> {
                var failures = due.failures() + 1;
                var broken = failures >= BROKEN_AFTER;
                if (tables.failed(due, problem, detail, now, now.plus(broken ? EVERY : AGAIN), broken)) {
                    LOG.warn(
                            "the calendar of {} could not be read, {} time(s) in a row: {} {}{}",
                            agenda.slug(),
                            failures,
                            problem,
                            detail,
                            broken ? "; its times are not offered online" : "");
                }
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> busyImportTask(BusyRounds rounds) {
            return Tasks.recurring("busy-import", FixedDelay.ofSeconds(LOOK_EVERY_SECONDS))
                    .execute((_, _) -> rounds.runDue());
        }
    }
}
