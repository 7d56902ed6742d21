package fr.parvis.appointments.demand;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pure: who in the line is offered which time next. The first one whom any free time suits gets the earliest that does, so that
 * nobody is passed by somebody behind them for a time that both want. Whoever has an open offer, or has had enough of them for today, is
 * left out and loses nothing.
 */
final class LineMatcher {
    /** @param start on the site's clock */
    record Time(UUID site, ZonedDateTime start) {
        Moment moment() {
            return new Moment(site, start.toInstant());
        }
    }

    record Moment(UUID site, Instant start) {}

    /**
     * Somebody in the line.
     *
     * @param before only what begins earlier is of use; null when anything is
     * @param refused what was offered before and was not taken
     * @param rests is offered nothing now
     */
    record InLine(
            UUID wish,
            Set<UUID> sites,
            Suits suits,
            @Nullable Instant before,
            Set<Moment> refused,
            boolean rests) {
        private boolean wants(Time time) {
            return sites.contains(time.site())
                    && suits.holds(time.start())
                    && (before == null || time.start().toInstant().isBefore(before))
                    && !refused.contains(time.moment());
        }
    }

    record Match(InLine who, Time time) {}

    private LineMatcher() {}

    /**
     * @param line in order
     * @param free what somebody could be offered at this moment
     */
    static Optional<Match> next(Iterable<InLine> line, Function<InLine, ? extends Collection<Time>> free) {
        for (var who : line) {
            if (!who.rests()) {
                var match = free.apply(who).stream()
                        .filter(who::wants)
                        .min(Comparator.comparing(Time::start).thenComparing(Time::site))
                        .map(time -> new Match(who, time));
                if (match.isPresent()) {
                    return match;
                }
            }
        }
        return Optional.empty();
    }
}
