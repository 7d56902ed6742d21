package fr.parvis.relations.answers;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.answers.TenseWords.Entry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The words that tell of a tense moment: a list that comes with Parvis, for anybody to read, and those that the organisation adds. */
@Component
@Transactional
public class Lexicon {
    public static final int LONGEST = 80;

    /** A word of the organisation's own. */
    public record Own(UUID id, Entry entry) {}

    private record Shipped(List<Entry> entries, List<String> leave) {}

    private static final Shipped SHIPPED = read();

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditLog audit;

    Lexicon(JdbcClient jdbc, Directory directory, AuditLog audit) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
    }

    public static List<Entry> shipped() {
        return SHIPPED.entries();
    }

    /** Turns of phrase in which nothing is found. */
    public static List<String> leave() {
        return SHIPPED.leave();
    }

    public List<Own> own() {
        return jdbc.sql("select * from relations.tense_word where organisation_id = ? order by signal, words")
                .param(organisation())
                .query((row, _) -> new Own(
                        row.getObject("id", UUID.class),
                        new Entry(Signal.of(row.getString("signal")).orElse(Signal.ANGER), row.getString("words"))))
                .list();
    }

    public TenseWords words() {
        var all = new ArrayList<>(SHIPPED.entries());
        own().forEach(one -> all.add(one.entry()));
        return new TenseWords(all, SHIPPED.leave());
    }

    public void add(String signal, String words) {
        var kind = Signal.of(signal)
                .filter(one -> one != Signal.LOUD)
                .orElseThrow(() -> ProblemException.field("signal", "relations", "tense-signal-unknown"));
        var said = words.strip();
        if (said.length() > LONGEST || !said.matches("\\p{L}[\\p{L}\\p{M}\\d '’-]{1,}\\*?")) {
            throw ProblemException.field("words", "relations", "tense-words-malformed", LONGEST);
        }
        try {
            jdbc.sql("insert into relations.tense_word (id, organisation_id, signal, words) values (?, ?, ?, ?)")
                    .params(Ids.next(), organisation(), kind.code(), said)
                    .update();
        } catch (DuplicateKeyException taken) {
            throw ProblemException.field("words", "relations", "name-taken", said);
        }
        audit.write("tense-word-added", said);
    }

    public void remove(UUID id) {
        jdbc.sql("delete from relations.tense_word where organisation_id = ? and id = ? returning words")
                .params(organisation(), id)
                .query(String.class)
                .optional()
                .ifPresent(words -> audit.write("tense-word-removed", words));
    }

    private static Shipped read() {
        var name = "/relations/tense_fr.tsv";
        var resource = Objects.requireNonNull(Lexicon.class.getResourceAsStream(name), name);
        try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            var entries = new ArrayList<Entry>();
            var leave = new ArrayList<String>();
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .forEach(line -> {
                        if (line[0].equals("leave")) {
                            leave.add(line[1]);
                        } else {
                            entries.add(new Entry(Signal.of(line[0]).orElseThrow(), line[1]));
                        }
                    });
            return new Shipped(List.copyOf(entries), List.copyOf(leave));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private UUID organisation() {
        return directory.organisation().id();
    }
}
