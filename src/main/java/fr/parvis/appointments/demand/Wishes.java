package fr.parvis.appointments.demand;

import static fr.parvis.appointments.demand.Wish.State.ASLEEP;
import static fr.parvis.appointments.demand.Wish.State.ENDED;
import static fr.parvis.appointments.demand.Wish.State.LEFT;
import static fr.parvis.appointments.demand.Wish.State.REMOVED;
import static fr.parvis.appointments.demand.Wish.State.WAITING;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentPapers;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.LinePlaces;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.time.DayOfWeek;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Places in the line: taken, changed, given up. Each act is one transaction, or refused with a {@link ProblemException} (404 unknown, 409
 * when the person waits or is booked already, or the wish is over) and nothing changed.
 */
@Component
@Transactional
public class Wishes {
    /** On one address or telephone, for a family or for several services; more are somebody's who collects places. */
    private static final int MOST_FOR_ONE = 5;

    private final WishTables tables;
    private final LineActs acts;
    private final LineMessages messages;
    private final LinePlaces places;
    private final Appointments appointments;
    private final Availability availability;
    private final Directory directory;

    Wishes(
            WishTables tables,
            LineActs acts,
            LineMessages messages,
            LinePlaces places,
            Appointments appointments,
            Availability availability,
            Directory directory) {
        this.tables = tables;
        this.acts = acts;
        this.messages = messages;
        this.places = places;
        this.appointments = appointments;
        this.availability = availability;
        this.directory = directory;
    }

    /** @throws ProblemException 404 */
    @Transactional(readOnly = true)
    public Wish find(UUID id) {
        return acts.known(id);
    }

    @Transactional(readOnly = true)
    public Optional<Wish> findByToken(String token) {
        return tables.findByToken(token);
    }

    /** The open one for an earlier time than that appointment's. */
    @Transactional(readOnly = true)
    public Optional<Wish> openFor(UUID appointmentId) {
        return tables.openFor(appointmentId);
    }

    /** The same person's open one, for the same service. */
    @Transactional(readOnly = true)
    public Optional<Wish> openOf(UUID serviceId, Appointment.Usager usager) {
        return tables.openOf(serviceId, usager);
    }

    /**
     * Whoever types a name and a contact need not be that person: what there is about them already, or whether they have joined, is for
     * the contact alone to read. Only the contact that messages go to counts, so that no other one of theirs tells anything.
     */
    public void ask(NewWish wanted) {
        tables.waitForTurn();
        check(wanted);
        var usager = wanted.usager().writtenTo();
        count(usager);
        var booked = places.booked(wanted.serviceId(), usager);
        var waiting = tables.openOf(wanted.serviceId(), usager);
        if (booked.isPresent()) {
            messages.booked(booked.get());
        } else if (waiting.isPresent()) {
            messages.joined(waiting.get());
        } else if (tables.openAt(usager) >= MOST_FOR_ONE) {
            messages.full(usager, wanted.serviceId(), MOST_FOR_ONE);
        } else {
            var known = tables.openOf(wanted.serviceId(), wanted.usager()).isPresent();
            insert(known ? wanted.by(usager) : wanted, null);
        }
    }

    private void count(Appointment.Usager usager) {
        var contact = Objects.requireNonNull(usager.email() == null ? usager.phone() : usager.email())
                .toLowerCase(Locale.ROOT);
        var now = acts.now();
        if (tables.asked(contact, now.minus(LineKeeping.COUNTED), now) >= MOST_FOR_ONE) {
            throw DemandProblem.JOINED_TOO_OFTEN.about(MOST_FOR_ONE);
        }
        tables.asked(contact, now);
    }

    /** A link that only its message has was opened: the contact works. */
    public void opened(Wish wish) {
        if (wish.provedAt() == null) {
            tables.prove(wish.id(), acts.now());
        }
    }

    /** By the staff, for whoever has no appointment for the service. */
    public Wish join(NewWish wanted) {
        tables.waitForTurn();
        var name = directory.service(wanted.serviceId()).name();
        if (places.booked(wanted.serviceId(), wanted.usager()).isPresent()) {
            throw DemandProblem.APPOINTMENT_ALREADY.about(name);
        }
        return join(wanted, null);
    }

    /**
     * For an earlier time than that of an appointment; the same again when the person waits already. Online it counts as any joining
     * does (429).
     */
    public Wish joinForEarlier(UUID appointmentId, Appointment.Channel channel) {
        return joinForEarlier(appointmentId, channel, null);
    }

    /** @param phone of whoever has not given one before, to be rung */
    public Wish joinForEarlier(UUID appointmentId, Appointment.Channel channel, @Nullable String phone) {
        tables.waitForTurn();
        var waiting = tables.openFor(appointmentId);
        if (waiting.isPresent()) {
            return waiting.get();
        }
        var mine = appointments.find(appointmentId);
        var usager = withPhone(mine.usager(), phone);
        if (mine.state() != Appointment.State.BOOKED
                || usager == null
                || !mine.start().isAfter(acts.now())) {
            throw DemandProblem.WISH_OVER.about();
        }
        if (usager.email() == null && usager.phone() == null) {
            throw ProblemException.field("email", "appointments", "contact-missing");
        }
        if (channel == Appointment.Channel.ONLINE) {
            count(usager.writtenTo());
        }
        return join(
                new NewWish(
                        mine.serviceId(),
                        Set.of(mine.siteId()),
                        Suits.ANY,
                        mine.people(),
                        channel,
                        usager,
                        "",
                        mine.meeting(),
                        false),
                appointmentId);
    }

    private static Appointment.@Nullable Usager withPhone(Appointment.@Nullable Usager usager, @Nullable String phone) {
        return usager == null || phone == null || usager.phone() != null
                ? usager
                : new Appointment.Usager(
                        usager.firstName(), usager.lastName(), usager.email(), phone, usager.language());
    }

    private Wish join(NewWish wanted, @Nullable UUID replaces) {
        check(wanted);
        var usager = wanted.usager();
        var name = directory.service(wanted.serviceId()).name();
        if (tables.openOf(wanted.serviceId(), usager).isPresent()) {
            throw DemandProblem.ALREADY_WAITING.about(name);
        }
        if (tables.openAt(usager) >= MOST_FOR_ONE) {
            throw DemandProblem.WISHES_TOO_MANY.about(MOST_FOR_ONE);
        }
        return insert(wanted, replaces);
    }

    private Wish insert(NewWish wanted, @Nullable UUID replaces) {
        var now = acts.now();
        var wish = new Wish(
                Ids.next(),
                directory.organisation().id(),
                wanted.serviceId(),
                0,
                Ids.token(),
                WAITING,
                wanted.channel(),
                wanted.sites(),
                wanted.suits(),
                wanted.people(),
                replaces,
                0,
                now,
                now,
                null,
                wanted.choosy(),
                null,
                AppointmentPapers.isChecklist(wanted.papers()) ? wanted.papers() : "",
                wanted.usager(),
                wanted.meeting());
        tables.insert(wish, Caller.current().map(Caller::id).orElse(null));
        acts.record(
                wish,
                "joined",
                Map.of(
                        "service",
                        wish.serviceId().toString(),
                        "channel",
                        wish.channel().code(),
                        "people",
                        wish.people(),
                        "replaces",
                        replaces == null ? "" : replaces.toString(),
                        "suits",
                        suits(wish.sites(), wish.suits())));
        messages.joined(wish);
        return acts.known(wish.id());
    }

    private void check(NewWish wanted) {
        var name = directory.service(wanted.serviceId()).name();
        var terms = availability
                .terms(wanted.serviceId())
                .orElseThrow(() -> ProblemException.field("service", "appointments", "not-by-appointment", name));
        terms.checkPeople(wanted.people());
        check(wanted.serviceId(), wanted.sites());
        check(wanted.meeting(), wanted.usager(), terms);
    }

    private static void check(Meeting meeting, Appointment.Usager usager, ServiceTerms terms) {
        if (!terms.ways().offers(meeting.modality())) {
            throw ProblemException.field("modality", "appointments", "modality-not-offered");
        }
        if (meeting.modality() == Modality.PHONE && usager.phone() == null) {
            throw ProblemException.field("phone", "appointments", "phone-missing");
        }
        if (meeting.isHome() && meeting.address() == null) {
            throw ProblemException.field("address", "appointments", "address-missing");
        }
    }

    private void check(UUID serviceId, Collection<UUID> sites) {
        var given = !sites.isEmpty()
                && sites.stream()
                        .allMatch(site -> availability.servicesAt(directory.site(site)).stream()
                                .anyMatch(service -> service.id().equals(serviceId)));
        if (!given) {
            throw ProblemException.field("sites", "appointments", "sites-missing");
        }
    }

    private static Map<String, ?> suits(Collection<UUID> sites, Suits suits) {
        var earliest = suits.earliest();
        return Map.of(
                "sites",
                sites.stream().sorted().map(UUID::toString).toList(),
                "days",
                suits.days().stream().map(DayOfWeek::getValue).sorted().toList(),
                "parts",
                suits.parts().stream().sorted().map(PartOfDay::code).toList(),
                "earliest",
                earliest == null ? "" : earliest.toString());
    }

    /** Other days or sites, for whom something that suits may be free; the place in line stays the same. */
    public Wish change(UUID id, Set<UUID> sites, Suits suits) {
        return change(id, sites, suits, false);
    }

    /**
     * For an earlier time the site is the appointment's.
     *
     * @param choosy something that suits is free for everybody
     */
    public Wish change(UUID id, Set<UUID> sites, Suits suits, boolean choosy) {
        var wish = open(id);
        var where = wish.replaces() == null ? sites : wish.sites();
        check(wish.serviceId(), where);
        tables.suit(id, where, suits, choosy, acts.now());
        tables.state(id, WAITING, 0, acts.now());
        acts.record(wish, "changed", suits(where, suits));
        return acts.known(id);
    }

    /** Offers are made again, from the same place in line. */
    public Wish wake(UUID id) {
        var wish = open(id);
        tables.touched(id, acts.now());
        if (wish.state() == ASLEEP) {
            tables.state(id, WAITING, 0, acts.now());
            acts.record(wish, "woken", Map.of());
        }
        return acts.known(id);
    }

    /** Nothing is sent any more. */
    public Wish leave(UUID id) {
        var wish = acts.lock(id);
        if (wish.isOpen()) {
            acts.end(wish, LEFT, "left", Map.of());
        }
        return told(id);
    }

    /** By the staff; the person is told why. */
    public Wish remove(UUID id, Wish.Reason reason) {
        var wish = acts.lock(id);
        if (wish.isOpen()) {
            acts.end(wish, REMOVED, "removed", Map.of("reason", reason.code()));
            messages.removed(wish, reason);
        }
        return told(id);
    }

    /** Nothing is left to wait for; answers with false when it is over already. */
    boolean end(UUID id, String why) {
        var wish = acts.lock(id);
        if (wish.isOpen()) {
            acts.end(wish, ENDED, "ended", Map.of("why", why));
            acts.tell(id);
        }
        return wish.isOpen();
    }

    private Wish told(UUID id) {
        acts.tell(id);
        return acts.known(id);
    }

    private Wish open(UUID id) {
        var wish = acts.lock(id);
        if (!wish.isOpen()) {
            throw DemandProblem.WISH_OVER.about();
        }
        return wish;
    }
}
