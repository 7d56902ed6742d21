package fr.parvis.procedures.refresh;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.fetch.Fetch;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.SheetImport;
import fr.parvis.procedures.editor.LocalDays;
import fr.parvis.procedures.refresh.RefreshFailure.Reason;
import fr.parvis.procedures.refresh.Refreshes.Outcome;
import fr.parvis.procedures.refresh.Refreshes.Refresh;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Fetches the national sheets when it is time: on one instance, told on the page of imports, tried again after a failure. */
@Component
class SheetRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(SheetRefresh.class);
    private static final long MOST_BYTES = 200L << 20;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int LOOK_EVERY_SECONDS = 20;
    private static final int LONGEST_SOURCE = 600;

    private final Refreshes refreshes;
    private final SheetImport imports;
    private final LocalDays days;
    private final AuditLog audit;
    private final Clock clock;
    private final Download download = new Download(MOST_BYTES, LONGEST);

    SheetRefresh(Refreshes refreshes, SheetImport imports, LocalDays days, AuditLog audit, Clock clock) {
        this.refreshes = refreshes;
        this.imports = imports;
        this.days = days;
        this.audit = audit;
        this.clock = clock;
    }

    Optional<Refresh> find() {
        return refreshes.find();
    }

    /** @param source an http or https address, or a path of the server; empty for nothing by itself any more */
    void plan(String source, Plan plan) {
        if (source.isEmpty()) {
            refreshes.forget();
        } else {
            check(source);
            refreshes.set(source, plan, plan.next(days.local(clock.instant())).toInstant());
        }
        audit.write("sheet-refresh-planned", source.isEmpty() ? AuditLog.NOBODY : named(source));
    }

    private static void check(String source) {
        if (source.length() > LONGEST_SOURCE) {
            throw ProblemException.field("source", "procedures", "text-too-long", LONGEST_SOURCE);
        }
        var address = address(source);
        if (address.isPresent() ? !Fetch.isWeb(address.get()) : !isPath(source)) {
            throw ProblemException.field("source", "procedures", "refresh-source");
        }
    }

    /** What has a scheme is an address, everything else a path. */
    private static Optional<URI> address(String source) {
        if (!source.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(source));
        } catch (IllegalArgumentException _) {
            return Optional.of(URI.create("unreadable:address"));
        }
    }

    private static boolean isPath(String source) {
        try {
            return Path.of(source).isAbsolute();
        } catch (InvalidPathException _) {
            return false;
        }
    }

    /** Without the query of an address, which may hold a key. */
    static String named(String source) {
        return address(source)
                .map(address -> address.getHost() + address.getPath())
                .orElse(source);
    }

    /** Within a minute, on whatever instance. */
    void runSoon() {
        refreshes.due(clock.instant());
        audit.write("sheet-refresh-asked", AuditLog.NOBODY);
    }

    void runIfDue() {
        refreshes.claim(clock.instant()).ifPresent(this::run);
    }

    private void run(Refresh refresh) {
        try {
            var imported = bring(refresh.source());
            var now = clock.instant();
            refreshes.ended(
                    refresh, now, refresh.plan().next(days.local(now)).toInstant(), new Outcome.Imported(imported));
        } catch (RefreshFailure failure) {
            failed(refresh, failure);
        } catch (IOException | RuntimeException failure) {
            LOG.warn("the sheets could not be refreshed", failure);
            failed(refresh, new RefreshFailure(Reason.UNREADABLE, String.valueOf(failure.getMessage())));
        }
    }

    private void failed(Refresh refresh, RefreshFailure failure) {
        var now = clock.instant();
        LOG.warn("the sheets could not be refreshed: {}", failure.getMessage());
        var next = refresh.plan().afterFailure(days.local(now), refresh.failures() + 1);
        refreshes.ended(refresh, now, next.toInstant(), new Outcome.Failed(failure));
    }

    /** @return the import in the history */
    private UUID bring(String source) throws RefreshFailure, IOException {
        var address = address(source);
        if (address.isEmpty()) {
            var path = Path.of(source);
            if (!Files.exists(path)) {
                throw new RefreshFailure(Reason.NOTHING_THERE, source);
            }
            return take(path, source);
        }
        var folder = Files.createTempDirectory("parvis-sheets");
        try {
            return take(download.fetch(address.get(), folder), named(source));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private UUID take(Path path, String source) throws RefreshFailure, IOException {
        var summary = imports.run(path, source, _ -> {});
        if (summary.read() == 0) {
            throw new RefreshFailure(Reason.NO_SHEET, source);
        }
        return summary.id();
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> sheetRefreshTask(SheetRefresh refresh) {
            return Tasks.recurring("sheet-refresh", FixedDelay.ofSeconds(LOOK_EVERY_SECONDS))
                    .execute((_, _) -> refresh.runIfDue());
        }
    }
}
