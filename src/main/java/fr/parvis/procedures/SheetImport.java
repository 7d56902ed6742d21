package fr.parvis.procedures;

import fr.parvis.platform.Ids;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings a set of sheets in, in one transaction: readers see the set before or the set after. What cannot be read is refused
 * by name and changes nothing; what has not changed is left alone.
 */
@Component
public class SheetImport {
    /** What is wrong with a file. */
    public enum Flaw {
        EMPTY,
        /** Details: line and column. */
        BROKEN_AT,
        BROKEN,
        TOO_LARGE,
        DANGEROUS,
        LEAVES_THE_ARCHIVE,
        NO_NUMBER,
        NO_TITLE,
        NO_AUDIENCE,
        /** Details: the date. */
        NO_SUCH_DATE,
        /** Details: the sheet, and the file that it came from. */
        TWICE
    }

    /**
     * A file that was not taken, and why.
     *
     * @param reason in English, as the command line says it
     * @param flaw null in what was kept by an earlier Parvis, which knew the reason alone
     */
    public record Refusal(
            String file, String reason, @Nullable Flaw flaw, List<String> details) {
        public Refusal {
            details = Objects.requireNonNullElse(details, List.of());
        }

        static Refusal of(String file, SheetReader.Unreadable why) {
            return new Refusal(file, String.valueOf(why.getMessage()), why.flaw(), why.details());
        }
    }

    /**
     * @param id of this import in the history
     * @param read sheets that could be read, whether or not they changed anything
     * @param others files that are no sheets (indexes, menus)
     * @param missing sheets that the source does not hold but that were kept, because it holds too few to be the whole set
     * @param unknownKinds kinds of elements that no page knows how to show, and in how many sheets
     */
    public record Summary(
            UUID id,
            int read,
            int added,
            int changed,
            int unchanged,
            int removed,
            int others,
            int missing,
            List<Refusal> refused,
            Map<String, Integer> unknownKinds) {}

    /** A set that lacks more than this share of the sheets known is not the whole set. */
    private static final double WHOLE_SET_LACKS_AT_MOST = 0.2;

    private static final int ALWAYS_REMOVABLE = 20;
    private static final Pattern NAMED_LIKE_A_SHEET =
            Pattern.compile("(?:.*[/\\\\])?([A-Z]\\d+(?:-\\d+)?)\\.(?:xml|json)");

    private final Sheets sheets;
    private final SearchIndex index;
    private final Clock clock;

    SheetImport(Sheets sheets, SearchIndex index, Clock clock) {
        this.sheets = sheets;
        this.index = index;
        this.clock = clock;
    }

    /**
     * Reads everything at the path.
     *
     * @param progress hears how many files have been read, from time to time
     * @throws IOException when the path itself cannot be read; then nothing has changed
     */
    @Transactional(rollbackFor = IOException.class)
    public Summary run(Path path, IntConsumer progress) throws IOException {
        return run(path, path.getFileName() == null ? "/" : path.getFileName().toString(), progress);
    }

    /** @param source what the history of imports calls it */
    @Transactional(rollbackFor = IOException.class)
    public Summary run(Path path, String source, IntConsumer progress) throws IOException {
        sheets.lockForImport();
        var began = now();
        var run = new Run(sheets.hashes(), began, progress);
        SheetFiles.visit(path, run);
        run.flush();
        var missing = run.missing();
        var removable =
                missing.size() <= ALWAYS_REMOVABLE || missing.size() <= run.known.size() * WHOLE_SET_LACKS_AT_MOST;
        var removed = removable ? missing : Set.<Sheets.Name>of();
        sheets.remove(removed, began);
        var summary = new Summary(
                Ids.next(),
                run.read,
                run.added,
                run.changed,
                run.unchanged,
                removed.size(),
                run.others,
                removable ? 0 : missing.size(),
                List.copyOf(run.refused),
                Map.copyOf(run.unknownKinds));
        if (run.added + run.changed + removed.size() > 0 || index.isOutdated()) {
            index.rebuild();
        }
        sheets.record(source, began, now(), summary);
        return summary;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private final class Run implements SheetFiles.Visitor {
        private static final int BATCH = 100;
        private static final int TELL_EVERY = 250;

        private final Map<Sheets.Name, String> known;
        private final Instant began;
        private final IntConsumer progress;
        private final Set<Sheets.Name> seen = new HashSet<>();
        private final Set<String> audiences = new HashSet<>();
        private final Set<String> refusedIds = new HashSet<>();
        private final List<Sheets.Written> waiting = new ArrayList<>();
        private final List<Refusal> refused = new ArrayList<>();
        private final Map<String, Integer> unknownKinds = new TreeMap<>();
        private final Map<Sheets.Name, String> from = new HashMap<>();
        private int files;
        private int read;
        private int added;
        private int changed;
        private int unchanged;
        private int others;

        Run(Map<Sheets.Name, String> known, Instant began, IntConsumer progress) {
            this.known = known;
            this.began = began;
            this.progress = progress;
        }

        @Override
        public void file(String name, byte[] content) {
            if (++files % TELL_EVERY == 0) {
                progress.accept(files);
            }
            try {
                var root = SheetReader.read(name, content);
                if (root == null) {
                    others++;
                } else {
                    take(name, SheetReading.sheet(root));
                }
            } catch (SheetReader.Unreadable reason) {
                refused(name, reason);
            }
        }

        private void take(String file, Sheet sheet) throws SheetReader.Unreadable {
            var name = new Sheets.Name(sheet.audience(), sheet.id());
            var earlier = from.putIfAbsent(name, file);
            if (earlier != null) {
                throw new SheetReader.Unreadable(
                        Flaw.TWICE, "the sheet " + sheet.id() + " came already from " + earlier, sheet.id(), earlier);
            }
            read++;
            audiences.add(sheet.audience());
            seen.add(name);
            SheetReading.unknownKinds(sheet.content()).forEach(kind -> unknownKinds.merge(kind, 1, Integer::sum));
            var written = Sheets.Written.of(sheet);
            var before = known.get(name);
            if (written.hash().equals(before)) {
                unchanged++;
                return;
            }
            if (before == null) {
                added++;
            } else {
                changed++;
            }
            waiting.add(written);
            if (waiting.size() >= BATCH) {
                flush();
            }
        }

        @Override
        public void refused(String name, SheetReader.Unreadable why) {
            refused.add(Refusal.of(name, why));
            var like = NAMED_LIKE_A_SHEET.matcher(name);
            if (like.matches()) {
                refusedIds.add(like.group(1));
            }
        }

        void flush() {
            sheets.write(waiting, began);
            waiting.clear();
        }

        /** Known in the audiences of this set, but not in it; a sheet whose file was refused stays as it was. */
        Set<Sheets.Name> missing() {
            var missing = new HashSet<>(known.keySet());
            missing.removeAll(seen);
            missing.removeIf(name -> !audiences.contains(name.audience()) || refusedIds.contains(name.id()));
            return missing;
        }
    }
}
