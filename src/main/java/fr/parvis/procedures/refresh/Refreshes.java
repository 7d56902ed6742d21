package fr.parvis.procedures.refresh;

import fr.parvis.procedures.refresh.Plan.Every;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** SQL for the refresh of the national sheets. */
@Repository
class Refreshes {
    /** An instance that died in the middle is waited for no longer than this. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    /**
     * What is set, and how the last time went.
     *
     * @param source an address of the web, or a path of the server
     * @param problem why the last time failed, null when it went well or never was
     */
    record Refresh(
            String source,
            Plan plan,
            Instant next,
            @Nullable Instant runningSince,
            int failures,
            @Nullable Instant last,
            RefreshFailure.@Nullable Reason problem,
            @Nullable String detail,
            @Nullable UUID imported) {}

    private final JdbcClient jdbc;

    Refreshes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Refresh> find() {
        return jdbc.sql("select * from procedures.refresh")
                .query(Refreshes::read)
                .optional();
    }

    void set(String source, Plan plan, Instant next) {
        jdbc.sql("""
                        insert into procedures.refresh (source, every, weekday, hour, next_at) values (?, ?, ?, ?, ?)
                        on conflict (only_one) do update set source = excluded.source, every = excluded.every,
                            weekday = excluded.weekday, hour = excluded.hour, next_at = excluded.next_at, failures = 0""")
                .params(source, plan.every().name(), plan.day().getValue(), plan.hour(), at(next))
                .update();
    }

    void forget() {
        jdbc.sql("delete from procedures.refresh").update();
    }

    void due(Instant now) {
        jdbc.sql("update procedures.refresh set next_at = ?").param(at(now)).update();
    }

    /** For one instance alone: the others find nothing to do. */
    Optional<Refresh> claim(Instant now) {
        return jdbc.sql("""
                        update procedures.refresh set running_since = :now
                         where next_at <= :now and (running_since is null or running_since < :forgotten)
                        returning *""")
                .param("now", at(now))
                .param("forgotten", at(now.minus(FORGOTTEN_AFTER)))
                .query(Refreshes::read)
                .optional();
    }

    /** An import, or why there was none. */
    sealed interface Outcome {
        record Imported(UUID id) implements Outcome {}

        record Failed(RefreshFailure failure) implements Outcome {}
    }

    /** What somebody set meanwhile, or asked for, stays: another source knows nothing of this one's outcome. */
    @Transactional
    void ended(Refresh claimed, Instant now, Instant next, Outcome outcome) {
        jdbc.sql("update procedures.refresh set running_since = null where running_since = ?")
                .param(at(Objects.requireNonNull(claimed.runningSince())))
                .update();
        var failure = outcome instanceof Outcome.Failed(var why) ? why : null;
        jdbc.sql("""
                        update procedures.refresh
                           set last_at = ?, last_problem = ?, last_detail = ?, last_import = coalesce(?, last_import)
                         where source = ?""")
                .params(Arrays.asList(
                        at(now),
                        failure == null ? null : failure.reason().name(),
                        failure == null ? null : failure.detail(),
                        outcome instanceof Outcome.Imported(var id) ? id : null,
                        claimed.source()))
                .update();
        jdbc.sql("update procedures.refresh set failures = ?, next_at = ? where source = ? and next_at = ?")
                .params(failure == null ? 0 : claimed.failures() + 1, at(next), claimed.source(), at(claimed.next()))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Refresh read(ResultSet row, int index) throws SQLException {
        var problem = row.getString("last_problem");
        var next = instant(row, "next_at");
        return new Refresh(
                row.getString("source"),
                new Plan(
                        Every.valueOf(row.getString("every")), DayOfWeek.of(row.getInt("weekday")), row.getInt("hour")),
                next == null ? Instant.EPOCH : next,
                instant(row, "running_since"),
                row.getInt("failures"),
                instant(row, "last_at"),
                problem == null ? null : RefreshFailure.Reason.valueOf(problem),
                row.getString("last_detail"),
                row.getObject("last_import", UUID.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var found = row.getObject(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }
}
