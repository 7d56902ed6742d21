package fr.parvis.appointments;

import static fr.parvis.appointments.Appointment.State.ARRIVED;
import static fr.parvis.appointments.Appointment.State.BOOKED;
import static fr.parvis.appointments.Appointment.State.CANCELLED;
import static fr.parvis.appointments.Appointment.State.EXPIRED;
import static fr.parvis.appointments.Appointment.State.HELD;
import static fr.parvis.appointments.Appointment.State.NO_SHOW;

import fr.parvis.appointments.AppointmentChanged.Change;
import fr.parvis.appointments.slots.SlotSearch.Place;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.BeforeTicket;
import fr.parvis.queue.NewTicket;
import fr.parvis.queue.Reception;
import fr.parvis.queue.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every act on appointments. Each is one transaction: done and recorded, or refused with a {@link ProblemException} (404 unknown, 409
 * when the time or the state does not allow it) and nothing changed. Acts at one site follow each other; that no time is taken twice
 * is a constraint of the database all the same.
 */
@Component
@Transactional
public class Bookings {
    /** As long as the form takes, with some ease. */
    public static final Duration HOLD = Duration.ofMinutes(5);

    /** A place given up by link stays shut for a while, so that it is worth nothing to whoever trades places. */
    static final Duration SHUT = Duration.ofMinutes(10);

    private static final Pattern PAPERS =
            Pattern.compile("/demarches/[A-Za-z0-9-]{1,40}/ma-liste(\\?[A-Za-z0-9=&%-]{0,1900})?");
    private static final Duration TODAY = Duration.ofHours(16);
    /** Nobody is checked in earlier before their time. */
    public static final Duration EARLY_CHECK_IN = Duration.ofHours(4);

    private static final Duration FORGOTTEN = Duration.ofHours(3);
    private static final Duration PERSONAL_DATA_KEPT = Duration.ofDays(30);

    private final AppointmentTables tables;
    private final Availability availability;
    private final Directory directory;
    private final Reception reception;
    private final BeforeTicket beforeTickets;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Bookings(
            AppointmentTables tables,
            Availability availability,
            Directory directory,
            Reception reception,
            BeforeTicket beforeTickets,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.tables = tables;
        this.availability = availability;
        this.directory = directory;
        this.reception = reception;
        this.beforeTickets = beforeTickets;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Nobody else gets this time for {@link #HOLD}. */
    public Appointment hold(NewAppointment wanted) {
        var site = site(wanted.siteId());
        var terms = terms(wanted.serviceId());
        var people = wanted.people();
        if (people < 1 || people > terms.mostPeople()) {
            throw ProblemException.field("people", "appointments", "people-out-of-range", terms.mostPeople());
        }
        tables.waitForTurn(site.id());
        var now = now();
        tables.clearPassed(site.id(), now);
        var place = place(site, terms, wanted.start(), people, wanted.channel().isTheDesk());
        var held = new Appointment(
                Ids.next(),
                site.organisationId(),
                site.id(),
                wanted.serviceId(),
                Appointment.newReference(),
                Ids.token(),
                HELD,
                wanted.start(),
                wanted.start().plus(terms.terms().visit(people)),
                people,
                wanted.channel(),
                now.plus(HOLD),
                now,
                0,
                null,
                null,
                place.agendas());
        tables.insert(held);
        take(held, place, held.heldUntil());
        tables.append(held, "held", now, facts(held));
        return held;
    }

    /**
     * Keeps the address of the checklist that was made for the appointment: it goes with the person to the counter.
     *
     * @param papers what is no such address is left out
     */
    public void attach(UUID id, String papers) {
        if (isChecklist(papers)) {
            tables.attach(known(id).id(), papers);
        }
    }

    /** "/demarches/F1342/ma-liste?…" and nothing else. */
    public static boolean isChecklist(String address) {
        return PAPERS.matcher(address).matches();
    }

    /** The address of the checklist that goes with the appointment. */
    @Transactional(readOnly = true)
    public Optional<String> papers(UUID id) {
        return tables.papers(id);
    }

    /** Makes a held time an appointment of somebody. Late, it is theirs all the same when nobody has taken it meanwhile. */
    public Appointment confirm(UUID id, Appointment.Usager usager) {
        tables.waitForTurn(known(id).siteId());
        var before = tables.lock(id).orElseThrow();
        if (before.state() == BOOKED && usager.equals(before.usager())) {
            return before;
        }
        var late = before.state() == EXPIRED;
        if (before.state() != HELD && !late) {
            throw notAllowed(before);
        }
        var now = now();
        tables.sameAgain(before.serviceId(), usager, now, id).ifPresent(same -> {
            // when it is, is for staff to know: whoever types a name and an address need not be that person
            throw AppointmentProblem.ALREADY_BOOKED.with(
                    before.channel().isTheDesk() ? Map.of("start", at(same)) : Map.of(),
                    directory.service(same.serviceId()).name());
        });
        var held = before.heldUntil();
        if (late || held == null || !held.isAfter(now)) {
            tables.givePlacesBack(id, null);
            tables.clearPassed(before.siteId(), now);
            var site = site(before.siteId());
            var terms = terms(before.serviceId());
            var desk = before.channel().isTheDesk();
            var place = availability
                    .place(site, terms, before.people(), before.start(), desk)
                    .orElseThrow(() -> AppointmentProblem.HOLD_EXPIRED.with(
                            Map.of("nearest", nearest(site, terms, before.start(), before.people(), desk))));
            take(before, place, null);
        } else {
            tables.keepPlaces(id);
        }
        return save(before, with(before, BOOKED, usager), Change.BOOKED, "booked");
    }

    /** Held and confirmed at once: for an agent on the telephone, or a program. */
    public Appointment book(NewAppointment wanted, Appointment.Usager usager) {
        var booked = confirm(hold(wanted).id(), usager);
        Caller.current().ifPresent(caller -> tables.bookedBy(booked.id(), caller.id()));
        return booked;
    }

    /** @param byStaff the place is free at once; given up by link, it stays shut for some minutes */
    public Appointment cancel(UUID id, boolean byStaff) {
        tables.waitForTurn(known(id).siteId());
        var before = tables.lock(id).orElseThrow();
        if (before.state() == CANCELLED) {
            return before;
        }
        if (before.state() != BOOKED && before.state() != HELD
                || !byStaff && !before.start().isAfter(now())) {
            throw notAllowed(before);
        }
        tables.givePlacesBack(id, byStaff || before.state() == HELD ? null : now().plus(SHUT));
        var cancelled = with(before, CANCELLED, before.usager());
        return before.state() == BOOKED
                ? save(before, cancelled, Change.CANCELLED, "cancelled")
                : written(before, with(before, EXPIRED, null), "released");
    }

    /** To another time of the same site. The new one may touch the old one. */
    public Appointment move(UUID id, Instant start, boolean byStaff) {
        tables.waitForTurn(known(id).siteId());
        var before = tables.lock(id).orElseThrow();
        if (before.state() != BOOKED || !byStaff && !before.start().isAfter(now())) {
            throw notAllowed(before);
        }
        if (before.start().equals(start)) {
            return before;
        }
        var site = site(before.siteId());
        var terms = terms(before.serviceId());
        tables.givePlacesBack(id, null);
        tables.clearPassed(site.id(), now());
        var place = place(site, terms, start, before.people(), byStaff);
        take(before, place, null);
        var moved = new Appointment(
                before.id(),
                before.organisationId(),
                before.siteId(),
                before.serviceId(),
                before.reference(),
                before.token(),
                BOOKED,
                start,
                start.plus(terms.terms().visit(before.people())),
                before.people(),
                before.channel(),
                null,
                before.createdAt(),
                before.revision() + 1,
                null,
                before.usager(),
                place.agendas());
        return save(before, moved, Change.MOVED, "moved");
    }

    /** The person is in the hall, on the day itself: their ticket has the appointment's place in the line. */
    public Appointment checkIn(UUID id) {
        var before = tables.lock(id).orElseThrow(() -> AppointmentProblem.UNKNOWN_APPOINTMENT.about(id));
        if (before.state() == ARRIVED) {
            return before;
        }
        if (before.state() != BOOKED && before.state() != NO_SHOW) {
            throw notAllowed(before);
        }
        var site = site(before.siteId());
        var now = now();
        if (!day(now, site).equals(day(before.start(), site))) {
            throw AppointmentProblem.NOT_TODAY.with(Map.of("start", at(before)), words(before));
        }
        if (before.start().isAfter(now.plus(EARLY_CHECK_IN))) {
            throw AppointmentProblem.NOT_YET.with(Map.of("start", at(before)), words(before));
        }
        var usager = before.usager();
        var ticket = reception.receive(new NewTicket(
                before.siteId(),
                before.serviceId(),
                Ticket.Kind.APPOINTMENT,
                false,
                before.start(),
                usager == null ? null : usager.language(),
                Set.of(),
                NewTicket.Origin.KIOSK));
        tables.papers(id).ifPresent(papers -> beforeTickets.keep(ticket, papers));
        return save(before, with(before, ARRIVED, usager, ticket.id()), Change.ARRIVED, "arrived");
    }

    /** The time has come and nobody has. */
    public Appointment noShow(UUID id) {
        var before = tables.lock(id).orElseThrow(() -> AppointmentProblem.UNKNOWN_APPOINTMENT.about(id));
        if (before.state() == NO_SHOW) {
            return before;
        }
        if (before.state() != BOOKED) {
            throw notAllowed(before);
        }
        if (before.start().isAfter(now())) {
            throw AppointmentProblem.NOT_YET.with(Map.of("start", at(before)), words(before));
        }
        return save(before, with(before, NO_SHOW, before.usager()), Change.NO_SHOW, "no-show");
    }

    @Transactional(readOnly = true)
    public Appointment find(UUID id) {
        return known(id);
    }

    @Transactional(readOnly = true)
    public Optional<Appointment> findByToken(String token) {
        return tables.findByToken(token);
    }

    /** As people copy it or say it. */
    @Transactional(readOnly = true)
    public Optional<Appointment> findByReference(String typed) {
        return Appointment.reference(typed).flatMap(tables::findByReference);
    }

    /** Booked, arrived or missed on that day of the site's calendar, in order. */
    @Transactional(readOnly = true)
    public List<Appointment> ofDay(Site site, LocalDate day) {
        return ofDays(site, day, day);
    }

    /** The same, from one day to another, both included. */
    @Transactional(readOnly = true)
    public List<Appointment> ofDays(Site site, LocalDate first, LocalDate last) {
        return tables.between(
                site.id(),
                first.atStartOfDay(site.zone()).toInstant(),
                last.plusDays(1).atStartOfDay(site.zone()).toInstant());
    }

    /** Those that are to come and take time of the agenda between two moments, in order. */
    @Transactional(readOnly = true)
    public List<Appointment> bookedIn(UUID agendaId, Instant from, Instant to) {
        var now = now();
        var since = from.isBefore(now) ? now : from;
        return since.isBefore(to) ? tables.bookedIn(agendaId, since, to) : List.of();
    }

    /** Whose last name begins so, however it is typed, of today and later; the first ones, in order. */
    @Transactional(readOnly = true)
    public List<Appointment> named(Collection<UUID> sites, String typed, int most) {
        var name = AppointmentWords.plain(typed);
        return name.isEmpty() ? List.of() : tables.named(sites, name, now().minus(TODAY), most);
    }

    /** What ran out without being confirmed is free again. */
    void endHolds(UUID siteId) {
        tables.waitForTurn(siteId);
        var now = now();
        for (var id : tables.heldPassed(siteId, now)) {
            tables.lock(id).filter(one -> one.state() == HELD).ifPresent(one -> {
                tables.givePlacesBack(id, null);
                written(one, with(one, EXPIRED, null), "expired");
            });
        }
        tables.clearPassed(siteId, now);
    }

    List<UUID> sitesWithPassed() {
        return tables.sitesWithPassed(now());
    }

    List<UUID> forgotten() {
        return tables.forgotten(now().minus(FORGOTTEN));
    }

    int erasePersonalData() {
        return tables.erasePersonalData(now().minus(PERSONAL_DATA_KEPT), now());
    }

    private Place place(Site site, ServiceTerms terms, Instant start, int people, boolean desk) {
        return availability
                .place(site, terms, people, start, desk)
                .orElseThrow(() -> gone(site, terms, start, people, desk));
    }

    private void take(Appointment appointment, Place place, @Nullable Instant until) {
        try {
            tables.take(appointment.id(), place, until);
        } catch (DataIntegrityViolationException taken) {
            throw AppointmentProblem.SLOT_TAKEN.about(words(appointment));
        }
    }

    /** Says what is wrong with the time, and what is nearest to it. */
    private ProblemException gone(Site site, ServiceTerms terms, Instant start, int people, boolean desk) {
        var now = now();
        var nearest = nearest(site, terms, start, people, desk);
        if (start.isBefore(now)) {
            return new ProblemException(
                    HttpStatus.BAD_REQUEST, "appointments", "slot-past", "start", Map.of("nearest", nearest));
        }
        return AppointmentProblem.SLOT_TAKEN.with(Map.of("nearest", nearest), AppointmentWords.moment(start, site));
    }

    private List<String> nearest(Site site, ServiceTerms terms, Instant start, int people, boolean desk) {
        var now = now();
        return availability.nearest(site, terms, people, start.isBefore(now) ? now : start, desk).stream()
                .map(slot -> iso(slot.start(), site))
                .toList();
    }

    private Appointment save(Appointment before, Appointment after, Change change, String type) {
        var written = written(before, after, type);
        publisher.publishEvent(new AppointmentChanged(written, change, now()));
        return written;
    }

    private Appointment written(Appointment before, Appointment after, String type) {
        if (!tables.save(after, before.state())) {
            throw notAllowed(before);
        }
        tables.append(after, type, now(), facts(after));
        return known(after.id());
    }

    private static Map<String, ?> facts(Appointment a) {
        return Map.of(
                "site", a.siteId().toString(),
                "service", a.serviceId().toString(),
                "start", a.start().toString(),
                "end", a.end().toString(),
                "people", a.people(),
                "channel", a.channel().code());
    }

    private static Appointment with(Appointment a, Appointment.State state, Appointment.@Nullable Usager usager) {
        return with(a, state, usager, a.ticketId());
    }

    private static Appointment with(
            Appointment a, Appointment.State state, Appointment.@Nullable Usager usager, @Nullable UUID ticket) {
        return new Appointment(
                a.id(),
                a.organisationId(),
                a.siteId(),
                a.serviceId(),
                a.reference(),
                a.token(),
                state,
                a.start(),
                a.end(),
                a.people(),
                a.channel(),
                null,
                a.createdAt(),
                a.revision() + 1,
                ticket,
                usager,
                a.agendas());
    }

    private Appointment known(UUID id) {
        return tables.find(id).orElseThrow(() -> AppointmentProblem.UNKNOWN_APPOINTMENT.about(id));
    }

    private Site site(UUID id) {
        try {
            return directory.site(id);
        } catch (NoSuchElementException _) {
            throw AppointmentProblem.UNKNOWN_SITE.about(id);
        }
    }

    private ServiceTerms terms(UUID serviceId) {
        return availability
                .terms(serviceId)
                .orElseThrow(() -> AppointmentProblem.NOT_BY_APPOINTMENT.about(
                        directory.service(serviceId).name()));
    }

    private static LocalDate day(Instant at, Site site) {
        return at.atZone(site.zone()).toLocalDate();
    }

    private String at(Appointment appointment) {
        return iso(appointment.start(), site(appointment.siteId()));
    }

    /** As in the answers of the API: seconds always, the site's own offset. */
    private static String iso(Instant at, Site site) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(site.zone()));
    }

    private String words(Appointment appointment) {
        return AppointmentWords.moment(appointment.start(), site(appointment.siteId()));
    }

    private static ProblemException notAllowed(Appointment appointment) {
        return AppointmentProblem.STATE_DOES_NOT_ALLOW.with(
                Map.of("state", appointment.state().code()),
                appointment.reference(),
                new org.springframework.context.support.DefaultMessageSourceResolvable(
                        "appointments.state." + appointment.state().code()));
    }

    /** Microseconds, as the database keeps them: what is answered is what is stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
