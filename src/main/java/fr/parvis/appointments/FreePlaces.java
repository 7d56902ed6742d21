package fr.parvis.appointments;

import fr.parvis.appointments.slots.AgendaTime;
import fr.parvis.appointments.slots.SlotSearch;
import fr.parvis.appointments.slots.SlotSearch.Place;
import fr.parvis.appointments.slots.SlotSearch.Wanted;
import fr.parvis.directory.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is free at one moment, as the desk sees it, as if some appointments had left their places already. A picture for whoever moves
 * several of them: it stays as it is.
 */
public final class FreePlaces {
    /** A family may be spread over many agendas in more ways than anybody needs. */
    private static final int WAYS = 24;

    private record Asked(UUID service, UUID site, int people, Meeting meeting, LocalDate day) {}

    private final Instant now;
    private final Map<UUID, ServiceTerms> terms;
    private final Map<UUID, Map<UUID, List<AgendaTime>>> times;
    private final Function<Meeting, Predicate<UUID>> suiting;
    private final Map<Meeting, Predicate<UUID>> suits = new HashMap<>();
    private final Map<Asked, List<Place>> known = new HashMap<>();

    /**
     * @param times by service, then by site
     * @param suiting which agendas are fit
     */
    FreePlaces(
            Instant now,
            Map<UUID, ServiceTerms> terms,
            Map<UUID, Map<UUID, List<AgendaTime>>> times,
            Function<Meeting, Predicate<UUID>> suiting) {
        this.suiting = suiting;
        this.now = now;
        this.terms = terms;
        this.times = times;
    }

    public Instant now() {
        return now;
    }

    /** The last day of the site's calendar on which the service can be had; empty where it is not given by appointment. */
    public Optional<LocalDate> lastDay(UUID service, Site site) {
        return timesAt(service, site).isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(terms.get(service)).map(known -> known.lastDay(now, site.zone()));
    }

    /** Every place of a day that has not begun yet, in order of the starts, the best of each start first. */
    public List<Place> on(UUID service, Site site, int people, Meeting meeting, LocalDate day) {
        return known.computeIfAbsent(
                new Asked(service, site.id(), people, meeting, day), _ -> find(service, site, people, meeting, day));
    }

    private List<Place> find(UUID service, Site site, int people, Meeting meeting, LocalDate day) {
        var agreed = terms.get(service);
        if (agreed == null || day.isAfter(agreed.lastDay(now, site.zone()))) {
            return List.of();
        }
        var begin = day.atStartOfDay(site.zone()).toInstant();
        var end = day.plusDays(1).atStartOfDay(site.zone()).toInstant();
        return end.isAfter(now)
                ? SlotSearch.places(
                        new Wanted(
                                service,
                                agreed.terms(meeting.modality()),
                                people,
                                begin.isBefore(now) ? now : begin,
                                end,
                                agreed.keptUntil(now, true),
                                meeting.modality()),
                        timesFor(service, site, meeting),
                        WAYS)
                : List.of();
    }

    private List<AgendaTime> timesFor(UUID service, Site site, Meeting meeting) {
        var suited = suits.computeIfAbsent(meeting, suiting);
        return timesAt(service, site).stream()
                .filter(one -> suited.test(one.id()))
                .toList();
    }

    private List<AgendaTime> timesAt(UUID service, Site site) {
        return times.getOrDefault(service, Map.of()).getOrDefault(site.id(), List.of());
    }

    /** How long the visit itself takes: the place is longer by the buffer. */
    Instant end(UUID service, int people, Instant start) {
        return start.plus(
                java.util.Objects.requireNonNull(terms.get(service)).terms().visit(people));
    }
}
