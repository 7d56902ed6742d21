package fr.parvis.appointments;

import static fr.parvis.appointments.Appointment.State.BOOKED;
import static fr.parvis.appointments.Appointment.State.CANCELLED;
import static fr.parvis.appointments.Appointment.State.HELD;

import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Partner;
import fr.parvis.identity.Partners;
import fr.parvis.platform.web.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the people and programs of a partner do with appointments. Each act asks first for which partner the caller acts, at this moment;
 * what is not that partner's does not exist for it (404), so that nothing is learnt of other people's appointments.
 */
@Component
@Transactional
public class PartnerBookings {
    private final Bookings bookings;
    private final Availability availability;
    private final AppointmentTables appointments;
    private final AppointmentActs acts;
    private final PartnerTables tables;
    private final Partners partners;
    private final Directory directory;
    private final AuditLog audit;

    PartnerBookings(
            Bookings bookings,
            Availability availability,
            AppointmentTables appointments,
            AppointmentActs acts,
            PartnerTables tables,
            Partners partners,
            Directory directory,
            AuditLog audit) {
        this.bookings = bookings;
        this.availability = availability;
        this.appointments = appointments;
        this.acts = acts;
        this.tables = tables;
        this.partners = partners;
        this.directory = directory;
        this.audit = audit;
    }

    /** For {@link Bookings#HOLD}. What the same person of the partner holds at this site is free again. */
    public Appointment hold(NewAppointment wanted) {
        var partner = partners.current();
        check(partner, wanted.siteId(), wanted.serviceId());
        tables.waitForTurn(partner.id());
        checkRoom(partner);
        held().stream()
                .filter(one -> one.siteId().equals(wanted.siteId()))
                .forEach(one -> bookings.cancel(one.id(), true));
        var held = bookings.hold(new NewAppointment(
                wanted.siteId(), wanted.serviceId(), wanted.start(), wanted.people(), Appointment.Channel.PARTNER));
        tables.mark(held.id(), partner.id(), caller());
        return held;
    }

    /** What the same person of the partner holds beside it is free again. */
    public void holdOnly(UUID id) {
        held().stream().filter(one -> !one.id().equals(id)).forEach(one -> bookings.cancel(one.id(), true));
    }

    /** Makes what was held somebody's. */
    public Appointment confirm(UUID id, Appointment.Usager usager) {
        var partner = partners.current();
        var before = find(id);
        tables.waitForTurn(partner.id());
        if (before.state() != BOOKED) {
            checkRoom(partner);
        }
        var booked = confirmed(before, usager);
        if (before.state() != BOOKED) {
            audit.write("partner-booked", booked.reference());
        }
        return booked;
    }

    private Appointment confirmed(Appointment held, Appointment.Usager usager) {
        try {
            return bookings.confirm(held.id(), usager);
        } catch (ProblemException refusal) {
            if (!refusal.key().endsWith(".already-booked")) {
                throw refusal;
            }
            // without its time: whoever typed the name is not that person
            throw AppointmentProblem.PERSON_ALREADY_BOOKED.about(
                    directory.service(held.serviceId()).name());
        }
    }

    /** Held and confirmed at once. */
    public Appointment book(NewAppointment wanted, Appointment.Usager usager) {
        return confirm(hold(wanted).id(), usager);
    }

    /** What the partner had booked before this instance was there: of nobody of its people by name. */
    public void bookFor(Partner partner, NewAppointment wanted, Appointment.Usager usager) {
        var held = bookings.hold(wanted);
        tables.mark(held.id(), partner.id(), partner.id());
        bookings.confirm(held.id(), usager);
    }

    /** To another time of the same site, until it begins. */
    public Appointment move(UUID id, Instant start) {
        var before = find(id);
        check(partners.current(), before.siteId(), before.serviceId());
        if (!before.start().isAfter(acts.now())) {
            throw acts.notAllowed(before);
        }
        var moved = bookings.move(id, start, true);
        if (!moved.start().equals(before.start())) {
            audit.write("partner-moved", moved.reference());
        }
        return moved;
    }

    /** Until it begins. Like one that is given up by link, the place stays shut for a while. */
    public Appointment cancel(UUID id) {
        var before = find(id);
        var cancelled = bookings.cancel(id, false);
        if (before.state() == BOOKED && cancelled.state() == CANCELLED) {
            audit.write("partner-cancelled", cancelled.reference());
        }
        return cancelled;
    }

    /** What is held is free again at once; anything else stays as it is. */
    public void giveBack(UUID id) {
        if (find(id).state() == HELD) {
            bookings.cancel(id, true);
        }
    }

    /** @throws ProblemException 404 when it is not this partner's, whether it exists or not */
    @Transactional(readOnly = true)
    public Appointment find(UUID id) {
        var partner = partners.current();
        if (tables.partnerOf(id).filter(partner.id()::equals).isEmpty()) {
            throw AppointmentProblem.UNKNOWN_APPOINTMENT.about(id);
        }
        return acts.known(id);
    }

    /** What the same person of the partner keeps at this moment. */
    @Transactional(readOnly = true)
    public List<Appointment> held() {
        return appointments.all(tables.held(partners.current().id(), caller(), acts.now()));
    }

    /** The first ones of the partner, in order. */
    @Transactional(readOnly = true)
    public List<Appointment> toCome(int most) {
        return appointments.all(tables.toCome(partners.current().id(), acts.now(), most));
    }

    /** The last ones of the partner, newest first; nothing of those whose person is forgotten. */
    @Transactional(readOnly = true)
    public List<Appointment> past(int most) {
        return appointments
                .all(tables.past(partners.current().id(), acts.now(), most))
                .reversed();
    }

    /** The partner's own whose last or first name begins so, however it is typed, or with this reference; the last ones, newest first. */
    @Transactional(readOnly = true)
    public List<Appointment> named(String typed, int most) {
        var name = AppointmentWords.plain(typed);
        var reference = Appointment.reference(typed).orElse("");
        if (name.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Appointment>();
        for (var one : appointments.all(tables.all(partners.current().id())).reversed()) {
            var who = one.usager();
            if (found.size() < most
                    && (one.reference().equals(reference)
                            || who != null
                                    && (AppointmentWords.plain(who.lastName()).startsWith(name)
                                            || AppointmentWords.plain(who.firstName())
                                                    .startsWith(name)))) {
                found.add(one);
            }
        }
        return found;
    }

    /** Those whose time has changed since they were booked, whoever changed it. */
    @Transactional(readOnly = true)
    public Set<UUID> moved(Collection<UUID> ids) {
        return tables.moved(ids);
    }

    /** How many the partner has ahead of it, without what the same person holds. */
    @Transactional(readOnly = true)
    public int open() {
        return tables.open(partners.current().id(), caller(), acts.now());
    }

    @Transactional(readOnly = true)
    public boolean mayBook(UUID siteId, UUID serviceId) {
        return partners.current().mayBook(siteId, serviceId);
    }

    private void check(Partner partner, UUID siteId, UUID serviceId) {
        var offered = availability.servicesAt(acts.site(siteId)).stream().map(ServiceOffer::id);
        if (!partner.mayBook(siteId, serviceId) || offered.noneMatch(serviceId::equals)) {
            throw AppointmentProblem.PARTNER_NOT_YOURS.about();
        }
    }

    private void checkRoom(Partner partner) {
        var most = partner.mostOpen();
        if (most != null && tables.open(partner.id(), caller(), acts.now()) >= most) {
            throw AppointmentProblem.PARTNER_FULL.about(most);
        }
    }

    private static UUID caller() {
        return Caller.current()
                .map(Caller::id)
                .orElseThrow(() -> new ProblemException(HttpStatus.FORBIDDEN, "identity", "not-allowed"));
    }
}
