package fr.parvis.procedures.editor;

import fr.parvis.directory.Directory;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.springframework.stereotype.Component;

/** The organisation's own time: that of its first site. */
@Component
public class LocalDays {
    private static final ZoneId ELSEWHERE = ZoneId.of("Europe/Paris");

    private final Directory directory;
    private final Clock clock;

    LocalDays(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    public ZonedDateTime local(Instant at) {
        var sites = directory.allSites();
        return at.atZone(sites.isEmpty() ? ELSEWHERE : sites.getFirst().zone());
    }

    public boolean isPast(Instant at) {
        return !at.isAfter(clock.instant());
    }

    public LocalDate today() {
        return local(clock.instant()).toLocalDate();
    }
}
