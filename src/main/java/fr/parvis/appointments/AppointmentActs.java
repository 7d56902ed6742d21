package fr.parvis.appointments;

import fr.parvis.appointments.AppointmentChanged.Change;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/** What all acts on appointments have in common: the one that is meant, and how a change is written, recorded and told. */
@Component
class AppointmentActs {
    private final AppointmentTables tables;
    private final Directory directory;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    AppointmentActs(AppointmentTables tables, Directory directory, ApplicationEventPublisher publisher, Clock clock) {
        this.tables = tables;
        this.directory = directory;
        this.publisher = publisher;
        this.clock = clock;
    }

    Appointment known(UUID id) {
        return tables.find(id).orElseThrow(() -> AppointmentProblem.UNKNOWN_APPOINTMENT.about(id));
    }

    Appointment lock(UUID id) {
        return tables.lock(id).orElseThrow(() -> AppointmentProblem.UNKNOWN_APPOINTMENT.about(id));
    }

    /** In the turn of its site: nothing there is booked or freed meanwhile. */
    Appointment lockInTurn(UUID id) {
        tables.waitForTurn(known(id).siteId());
        return lock(id);
    }

    Site site(UUID id) {
        try {
            return directory.site(id);
        } catch (NoSuchElementException _) {
            throw AppointmentProblem.UNKNOWN_SITE.about(id);
        }
    }

    /** Writes, records and tells. */
    Appointment save(Appointment before, Appointment after, Change change, String type) {
        var written = write(before, after, type);
        publisher.publishEvent(new AppointmentChanged(written, change, now()));
        return written;
    }

    /** Writes and records what is no news to anybody. */
    Appointment write(Appointment before, Appointment after, String type) {
        if (!tables.save(after, before.state())) {
            throw notAllowed(before);
        }
        record(after, type);
        return known(after.id());
    }

    void record(Appointment a, String type) {
        var data = new LinkedHashMap<String, Object>();
        data.put("site", a.siteId().toString());
        data.put("service", a.serviceId().toString());
        data.put("start", a.start().toString());
        data.put("end", a.end().toString());
        data.put("people", a.people());
        data.put("channel", a.channel().code());
        if (a.meeting().isAfar()) {
            data.put("modality", a.meeting().modality().code());
        }
        tables.append(a, type, now(), data);
        publisher.publishEvent(new AppointmentRecorded(a, type));
    }

    ProblemException notAllowed(Appointment appointment) {
        return AppointmentProblem.STATE_DOES_NOT_ALLOW.with(
                Map.of("state", appointment.state().code()),
                appointment.reference(),
                new DefaultMessageSourceResolvable(
                        "appointments.state." + appointment.state().code()));
    }

    /** With its time, for programs and for people. */
    ProblemException atItsTime(AppointmentProblem problem, Appointment appointment) {
        return problem.with(Map.of("start", iso(appointment)), words(appointment));
    }

    String words(Appointment appointment) {
        return AppointmentWords.moment(appointment.start(), site(appointment.siteId()));
    }

    String iso(Appointment appointment) {
        return iso(appointment.start(), site(appointment.siteId()));
    }

    /** As in the answers of the API: seconds always, the site's own offset. */
    static String iso(Instant at, Site site) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(site.zone()));
    }

    /** Microseconds, as the database keeps them: what is answered is what is stored. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
