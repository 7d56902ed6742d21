package fr.parvis.appointments.moves;

import fr.parvis.appointments.slots.SlotSearch.Place;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Places that overlap nowhere, and whether another one goes with them. Pure. */
final class Occupied {
    private final Map<UUID, TreeMap<Instant, Instant>> byAgenda = new HashMap<>();

    void add(Way way) {
        way.places().forEach(this::add);
    }

    void remove(Way way) {
        way.places().forEach(this::remove);
    }

    boolean leaves(Way way) {
        return way.places().stream().allMatch(this::leaves);
    }

    void add(Place place) {
        for (var agenda : place.agendas()) {
            byAgenda.computeIfAbsent(agenda, _ -> new TreeMap<>())
                    .put(place.during().from(), place.during().to());
        }
    }

    private void remove(Place place) {
        for (var agenda : place.agendas()) {
            var taken = byAgenda.get(agenda);
            if (taken != null) {
                taken.remove(place.during().from());
            }
        }
    }

    boolean leaves(Place place) {
        for (var agenda : place.agendas()) {
            var taken = byAgenda.get(agenda);
            var last = taken == null ? null : taken.lowerEntry(place.during().to());
            if (last != null && last.getValue().isAfter(place.during().from())) {
                return false;
            }
        }
        return true;
    }
}
