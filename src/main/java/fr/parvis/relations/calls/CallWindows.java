package fr.parvis.relations.calls;

import fr.parvis.directory.DayHours;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The hours in which a call can be promised: those of a site that receives, as long as there are places. What is offered is a courtesy; the
 * database counts.
 */
@Component
@Transactional
public class CallWindows {
    /** @param left how many more calls can be promised in it */
    public record Window(UUID site, Instant from, Instant to, int left) {
        public Request.Moment moment() {
            return new Request.Moment(from, to);
        }
    }

    private record Taken(int capacity, int promised) {}

    private static final int DAYS_OFFERED = 5;
    private static final int HORIZON = 30;
    private static final Duration NOTICE = Duration.ofMinutes(30);
    /** On the organisation's own clock, whatever the hours of a site: nobody is called at night. */
    private static final LocalTime EARLIEST = LocalTime.of(8, 0);

    private static final LocalTime LATEST = LocalTime.of(19, 0);

    private final JdbcClient jdbc;
    private final Directory directory;
    private final OfficeDays days;
    private final CallSites sites;
    private final Clock clock;

    CallWindows(JdbcClient jdbc, Directory directory, OfficeDays days, CallSites sites, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.days = days;
        this.sites = sites;
        this.clock = clock;
    }

    /**
     * On the next working days, what is left of today too; none overlaps another.
     *
     * @param at a site; null for all of them: of two at one time, the one with more places
     */
    @Transactional(readOnly = true)
    public List<Window> offered(@Nullable UUID at) {
        var offered = new ArrayList<Window>();
        for (var one : withPlaces(at)) {
            var last = offered.isEmpty() ? null : offered.getLast();
            if (last == null || !one.from().isBefore(last.to())) {
                offered.add(one);
            } else if (one.left() > last.left()) {
                // what was offered before ended before the one that it stands for began
                offered.set(offered.size() - 1, one);
            }
        }
        return List.copyOf(offered);
    }

    /** In order; of sites that begin at different minutes, some overlap. */
    private List<Window> withPlaces(@Nullable UUID at) {
        var soonest = clock.instant().plus(NOTICE);
        var found = new TreeMap<Instant, Window>();
        var taken = taken();
        var here = directory.sites().stream()
                .filter(site -> at == null || site.id().equals(at))
                .toList();
        var perHour = new HashMap<UUID, Integer>();
        here.forEach(site -> perHour.put(site.id(), sites.of(site.id()).perHour()));
        var offered = 0;
        for (int ahead = 0; ahead < HORIZON && offered < DAYS_OFFERED; ahead++) {
            var day = days.today().plusDays(ahead);
            var before = found.size();
            if (days.isWorked(day)) {
                for (var site : here) {
                    for (var hour : hours(site, day)) {
                        var known = taken.get(site.id() + " " + hour.from());
                        var left = known == null
                                ? perHour.getOrDefault(site.id(), 0)
                                : known.capacity() - known.promised();
                        if (left > 0 && hour.to().isAfter(soonest)) {
                            found.merge(
                                    hour.from(),
                                    new Window(site.id(), hour.from(), hour.to(), left),
                                    (one, other) -> other.left() > one.left() ? other : one);
                        }
                    }
                }
            }
            offered += found.size() > before ? 1 : 0;
        }
        return List.copyOf(found.values());
    }

    private Map<String, Taken> taken() {
        var taken = new HashMap<String, Taken>();
        jdbc.sql("select site_id, starts_at, capacity, promised from relations.call_window where ends_at > ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    taken.put(
                            row.getString(1) + " " + row.getTimestamp(2).toInstant(),
                            new Taken(row.getInt(3), row.getInt(4)));
                });
        return taken;
    }

    /** Whole hours of the site's clock; what is shorter than half an hour is none. */
    private List<Request.Moment> hours(Site site, LocalDate day) {
        var zone = directory.zone();
        var earliest = day.atTime(EARLIEST).atZone(zone).toInstant();
        var latest = day.atTime(LATEST).atZone(zone).toInstant();
        var hours = new ArrayList<Request.Moment>();
        for (var open : directory.day(site.id(), day).open()) {
            var from = later(at(site, day, open.from()), earliest);
            var to = earlier(end(site, day, open), latest);
            while (from.isBefore(to)) {
                var next = from.atZone(site.zone())
                        .truncatedTo(ChronoUnit.HOURS)
                        .plusHours(1)
                        .toInstant();
                var end = earlier(next, to);
                if (Duration.between(from, end).compareTo(NOTICE) >= 0) {
                    hours.add(new Request.Moment(from, end));
                }
                from = next;
            }
        }
        return hours;
    }

    private static Instant at(Site site, LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(site.zone()).toInstant();
    }

    private static Instant end(Site site, LocalDate day, DayHours.Stretch open) {
        return at(site, open.to().equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day, open.to());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The first that begins not before; empty when none has a place. */
    @Transactional(readOnly = true)
    public Optional<Window> next(@Nullable UUID at, Instant notBefore) {
        return offered(at).stream()
                .filter(one -> !one.from().isBefore(notBefore))
                .findFirst();
    }

    /** @throws ProblemException when it is not offered (any more) */
    @Transactional(readOnly = true)
    public Window at(Instant from, @Nullable UUID site) {
        return withPlaces(site).stream()
                .filter(one -> one.from().equals(from))
                .findFirst()
                .orElseThrow(CallWindows::gone);
    }

    /**
     * The place is the request's from now on; what was promised to it before must be settled.
     *
     * @throws ProblemException when others have taken the last one meanwhile: nothing of the transaction is kept then
     */
    void promise(UUID request, Window window) {
        var organisation = directory.organisation().id();
        var from = window.from().atOffset(ZoneOffset.UTC);
        var to = window.to().atOffset(ZoneOffset.UTC);
        try {
            jdbc.sql("""
                            insert into relations.call_window (site_id, starts_at, ends_at, organisation_id, capacity)
                            values (?, ?, ?, ?, ?) on conflict do nothing""")
                    .params(
                            window.site(),
                            from,
                            to,
                            organisation,
                            sites.of(window.site()).perHour())
                    .update();
            jdbc.sql("""
                            insert into relations.call_promise (id, organisation_id, request_id, site_id, starts_at, ends_at, given_at)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            Ids.next(),
                            organisation,
                            request,
                            window.site(),
                            from,
                            to,
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DataIntegrityViolationException full) {
            throw gone();
        }
    }

    private static ProblemException gone() {
        return ProblemException.field("moment", "relations", "moment-gone");
    }
}
