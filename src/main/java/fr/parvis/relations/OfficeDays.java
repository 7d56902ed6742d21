package fr.parvis.relations;

import fr.parvis.directory.DayHours;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import fr.parvis.directory.Site;
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
    private static final ZoneId FRANCE = ZoneId.of("Europe/Paris");
    private static final int DAYS_OFFERED = 5;
    private static final int HORIZON = 30;
    private static final Duration NOTICE = Duration.ofMinutes(30);
    /** A stretch that spans it is offered as a morning and an afternoon. */
    private static final LocalTime NOON = LocalTime.NOON;

    private final Directory directory;
    private final Clock clock;

    OfficeDays(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Of the first site: the promises of the organisation are kept on one calendar. */
    public ZoneId zone() {
        return directory.sites().stream().findFirst().map(Site::zone).orElse(FRANCE);
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone());
    }

    LocalDate after(LocalDate day, int days) {
        return WorkingDays.after(day, days, this::isWorked);
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

    /** When somebody could be called, over all sites: half days of the next working days, what is left of today too. */
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
        var stretches = new ArrayList<DayHours.Stretch>();
        directory.sites().stream()
                .flatMap(site -> directory.day(site.id(), day).open().stream())
                .sorted(Comparator.comparing(DayHours.Stretch::from))
                .forEach(next -> {
                    var last = stretches.isEmpty() ? null : stretches.getLast();
                    if (last != null && !next.from().isAfter(end(last))) {
                        stretches.removeLast();
                        stretches.add(new DayHours.Stretch(
                                last.from(), end(next).isAfter(end(last)) ? next.to() : last.to()));
                    } else {
                        stretches.add(next);
                    }
                });
        var halves = new ArrayList<Request.Moment>();
        for (var one : stretches) {
            if (one.from().isBefore(NOON) && end(one).isAfter(NOON.plusHours(1))) {
                halves.add(moment(day, one.from(), NOON));
                halves.add(moment(day, NOON, one.to()));
            } else {
                halves.add(moment(day, one.from(), one.to()));
            }
        }
        return halves;
    }

    private static LocalTime end(DayHours.Stretch stretch) {
        return stretch.to().equals(LocalTime.MIDNIGHT) ? LocalTime.MAX : stretch.to();
    }

    private Request.Moment moment(LocalDate day, LocalTime from, LocalTime to) {
        return new Request.Moment(
                instant(day, from), instant(to.equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day, to));
    }

    private Instant instant(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone()).toInstant();
    }
}
