package fr.parvis.appointments.moves;

import fr.parvis.appointments.slots.SlotSearch.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which ways surely exclude each other: those that hold the same point of the same agenda, the points of an agenda lying as far apart
 * as the shortest place is long. Of the agendas of a way that is told by the one that most ways need. Pure.
 */
final class Columns {
    private record Point(UUID agenda, long number) {}

    private final Map<UUID, Integer> needed = new HashMap<>();
    private final Map<UUID, Long> begins = new HashMap<>();
    private final Map<Point, Integer> numbers = new HashMap<>();
    private long apart = Long.MAX_VALUE;
    private int count;

    Columns(List<List<Way>> hits) {
        var all = hits.stream()
                .flatMap(List::stream)
                .filter(way -> way.option() != null)
                .map(way -> way.places().getFirst())
                .toList();
        all.forEach(place -> place.agendas().forEach(id -> needed.merge(id, 1, Integer::sum)));
        for (var place : all) {
            var from = place.during().from().getEpochSecond();
            apart = Math.min(apart, place.during().to().getEpochSecond() - from);
            begins.merge(scarce(place), from, Math::min);
        }
    }

    private UUID scarce(Place place) {
        var scarce = place.agendas().getFirst();
        for (var id : place.agendas()) {
            if (needed.getOrDefault(id, 0) > needed.getOrDefault(scarce, 0)) {
                scarce = id;
            }
        }
        return scarce;
    }

    /** Who stays has a column that nobody shares. */
    int of(Way way) {
        if (way.option() == null) {
            return count++;
        }
        var place = way.places().getFirst();
        var agenda = scarce(place);
        long since = place.during().from().getEpochSecond() - begins.getOrDefault(agenda, 0L);
        return numbers.computeIfAbsent(new Point(agenda, Math.ceilDiv(since, apart)), _ -> count++);
    }

    int count() {
        return count;
    }
}
