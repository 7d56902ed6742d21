package fr.parvis.procedures.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.checklist.Checklist;
import fr.parvis.procedures.checklist.Place;
import fr.parvis.queue.Doors;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Halls;
import fr.parvis.queue.WaitInterval;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Our own sites where a procedure can be done, with the wait of this moment. */
@Component
class NearbyCounters {
    /**
     * @param service the one that the procedure seems to belong to, null when no name is like it
     * @param interval null when the wait is not known, or the doors are closed
     */
    record Counter(
            Site site,
            @Nullable ServiceOffer service,
            boolean open,
            String closed,
            @Nullable WaitInterval interval) {}

    private final Directory directory;
    private final Halls halls;
    private final Doors doors;

    NearbyCounters(Directory directory, Halls halls, Doors doors) {
        this.directory = directory;
        this.halls = halls;
        this.doors = doors;
    }

    /** Does the sheet send people to a town hall? */
    static boolean isOurs(Checklist list) {
        return list.where().stream()
                .map(Checklist.Where::place)
                .anyMatch(place -> place.kind() == Place.Kind.COUNTER
                        && place.title().toLowerCase(Locale.FRENCH).contains("mairie"));
    }

    /** Open ones first, the shortest wait first. */
    List<Counter> of(Sheet sheet, Locale locale) {
        return directory.sites().stream()
                .flatMap(site -> counter(site, sheet, locale).stream())
                .sorted(Comparator.comparing((Counter counter) -> !counter.open)
                        .thenComparing(counter ->
                                counter.interval == null ? Integer.MAX_VALUE : counter.interval.highMinutes()))
                .toList();
    }

    private Optional<Counter> counter(Site site, Sheet sheet, Locale locale) {
        var offers = directory.servicesAt(site.id());
        var service = ServiceWords.best(sheet.title() + " " + sheet.folder(), offers);
        if (service.isEmpty()
                && directory.sites().stream()
                        .anyMatch(other -> !ServiceWords.best(
                                        sheet.title() + " " + sheet.folder(), directory.servicesAt(other.id()))
                                .isEmpty())) {
            return Optional.empty();
        }
        var board = halls.board(site.id());
        var line = service.flatMap(offer -> board.service(offer.id()));
        var opening = line.map(HallBoard.ServiceLine::opening).orElse(board.opening());
        return Optional.of(new Counter(
                site,
                service.orElse(null),
                opening.isOpen(),
                opening instanceof Opening.Closed closed ? doors.why(closed, site, locale) : "",
                opening.isOpen() ? line.map(HallBoard.ServiceLine::interval).orElse(null) : null));
    }
}
