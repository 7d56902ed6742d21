package fr.parvis.relations;

import fr.parvis.directory.DayHours;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import fr.parvis.directory.Site;
import fr.parvis.relations.law.WorkingDays;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The days on which the organisation answers: Monday to Friday, when at least one of its sites receives. While no site has
 * any hours, every such day that is neither a public holiday nor a closure.
 */
@Component
public class OfficeDays {
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final int DAYS_OFFERED = 5;
    private static final int HORIZON = 30;
    private static final Duration NOTICE = Duration.ofMinutes(30);
    /** On the organisation's own clock, whatever the hours of a site: nobody is called at night. */
    private static final LocalTime EARLIEST_CALL = LocalTime.of(8, 0);

    private static final LocalTime LATEST_CALL = LocalTime.of(19, 0);
    /** A stretch that goes further beyond noon is offered as a morning and an afternoon. */
    private static final Duration LONGEST_MORNING_PAST_NOON = Duration.ofHours(1);

    private final Directory directory;
    private final Clock clock;

    OfficeDays(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), directory.zone());
    }

    public LocalDate after(LocalDate day, int days) {
        return WorkingDays.after(day, days, this::isWorked);
    }

    /** Until when an answer is promised to what would be asked now. */
    public LocalDate promised(RequestType type) {
        return after(today(), type.days());
    }

    /** How many are worked after the first day, up to the last one. */
    public int between(LocalDate first, LocalDate last) {
        return (int) first.plusDays(1)
                .datesUntil(last.isAfter(first) ? last.plusDays(1) : first.plusDays(1))
                .filter(this::isWorked)
                .count();
    }

    boolean isWorked(LocalDate day) {
        if (WEEKEND.contains(day.getDayOfWeek())) {
            return false;
        }
        var sites = directory.sites();
        var hours = sites.stream().map(site -> directory.day(site.id(), day)).toList();
        return hours.stream().anyMatch(one -> !one.open().isEmpty())
                || sites.stream().noneMatch(this::hasHours)
                        && hours.stream().allMatch(one -> one.reason() == Opening.Reason.OUTSIDE_HOURS);
    }

    private boolean hasHours(Site site) {
        return directory.weeklyHours(site.id()).stream().anyMatch(text -> !text.isBlank());
    }

    /**
     * When somebody could be called, over all sites, each by the clock of its own zone: half days of the next working days,
     * what is left of today too.
     */
    public List<Request.Moment> moments() {
        var moments = new ArrayList<Request.Moment>();
        var now = clock.instant();
        var days = 0;
        for (int ahead = 0; ahead < HORIZON && days < DAYS_OFFERED; ahead++) {
            var day = today().plusDays(ahead);
            if (isWorked(day)) {
                var left = halves(day).stream()
                        .filter(moment -> moment.to().isAfter(now.plus(NOTICE)))
                        .toList();
                moments.addAll(left);
                days += left.isEmpty() ? 0 : 1;
            }
        }
        return List.copyOf(moments);
    }

    private List<Request.Moment> halves(LocalDate day) {
        var noon = instant(day, LocalTime.NOON);
        var halves = new ArrayList<Request.Moment>();
        for (var open : stretches(day)) {
            if (open.from().isBefore(noon) && open.to().isAfter(noon.plus(LONGEST_MORNING_PAST_NOON))) {
                halves.add(new Request.Moment(open.from(), noon));
                halves.add(new Request.Moment(noon, open.to()));
            } else {
                halves.add(open);
            }
        }
        halves.removeIf(half -> Duration.between(half.from(), half.to()).compareTo(NOTICE) < 0);
        return halves;
    }

    /** When at least one site receives and a call is no surprise. */
    private List<Request.Moment> stretches(LocalDate day) {
        var earliest = instant(day, EARLIEST_CALL);
        var latest = instant(day, LATEST_CALL);
        var stretches = new ArrayList<Request.Moment>();
        directory.sites().stream()
                .flatMap(site ->
                        directory.day(site.id(), day).open().stream().map(open -> moment(day, open, site.zone())))
                .map(open -> new Request.Moment(later(open.from(), earliest), earlier(open.to(), latest)))
                .filter(open -> open.from().isBefore(open.to()))
                .sorted(Comparator.comparing(Request.Moment::from))
                .forEach(next -> {
                    var last = stretches.isEmpty() ? null : stretches.getLast();
                    if (last != null && !next.from().isAfter(last.to())) {
                        stretches.removeLast();
                        stretches.add(new Request.Moment(last.from(), later(last.to(), next.to())));
                    } else {
                        stretches.add(next);
                    }
                });
        return stretches;
    }

    private static Request.Moment moment(LocalDate day, DayHours.Stretch open, ZoneId zone) {
        var end = open.to().equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day;
        return new Request.Moment(
                day.atTime(open.from()).atZone(zone).toInstant(),
                end.atTime(open.to()).atZone(zone).toInstant());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Instant instant(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(directory.zone()).toInstant();
    }
}
