package fr.parvis.procedures.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.checklist.Checklist;
import fr.parvis.procedures.checklist.Place;
import fr.parvis.procedures.visit.ServiceSheets;
import fr.parvis.queue.Doors;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Halls;
import fr.parvis.queue.WaitInterval;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Our own sites where a procedure can be done, with the wait of this moment. */
@Component
class NearbyCounters {
    /**
     * @param service the one that the organisation gives the procedure, or whose name is like it; null when there is none
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
    private final ServiceSheets sheets;

    NearbyCounters(Directory directory, Halls halls, Doors doors, ServiceSheets sheets) {
        this.sheets = sheets;
        this.directory = directory;
        this.halls = halls;
        this.doors = doors;
    }

    /** Is the procedure done here: does the organisation say so, or does the sheet send people to a town hall? */
    boolean serve(Sheet sheet, Checklist list) {
        return isOurs(list) || !sheets.services(sheet).isEmpty();
    }

    private static boolean isOurs(Checklist list) {
        return list.where().stream()
                .map(Checklist.Where::place)
                .anyMatch(place -> place.kind() == Place.Kind.COUNTER
                        && place.title().toLowerCase(Locale.FRENCH).contains("mairie"));
    }

    /** Open ones first, the shortest wait first. */
    List<Counter> of(Sheet sheet, Locale locale) {
        var given = sheets.services(sheet);
        return directory.sites().stream()
                .flatMap(site -> counter(site, sheet, given, locale).stream())
                .sorted(Comparator.comparing((Counter counter) -> !counter.open)
                        .thenComparing(counter ->
                                counter.interval == null ? Integer.MAX_VALUE : counter.interval.highMinutes()))
                .toList();
    }

    /** The service that somebody who comes for the procedure asks for at the site. */
    Optional<ServiceOffer> service(Site site, Sheet sheet) {
        return service(site, sheet, sheets.services(sheet));
    }

    private Optional<ServiceOffer> service(Site site, Sheet sheet, Set<UUID> given) {
        var offers = directory.servicesAt(site.id());
        return given.isEmpty()
                ? ServiceWords.best(sheet.title() + " " + sheet.folder(), offers)
                : offers.stream().filter(offer -> given.contains(offer.id())).findFirst();
    }

    private Optional<Counter> counter(Site site, Sheet sheet, Set<UUID> given, Locale locale) {
        var service = service(site, sheet, given);
        if (service.isEmpty() && !given.isEmpty()) {
            return Optional.empty();
        }
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
