package fr.parvis.procedures.editor;

import fr.parvis.directory.Directory;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.springframework.stereotype.Component;

/** The organisation's own time. */
@Component
public class LocalDays {
    private final Directory directory;
    private final Clock clock;

    LocalDays(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    public ZonedDateTime local(Instant at) {
        return at.atZone(directory.zone());
    }

    public boolean isPast(Instant at) {
        return !at.isAfter(clock.instant());
    }

    public LocalDate today() {
        return local(clock.instant()).toLocalDate();
    }
}
