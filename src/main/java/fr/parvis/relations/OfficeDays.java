package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import fr.parvis.directory.Site;
import fr.parvis.relations.law.WorkingDays;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
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
