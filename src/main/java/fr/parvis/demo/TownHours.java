package fr.parvis.demo;

import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.Opening;
import fr.parvis.directory.Site;
import fr.parvis.platform.ParvisSettings;
import fr.parvis.platform.StoredSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * Keeps the town's doors open: around the present moment when it is alive, the whole of each day when it is quiet. Adds
 * exceptional openings only where it has not done so before, so it may be asked as often as one likes.
 */
@Component
class TownHours {
    private static final String LAID = "demo.laid.";
    static final Duration OPEN_SINCE = Duration.ofHours(3);
    private static final Duration OPEN_FOR = Duration.ofHours(6);
    /** How early what is missing is added: nobody finds the doors closed at midnight. */
    private static final Duration AHEAD = Duration.ofHours(2);

    private final DemoTown town;
    private final Directory directory;
    private final DirectoryEditor editor;
    private final StoredSettings stored;
    private final ParvisSettings settings;

    TownHours(
            DemoTown town,
            Directory directory,
            DirectoryEditor editor,
            StoredSettings stored,
            ParvisSettings settings) {
        this.town = town;
        this.directory = directory;
        this.editor = editor;
        this.stored = stored;
        this.settings = settings;
    }

    /** Quiet wins when both are asked for. */
    boolean isAlive() {
        return settings.demo() && !settings.demoQuiet();
    }

    /** At the start; a living town has been open for some hours already. */
    void open(Instant now) {
        keepOpen(now, now.minus(OPEN_SINCE), now.plus(OPEN_FOR));
    }

    void renew(Instant now) {
        keepOpen(now, now, now.plus(AHEAD));
    }

    private void keepOpen(Instant now, Instant from, Instant to) {
        for (var plan : TownPlan.SITES) {
            var site = town.site(plan);
            if (!isAlive()) {
                var today = now.atZone(site.zone()).toLocalDate();
                var tomorrow = now.plus(AHEAD).atZone(site.zone()).toLocalDate();
                lay(plan, site, start(site, today), start(site, tomorrow.plusDays(1)));
            } else if (!isOpen(site, from, to)) {
                lay(plan, site, from, now.plus(OPEN_FOR));
            }
        }
    }

    /** Each hour once: what an administrator of the town then takes back stays taken back. */
    private void lay(TownPlan.Site plan, Site site, Instant from, Instant to) {
        var name = LAID + plan.slug();
        var begin = stored.find(name).map(laid -> laid.split("/")).stream()
                .filter(laid -> !from.isBefore(Instant.parse(laid[0])))
                .map(laid -> Instant.parse(laid[1]))
                .filter(from::isBefore)
                .findFirst()
                .orElse(from);
        if (begin.isBefore(to)) {
            editor.openExceptionally(site.id(), begin, to);
            stored.put(name, from + "/" + to);
        }
    }

    private static Instant start(Site site, LocalDate day) {
        return day.atStartOfDay(site.zone()).toInstant();
    }

    private boolean isOpen(Site site, Instant from, Instant to) {
        return directory.opening(site.id(), from) instanceof Opening.Open(var until)
                && (until == null || !until.isBefore(to));
    }
}
