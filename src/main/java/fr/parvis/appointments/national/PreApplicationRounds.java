package fr.parvis.appointments.national;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.national.NationalApi.Away;
import fr.parvis.appointments.national.NationalApi.Status;
import fr.parvis.appointments.national.NationalApi.Told;
import fr.parvis.appointments.national.PreApplicationTables.Due;
import fr.parvis.directory.Directory;
import fr.parvis.platform.GatewayPauses;
import fr.parvis.platform.web.PublicAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Makes what the national appointment service knows be what is: it has no way of changing an appointment, so what it was told is withdrawn
 * and told anew. What to tell is read from the appointment when it is told, so nothing that is out of date is ever told last.
 */
@Component
class PreApplicationRounds {
    private static final Logger LOG = LoggerFactory.getLogger(PreApplicationRounds.class);
    private static final int MOST_AT_ONCE = 200;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(2);

    private final PreApplicationTables tables;
    private final NationalApi api;
    private final NationalSettings settings;
    private final Appointments appointments;
    private final Directory directory;
    private final PublicAddress addresses;
    private final Clock clock;

    PreApplicationRounds(
            PreApplicationTables tables,
            NationalApi api,
            NationalSettings settings,
            Appointments appointments,
            Directory directory,
            PublicAddress addresses,
            Clock clock) {
        this.tables = tables;
        this.api = api;
        this.settings = settings;
        this.appointments = appointments;
        this.directory = directory;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** Without the service, whatever is to be told waits for it. */
    void round() {
        for (int i = 0; i < MOST_AT_ONCE && settings.isDeclared(); i++) {
            var now = now();
            var due = tables.claim(now, now.plus(FORGOTTEN_AFTER));
            if (due.isEmpty()) {
                return;
            }
            tell(due.get());
        }
    }

    private void tell(Due one) {
        var appointment = appointments.find(one.appointmentId());
        try {
            var problem = bringUp(one, appointment);
            tables.done(one, problem, null, now());
        } catch (Away away) {
            LOG.warn("the national appointment service was not told: {}", away.getMessage());
            tables.done(
                    one, String.valueOf(away.getMessage()), away.isRefused() ? null : next(one, appointment), now());
        }
    }

    /** Answers why it could not be told, in a word for who looks into it; "" when it was. */
    private String bringUp(Due one, Appointment appointment) throws Away {
        var told = one.told();
        if (appointment.state() != Appointment.State.BOOKED && appointment.state() != Appointment.State.CANCELLED) {
            return "";
        }
        var wanted = wanted(one, appointment);
        if (told != null && one.surely() && told.equals(wanted)) {
            return "";
        }
        if (told != null) {
            api.withdraw(one.number(), told);
            tables.withdrawn(one);
        }
        if (wanted == null) {
            return "";
        }
        var status =
                Optional.ofNullable(api.status(List.of(one.number()), false).get(one.number()));
        status.ifPresent(known -> tables.heard(one, known.code(), elsewhere(known)));
        if (status.filter(Status::isValidated).isEmpty()) {
            return status.map(Status::code).orElse("no status");
        }
        if (tables.telling(one, wanted)) {
            api.declare(one.number(), wanted, addresses.inMessages("/rdv/mien/" + appointment.token()));
            tables.told(one);
        }
        return "";
    }

    private @Nullable Told wanted(Due one, Appointment appointment) {
        if (one.removed() || appointment.state() != Appointment.State.BOOKED) {
            return null;
        }
        var site = directory.site(appointment.siteId());
        return new Told(site.id().toString(), site.name(), NationalFormat.declared(appointment.start(), site));
    }

    private String elsewhere(Status status) {
        return status.appointments().stream()
                .filter(known -> PreApplications.isElsewhere(known, addresses))
                .findFirst()
                .map(PreApplications::words)
                .orElse("");
    }

    /** Once a day as long as it is of use. */
    private @Nullable Instant next(Due one, Appointment appointment) {
        var now = now();
        var pause = GatewayPauses.after(one.tries()).orElse(GatewayPauses.LONGEST);
        return appointment.start().isAfter(now) ? now.plus(pause) : null;
    }

    void forget() {
        var forgotten = tables.forget(now());
        LOG.debug("{} numbers of pre-applications forgotten", forgotten);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> preApplicationTask(PreApplicationRounds rounds) {
            return Tasks.recurring("pre-applications", FixedDelay.ofSeconds(20)).execute((_, _) -> rounds.round());
        }

        @Bean
        Task<Void> preApplicationKeepingTask(PreApplicationRounds rounds) {
            return Tasks.recurring("pre-application-keeping", FixedDelay.ofMinutes(30))
                    .execute((_, _) -> rounds.forget());
        }
    }
}
