package fr.parvis.appointments;

import fr.parvis.appointments.slots.AgendaTime;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.appointments.slots.SlotSearch;
import fr.parvis.appointments.slots.SlotSearch.Place;
import fr.parvis.appointments.slots.SlotSearch.Slot;
import fr.parvis.appointments.slots.SlotSearch.Wanted;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** When an appointment can be had. */
@Component
public class Availability {
    private static final int NEAREST = 3;

    private final AgendaBook book;
    private final AgendaTables tables;
    private final AppointmentTables appointments;
    private final Directory directory;
    private final Clock clock;

    Availability(
            AgendaBook book, AgendaTables tables, AppointmentTables appointments, Directory directory, Clock clock) {
        this.book = book;
        this.tables = tables;
        this.appointments = appointments;
        this.directory = directory;
        this.clock = clock;
    }

    /** What an appointment for the service takes; empty when it is not given by appointment. */
    public Optional<ServiceTerms> terms(UUID serviceId) {
        return tables.terms(serviceId);
    }

    /** The active services of the site that are given by appointment. */
    public List<ServiceOffer> servicesAt(Site site) {
        var agendas = tables.active(List.of(site.id()), null);
        var known = tables.allTerms().stream().map(ServiceTerms::serviceId).toList();
        return directory.servicesAt(site.id()).stream()
                .filter(service -> known.contains(service.id()))
                .filter(service ->
                        agendas.stream().anyMatch(one -> one.agenda().services().contains(service.id())))
                .toList();
    }

    /**
     * The free slots of a site between two days of its own calendar, both included, in order.
     *
     * @param desk somebody books for whoever calls or stands there: sees what is kept for them, and needs no notice
     */
    public List<Slot> slots(
            Site site, ServiceTerms terms, Meeting meeting, int people, LocalDate from, LocalDate to, boolean desk) {
        return find(List.of(site), terms, meeting, people, from, to, desk, Integer.MAX_VALUE)
                .getOrDefault(site, List.of());
    }

    /** In the way of whoever says nothing. */
    public List<Slot> slots(Site site, ServiceTerms terms, int people, LocalDate from, LocalDate to, boolean desk) {
        return slots(site, terms, terms.ways().usual(), people, from, to, desk);
    }

    /** The first free slot of each site that has one. */
    public Map<Site, Slot> first(
            Collection<Site> sites, ServiceTerms terms, int people, LocalDate from, LocalDate to, boolean desk) {
        return first(sites, terms, terms.ways().usual(), people, from, to, desk);
    }

    /** The same in this way, with these needs. */
    public Map<Site, Slot> first(
            Collection<Site> sites,
            ServiceTerms terms,
            Meeting meeting,
            int people,
            LocalDate from,
            LocalDate to,
            boolean desk) {
        var first = new HashMap<Site, Slot>();
        find(sites, terms, meeting, people, from, to, desk, 1).forEach((site, slots) -> {
            if (!slots.isEmpty()) {
                first.put(site, slots.getFirst());
            }
        });
        return first;
    }

    /** The free slots that are nearest to a moment: what is offered instead of one that is gone. */
    public List<Slot> nearest(
            Site site, ServiceTerms terms, Meeting meeting, int people, Instant wished, boolean desk) {
        var day = wished.atZone(site.zone()).toLocalDate();
        return slots(site, terms, meeting, people, day.minusDays(7), day.plusDays(terms.horizonDays()), desk).stream()
                .sorted(Comparator.comparing((Slot slot) ->
                        java.time.Duration.between(wished, slot.start()).abs()))
                .limit(NEAREST)
                .sorted(Comparator.comparing(Slot::start))
                .toList();
    }

    private Map<Site, List<Slot>> find(
            Collection<Site> sites,
            ServiceTerms terms,
            Meeting meeting,
            int people,
            LocalDate from,
            LocalDate to,
            boolean desk,
            int most) {
        if (people > terms.mostPeople() || !terms.ways().offers(meeting.modality())) {
            return Map.of();
        }
        var now = clock.instant();
        var times =
                book.at(sites.stream().map(Site::id).toList(), terms.serviceId(), terms.horizonDays(), desk, meeting);
        var found = new HashMap<Site, List<Slot>>();
        for (var site : sites) {
            var agendas = times.getOrDefault(site.id(), List.of());
            if (agendas.isEmpty()
                    || directory.suspension(site.id(), terms.serviceId()).isPresent()) {
                continue;
            }
            var wanted = wanted(site, terms, meeting.modality(), people, from, to, desk, now);
            if (wanted.from().isBefore(wanted.to())) {
                var counted = !desk && terms.onlineADay() != null;
                var slots = SlotSearch.find(wanted, agendas, counted ? Integer.MAX_VALUE : most);
                found.put(
                        site,
                        counted
                                ? withinTheDay(slots, site, terms, now).stream()
                                        .limit(most)
                                        .toList()
                                : slots);
            }
        }
        return found;
    }

    /** Without the days on which as many are booked online as may be. */
    private List<Slot> withinTheDay(List<Slot> slots, Site site, ServiceTerms terms, Instant now) {
        var most = terms.onlineADay();
        if (most == null || slots.isEmpty()) {
            return slots;
        }
        var booked = appointments.bookedOnline(site, terms.serviceId(), now);
        return slots.stream()
                .filter(slot ->
                        booked.getOrDefault(slot.start().atZone(site.zone()).toLocalDate(), 0) < most)
                .toList();
    }

    private static Wanted wanted(
            Site site,
            ServiceTerms terms,
            Modality modality,
            int people,
            LocalDate from,
            LocalDate to,
            boolean desk,
            Instant now) {
        var last = terms.lastDay(now, site.zone());
        var end = (to.isAfter(last) ? last : to)
                .plusDays(1)
                .atStartOfDay(site.zone())
                .toInstant();
        var begin = from.atStartOfDay(site.zone()).toInstant();
        var earliest = terms.earliest(now, desk);
        return new Wanted(
                terms.serviceId(),
                terms.terms(modality),
                people,
                begin.isBefore(earliest) ? earliest : begin,
                end,
                terms.keptUntil(now, desk),
                modality);
    }

    /** The agendas for exactly this slot; empty when it cannot be had (any more). */
    Optional<Place> place(Site site, ServiceTerms terms, Meeting meeting, int people, Instant start, boolean desk) {
        var now = clock.instant();
        var day = start.atZone(site.zone()).toLocalDate();
        var whole = wanted(site, terms, meeting.modality(), people, day, day, desk, now);
        if (!terms.ways().offers(meeting.modality())
                || start.isBefore(whole.from())
                || !start.isBefore(whole.to())
                || directory.suspension(site.id(), terms.serviceId()).isPresent()
                || !desk
                        && withinTheDay(List.of(new Slot(start, start)), site, terms, now)
                                .isEmpty()) {
            return Optional.empty();
        }
        List<AgendaTime> agendas = book.at(List.of(site.id()), terms.serviceId(), terms.horizonDays(), desk, meeting)
                .getOrDefault(site.id(), List.of());
        var exactly = new Wanted(
                terms.serviceId(),
                whole.terms(),
                people,
                start,
                start.plusSeconds(1),
                terms.keptUntil(now, desk),
                meeting.modality());
        return SlotSearch.place(exactly, agendas, start);
    }
}
