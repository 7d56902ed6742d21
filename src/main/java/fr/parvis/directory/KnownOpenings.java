package fr.parvis.directory;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Openings already worked out from one picture of the directory: each holds until the doors move, and at most until midnight. */
final class KnownOpenings {
    private record Place(UUID site, @Nullable UUID service) {}

    private record Known(Opening opening, Instant from, Instant until) {
        boolean holdsAt(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    private final DirectoryPicture picture;
    private final Map<Place, Known> known = new ConcurrentHashMap<>();

    KnownOpenings(DirectoryPicture picture) {
        this.picture = picture;
    }

    boolean areOf(DirectoryPicture other) {
        return picture == other;
    }

    Opening at(Site site, Instant at) {
        return at(new Place(site.id(), null), site, at);
    }

    Opening at(Site site, UUID serviceId, Instant at) {
        return at(new Place(site.id(), picture.hasOwnHours(site.id(), serviceId) ? serviceId : null), site, at);
    }

    private Opening at(Place place, Site site, Instant at) {
        var before = known.get(place);
        if (before != null && before.holdsAt(at)) {
            return before.opening();
        }
        var service = place.service();
        var calendar = service == null ? picture.calendar(site) : picture.calendar(site, service);
        var opening = calendar.at(at);
        known.put(place, new Known(opening, at, end(opening, site, at)));
        return opening;
    }

    private static Instant end(Opening opening, Site site, Instant at) {
        var midnight = at.atZone(site.zone())
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(site.zone())
                .toInstant();
        var moves = switch (opening) {
            case Opening.Open(var until) -> until;
            case Opening.Closed closed -> closed.opensAgain();
        };
        return moves == null || moves.isAfter(midnight) ? midnight : moves;
    }
}
