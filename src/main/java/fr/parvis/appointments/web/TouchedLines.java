package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.directory.Directory;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Appointments that lie where nobody receives any more, each to be moved. */
@Component
class TouchedLines {
    /** Shown once more after it was saved: kept in the session until then. */
    record Line(UUID id, String reference, String when, String service, String name) implements Serializable {}

    private final Directory directory;

    TouchedLines(Directory directory) {
        this.directory = directory;
    }

    List<Line> of(List<Appointment> appointments, Locale locale) {
        return appointments.stream()
                .map(one -> {
                    var usager = one.usager();
                    return new Line(
                            one.id(),
                            one.reference(),
                            AppointmentWords.moment(one.start(), directory.site(one.siteId()), locale),
                            directory.service(one.serviceId()).name(),
                            usager == null ? "" : usager.lastName());
                })
                .toList();
    }
}
