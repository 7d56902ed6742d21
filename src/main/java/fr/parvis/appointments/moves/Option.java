package fr.parvis.appointments.moves;

import fr.parvis.appointments.slots.SlotSearch.Place;
import java.util.UUID;

/** Where an appointment could go. */
public record Option(UUID siteId, Place place, Burden burden) {
    /** A proposal: nobody is sent to another site. */
    boolean isElsewhere() {
        return burden.away() > 0;
    }

    static boolean collide(Place one, Place other) {
        return one.during().overlaps(other.during()) && one.agendas().stream().anyMatch(other.agendas()::contains);
    }
}
