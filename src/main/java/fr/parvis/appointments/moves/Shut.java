package fr.parvis.appointments.moves;

import fr.parvis.appointments.slots.SlotSearch.Place;
import fr.parvis.appointments.slots.Stretches.Stretch;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Time of agendas that no appointment of a move may take, although it looks free. Pure. */
record Shut(Map<UUID, List<Stretch>> during) {
    boolean holds(Place place) {
        return place.agendas().stream()
                .flatMap(agenda -> during.getOrDefault(agenda, List.of()).stream())
                .anyMatch(place.during()::overlaps);
    }
}
