package fr.parvis.appointments;

import static fr.parvis.appointments.Appointment.State.BOOKED;

import fr.parvis.appointments.AppointmentChanged.Change;
import fr.parvis.appointments.slots.AgendaTime;
import fr.parvis.appointments.slots.SlotSearch.Place;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts appointments where somebody has chosen: at this agenda, at another site, several in one transaction. The reference and the link
 * stay. That no time is taken twice is a constraint of the database, here as in {@link Bookings}.
 */
@Component
@Transactional
public class ExactMoves {
    private final AppointmentTables tables;
    private final PlaceTables places;
    private final AppointmentActs acts;
    private final AgendaTables agendas;
    private final WaitingLine line;
    private final AgendaBook book;
    private final Suiting suiting;
    private final Directory directory;

    ExactMoves(
            AppointmentTables tables,
            PlaceTables places,
            AppointmentActs acts,
            AgendaTables agendas,
            WaitingLine line,
            AgendaBook book,
            Suiting suiting,
            Directory directory) {
        this.suiting = suiting;
        this.tables = tables;
        this.places = places;
        this.acts = acts;
        this.agendas = agendas;
        this.line = line;
        this.book = book;
        this.directory = directory;
    }

    /**
     * What is free at these sites for these services, as if these appointments had left their places. To be looked at before the
     * transaction changes anything of the agendas.
     */
    @Transactional(readOnly = true)
    public FreePlaces free(Collection<UUID> leaving, Collection<UUID> services, Collection<Site> sites) {
        var terms = new HashMap<UUID, ServiceTerms>();
        var times = new HashMap<UUID, Map<UUID, List<AgendaTime>>>();
        for (var service : services) {
            agendas.terms(service).ifPresent(known -> {
                var open = sites.stream()
                        .map(Site::id)
                        .filter(site -> directory.suspension(site, service).isEmpty())
                        .toList();
                terms.put(service, known);
                times.put(service, book.without(leaving, open, service, known.horizonDays()));
            });
        }
        var ids = sites.stream().map(Site::id).toList();
        return new FreePlaces(acts.now(), terms, times, meeting -> suiting.at(ids, meeting));
    }

    /** As on every act's clock. */
    @Transactional(readOnly = true)
    public Instant now() {
        return acts.now();
    }

    /** Those of them that are booked, in order. */
    @Transactional(readOnly = true)
    public List<Appointment> booked(Collection<UUID> ids) {
        return tables.booked(ids);
    }

    /** What each takes now: its agendas and how long, buffer included; nothing of one that takes none. */
    @Transactional(readOnly = true)
    public Map<UUID, Place> places(Collection<UUID> ids) {
        return places.of(ids);
    }

    /**
     * Until the transaction ends, nobody books or frees anything at these sites, and nobody else changes these appointments.
     *
     * @return in the order of their identifiers; those that are gone are left out
     */
    public List<Appointment> lock(Collection<UUID> ids, Collection<UUID> sites) {
        if (inOrder(sites).count() > 1) {
            line.waitForTurn();
        }
        inOrder(sites).forEach(tables::waitForTurn);
        var locked = inOrder(ids).flatMap(id -> tables.lock(id).stream()).toList();
        inOrder(sites).forEach(site -> places.clearPassed(site, acts.now()));
        return locked;
    }

    /** The database's own, so that two who take several never wait for each other. */
    private static Stream<UUID> inOrder(Collection<UUID> ids) {
        return ids.stream().distinct().sorted(Comparator.comparing(UUID::toString));
    }

    /** The first half of a move: what they took is free for the others of the same transaction. */
    public void leave(Collection<UUID> ids) {
        ids.forEach(id -> places.giveBack(id, null));
    }

    /**
     * The second half. Whoever moves it tells the person, where there is anything to tell.
     *
     * @throws ProblemException 409 when somebody has taken it meanwhile
     */
    public Appointment arrive(Appointment before, Site site, Place place, FreePlaces free) {
        var start = place.during().from();
        take(before, place, null);
        var end = free.end(before.serviceId(), before.people(), start);
        return moved(before, site.id(), start, end, place.agendas(), true);
    }

    private void take(Appointment one, Place place, @Nullable Instant until) {
        try {
            places.take(one.id(), place, until);
        } catch (DataIntegrityViolationException taken) {
            throw AppointmentProblem.SLOT_TAKEN.about(acts.words(one));
        }
    }

    /** @param quiet nobody but whoever calls tells the person */
    private Appointment moved(
            Appointment before, UUID siteId, Instant start, Instant end, List<UUID> places, boolean quiet) {
        var same = before.start().equals(start) && before.siteId().equals(siteId);
        tables.putAt(before.id(), siteId, same || quiet ? before.revision() + 1 : null);
        var here = before.at(siteId);
        return acts.save(here, here.movedTo(start, end, places), Change.MOVED, same ? "reassigned" : "moved");
    }

    /** A place is kept for the appointment beside the one that it has; it is free again from then on. */
    public void hold(Appointment one, Place place, Instant until) {
        take(one, place, until);
    }

    /** What is kept for it is free again. */
    public void release(UUID id) {
        places.release(id);
    }

    /**
     * The appointment takes what is kept for it at another site, and gives back what it had.
     *
     * @throws ProblemException 409 when it is not kept any more
     */
    public Appointment takeHeld(Appointment before, UUID siteId) {
        if (before.state() != BOOKED) {
            throw acts.notAllowed(before);
        }
        var kept = places.takeHeld(before.id(), acts.now())
                .orElseThrow(() -> AppointmentProblem.SLOT_TAKEN.about(acts.words(before)));
        var start = kept.during().from();
        var length = agendas.terms(before.serviceId())
                .map(terms -> terms.terms().visit(before.people()))
                .orElseGet(() -> Duration.between(before.start(), before.end()));
        return moved(before, siteId, start, start.plus(length), kept.agendas(), false);
    }

    /**
     * One appointment to an agenda, a time or a site of the agent's choice. The same time at another agenda is nothing to tell anybody.
     *
     * @param agendaId null for whichever is free
     * @throws ProblemException 404, 409
     */
    public Appointment move(UUID id, UUID siteId, Instant start, @Nullable UUID agendaId) {
        var site = acts.site(siteId);
        var before = lock(List.of(id), List.of(acts.known(id).siteId(), siteId)).getFirst();
        if (before.state() != BOOKED) {
            throw acts.notAllowed(before);
        }
        var free = free(List.of(id), List.of(before.serviceId()), List.of(site));
        var now = places.of(List.of(id)).get(id);
        var place = free
                .on(
                        before.serviceId(),
                        site,
                        before.people(),
                        before.meeting(),
                        start.atZone(site.zone()).toLocalDate())
                .stream()
                .filter(one -> one.during().from().equals(start))
                .filter(one -> agendaId == null || one.agendas().contains(agendaId))
                .filter(one -> now == null || !isSame(one, now))
                .findFirst()
                .orElseThrow(() -> AppointmentProblem.SLOT_TAKEN.about(AppointmentWords.moment(start, site)));
        places.giveBack(id, null);
        take(before, place, null);
        return moved(
                before, siteId, start, free.end(before.serviceId(), before.people(), start), place.agendas(), false);
    }

    private static boolean isSame(Place one, Place other) {
        return one.during().from().equals(other.during().from())
                && java.util.Set.copyOf(one.agendas()).equals(java.util.Set.copyOf(other.agendas()));
    }
}
