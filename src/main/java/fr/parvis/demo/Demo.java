package fr.parvis.demo;

import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.Opening;
import fr.parvis.directory.Site;
import fr.parvis.forecast.LearnedTimes;
import fr.parvis.platform.ParvisSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives the instance the town of Saint-Parvis before it serves anybody, and keeps it open while it runs. */
@Component
@ConditionalOnExpression("${parvis.demo:false} or ${parvis.demo-quiet:false}")
class Demo implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final Duration OPEN_SINCE = Duration.ofHours(3);
    private static final Duration OPEN_FOR = Duration.ofHours(6);
    private static final long TICK_MS = 2000;

    private final ParvisSettings settings;
    private final DemoTown town;
    private final DemoPast past;
    private final DemoFile file;
    private final LiveTown live;
    private final Directory directory;
    private final DirectoryEditor editor;
    private final LearnedTimes times;
    private final Clock clock;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("demo").daemon().factory());
    private volatile boolean running;

    Demo(
            ParvisSettings settings,
            DemoTown town,
            DemoPast past,
            DemoFile file,
            LiveTown live,
            Directory directory,
            DirectoryEditor editor,
            LearnedTimes times,
            Clock clock) {
        this.settings = settings;
        this.town = town;
        this.past = past;
        this.file = file;
        this.live = live;
        this.directory = directory;
        this.editor = editor;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public void start() {
        town.build();
        var now = clock.instant();
        var today = now.atZone(ZoneId.of(TownPlan.ZONE)).toLocalDate();
        var first = past.firstMissing(today);
        for (LocalDate day = first; day.isBefore(today); day = day.plusDays(1)) {
            past.write(day);
        }
        TownPlan.SITES.forEach(plan -> keepOpen(town.site(plan), now, true));
        if (!settings.demo()) {
            TownPlan.SITES.forEach(plan -> live.clear(plan, today));
        } else {
            for (var plan : TownPlan.SITES) {
                var midnight = today.atStartOfDay(ZoneId.of(TownPlan.ZONE)).toInstant();
                var opened = now.minus(OPEN_SINCE);
                live.clear(plan, today);
                if (past.begin(plan, opened.isBefore(midnight) ? midnight : opened, now)) {
                    live.takeOver(plan);
                }
            }
        }
        times.relearn(first.atStartOfDay(ZoneId.of(TownPlan.ZONE)).toInstant());
        running = true;
        ticker.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    @EventListener
    void on(WebServerInitializedEvent server) {
        try {
            file.write(server.getWebServer().getPort());
        } catch (IOException failure) {
            throw new UncheckedIOException("demo.json could not be written", failure);
        }
    }

    private void tick() {
        try {
            var now = clock.instant();
            TownPlan.SITES.forEach(plan -> keepOpen(town.site(plan), now, false));
            if (settings.demo()) {
                live.move(now);
            }
        } catch (RuntimeException failure) {
            LOG.warn("the demonstration missed a step: {}", failure.toString());
        }
    }

    /** With {@code --demo} around the present moment, with {@code --demo-quiet} the whole of each day. */
    private void keepOpen(Site site, Instant now, boolean atStart) {
        var midnight = now.atZone(site.zone()).toLocalDate().plusDays(1).atStartOfDay(site.zone());
        Instant needed = settings.demo() ? now.plus(OPEN_FOR.dividedBy(2)) : midnight.toInstant();
        if (!isOpenUntil(site, now, needed)) {
            var from = settings.demo()
                    ? atStart ? now.minus(OPEN_SINCE) : now
                    : midnight.minusDays(1).toInstant();
            editor.openExceptionally(site.id(), from, settings.demo() ? now.plus(OPEN_FOR) : needed);
        }
    }

    private boolean isOpenUntil(Site site, Instant now, Instant needed) {
        return directory.opening(site.id(), now) instanceof Opening.Open(var until)
                && (until == null || !until.isBefore(needed));
    }

    @Override
    public void stop() {
        running = false;
        ticker.shutdown();
        try {
            if (!ticker.awaitTermination(3, TimeUnit.SECONDS)) {
                ticker.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server: nobody is served in a town that is half built. */
    @Override
    public int getPhase() {
        return 0;
    }
}
