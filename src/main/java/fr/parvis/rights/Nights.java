package fr.parvis.rights;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.rights.DataKind;
import fr.parvis.platform.rights.PersonalDataHolder;
import fr.parvis.platform.rights.Term;
import fr.parvis.platform.rights.Terms;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Each night, what every module has kept for its time is erased: kind by kind, so that one that fails holds up none of the others. */
@Component
public class Nights {
    static final LocalTime HOUR = LocalTime.of(3, 10);

    private static final Logger LOG = LoggerFactory.getLogger(Nights.class);

    /** @param problem "" when all went well */
    public record Run(Instant at, int erased, String problem) {}

    /**
     * @param kept null when something else than time ends it
     * @param last null before the first night
     */
    public record Line(
            DataKind kind, @Nullable Period kept, @Nullable Run last) {}

    private final List<PersonalDataHolder> holders;
    private final Terms terms;
    private final Directory directory;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Clock clock;

    Nights(
            List<PersonalDataHolder> holders,
            Terms terms,
            Directory directory,
            AuditLog audit,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            Clock clock) {
        this.holders = List.copyOf(holders);
        this.terms = terms;
        this.directory = directory;
        this.audit = audit;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Every kind of personal data that is kept here, in the order in which they are handled. */
    public List<Line> lines() {
        var runs = runs();
        return holders.stream()
                .flatMap(one -> one.kinds().stream())
                .map(kind -> new Line(kind, kind.term() == null ? null : terms.of(kind), runs.get(kind.code())))
                .toList();
    }

    private Map<String, Run> runs() {
        var runs = new HashMap<String, Run>();
        jdbc.sql("select * from rights.run").query(row -> {
            runs.put(
                    row.getString("kind"),
                    new Run(row.getTimestamp("at").toInstant(), row.getInt("erased"), row.getString("problem")));
        });
        return runs;
    }

    /** Kinds of which the last night erased nothing because it failed. */
    public List<DataKind> failed() {
        return lines().stream()
                .filter(line -> line.last() != null && !line.last().problem().isEmpty())
                .map(Line::kind)
                .toList();
    }

    /** How many of each kind the night of that day would erase. Kinds without a term are left out. */
    public Map<String, Integer> preview(LocalDate day) {
        var at = at(day);
        var due = new HashMap<String, Integer>();
        holders.forEach(holder -> holder.kinds().stream()
                .filter(kind -> kind.term() != null)
                .forEach(kind -> due.put(
                        kind.code(),
                        Objects.requireNonNull(
                                transaction.execute(_ -> holder.due(kind.code(), at, terms.of(kind)))))));
        return due;
    }

    /** The day of the next night. */
    public LocalDate next() {
        var now = clock.instant().atZone(directory.zone());
        return now.toLocalTime().isBefore(HOUR)
                ? now.toLocalDate()
                : now.toLocalDate().plusDays(1);
    }

    private Instant at(LocalDate day) {
        return day.atTime(HOUR).atZone(directory.zone()).toInstant();
    }

    /** All kinds, at the present moment. */
    public void run() {
        holders.forEach(holder ->
                holder.kinds().stream().filter(kind -> kind.term() != null).forEach(kind -> run(holder, kind)));
    }

    /** One kind, at the present moment; answers how many were erased. */
    public int run(String code) {
        return holders.stream()
                .flatMap(holder -> holder.kinds().stream()
                        .filter(kind -> kind.code().equals(code) && kind.term() != null)
                        .map(kind -> run(holder, kind)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(code));
    }

    private int run(PersonalDataHolder holder, DataKind kind) {
        var at = clock.instant();
        try {
            int erased =
                    Objects.requireNonNull(transaction.execute(_ -> holder.clear(kind.code(), at, terms.of(kind))));
            note(kind, at, erased, "");
            if (erased > 0) {
                LOG.info("{} of {} erased: kept for their time", erased, kind.code());
            }
            return erased;
        } catch (RuntimeException failure) {
            LOG.error("what was kept of {} could not be erased", kind.code(), failure);
            note(kind, at, 0, failure.getClass().getSimpleName());
            return 0;
        }
    }

    private void note(DataKind kind, Instant at, int erased, String problem) {
        jdbc.sql("""
                        insert into rights.run (kind, at, erased, problem) values (?, ?, ?, ?)
                        on conflict (kind) do update set at = excluded.at, erased = excluded.erased, problem = excluded.problem""")
                .params(kind.code(), at.atOffset(ZoneOffset.UTC), erased, problem)
                .update();
    }

    /** @throws ProblemException 404 for a kind whose time nobody chooses */
    public Line chosen(String code) {
        return lines().stream()
                .filter(line -> line.kind().code().equals(code))
                .filter(line -> line.kind().term() != null && line.kind().term().isChosen())
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "rights", "unknown-kind"));
    }

    /**
     * @param typed days or months, as the kind counts
     * @throws ProblemException about {@code kept}, when the law or reason does not allow it; 404 for a kind without a choice
     */
    public void change(String code, String typed) {
        var kind = chosen(code).kind();
        var term = Objects.requireNonNull(kind.term());
        var period = typed.matches("\\d{1,4}") ? term.of(Integer.parseInt(typed)) : Period.ZERO;
        if (!term.allows(period)) {
            throw ProblemException.field(
                    "kept", "rights", "term-out-of-range", Term.count(term.least()), Term.count(term.most()));
        }
        var before = terms.of(kind);
        if (!before.equals(period)) {
            transaction.executeWithoutResult(_ -> {
                terms.put(kind, period);
                audit.write("retention-changed", code + " " + before + " → " + period);
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> retentionTask(Nights nights) {
            return Tasks.recurring("retention", Schedules.daily(HOUR)).execute((_, _) -> nights.run());
        }
    }
}
