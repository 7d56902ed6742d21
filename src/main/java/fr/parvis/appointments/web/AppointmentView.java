package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.VideoAddress;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** An appointment as its pages show it. */
@Component
class AppointmentView {
    /**
     * @param moment day and time in words
     * @param when the same up to its end
     * @param until the time of day up to which it is held; empty when it is not
     * @param secondsLeft of the hold
     * @param video where a video appointment that is booked takes place; empty otherwise
     */
    record Shown(
            Appointment one,
            Site site,
            ServiceOffer service,
            String moment,
            String when,
            String until,
            long secondsLeft,
            String video) {
        /** Where the same is looked for again. */
        public String again(String more) {
            return TimesWish.of(one).address("/rdv/" + service.slug() + more);
        }

        /** In one line; empty when it is no visit. */
        public String visited() {
            var address = one.meeting().address();
            return address == null ? "" : address.line();
        }

        public String mode() {
            return one.meeting().modality().code();
        }

        /** As it is dialled; empty when none is said. */
        public String phone() {
            var usager = one.usager();
            return usager == null || usager.phone() == null ? "" : AppointmentWords.phone(usager.phone());
        }
    }

    private static final Duration SAID_BEFORE = Duration.ofHours(1);

    private final Appointments appointments;
    private final VideoAddress videos;
    private final Directory directory;
    private final Clock clock;

    AppointmentView(Appointments appointments, VideoAddress videos, Directory directory, Clock clock) {
        this.videos = videos;
        this.appointments = appointments;
        this.directory = directory;
        this.clock = clock;
    }

    /** For the page of one person: nobody keeps a copy of it, nor shows it in a search. */
    Appointment find(String token, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Robots-Tag", "noindex");
        return appointments
                .findByToken(token)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-appointment"));
    }

    Shown of(Appointment one, Locale locale) {
        var site = directory.site(one.siteId());
        var held = one.state() == Appointment.State.HELD ? one.heldUntil() : null;
        var left = held == null ? Duration.ZERO : Duration.between(clock.instant(), held);
        return new Shown(
                one,
                site,
                directory.service(one.serviceId()),
                AppointmentWords.moment(one.start(), site, locale),
                AppointmentWords.span(one.start(), one.end(), site, locale),
                held == null ? "" : AppointmentWords.time(held, site),
                Math.max(0, left.toSeconds()),
                videos.of(one).orElse(""));
    }

    /** From an hour before their time, on the day itself: who says so earlier is not in the hall yet. */
    boolean mayArrive(Appointment one) {
        var now = clock.instant();
        var zone = directory.site(one.siteId()).zone();
        return !one.meeting().isAfar()
                && (one.state() == Appointment.State.BOOKED || one.state() == Appointment.State.NO_SHOW)
                && !one.start().minus(SAID_BEFORE).isAfter(now)
                && one.start()
                        .atZone(zone)
                        .toLocalDate()
                        .equals(now.atZone(zone).toLocalDate());
    }

    boolean isConfirmed(Appointment one) {
        return appointments.confirmed(Set.of(one.id())).contains(one.id());
    }

    /** May still become somebody's. */
    boolean isOpen(Appointment one) {
        return (one.state() == Appointment.State.HELD || one.state() == Appointment.State.EXPIRED) && isToCome(one);
    }

    boolean isToCome(Appointment one) {
        return one.start().isAfter(clock.instant());
    }
}
