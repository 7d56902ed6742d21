package fr.parvis.appointments.calendar;

import biweekly.ICalDataType;
import biweekly.component.StandardTime;
import biweekly.component.VEvent;
import biweekly.component.VTimezone;
import biweekly.property.LastModified;
import biweekly.property.Status;
import biweekly.util.DateTimeComponents;
import biweekly.util.UtcOffset;
import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.CalendarEntry;
import fr.parvis.appointments.sessions.Session;
import fr.parvis.appointments.sessions.Sessions;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.Ids;
import fr.parvis.platform.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The appointments of an agenda at a secret address, for the calendar programs of who receives. Of whoever comes it tells the initials
 * alone, since such programs keep copies where nobody erases them.
 */
@Component
public class CalendarFeeds {
    private static final Duration BACK = Duration.ofDays(30);
    private static final Duration AHEAD = Duration.ofDays(400);
    private static final Duration NOTED_EVERY = Duration.ofHours(1);
    private static final String REFRESHED_EVERY = "PT15M";

    /** @param read the last time, to the hour; null when it never was */
    public record Feed(Instant made, @Nullable Instant read) {}

    /** @param changed the last change of what it tells; null when it tells nothing */
    public record Written(String text, @Nullable Instant changed) {}

    private final CalendarFeedTables tables;
    private final Agendas agendas;
    private final Sessions sessions;
    private final Directory directory;
    private final MessageSource messages;
    private final AuditLog audit;
    private final Clock clock;

    CalendarFeeds(
            CalendarFeedTables tables,
            Agendas agendas,
            Sessions sessions,
            Directory directory,
            MessageSource messages,
            AuditLog audit,
            Clock clock) {
        this.tables = tables;
        this.agendas = agendas;
        this.sessions = sessions;
        this.directory = directory;
        this.messages = messages;
        this.audit = audit;
        this.clock = clock;
    }

    public Optional<Feed> find(UUID agendaId) {
        return tables.find(agendaId);
    }

    /** @return the token of the address, which nobody is told again; one that was there before opens nothing any more */
    @Transactional
    public String make(UUID agendaId) {
        var agenda = agendas.agenda(agendaId);
        var token = Ids.token();
        tables.save(agendaId, agenda.organisationId(), Sha256.of(token), clock.instant());
        audit.write("agenda-feed-made", subject(agenda));
        return token;
    }

    @Transactional
    public void withdraw(UUID agendaId) {
        var agenda = agendas.agenda(agendaId);
        if (tables.remove(agendaId)) {
            audit.write("agenda-feed-withdrawn", subject(agenda));
        }
    }

    /** Empty when the token opens nothing; looked for by its hash, so that no time of answer tells how near one is. */
    @Transactional
    public Optional<Agenda> opened(String token) {
        return tables.agenda(Sha256.of(token)).map(agendas::agenda).filter(this::isStillReceiving);
    }

    private boolean isStillReceiving(Agenda agenda) {
        return agenda.agentId() == null || directory.agent(agenda.agentId()).active();
    }

    /** @param desk address of the staff's pages */
    @Transactional
    public Written written(Agenda agenda, String desk) {
        var now = clock.instant();
        var site = directory.site(agenda.siteId());
        var entries = tables.entries(agenda.id(), now.minus(BACK), now.plus(AHEAD));
        var calendar = CalendarEntry.calendar();
        calendar.setName(agenda.name() + " – " + site.name());
        calendar.addExperimentalProperty("X-WR-CALNAME", agenda.name() + " – " + site.name());
        calendar.addExperimentalProperty("REFRESH-INTERVAL", ICalDataType.DURATION, REFRESHED_EVERY);
        calendar.addExperimentalProperty("X-PUBLISHED-TTL", REFRESHED_EVERY);
        for (var one : entries) {
            calendar.addEvent(event(one, site, desk + "rendez-vous/"));
        }
        var held = sessions.everAt(agenda, now.minus(BACK), now.plus(AHEAD));
        for (var one : held) {
            calendar.addEvent(event(one, agenda, site, desk + "ateliers/"));
        }
        if (entries.isEmpty() && held.isEmpty()) {
            calendar.addComponent(utc());
        }
        tables.read(agenda.id(), now, now.minus(NOTED_EVERY));
        return new Written(
                CalendarEntry.written(calendar),
                Stream.concat(
                                entries.stream().map(CalendarFeedTables.Entry::changed),
                                held.stream().map(Session::changedAt))
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    /** A calendar holds one component at least (RFC 5545, 3.6), and this one says nothing. */
    private static VTimezone utc() {
        var always = new StandardTime();
        always.setDateStart(new DateTimeComponents(1970, 1, 1, 0, 0, 0, false));
        always.setTimezoneOffsetFrom(new UtcOffset(0));
        always.setTimezoneOffsetTo(new UtcOffset(0));
        var zone = new VTimezone("UTC");
        zone.addStandardTime(always);
        return zone;
    }

    private VEvent event(CalendarFeedTables.Entry one, Site site, String page) {
        var gone = !one.here() || one.state().equals("cancelled");
        var event = CalendarEntry.of(
                one.id(),
                one.revision(),
                one.changed(),
                one.start(),
                one.end(),
                gone ? Status.cancelled() : Status.confirmed(),
                site);
        event.setLastModified(new LastModified(event.getDateTimeStamp().getValue()));
        event.setSummary(directory.service(one.serviceId()).name()
                + (one.initials().isEmpty() ? "" : " · " + one.initials())
                + (one.modality().equals("on-site") ? "" : " · " + text("appointments.mode." + one.modality()))
                + (one.state().equals("no-show") || one.state().equals("arrived")
                        ? " (" + text("appointments.state." + one.state()) + ")"
                        : ""));
        event.setDescription(text("rdv.reference") + " " + one.reference()
                + (one.people() > 1 ? "\n" + text("appointments.people", one.people()) : "") + "\n" + page + one.id());
        event.setUrl(page + one.id());
        return event;
    }

    private VEvent event(Session one, Agenda agenda, Site site, String page) {
        var gone =
                one.state() == Session.State.CANCELLED || !one.plan().agendas().contains(agenda.id());
        var event = CalendarEntry.of(
                one.id(),
                one.revision(),
                one.changedAt(),
                one.start(),
                one.end(),
                gone ? Status.cancelled() : Status.confirmed(),
                site);
        event.setLastModified(new LastModified(event.getDateTimeStamp().getValue()));
        var place = one.plan().place();
        event.setSummary(one.title());
        event.setDescription((place.isEmpty() ? "" : place + "\n") + page + one.id());
        event.setUrl(page + one.id());
        return event;
    }

    /** In the language of the administration: a calendar program asks for none. */
    private String text(String key, Object... about) {
        return Objects.requireNonNull(messages.getMessage(key, about, Locale.FRENCH));
    }

    private String subject(Agenda agenda) {
        return directory.site(agenda.siteId()).name() + " → " + agenda.slug();
    }
}
