package fr.parvis.platform.rights;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows whose time is over: one condition, for whoever counts and for whoever clears them. It reads {@code :before}, the moment that the rows
 * are older than, and {@code :at}, the present one.
 *
 * @param rows {@code schema.table alias where …}
 * @param clearing begins with {@code delete from} or {@code update …}, without the rows
 */
public record Overdue(String rows, String clearing) {
    /** Whole rows go. */
    public static Overdue deleted(String rows) {
        return new Overdue(rows, "delete from " + rows);
    }

    /** Some columns go. */
    public static Overdue emptied(String table, String columns, String condition) {
        return new Overdue(
                table + " where " + condition, "update " + table + " set " + columns + " where " + condition);
    }

    public int count(JdbcClient jdbc, Instant at, Period kept) {
        return filled(jdbc.sql("select count(*), :at::timestamptz from " + rows), at, kept)
                .query((row, _) -> row.getInt(1))
                .single();
    }

    public int clear(JdbcClient jdbc, Instant at, Period kept) {
        return filled(jdbc.sql(clearing), at, kept).update();
    }

    private static JdbcClient.StatementSpec filled(JdbcClient.StatementSpec statement, Instant at, Period kept) {
        var now = at.atOffset(ZoneOffset.UTC);
        return statement.param("at", now).param("before", now.minus(kept));
    }
}
