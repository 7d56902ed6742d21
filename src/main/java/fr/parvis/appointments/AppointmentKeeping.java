package fr.parvis.appointments;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Ends what nobody ends: holds that ran out, appointments that nobody came to, personal data that nobody needs. */
@Component
class AppointmentKeeping {
    private static final Logger LOG = LoggerFactory.getLogger(AppointmentKeeping.class);

    private static final Duration FORGOTTEN = Duration.ofHours(3);
    private static final Duration UNCONFIRMED_KEPT = Duration.ofHours(1);

    private final AppointmentTables tables;
    private final PlaceTables places;
    private final ConflictTables conflicts;
    private final Bookings bookings;
    private final Arrivals arrivals;
    private final Clock clock;

    AppointmentKeeping(
            AppointmentTables tables,
            PlaceTables places,
            ConflictTables conflicts,
            Bookings bookings,
            Arrivals arrivals,
            Clock clock) {
        this.tables = tables;
        this.places = places;
        this.conflicts = conflicts;
        this.bookings = bookings;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    void endHolds() {
        places.sitesWithPassed(clock.instant()).forEach(bookings::endHolds);
    }

    void tidy() {
        var now = clock.instant();
        for (var id : tables.forgotten(now.minus(FORGOTTEN))) {
            try {
                arrivals.noShow(id);
            } catch (ProblemException refusal) {
                LOG.debug("left as it is: {}", refusal.getMessage());
            }
        }
        conflicts.forgetWithdrawn(now.minus(FORGOTTEN));
        tables.forgetAddresses(now.minus(UNCONFIRMED_KEPT));
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> holdEndingTask(AppointmentKeeping keeping) {
            return Tasks.recurring("hold-ending", FixedDelay.ofSeconds(30)).execute((_, _) -> keeping.endHolds());
        }

        @Bean
        Task<Void> appointmentKeepingTask(AppointmentKeeping keeping) {
            return Tasks.recurring("appointment-keeping", FixedDelay.ofMinutes(30))
                    .execute((_, _) -> keeping.tidy());
        }
    }
}
