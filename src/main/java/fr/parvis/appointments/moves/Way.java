package fr.parvis.appointments.moves;

import fr.parvis.appointments.slots.SlotSearch.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a hit may do.
 *
 * @param places what that takes: where it goes or stays, and what it has besides as long as the person has not said yes to another site
 * @param option null when it stays where it is
 * @param burden packed
 */
record Way(List<Place> places, @Nullable Option option, long burden) {
    /** Its options in their order, and to stay. */
    static List<Way> of(Hit hit) {
        var ways = new ArrayList<Way>();
        for (var option : hit.options()) {
            var places = option.isElsewhere() ? List.of(option.place(), hit.stays()) : List.of(option.place());
            ways.add(new Way(places, option, option.burden().packed()));
        }
        ways.add(new Way(List.of(hit.stays()), null, Burden.stays(hit.people()).packed()));
        return ways;
    }

    static long sum(Way[] chosen) {
        long sum = 0;
        for (var one : chosen) {
            sum += one.burden;
        }
        return sum;
    }

    boolean collides(Way other) {
        for (var place : places) {
            for (var theirs : other.places) {
                if (Option.collide(place, theirs)) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean covers(UUID agenda, Instant at) {
        for (var place : places) {
            if (place.agendas().contains(agenda)
                    && !place.during().from().isAfter(at)
                    && place.during().to().isAfter(at)) {
                return true;
            }
        }
        return false;
    }
}
