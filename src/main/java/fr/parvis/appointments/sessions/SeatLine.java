package fr.parvis.appointments.sessions;

import fr.parvis.appointments.demand.OfferTime;
import fr.parvis.directory.DayHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Pure: who in the line of a session is offered seats that come free. Everybody in turn whose group fits into what is left: nobody is
 * passed by for seats that would have been enough for them, and no seat stays empty while somebody waits whom it is enough for.
 */
final class SeatLine {
    /** An offer that would end later is none: the seats go to whoever comes first. */
    static final Duration NEAR = Duration.ofHours(2);

    record Group(UUID id, int seats) {}

    private SeatLine() {}

    /** @param line in order */
    static List<UUID> next(int free, List<Group> line) {
        var left = free;
        var offered = new ArrayList<UUID>();
        for (var group : line) {
            if (group.seats() <= left) {
                offered.add(group.id());
                left -= group.seats();
            }
        }
        return offered;
    }

    /**
     * Until when seats are held that are offered now; empty when the session is near.
     *
     * @param hours in which the person can be expected to answer
     */
    static Optional<Instant> until(
            Instant now, Instant start, ZoneId zone, Function<LocalDate, List<DayHours.Stretch>> hours) {
        var last = start.minus(NEAR);
        if (OfferTime.until(now, zone, OfferTime::awake).isAfter(last)) {
            return Optional.empty();
        }
        var until = OfferTime.until(now, zone, hours);
        return Optional.of(until.isAfter(last) ? last : until);
    }
}
