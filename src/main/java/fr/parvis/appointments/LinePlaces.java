package fr.parvis.appointments;

import static fr.parvis.appointments.Appointment.State.BOOKED;
import static fr.parvis.appointments.Appointment.State.EXPIRED;
import static fr.parvis.appointments.Appointment.State.HELD;

import fr.parvis.appointments.AppointmentChanged.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the waiting line does with places: it is first at those that are given up, holds times for those who are offered them, and
 * gives them for good. Each act is part of the transaction of the line, which may take several sites' turns; whoever books takes one.
 */
@Component
@Transactional
public class LinePlaces {
    /** The last day that can be booked comes up for the line before it comes up for all, so that nobody need be awake or quick. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private final Bookings bookings;
    private final Availability availability;
    private final AppointmentTables tables;
    private final PlaceTables places;
    private final AppointmentActs acts;
    private final FreedPlaces freed;

    LinePlaces(
            Bookings bookings,
            Availability availability,
            AppointmentTables tables,
            PlaceTables places,
            AppointmentActs acts,
            FreedPlaces freed) {
        this.bookings = bookings;
        this.availability = availability;
        this.tables = tables;
        this.places = places;
        this.acts = acts;
        this.freed = freed;
    }

    /**
     * What was kept for the line is free in this transaction, and with its end for everybody.
     *
     * @param before sees the sites that it concerns as everybody still does
     */
    public void open(Consumer<List<UUID>> before) {
        var now = acts.now();
        var sites = freed.sitesForLine(now);
        sites.forEach(tables::waitForTurn);
        before.accept(sites);
        sites.forEach(site -> freed.openForLine(site, now));
    }

    /** As the line may book at the site. */
    public ServiceTerms terms(ServiceTerms everybodys, UUID siteId) {
        return everybodys.ahead(acts.now(), acts.site(siteId).zone(), AHEAD);
    }

    /**
     * Nobody else gets this time until then, and the line has it next. Empty when it is taken meanwhile.
     *
     * @param terms as the line has them
     */
    public Optional<Appointment> hold(NewAppointment wanted, ServiceTerms terms, Instant until) {
        var site = acts.site(wanted.siteId());
        tables.waitForTurn(site.id());
        var now = acts.now();
        places.clearPassed(site.id(), now);
        return availability
                        .place(
                                site,
                                terms,
                                wanted.meeting(),
                                wanted.people(),
                                wanted.start(),
                                wanted.channel().isTheDesk())
                        .isEmpty()
                ? Optional.empty()
                : Optional.of(bookings.hold(
                        wanted, terms, Duration.between(now, until).plus(FreedPlaces.LINE_FIRST)));
    }

    /** A held time goes back to the line; nothing happens when it is over. */
    public void giveUp(UUID heldId) {
        var held = acts.lockInTurn(heldId);
        if (held.state() == HELD) {
            freed.giveBack(held, Duration.ZERO);
            acts.write(held, held.as(EXPIRED, null), "released");
        }
    }

    /** An appointment takes a held time in the place of its own, which goes to the line. */
    public Appointment moveInto(UUID id, UUID heldId) {
        var held = acts.lockInTurn(heldId);
        var before = acts.lock(id);
        if (before.state() != BOOKED || !before.start().isAfter(acts.now())) {
            throw acts.notAllowed(before);
        }
        if (held.state() != HELD) {
            return bookings.move(id, held.start(), held.channel().isTheDesk());
        }
        if (!held.siteId().equals(before.siteId()) || !held.serviceId().equals(before.serviceId())) {
            throw new IllegalArgumentException("an appointment moves within its site and service");
        }
        freed.giveBack(before, Duration.ZERO);
        freed.handOver(held, id);
        acts.write(held, held.as(EXPIRED, null), "released");
        return acts.save(before, before.movedTo(held.start(), held.end(), held.agendas()), Change.MOVED, "moved");
    }

    /** What the person has booked for the service already, at whatever site. */
    @Transactional(readOnly = true)
    public Optional<Appointment> booked(UUID serviceId, Appointment.Usager usager) {
        return tables.sameAgain(serviceId, usager, acts.now(), new UUID(0, 0));
    }
}
