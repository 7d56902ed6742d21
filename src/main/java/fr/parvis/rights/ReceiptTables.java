package fr.parvis.rights;

import fr.parvis.platform.rights.Unfinished;
import fr.parvis.rights.Receipt.Kept;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** SQL for receipts and what they keep. */
@Repository
class ReceiptTables {
    /** What is found in a backup that was put back. */
    record Marked(String number, List<String> marks) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReceiptTables(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(Receipt receipt, @Nullable UUID by, Collection<String> marks) {
        jdbc.sql("""
                        insert into rights.receipt (number, at, by_account, reason, checked, answered, counts, marks)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?)""")
                .params(Arrays.asList(
                        receipt.number(),
                        receipt.at().atOffset(ZoneOffset.UTC),
                        by,
                        receipt.reason().code(),
                        receipt.checked().code(),
                        receipt.answered(),
                        json.writeValueAsString(receipt.counts()),
                        marks.toArray(String[]::new)))
                .update();
    }

    void keep(String number, Collection<Unfinished> kept) {
        kept.forEach(one -> jdbc.sql("""
                        insert into rights.kept (row_id, receipt_number, kind, until) values (?, ?, ?, ?)
                        on conflict (row_id) do update set receipt_number = excluded.receipt_number, until = excluded.until, erased_at = null""")
                .params(Arrays.asList(one.id(), number, one.kind(), one.until()))
                .update());
    }

    /** Rows whose last day is over. */
    List<UUID> overdue(LocalDate today) {
        return jdbc.sql("select row_id from rights.kept where erased_at is null and until < ? order by until, row_id")
                .param(today)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    void erased(Collection<UUID> rows, Instant at) {
        jdbc.sql("update rights.kept set erased_at = ? where row_id = any (?) and erased_at is null")
                .params(at.atOffset(ZoneOffset.UTC), rows.toArray(UUID[]::new))
                .update();
    }

    /** Newest first. */
    List<Receipt> page(int from, int most) {
        return jdbc.sql("select * from rights.receipt order by at desc, number offset ? limit ?")
                .params(from, most)
                .query(this::read)
                .list();
    }

    Optional<Receipt> find(String number) {
        return jdbc.sql("select * from rights.receipt where number = ?")
                .param(number)
                .query(this::read)
                .optional();
    }

    List<Marked> marked() {
        return jdbc.sql("select number, marks from rights.receipt order by at")
                .query((row, _) -> new Marked(row.getString("number"), List.of((String[])
                        row.getArray("marks").getArray())))
                .list();
    }

    void replayed(String number, Instant at) {
        jdbc.sql("update rights.receipt set replayed_at = ? where number = ?")
                .params(at.atOffset(ZoneOffset.UTC), number)
                .update();
    }

    private Receipt read(ResultSet row, int index) throws SQLException {
        var number = row.getString("number");
        return new Receipt(
                number,
                row.getTimestamp("at").toInstant(),
                Receipt.Reason.of(row.getString("reason")),
                Receipt.Checked.of(row.getString("checked")),
                row.getBoolean("answered"),
                json.readValue(row.getString("counts"), new TypeReference<TreeMap<String, Integer>>() {}),
                kept(number));
    }

    private List<Kept> kept(String number) {
        return jdbc.sql("select * from rights.kept where receipt_number = ? order by until, row_id")
                .param(number)
                .query((row, _) -> {
                    var erased = row.getTimestamp("erased_at");
                    return new Kept(
                            row.getString("kind"),
                            row.getObject("until", LocalDate.class),
                            erased == null ? null : erased.toInstant());
                })
                .list();
    }

    static Map<String, Integer> sorted(Map<String, Integer> counts) {
        return new TreeMap<>(counts);
    }
}
