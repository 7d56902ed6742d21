package fr.parvis.appointments.slots;

import fr.parvis.appointments.slots.Stretches.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Finds when a service can be had, and at which agendas. A start lies on the steps of an opening of one of the agendas that
 * it takes; the whole time, buffer included, is free at each of them. One more opening never takes a slot away.
 */
public final class SlotSearch {
    /**
     * @param from no slot begins before
     * @param to no slot begins at it or later
     * @param keptUntil starts that are kept for the desk are offered up to this instant only; the distant future when whoever asks
     *     is the desk
     */
    public record Wanted(
            UUID service, Terms terms, int people, Instant from, Instant to, Instant keptUntil, Modality modality) {
        public Wanted(UUID service, Terms terms, int people, Instant from, Instant to, Instant keptUntil) {
            this(service, terms, people, from, to, keptUntil, Modality.ON_SITE);
        }

        public Wanted {
            if (people < 1) {
                throw new IllegalArgumentException("at least one person");
            }
        }

        long visit() {
            return terms.visit(people).toSeconds();
        }

        long taken() {
            return visit() + terms.buffer().toSeconds();
        }
    }

    /** @param to when the last person has left; the agendas are taken for the buffer longer */
    public record Slot(Instant start, Instant to) {}

    /** Which agendas a slot takes, and how long. */
    public record Place(List<UUID> agendas, Stretch during) {}

    private record Candidate(UUID id, long slack, boolean onStep) {}

    private final Wanted wanted;
    private final List<AgendaTime> receiving;
    private final List<List<AgendaTime>> resources;

    private SlotSearch(Wanted wanted, Collection<AgendaTime> agendas) {
        this.wanted = wanted;
        this.receiving = agendas.stream().filter(one -> one.kind() == null).toList();
        this.resources = wanted.terms().kinds().stream()
                .sorted()
                .map(kind -> agendas.stream()
                        .filter(one -> Objects.equals(one.kind(), kind))
                        .toList())
                .toList();
    }

    private AgendaTime.Ready ready(AgendaTime agenda) {
        return agenda.ready(wanted.service(), wanted.modality());
    }

    /** In order, each start once. */
    public static List<Slot> find(Wanted wanted, Collection<AgendaTime> agendas) {
        return find(wanted, agendas, Integer.MAX_VALUE);
    }

    /** The first ones, in order, each start once. */
    public static List<Slot> find(Wanted wanted, Collection<AgendaTime> agendas, int most) {
        var search = new SlotSearch(wanted, agendas);
        var starts = search.starts();
        var slots = new ArrayList<Slot>();
        for (long start : starts) {
            if (slots.size() == most) {
                break;
            }
            if (search.has(start)) {
                slots.add(new Slot(Instant.ofEpochSecond(start), Instant.ofEpochSecond(start + wanted.visit())));
            }
        }
        return slots;
    }

    /**
     * The agendas for a slot: first those on whose steps it lies, and of them where it leaves the least time around it unused.
     * Empty when it cannot be had.
     */
    public static Optional<Place> place(Wanted wanted, Collection<AgendaTime> agendas, Instant start) {
        return new SlotSearch(wanted, agendas).place(start.getEpochSecond());
    }

    /**
     * Every place of every slot, in order of their starts and the best first as {@link #place} has it.
     *
     * @param most of one start: a family that could be spread over many agendas has more ways than anybody needs
     */
    public static List<Place> places(Wanted wanted, Collection<AgendaTime> agendas, int most) {
        var search = new SlotSearch(wanted, agendas);
        var places = new ArrayList<Place>();
        for (long start : search.starts()) {
            search.ways(start, most).forEach(ids -> places.add(search.place(ids, start)));
        }
        return places;
    }

    private List<List<UUID>> ways(long start, int most) {
        var ways = new ArrayList<List<UUID>>();
        choose(
                best(receiving, start, Integer.MAX_VALUE),
                0,
                wanted.terms().agendas(wanted.people()),
                List.of(),
                0,
                start,
                most,
                ways);
        return ways;
    }

    /** Adds each way to have that many more of the agendas from the first one on, then one of each further kind. */
    private void choose(
            List<UUID> from,
            int first,
            int more,
            List<UUID> chosen,
            int kinds,
            long start,
            int most,
            List<List<UUID>> ways) {
        if (more == 0) {
            if (kinds == resources.size()) {
                ways.add(chosen);
            } else {
                var next = best(resources.get(kinds), start, Integer.MAX_VALUE);
                choose(next, 0, 1, chosen, kinds + 1, start, most, ways);
            }
            return;
        }
        for (int i = first; i <= from.size() - more && ways.size() < most; i++) {
            var longer = new ArrayList<>(chosen);
            longer.add(from.get(i));
            choose(from, i + 1, more - 1, List.copyOf(longer), kinds, start, most, ways);
        }
    }

    /** Where something could begin for one agenda at least. */
    private TreeSet<Long> starts() {
        var starts = new TreeSet<Long>();
        long step = wanted.terms().step().toSeconds();
        long taken = wanted.taken();
        long earliest = Math.ceilDiv(wanted.from().toEpochMilli(), 1000);
        long latest = Math.ceilDiv(wanted.to().toEpochMilli(), 1000);
        for (var agenda : receiving) {
            var ready = ready(agenda);
            for (int i = 0; i < ready.starts().length; i += 2) {
                long begin = ready.starts()[i];
                long last = Math.min(ready.starts()[i + 1] - 1, latest - 1);
                long index = Math.max(0, Math.ceilDiv(earliest - begin, step));
                for (long start = begin + index * step; start <= last; start += step, index++) {
                    if (mayBeOffered(start, index) && ready.free().slackAround(start, start + taken) >= 0) {
                        starts.add(start);
                    }
                }
            }
        }
        return starts;
    }

    /** Spread evenly over an opening: of ten starts with a share of 0.3 the fourth, the seventh and the tenth. */
    private boolean mayBeOffered(long start, long index) {
        var kept = wanted.terms().kept();
        return Math.floor((index + 1) * kept) == Math.floor(index * kept)
                || start < wanted.keptUntil().getEpochSecond();
    }

    private boolean has(long start) {
        long end = start + wanted.taken();
        int missing = wanted.terms().agendas(wanted.people()) - 1;
        if (missing > 0) {
            long free = receiving.stream()
                    .filter(one -> ready(one).free().slackAround(start, end) >= 0)
                    .limit(missing + 1L)
                    .count();
            if (free <= missing) {
                return false;
            }
        }
        for (var kind : resources) {
            if (kind.stream().noneMatch(one -> ready(one).free().slackAround(start, end) >= 0)) {
                return false;
            }
        }
        return true;
    }

    private Optional<Place> place(long start) {
        if (start < wanted.from().getEpochSecond()
                || start >= Math.ceilDiv(wanted.to().toEpochMilli(), 1000)
                || !starts().contains(start)) {
            return Optional.empty();
        }
        var chosen = new ArrayList<UUID>();
        chosen.addAll(best(receiving, start, wanted.terms().agendas(wanted.people())));
        int needed = wanted.terms().agendas(wanted.people()) + resources.size();
        resources.forEach(kind -> chosen.addAll(best(kind, start, 1)));
        return chosen.size() < needed ? Optional.empty() : Optional.of(place(chosen, start));
    }

    private Place place(List<UUID> agendas, long start) {
        return new Place(
                List.copyOf(agendas),
                new Stretch(Instant.ofEpochSecond(start), Instant.ofEpochSecond(start + wanted.taken())));
    }

    private List<UUID> best(List<AgendaTime> agendas, long start, int most) {
        long end = start + wanted.taken();
        return agendas.stream()
                .map(one -> new Candidate(one.id(), ready(one).free().slackAround(start, end), isOnStep(one, start)))
                .filter(one -> one.slack() >= 0)
                .sorted(Comparator.comparing(Candidate::onStep)
                        .reversed()
                        .thenComparingLong(Candidate::slack)
                        .thenComparing(Candidate::id))
                .limit(most)
                .map(Candidate::id)
                .toList();
    }

    private boolean isOnStep(AgendaTime agenda, long start) {
        var starts = ready(agenda).starts();
        long step = wanted.terms().step().toSeconds();
        for (int i = 0; i < starts.length; i += 2) {
            long since = start - starts[i];
            if (since >= 0 && start < starts[i + 1] && since % step == 0 && mayBeOffered(start, since / step)) {
                return true;
            }
        }
        return false;
    }
}
