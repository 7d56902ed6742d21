package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.PartnerBookings;
import fr.parvis.directory.Directory;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A partner's own appointments as its people read them in a list. */
@Component
class PartnerLines {
    /**
     * @param name of the person; empty once it is erased
     * @param moved its time has changed since it was booked, whoever changed it
     */
    record Line(
            UUID id,
            String when,
            String name,
            String reference,
            String service,
            String site,
            String state,
            boolean moved) {}

    private final Directory directory;
    private final PartnerBookings bookings;

    PartnerLines(Directory directory, PartnerBookings bookings) {
        this.directory = directory;
        this.bookings = bookings;
    }

    List<Line> of(List<Appointment> appointments, Locale locale) {
        var moved = bookings.moved(appointments.stream().map(Appointment::id).toList());
        return appointments.stream()
                .map(one -> {
                    var site = directory.site(one.siteId());
                    var who = one.usager();
                    return new Line(
                            one.id(),
                            AppointmentWords.moment(one.start(), site, locale),
                            who == null ? "" : who.lastName() + " " + who.firstName(),
                            one.reference(),
                            directory.service(one.serviceId()).name(),
                            site.name(),
                            one.state().code(),
                            one.state() == Appointment.State.BOOKED && moved.contains(one.id()));
                })
                .toList();
    }
}
