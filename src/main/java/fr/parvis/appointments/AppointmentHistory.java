package fr.parvis.appointments;

import static fr.parvis.appointments.AgendaTables.utc;

import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes appointments that are over, as another system or a demonstration had them; of nobody by name. */
@Component
public class AppointmentHistory {
    /**
     * @param agendaId the one agenda whose time it took
     * @param state one in which nothing more happens: arrived, missed or cancelled
     */
    public record Past(
            UUID serviceId,
            UUID agendaId,
            Instant start,
            Duration during,
            Instant bookedAt,
            Appointment.Channel channel,
            Appointment.State state,
            boolean reminded) {
        public Past {
            if (state != Appointment.State.ARRIVED
                    && state != Appointment.State.NO_SHOW
                    && state != Appointment.State.CANCELLED) {
                throw new IllegalArgumentException(state + " is not over");
            }
        }
    }

    private final AppointmentActs acts;
    private final FigureKeeping figures;
    private final JdbcClient jdbc;

    AppointmentHistory(AppointmentActs acts, FigureKeeping figures, JdbcClient jdbc) {
        this.acts = acts;
        this.figures = figures;
        this.jdbc = jdbc;
    }

    @Transactional
    public void write(Site site, List<Past> over) {
        over.forEach(one -> write(site, one));
    }

    private void write(Site site, Past past) {
        var id = Ids.next();
        var end = past.start().plus(past.during());
        jdbc.sql("""
                        insert into appointments.appointment (id, organisation_id, site_id, service_id, reference, token, state, starts_at,
                            ends_at, people, channel, created_at, reminded_at, erased_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        site.organisationId(),
                        site.id(),
                        past.serviceId(),
                        Appointment.newReference(),
                        Ids.token(),
                        past.state().code(),
                        utc(past.start()),
                        utc(end),
                        past.channel().code(),
                        utc(past.bookedAt()),
                        past.reminded() ? utc(past.start().minus(Duration.ofDays(2))) : null,
                        utc(acts.now())))
                .update();
        event(site, id, "booked", past.bookedAt());
        event(site, id, past.state().code(), past.start());
        if (past.state() != Appointment.State.CANCELLED) {
            jdbc.sql("""
                            insert into appointments.place (id, appointment_id, agenda_id, during)
                            values (?, ?, ?, tstzrange(?, ?))""")
                    .params(Ids.next(), id, past.agendaId(), utc(past.start()), utc(end))
                    .update();
        }
    }

    private void event(Site site, UUID appointmentId, String type, Instant at) {
        jdbc.sql("insert into appointments.event (organisation_id, appointment_id, type, at) values (?, ?, ?, ?)")
                .params(site.organisationId(), appointmentId, type, utc(at))
                .update();
    }

    /** What agendas offered on the days up to yesterday, by the rules of today. */
    public void keepDays() {
        figures.keepDays();
    }

    /** @param hours to the third free start at noon of that day; null when there were no three */
    @Transactional
    public void thirdNext(Site site, UUID serviceId, LocalDate day, @Nullable Integer hours) {
        jdbc.sql("""
                        insert into appointments.third_next (service_id, site_id, day, hours) values (?, ?, ?, ?)
                        on conflict do nothing""").params(Arrays.asList(serviceId, site.id(), day, hours)).update();
    }
}
