package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import fr.parvis.directory.Site;
import fr.parvis.relations.law.WorkingDays;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The days on which the organisation answers: Monday to Friday, when at least one of its sites receives. While no site has
 * any hours, every such day that is neither a public holiday nor a closure.
 */
@Component
public class OfficeDays {
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private final Directory directory;
    private final Clock clock;

    OfficeDays(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    public LocalDate today() {
        return today(null);
    }

    /** Where the site is; for what belongs to none, where the organisation is. */
    public LocalDate today(@Nullable UUID site) {
        return on(clock.instant(), site);
    }

    /** The day that a moment is at the site. */
    public LocalDate on(Instant moment, @Nullable UUID site) {
        return LocalDate.ofInstant(moment, directory.zone(site));
    }

    public LocalDate after(LocalDate day, int days) {
        return after(null, day, days);
    }

    public LocalDate after(@Nullable UUID site, LocalDate day, int days) {
        return WorkingDays.after(day, days, worked(site));
    }

    /** Until when an answer is promised to what would be asked now. */
    public LocalDate promised(RequestType type) {
        return after(today(), type.days());
    }

    /** How many are worked after the first day, up to the last one. */
    public int between(@Nullable UUID site, LocalDate first, LocalDate last) {
        return (int) first.plusDays(1)
                .datesUntil(last.isAfter(first) ? last.plusDays(1) : first.plusDays(1))
                .filter(worked(site))
                .count();
    }

    public Predicate<LocalDate> worked(@Nullable UUID site) {
        return day -> isWorked(site, day);
    }

    /**
     * A site works on the organisation's days but for its own holidays and closures: one that opens on Tuesdays alone does not answer in
     * ten weeks what is promised in ten days.
     */
    private boolean isWorked(@Nullable UUID site, LocalDate day) {
        var place = site == null ? null : directory.at(site).orElse(null);
        if (place == null) {
            return isWorked(day);
        }
        var there = directory.day(place.id(), day);
        return there.open().isEmpty()
                ? there.reason() == Opening.Reason.OUTSIDE_HOURS && isWorked(day)
                : !WEEKEND.contains(day.getDayOfWeek());
    }

    public boolean isWorked(LocalDate day) {
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
}
