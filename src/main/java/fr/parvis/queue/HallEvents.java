package fr.parvis.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** SQL for the append-only record. */
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

    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final JsonMapper json;

    HallEvents(JdbcClient jdbc, JdbcTemplate batch, JsonMapper json) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.json = json;
    }

    void append(Entry entry) {
        append(List.of(entry));
    }

    void append(Collection<Entry> entries) {
        batch.batchUpdate("""
                insert into queue.event (organisation_id, site_id, ticket_id, counter_id, type, at, data)
                values (?, ?, ?, ?, ?, ?, ?::jsonb)""", entries, 1000, (row, e) -> {
            row.setObject(1, e.organisationId());
            row.setObject(2, e.siteId());
            row.setObject(3, e.ticketId());
            row.setObject(4, e.counterId());
            row.setString(5, e.type());
            row.setObject(6, Tickets.utc(e.at()));
            row.setString(7, json.writeValueAsString(e.data()));
        });
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
