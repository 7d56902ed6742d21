package fr.parvis.queue.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import fr.parvis.directory.Site;
import fr.parvis.queue.Doors;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Halls;
import java.util.List;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Where somebody who reads a page of another module could come at this moment. Templates ask it. */
@Component("comeNow")
class ComeNow {
    /**
     * @param staffed a counter serves something now
     * @param low minutes, over every service that is served now; both 0 when nobody would wait
     * @param next when it opens again, empty while it is open
     */
    record Place(Site site, boolean open, boolean staffed, int low, int high, String next) {}

    private final Directory directory;
    private final Halls halls;
    private final Doors doors;

    ComeNow(Directory directory, Halls halls, Doors doors) {
        this.directory = directory;
        this.halls = halls;
        this.doors = doors;
    }

    public List<Place> sites() {
        var locale = LocaleContextHolder.getLocale();
        return directory.sites().stream()
                .map(site -> place(halls.board(site.id()), locale))
                .toList();
    }

    private Place place(HallBoard board, Locale locale) {
        var site = board.site();
        if (board.opening() instanceof Opening.Closed closed) {
            return new Place(site, false, false, 0, 0, doors.next(closed.opensAgain(), site, locale));
        }
        var served = board.services().stream()
                .filter(line -> line.opening().isOpen() && !line.interval().assumesOpening())
                .map(HallBoard.ServiceLine::interval)
                .toList();
        var waited = served.stream().filter(interval -> !interval.isNow()).toList();
        return new Place(
                site,
                true,
                !served.isEmpty(),
                waited.size() < served.size()
                        ? 0
                        : waited.stream()
                                .mapToInt(interval -> interval.lowMinutes())
                                .min()
                                .orElse(0),
                waited.stream()
                        .mapToInt(interval -> interval.highMinutes())
                        .max()
                        .orElse(0),
                "");
    }
}
