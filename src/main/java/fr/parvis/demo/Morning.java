package fr.parvis.demo;

import fr.parvis.platform.StoredSettings;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Halls;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the town ready for the day: one instance at a time, and in one transaction, so that a start cut short leaves nothing
 * half done.
 */
@Component
class Morning {
    private static final long LOCK = 0x5061_7276_6973L;
    private static final String MODE = "demo.mode";
    private static final ZoneId ZONE = ZoneId.of(TownPlan.ZONE);

    private final JdbcClient jdbc;
    private final DemoTown town;
    private final DemoPast past;
    private final TownHours hours;
    private final StoredSettings stored;
    private final Halls halls;
    private final Leftovers leftovers;

    Morning(
            JdbcClient jdbc,
            DemoTown town,
            DemoPast past,
            TownHours hours,
            StoredSettings stored,
            Halls halls,
            Leftovers leftovers) {
        this.jdbc = jdbc;
        this.town = town;
        this.past = past;
        this.hours = hours;
        this.stored = stored;
        this.halls = halls;
        this.leftovers = leftovers;
    }

    @Transactional
    public void prepare(Instant now) {
        jdbc.sql("select pg_advisory_xact_lock(:lock)::text")
                .param("lock", LOCK)
                .query(String.class)
                .single();
        town.build();
        var today = now.atZone(ZONE).toLocalDate();
        for (LocalDate day = past.firstMissing(today); day.isBefore(today); day = day.plusDays(1)) {
            past.write(day);
        }
        hours.open(now);
        var mode = hours.isAlive() ? "alive" : "quiet";
        if (hours.isAlive()) {
            var midnight = today.atStartOfDay(ZONE).toInstant();
            var opened = now.minus(TownHours.OPEN_SINCE);
            TownPlan.SITES.forEach(plan -> begin(plan, opened.isBefore(midnight) ? midnight : opened, now));
        } else if (stored.find(MODE).filter("alive"::equals).isPresent()) {
            // what people do in a quiet town is theirs, and stays; what the town itself did ends
            TownPlan.SITES.forEach(plan -> leftovers.empty(board(plan)));
        }
        stored.put(MODE, mode);
    }

    /** A hall that goes on through midnight, or where a person works, is not given a past. */
    private void begin(TownPlan.Site plan, Instant from, Instant now) {
        leftovers.clear(plan, board(plan), now);
        if (board(plan).called().isEmpty()) {
            past.begin(plan, from, now);
        }
    }

    private HallBoard board(TownPlan.Site plan) {
        return halls.currentBoard(town.site(plan).id());
    }
}
