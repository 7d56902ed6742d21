package fr.parvis.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** SQL for the append-only record. Whoever writes to it tells the site's screens: a trigger notifies. */
@Repository
class HallEvents {
    /** An event about to be written. */
    record Entry(
            UUID organisationId,
            UUID siteId,
            @Nullable UUID ticketId,
            @Nullable UUID counterId,
            String type,
            Instant at,
            Map<String, ?> data) {}

    private static final String COLUMNS =
            "queue.event (organisation_id, site_id, ticket_id, counter_id, type, at, data)";
    private static final String INSERT = "insert into " + COLUMNS + " values (?, ?, ?, ?, ?, ?, ?::jsonb)";
    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final JsonMapper json;

    HallEvents(JdbcClient jdbc, JdbcTemplate batch, JsonMapper json) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.json = json;
    }

    /** Makes the change and records it in one statement: neither is there without the other. Answers whether there was one. */
    boolean appendWith(String change, List<@Nullable Object> values, Entry entry) {
        var all = new ArrayList<>(values);
        all.addAll(values(entry));
        return jdbc.sql(
                                "with written as (" + change + " returning 1) insert into " + COLUMNS
                                        + " select ?::uuid, ?::uuid, ?::uuid, ?::uuid, ?, ?::timestamptz, ?::jsonb from written")
                        .params(all)
                        .update()
                == 1;
    }

    void append(Entry entry) {
        jdbc.sql(INSERT).params(values(entry)).update();
    }

    void append(Collection<Entry> entries) {
        batch.batchUpdate(INSERT, entries, 1000, (row, entry) -> {
            var values = values(entry);
            for (int i = 0; i < values.size(); i++) {
                row.setObject(i + 1, values.get(i));
            }
        });
    }

    private List<@Nullable Object> values(Entry e) {
        return Arrays.asList(
                e.organisationId(),
                e.siteId(),
                e.ticketId(),
                e.counterId(),
                e.type(),
                Tickets.utc(e.at()),
                json.writeValueAsString(e.data()));
    }

    /** In order of commitment: an event is held back while an older transaction is still writing. */
    List<HallEvent> after(UUID siteId, String cursor, int limit) {
        var dash = cursor.indexOf('-');
        var tx = Long.parseUnsignedLong(cursor.substring(0, dash));
        var seq = Long.parseLong(cursor.substring(dash + 1));
        return jdbc.sql("""
                        select * from queue.event
                         where site_id = :site and (tx, seq) > (:tx::text::xid8, :seq)
                           and tx < pg_snapshot_xmin(pg_current_snapshot())
                         order by tx, seq limit :limit""")
                .param("site", siteId)
                .param("tx", Long.toUnsignedString(tx))
                .param("seq", seq)
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    /** The cursor after everything that is settled now. */
    String head(UUID siteId) {
        return jdbc.sql("""
                        select tx::text || '-' || seq from queue.event
                         where site_id = :site and tx < pg_snapshot_xmin(pg_current_snapshot())
                         order by tx desc, seq desc limit 1""")
                .param("site", siteId)
                .query(String.class)
                .optional()
                .orElse("0-0");
    }

    /** When this last happened to each of the tickets. */
    Map<UUID, Instant> last(String type, List<UUID> tickets) {
        var last = new HashMap<UUID, Instant>();
        jdbc.sql("""
                        select ticket_id, max(at) as at from queue.event
                         where ticket_id = any (:tickets) and type = :type group by ticket_id""")
                .param("tickets", tickets.toArray(UUID[]::new))
                .param("type", type)
                .query(row -> {
                    last.put(
                            row.getObject("ticket_id", UUID.class),
                            row.getTimestamp("at").toInstant());
                });
        return last;
    }

    List<HallEvent> all(UUID siteId) {
        return jdbc.sql("select * from queue.event where site_id = :site order by seq")
                .param("site", siteId)
                .query(this::read)
                .list();
    }

    private HallEvent read(ResultSet row, int index) throws SQLException {
        return new HallEvent(
                row.getString("tx") + "-" + row.getLong("seq"),
                row.getObject("site_id", UUID.class),
                row.getObject("ticket_id", UUID.class),
                row.getObject("counter_id", UUID.class),
                row.getString("type"),
                row.getTimestamp("at").toInstant(),
                json.readValue(row.getString("data"), FACTS));
    }
}
