package fr.parvis.appointments.web;

import fr.parvis.appointments.demand.PartOfDay;
import fr.parvis.appointments.demand.Suits;
import fr.parvis.appointments.demand.Wish;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What suits somebody, as it is ticked: in an address or a form. Nothing ticked means that all of them suit.
 *
 * @param sites slugs
 * @param days ISO numbers of the days of the week
 * @param parts codes
 */
record SuitsForm(
        Set<String> sites,
        Set<String> days,
        Set<String> parts,
        @Nullable String earliest) {
    static final SuitsForm EMPTY = new SuitsForm(Set.of(), Set.of(), Set.of(), "");
    private static final int LAST_YEAR = 2200;

    SuitsForm {
        sites = new TreeSet<>(Forms.ticked(sites));
        days = new TreeSet<>(Forms.ticked(days));
        parts = new TreeSet<>(Forms.ticked(parts));
        earliest = Forms.line(earliest);
    }

    /** What was looked for among the free times in vain. */
    static SuitsForm of(TimesWish wish) {
        var day = wish.day();
        return new SuitsForm(
                wish.place().isEmpty() ? Set.of() : Set.of(wish.place()),
                day == null ? Set.of() : Set.of(Integer.toString(day.getValue())),
                wish.hours().stream()
                        .map(hours -> switch (hours) {
                            case EARLY -> PartOfDay.MORNING;
                            case LUNCH -> PartOfDay.AFTERNOON;
                            case EVENING -> PartOfDay.EVENING;
                        })
                        .map(PartOfDay::code)
                        .collect(Collectors.toSet()),
                wish.from() == null ? "" : wish.from().toString());
    }

    /** @param today a first day before it is left out */
    static SuitsForm of(Wish wish, Collection<Site> given, LocalDate today) {
        var suits = wish.suits();
        return new SuitsForm(
                given.stream()
                        .filter(site -> wish.sites().contains(site.id()))
                        .map(Site::slug)
                        .collect(Collectors.toSet()),
                suits.days().stream()
                        .map(day -> Integer.toString(day.getValue()))
                        .collect(Collectors.toSet()),
                suits.parts().stream().map(PartOfDay::code).collect(Collectors.toSet()),
                suits.earliest() == null || suits.earliest().isBefore(today)
                        ? ""
                        : suits.earliest().toString());
    }

    boolean isEmpty() {
        return equals(EMPTY);
    }

    /** @throws ProblemException 400 when the day is none */
    Suits checked() {
        return new Suits(
                days.stream()
                        .filter(day -> day.matches("[1-7]"))
                        .map(day -> DayOfWeek.of(Integer.parseInt(day)))
                        .collect(Collectors.toSet()),
                parts.stream().flatMap(code -> PartOfDay.of(code).stream()).collect(Collectors.toSet()),
                day());
    }

    private @Nullable LocalDate day() {
        var typed = Forms.line(earliest);
        if (typed.isEmpty()) {
            return null;
        }
        try {
            var day = LocalDate.parse(typed);
            if (day.getYear() >= 2000 && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException _) {
            // the same as a day that no calendar here has
        }
        throw ProblemException.field("earliest", "appointments", "date-malformed", typed);
    }

    /** Those that are chosen and give the service; all of them when none is. */
    Set<UUID> among(List<Site> given) {
        var chosen = given.stream()
                .filter(site -> sites.contains(site.slug()))
                .map(Site::id)
                .collect(Collectors.toSet());
        return chosen.isEmpty() ? given.stream().map(Site::id).collect(Collectors.toSet()) : chosen;
    }
}
