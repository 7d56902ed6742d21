package fr.parvis.appointments.calendar;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.sessions.Session;
import fr.parvis.appointments.slots.AgendaTime;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.DayHours;
import java.time.LocalDate;
import java.util.List;

/**
 * One agenda on one day of its site's calendar; all lists in order.
 *
 * @param hours of the site: closures and public holidays have their names there
 * @param opened when it can be booked; absences are not taken out
 * @param away when it does not receive all the same
 * @param booked what takes its time: booked, arrived or missed
 * @param sessions group sessions that take it as well
 */
public record AgendaDay(
        Agenda agenda,
        LocalDate day,
        DayHours hours,
        List<AgendaTime.Opened> opened,
        List<Away> away,
        List<Appointment> booked,
        List<Session> sessions) {
    /**
     * @param reason may be empty
     * @param elsewhere another calendar of the same person says so
     */
    public record Away(Stretch during, String reason, boolean elsewhere) {}

    public boolean isEmpty() {
        return opened.isEmpty() && booked.isEmpty() && sessions.isEmpty();
    }

    /** Whoever comes then finds nobody. */
    public boolean isAwayAt(Appointment one) {
        return one.state() == Appointment.State.BOOKED
                && away.stream().anyMatch(other -> other.during().overlaps(new Stretch(one.start(), one.end())));
    }
}
