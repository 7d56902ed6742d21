package fr.parvis.appointments.web;

import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.sessions.Registration;
import fr.parvis.appointments.sessions.Registrations;
import fr.parvis.appointments.sessions.Session;
import fr.parvis.appointments.sessions.Sessions;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Group sessions as pages show them. */
@Component("sessionView")
class SessionView {
    /**
     * @param times "14:00–16:00"
     * @param state full, free, soon, closed, staff, over or cancelled: what a person can do
     * @param words the same in words
     * @param opens when registration opens, while it has not
     */
    public record Shown(
            Session one,
            Site site,
            @Nullable ServiceOffer service,
            String day,
            String times,
            String state,
            String words,
            String opens) {
        public boolean canRegister() {
            return state.equals("free") || state.equals("full");
        }
    }

    private final Sessions sessions;
    private final Registrations registrations;
    private final Directory directory;
    private final MessageSource messages;
    private final Clock clock;

    SessionView(
            Sessions sessions, Registrations registrations, Directory directory, MessageSource messages, Clock clock) {
        this.sessions = sessions;
        this.registrations = registrations;
        this.directory = directory;
        this.messages = messages;
        this.clock = clock;
    }

    /** The public finds some. */
    public boolean isAny() {
        return sessions.isAnyToCome();
    }

    Shown of(Session one, Locale locale) {
        var site = directory.site(one.siteId());
        var service = one.plan().serviceId();
        var state = state(one);
        var opens = one.plan().opensAt();
        return new Shown(
                one,
                site,
                service == null ? null : directory.service(service),
                AppointmentWords.day(one.start(), site, locale),
                AppointmentWords.time(one.start(), site) + "–" + AppointmentWords.time(one.end(), site),
                state,
                Objects.requireNonNull(messages.getMessage("sessions.is." + state, new Object[] {one.free()}, locale)),
                opens == null ? "" : AppointmentWords.moment(opens, site, locale));
    }

    private String state(Session one) {
        var now = clock.instant();
        var opens = one.plan().opensAt();
        if (one.state() == Session.State.CANCELLED) {
            return "cancelled";
        }
        if (!one.isToCome(now)) {
            return "over";
        }
        if (one.plan().byStaff()) {
            return "staff";
        }
        if (!one.isOpen(now)) {
            return opens != null && opens.isAfter(now) ? "soon" : "closed";
        }
        return one.free() > 0 ? "free" : "full";
    }

    /** For the page of one person: nobody keeps a copy of it, nor shows it in a search. */
    Registration find(String token, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Robots-Tag", "noindex");
        return registrations
                .findByToken(token)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-registration"));
    }
}
