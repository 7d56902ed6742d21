package fr.parvis.demo;

import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.Opening;
import fr.parvis.directory.Site;
import fr.parvis.platform.ParvisSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * Keeps the town's doors open: around the present moment when it is alive, the whole of each day when it is quiet. Adds
 * exceptional openings only where they are missing, so it may be asked as often as one likes.
 */
@Component
class TownHours {
    static final Duration OPEN_SINCE = Duration.ofHours(3);
    private static final Duration OPEN_FOR = Duration.ofHours(6);
    /** How early what is missing is added: nobody finds the doors closed at midnight. */
    private static final Duration AHEAD = Duration.ofHours(2);

    private final DemoTown town;
    private final Directory directory;
    private final DirectoryEditor editor;
    private final ParvisSettings settings;

    TownHours(DemoTown town, Directory directory, DirectoryEditor editor, ParvisSettings settings) {
        this.town = town;
        this.directory = directory;
        this.editor = editor;
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
                keepOpenAllDay(site, now.atZone(site.zone()).toLocalDate());
                keepOpenAllDay(site, now.plus(AHEAD).atZone(site.zone()).toLocalDate());
            } else if (!isOpen(site, from, to)) {
                editor.openExceptionally(site.id(), from, now.plus(OPEN_FOR));
            }
        }
    }

    private void keepOpenAllDay(Site site, LocalDate day) {
        var from = day.atStartOfDay(site.zone()).toInstant();
        var to = day.plusDays(1).atStartOfDay(site.zone()).toInstant();
        if (!isOpen(site, from, to)) {
            editor.openExceptionally(site.id(), from, to);
        }
    }

    private boolean isOpen(Site site, Instant from, Instant to) {
        return directory.opening(site.id(), from) instanceof Opening.Open(var until)
                && (until == null || !until.isBefore(to));
    }
}
