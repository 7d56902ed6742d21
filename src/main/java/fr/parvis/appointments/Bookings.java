package fr.parvis.appointments;

import static fr.parvis.appointments.Appointment.State.BOOKED;
import static fr.parvis.appointments.Appointment.State.CANCELLED;
import static fr.parvis.appointments.Appointment.State.EXPIRED;
import static fr.parvis.appointments.Appointment.State.HELD;

import fr.parvis.appointments.AppointmentChanged.Change;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.appointments.slots.SlotSearch.Place;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Times held, booked, moved and given up. Each act is one transaction: done and recorded, or refused with a {@link ProblemException}
 * (404 unknown, 409 when the time or the state does not allow it) and nothing changed. Acts at one site follow each other; that no
 * time is taken twice is a constraint of the database all the same.
 */
@Component
@Transactional
public class Bookings {
    /** As long as the form takes, with some ease. */
    public static final Duration HOLD = Duration.ofMinutes(5);

    /** A place given up by link stays shut for a while, so that it is worth nothing to whoever trades places. */
    static final Duration SHUT = Duration.ofMinutes(10);

    private final AppointmentTables tables;
    private final PlaceTables places;
    private final AppointmentActs acts;
    private final FreedPlaces freed;
    private final Availability availability;
    private final Directory directory;

    Bookings(
            AppointmentTables tables,
            PlaceTables places,
            AppointmentActs acts,
            FreedPlaces freed,
            Availability availability,
            Directory directory) {
        this.tables = tables;
        this.places = places;
        this.acts = acts;
        this.freed = freed;
        this.availability = availability;
        this.directory = directory;
    }

    /** Nobody else gets this time for {@link #HOLD}. */
    public Appointment hold(NewAppointment wanted) {
        return hold(wanted, terms(wanted.serviceId()), HOLD);
    }

    /** For as long, by terms that need not be everybody's. */
    Appointment hold(NewAppointment wanted, ServiceTerms terms, Duration during) {
        var site = acts.site(wanted.siteId());
        var people = wanted.people();
        terms.checkPeople(people);
        check(wanted.meeting(), terms);
        tables.waitForTurn(site.id());
        var now = acts.now();
        places.clearPassed(site.id(), now);
        var place = place(
                site,
                terms,
                wanted.meeting(),
                wanted.start(),
                people,
                wanted.channel().isTheDesk());
        var held = tables.insert(new Appointment(
                Ids.next(),
                site.organisationId(),
                site.id(),
                wanted.serviceId(),
                Appointment.newReference(),
                Ids.token(),
                HELD,
                wanted.start(),
                wanted.start().plus(terms.visit(people)),
                people,
                wanted.channel(),
                now.plus(during),
                now,
                0,
                null,
                null,
                place.agendas(),
                wanted.meeting()));
        take(held, place, held.heldUntil());
        acts.record(held, "held");
        return held;
    }

    private void check(Meeting meeting, ServiceTerms terms) {
        if (!terms.ways().offers(meeting.modality())) {
            throw ProblemException.field("modality", "appointments", "modality-not-offered");
        }
        if (meeting.isHome() && meeting.address() == null) {
            throw ProblemException.field("address", "appointments", "address-missing");
        }
    }

    /** Makes a held time an appointment of somebody. Late, it is theirs all the same when nobody has taken it meanwhile. */
    public Appointment confirm(UUID id, Appointment.Usager usager) {
        var before = acts.lockInTurn(id);
        if (before.state() == BOOKED && usager.equals(before.usager())) {
            return before;
        }
        if (before.state() != HELD && before.state() != EXPIRED) {
            throw acts.notAllowed(before);
        }
        if (before.meeting().modality() == Modality.PHONE && usager.phone() == null) {
            throw ProblemException.field("phone", "appointments", "phone-missing");
        }
        var now = acts.now();
        tables.sameAgain(before.serviceId(), shown(before, usager), now, id).ifPresent(same -> {
            // when it is, is for staff to know: whoever types a name and an address need not be that person
            throw AppointmentProblem.ALREADY_BOOKED.with(
                    before.channel().isByStaff() ? Map.of("start", acts.iso(same), "appointment", same.id()) : Map.of(),
                    directory.service(same.serviceId()).name());
        });
        keepPlaces(before, null);
        return acts.save(before, before.as(BOOKED, usager), Change.BOOKED, "booked");
    }

    /** Where a code shows one contact, nothing is told about whoever has the other one. */
    private Appointment.Usager shown(Appointment held, Appointment.Usager usager) {
        return held.channel() == Appointment.Channel.ONLINE
                        && availability
                                .terms(held.serviceId())
                                .filter(ServiceTerms::byCode)
                                .isPresent()
                ? usager.writtenTo()
                : usager;
    }

    /** Keeps a held time until then, for whoever was asked for more. Late, it is held again when nobody has taken it meanwhile. */
    public Appointment prolong(UUID id, Instant until) {
        var before = acts.lockInTurn(id);
        if (before.state() != HELD && before.state() != EXPIRED) {
            throw acts.notAllowed(before);
        }
        keepPlaces(before, until);
        tables.hold(id, until);
        var held = acts.known(id);
        acts.record(held, "prolonged");
        return held;
    }

    /** @param until null for good */
    private void keepPlaces(Appointment held, @Nullable Instant until) {
        var now = acts.now();
        var end = held.heldUntil();
        if (end != null && end.isAfter(now)) {
            places.keep(held.id(), until);
            return;
        }
        places.giveBack(held.id(), null);
        places.clearPassed(held.siteId(), now);
        var site = acts.site(held.siteId());
        if (held.meeting().isHome() && held.meeting().address() == null) {
            throw AppointmentProblem.HOLD_EXPIRED.with(Map.of("nearest", List.of()));
        }
        var terms = terms(held.serviceId());
        var desk = held.channel().isTheDesk();
        var place = availability
                .place(site, terms, held.meeting(), held.people(), held.start(), desk)
                .orElseThrow(() -> AppointmentProblem.HOLD_EXPIRED.with(
                        Map.of("nearest", nearest(site, terms, held.meeting(), held.start(), held.people(), desk))));
        take(held, place, until);
    }

    /** Held and confirmed at once: for an agent on the telephone, or a program. */
    public Appointment book(NewAppointment wanted, Appointment.Usager usager) {
        var booked = confirm(hold(wanted).id(), usager);
        Caller.current().ifPresent(caller -> tables.bookedBy(booked.id(), caller.id()));
        return booked;
    }

    /** @param byStaff the place is free at once, for the line first; given up by link, it stays shut for some minutes */
    public Appointment cancel(UUID id, boolean byStaff) {
        var before = acts.lockInTurn(id);
        if (before.state() == CANCELLED) {
            return before;
        }
        if (before.state() != BOOKED && before.state() != HELD
                || !byStaff && !before.start().isAfter(acts.now())) {
            throw acts.notAllowed(before);
        }
        if (before.state() == HELD) {
            places.giveBack(id, null);
        } else {
            freed.giveBack(before, byStaff ? Duration.ZERO : SHUT);
        }
        var cancelled = before.as(CANCELLED, before.usager());
        return before.state() == BOOKED
                ? acts.save(before, cancelled, Change.CANCELLED, "cancelled")
                : acts.write(before, before.as(EXPIRED, null), "released");
    }

    /** To another time of the same site. The new one may touch the old one. */
    public Appointment move(UUID id, Instant start, boolean byStaff) {
        var before = acts.lockInTurn(id);
        if (before.state() != BOOKED || !byStaff && !before.start().isAfter(acts.now())) {
            throw acts.notAllowed(before);
        }
        if (before.start().equals(start)) {
            return before;
        }
        var site = acts.site(before.siteId());
        var terms = terms(before.serviceId());
        var left = freed.of(before);
        places.giveBack(id, null);
        places.clearPassed(site.id(), acts.now());
        var place = place(site, terms, before.meeting(), start, before.people(), byStaff);
        take(before, place, null);
        freed.leaveToLine(before, left);
        var moved = before.movedTo(start, start.plus(terms.terms().visit(before.people())), place.agendas());
        return acts.save(before, moved, Change.MOVED, "moved");
    }

    /** What ran out without being confirmed is free again. */
    void endHolds(UUID siteId) {
        tables.waitForTurn(siteId);
        var now = acts.now();
        for (var id : tables.heldPassed(siteId, now)) {
            tables.lock(id).filter(one -> one.state() == HELD).ifPresent(one -> {
                places.giveBack(id, null);
                acts.write(one, one.as(EXPIRED, null), "expired");
            });
        }
        places.clearPassed(siteId, now);
    }

    private Place place(Site site, ServiceTerms terms, Meeting meeting, Instant start, int people, boolean desk) {
        return availability
                .place(site, terms, meeting, people, start, desk)
                .orElseThrow(() -> gone(site, terms, meeting, start, people, desk));
    }

    private void take(Appointment appointment, Place place, @Nullable Instant until) {
        try {
            places.take(appointment.id(), place, until);
        } catch (DataIntegrityViolationException taken) {
            throw AppointmentProblem.SLOT_TAKEN.about(acts.words(appointment));
        }
    }

    /** Says what is wrong with the time, and what is nearest to it. */
    private ProblemException gone(
            Site site, ServiceTerms terms, Meeting meeting, Instant start, int people, boolean desk) {
        var now = acts.now();
        var nearest = nearest(site, terms, meeting, start, people, desk);
        if (start.isBefore(now)) {
            return new ProblemException(
                    HttpStatus.BAD_REQUEST, "appointments", "slot-past", "start", Map.of("nearest", nearest));
        }
        return AppointmentProblem.SLOT_TAKEN.with(Map.of("nearest", nearest), AppointmentWords.moment(start, site));
    }

    private List<String> nearest(
            Site site, ServiceTerms terms, Meeting meeting, Instant start, int people, boolean desk) {
        var now = acts.now();
        return availability.nearest(site, terms, meeting, people, start.isBefore(now) ? now : start, desk).stream()
                .map(slot -> AppointmentActs.iso(slot.start(), site))
                .toList();
    }

    private ServiceTerms terms(UUID serviceId) {
        return availability
                .terms(serviceId)
                .orElseThrow(() -> AppointmentProblem.NOT_BY_APPOINTMENT.about(
                        directory.service(serviceId).name()));
    }

    /** The person was asked, and comes at the time that was agreed. Said again it changes nothing. */
    public void stillSuits(UUID id) {
        var one = acts.lock(id);
        if (one.state() != BOOKED) {
            throw acts.notAllowed(one);
        }
        if (tables.confirmed(id, acts.now())) {
            acts.record(one, "confirmed");
        }
    }
}
