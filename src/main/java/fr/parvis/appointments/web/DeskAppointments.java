package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Availability;
import fr.parvis.directory.Site;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Beside the line on an agent's screen: who is expected today and has not come yet. */
@Component("deskAppointments")
class DeskAppointments {
    private static final int SHOWN = 8;
    private static final Duration MISSED_SHOWN = Duration.ofHours(1);

    /** @param more further ones of today that are not shown */
    public record Panel(List<AppointmentLines.Line> lines, int more, long arrived) {}

    private final Appointments appointments;
    private final Availability availability;
    private final AppointmentLines lines;
    private final Clock clock;

    DeskAppointments(Appointments appointments, Availability availability, AppointmentLines lines, Clock clock) {
        this.appointments = appointments;
        this.availability = availability;
        this.lines = lines;
        this.clock = clock;
    }

    /** Null where nothing is given by appointment. */
    public @Nullable Panel of(Site site) {
        var now = clock.instant();
        var today = appointments.ofDay(site, now.atZone(site.zone()).toLocalDate());
        if (today.isEmpty() && availability.servicesAt(site).isEmpty()) {
            return null;
        }
        var expected = today.stream()
                .filter(one -> one.state() == Appointment.State.BOOKED
                        || one.state() == Appointment.State.NO_SHOW
                                && one.start().plus(MISSED_SHOWN).isAfter(now))
                .toList();
        return new Panel(
                lines.of(site, expected.stream().limit(SHOWN).toList()),
                Math.max(0, expected.size() - SHOWN),
                today.stream()
                        .filter(one -> one.state() == Appointment.State.ARRIVED)
                        .count());
    }
}
