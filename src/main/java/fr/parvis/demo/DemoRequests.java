package fr.parvis.demo;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.StoredSettings;
import fr.parvis.relations.Bodies;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Closing;
import fr.parvis.relations.Interaction;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.PastRequests;
import fr.parvis.relations.PastRequests.Past;
import fr.parvis.relations.PastRequests.Said;
import fr.parvis.relations.Request;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What Saint-Parvis was asked in writing and on the telephone: most of it answered in time, some still open, a little of it late. */
@Component
class DemoRequests {
    private static final String BROUGHT = "demo.requests";
    private static final long SEED = 2211;
    private static final int A_DAY = 3;
    /** What came in on the last days is still open, unless it was easy. */
    private static final int STILL_OPEN_DAYS = 3;

    private static final double EASY = 0.4;
    private static final double FORGOTTEN = 0.02;
    private static final double OF_ONE_SITE = 0.5;

    private final DemoTown town;
    private final Directory directory;
    private final PastRequests history;
    private final Bodies bodies;
    private final StoredSettings stored;

    DemoRequests(DemoTown town, Directory directory, PastRequests history, Bodies bodies, StoredSettings stored) {
        this.town = town;
        this.directory = directory;
        this.history = history;
        this.bodies = bodies;
        this.stored = stored;
    }

    /** Once: what the town does with them then stays done. */
    @Transactional
    public void bring(Instant now) {
        if (stored.find(BROUGHT).isPresent()) {
            return;
        }
        var random = new SplittableRandom(SEED);
        var today = LocalDate.ofInstant(now, directory.zone());
        var past = new ArrayList<Past>();
        for (var day = today.minusDays(DemoPast.DAYS); !day.isAfter(today); day = day.plusDays(1)) {
            if (day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                for (int i = 0; i < A_DAY; i++) {
                    var at = day.atTime(7 + random.nextInt(13), random.nextInt(60))
                            .atZone(directory.zone())
                            .toInstant();
                    var written = at.isBefore(now) ? at : now.minus(Duration.ofMinutes(5 + random.nextInt(90)));
                    past.add(one(written, now, past.size(), random));
                }
            }
        }
        history.write(past);
        history.explain(TownRequests.EXPLAINED);
        TownRequests.BODIES.forEach(bodies::save);
        stored.put(BROUGHT, "1");
    }

    private Past one(Instant at, Instant now, int number, SplittableRandom random) {
        var what = TownRequests.ALL.get(random.nextInt(TownRequests.ALL.size()));
        var who = TownRequests.PEOPLE.get(random.nextInt(TownRequests.PEOPLE.size()));
        var channel = what.kind() == Request.Kind.CALL_BACK
                ? Channel.WEB
                : List.of(Channel.WEB, Channel.WEB, Channel.EMAIL, Channel.EMAIL, Channel.PHONE, Channel.POST)
                        .get(random.nextInt(6));
        var called = what.kind() == Request.Kind.CALL_BACK;
        var said = new Request.Said(
                what.subject(),
                what.words(),
                who.first(),
                who.last(),
                called ? "" : who.first().toLowerCase(java.util.Locale.ROOT) + number + "@exemple.example",
                // numbers that the regulator keeps for fiction
                called ? "06 39 98 %02d %02d".formatted(random.nextInt(100), random.nextInt(100)) : "",
                null);
        var site = random.nextDouble() < OF_ONE_SITE ? site(random).id() : null;
        var wanted = new NewRequest(
                what.kind(), null, channel, who.language(), null, site, said, "demo-" + new UUID(SEED, number));
        var agent = TownPlan.PEOPLE.get(random.nextInt(TownPlan.PEOPLE.size())).name();
        var taken = after(at, Duration.ofMinutes(20 + random.nextInt(60 * 26)), now);
        var ended = taken == null ? null : after(taken, Duration.ofMinutes(30 + random.nextInt(60 * 40)), now);
        var fresh = at.isAfter(now.minus(Duration.ofDays(STILL_OPEN_DAYS)));
        if (ended == null || (fresh ? random.nextDouble() > EASY : random.nextDouble() < FORGOTTEN)) {
            return new Past(
                    wanted,
                    at,
                    taken == null || what.note().isEmpty() ? List.of() : notes(what, agent, taken),
                    null,
                    null);
        }
        return new Past(wanted, at, notes(what, agent, taken), end(what), ended);
    }

    private Site site(SplittableRandom random) {
        return town.site(TownPlan.SITES.get(random.nextInt(TownPlan.SITES.size())));
    }

    private static @Nullable Instant after(Instant at, Duration later, Instant now) {
        var then = at.plus(later);
        return then.isBefore(now) ? then : null;
    }

    private static List<Said> notes(TownRequests.Written what, String agent, @Nullable Instant at) {
        return what.note().isEmpty() || at == null
                ? List.of()
                : List.of(new Said(Interaction.Direction.NOTE, at, agent, what.note()));
    }

    private static Closing end(TownRequests.Written what) {
        return what.instead().isEmpty()
                ? new Closing.Solved(what.answer())
                : new Closing.Refused(what.answer(), what.instead());
    }
}
