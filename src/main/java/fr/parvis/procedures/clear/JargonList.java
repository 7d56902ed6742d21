package fr.parvis.procedures.clear;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.platform.live.TopicChanged;
import fr.parvis.platform.web.ProblemException;
import java.text.Collator;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The organisation's list of jargon: the one that Parvis comes with, and what was added, changed and left out here. */
@Component
public class JargonList {
    public enum Origin {
        BUILT_IN,
        CHANGED,
        ADDED,
        LEFT_OUT
    }

    public record Line(Jargon.Entry entry, Origin origin) {}

    /** @param revision differs when a text may have other hindrances */
    record Picture(List<Line> lines, Jargon jargon, String revision) {}

    private static final String TOPIC = "procedures:jargon";
    private static final int LONGEST_TERM = 300;
    private static final int LONGEST = 300;

    private final JdbcClient jdbc;
    private final Directory directory;
    private final LiveUpdates live;
    private final AuditLog audit;
    private final Clock clock;
    private final Object turn = new Object();
    private volatile @Nullable Picture picture;
    private volatile long changes;

    JargonList(JdbcClient jdbc, Directory directory, LiveUpdates live, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.live = live;
        this.audit = audit;
        this.clock = clock;
    }

    @EventListener
    void on(TopicChanged change) {
        if (change.topic().equals(TOPIC) || change.topic().equals("directory")) {
            forget();
        }
    }

    private void forget() {
        synchronized (turn) {
            changes++;
            picture = null;
        }
    }

    public Jargon jargon() {
        return picture().jargon();
    }

    /** In the order of a dictionary, those left out too. */
    public List<Line> lines() {
        return picture().lines();
    }

    public Optional<Line> find(String name) {
        return lines().stream().filter(line -> line.entry().name().equals(name)).findFirst();
    }

    Picture picture() {
        var now = picture;
        if (now == null) {
            var before = changes;
            now = read();
            synchronized (turn) {
                // what was read while somebody changed it is not kept
                if (changes == before) {
                    picture = now;
                }
            }
        }
        return now;
    }

    private Picture read() {
        var lines = new TreeMap<String, Line>(Comparator.comparing(
                        (String name) -> Collator.getInstance(Locale.FRENCH).getCollationKey(name))
                .thenComparing(Comparator.naturalOrder()));
        for (var entry : Jargon.builtInEntries()) {
            lines.put(entry.name(), new Line(entry, Origin.BUILT_IN));
        }
        jdbc.sql("select name, term, instead, why, used from procedures.jargon where organisation_id = ?")
                .param(directory.organisation().id())
                .query(row -> {
                    var name = row.getString("name");
                    var known = lines.get(name);
                    if (!row.getBoolean("used")) {
                        if (known != null) {
                            lines.put(name, new Line(known.entry(), Origin.LEFT_OUT));
                        }
                    } else {
                        var entry =
                                new Jargon.Entry(row.getString("term"), row.getString("instead"), row.getString("why"));
                        lines.put(name, new Line(entry, known == null ? Origin.ADDED : Origin.CHANGED));
                    }
                });
        var used = lines.values().stream()
                .filter(line -> line.origin() != Origin.LEFT_OUT)
                .map(Line::entry)
                .toList();
        return new Picture(List.copyOf(lines.values()), new Jargon(used), revision(used));
    }

    /** From texts alone, whose hash is the same on every instance. */
    private static String revision(List<Jargon.Entry> used) {
        return Readability.RULES
                + "-"
                + Integer.toHexString(
                        used.stream().map(Jargon.Entry::term).toList().hashCode());
    }

    /** @param before the name that the term had, null for a new one */
    @Transactional
    public void save(@Nullable String before, Jargon.Entry entry) {
        if (entry.term().length() > LONGEST_TERM) {
            throw ProblemException.field("term", "procedures", "jargon-too-long", LONGEST_TERM);
        }
        if (entry.forms().isEmpty()
                || entry.forms().stream().anyMatch(form -> Terms.words(form).isEmpty())) {
            throw ProblemException.field("term", "procedures", "jargon-without-words");
        }
        if (entry.instead().isEmpty()) {
            throw ProblemException.field("instead", "procedures", "jargon-without-plain-words");
        }
        if (entry.instead().length() > LONGEST) {
            throw ProblemException.field("instead", "procedures", "jargon-too-long", LONGEST);
        }
        if (entry.why().length() > LONGEST) {
            throw ProblemException.field("why", "procedures", "jargon-too-long", LONGEST);
        }
        var name = entry.name();
        if (!name.equals(before) && find(name).isPresent()) {
            throw ProblemException.field("term", "procedures", "jargon-known", name);
        }
        if (before != null && !before.equals(name)) {
            leave(before);
        }
        keep(name, entry, true);
        announce("jargon-saved", name);
    }

    /** What was added goes; what Parvis comes with is left out, and can be taken back. */
    @Transactional
    public void remove(String name) {
        leave(name);
        announce("jargon-removed", name);
    }

    /** As Parvis comes with it. */
    @Transactional
    public void restore(String name) {
        line(name);
        delete(name);
        announce("jargon-restored", name);
    }

    private void leave(String name) {
        var line = line(name);
        if (line.origin() == Origin.ADDED) {
            delete(name);
        } else {
            keep(name, line.entry(), false);
        }
    }

    private Line line(String name) {
        return find(name)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-jargon", name));
    }

    private void delete(String name) {
        jdbc.sql("delete from procedures.jargon where organisation_id = ? and name = ?")
                .params(directory.organisation().id(), name)
                .update();
    }

    private void keep(String name, Jargon.Entry entry, boolean used) {
        jdbc.sql("""
                        insert into procedures.jargon (organisation_id, name, term, instead, why, used, changed_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (organisation_id, name) do update set term = excluded.term, instead = excluded.instead,
                            why = excluded.why, used = excluded.used, changed_at = excluded.changed_at""")
                .params(
                        directory.organisation().id(),
                        name,
                        entry.term(),
                        entry.instead(),
                        entry.why(),
                        used,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void announce(String act, String name) {
        audit.write(act, name);
        live.changed(TOPIC);
        forget();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                forget();
            }
        });
    }
}
