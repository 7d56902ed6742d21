package fr.parvis.appointments;

import fr.parvis.appointments.slots.SlotSearch.Place;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    private final AppointmentTables appointments;
    private final PlaceTables places;
    private final AppointmentActs acts;
    private final FigureKeeping figures;
    private final JdbcClient jdbc;

    AppointmentHistory(
            AppointmentTables appointments,
            PlaceTables places,
            AppointmentActs acts,
            FigureKeeping figures,
            JdbcClient jdbc) {
        this.appointments = appointments;
        this.places = places;
        this.acts = acts;
        this.figures = figures;
        this.jdbc = jdbc;
    }

    @Transactional
    public void write(Site site, List<Past> over) {
        over.forEach(one -> write(site, one));
    }

    private void write(Site site, Past past) {
        var end = past.start().plus(past.during());
        var over = appointments.insertPast(
                new Appointment(
                        Ids.next(),
                        site.organisationId(),
                        site.id(),
                        past.serviceId(),
                        Appointment.newReference(),
                        Ids.token(),
                        past.state(),
                        past.start(),
                        end,
                        1,
                        past.channel(),
                        null,
                        past.bookedAt(),
                        0,
                        null,
                        null,
                        List.of(past.agendaId()),
                        Meeting.ON_SITE),
                past.reminded() ? past.start().minus(Duration.ofDays(2)) : null,
                acts.now());
        appointments.append(over, "booked", past.bookedAt(), Map.of());
        appointments.append(over, past.state().code(), past.start(), Map.of());
        if (past.state() != Appointment.State.CANCELLED) {
            places.take(over.id(), new Place(over.agendas(), new Stretch(past.start(), end)), null);
        }
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
