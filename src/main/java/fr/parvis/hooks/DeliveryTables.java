package fr.parvis.hooks;

import static fr.parvis.hooks.EndpointTables.utc;

import fr.parvis.platform.Ids;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for deliveries. */
@Repository
class DeliveryTables {
    /** An earlier message about the same thing that fails holds the later ones up for this many tries, half an hour or so. */
    private static final int HELD_UP_FOR = 3;

    /**
     * One that is to be delivered now, by nobody else meanwhile.
     *
     * @param tries that were made before
     */
    record Claimed(
            UUID id, UUID endpointId, URI address, UUID messageId, String body, int tries, Instant claimedUntil) {}

    private final JdbcClient jdbc;

    DeliveryTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID endpointId, UUID messageId, String type, String about, String body, Instant now) {
        jdbc.sql("""
                        insert into hooks.delivery (id, endpoint_id, message_id, type, about, body, created_at, next_try_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Ids.next(), endpointId, messageId, type, about, body, utc(now), utc(now))
                .update();
    }

    /** Endpoints that are to be told something now. */
    List<UUID> due(Instant now) {
        return jdbc.sql("""
                        select e.id from hooks.endpoint e
                         where e.state = 'active' and exists (select from hooks.delivery d where d.endpoint_id = e.id
                               and d.state = 'waiting' and d.next_try_at <= ? and (d.claimed_until is null or d.claimed_until <= ?))""")
                .params(utc(now), utc(now))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    Optional<Claimed> claim(UUID endpointId, Instant now, Instant until) {
        return jdbc.sql("""
                        update hooks.delivery d set claimed_until = ? from hooks.endpoint e
                         where e.id = d.endpoint_id and d.id =
                               (select w.id from hooks.delivery w join hooks.endpoint a on a.id = w.endpoint_id
                                 where w.endpoint_id = ? and a.state = 'active' and w.state = 'waiting' and w.next_try_at <= ?
                                   and (w.claimed_until is null or w.claimed_until <= ?)
                                   and not exists (select from hooks.delivery earlier
                                        where earlier.endpoint_id = w.endpoint_id and earlier.about = w.about and earlier.state = 'waiting'
                                          and earlier.seq < w.seq and earlier.tries < ?)
                                 order by w.next_try_at, w.seq limit 1 for update of w skip locked)
                        returning d.id, d.endpoint_id, e.address, d.message_id, d.body, d.tries, d.claimed_until""")
                .params(utc(until), endpointId, utc(now), utc(now), HELD_UP_FOR)
                .query((row, _) -> new Claimed(
                        row.getObject("id", UUID.class),
                        row.getObject("endpoint_id", UUID.class),
                        URI.create(row.getString("address")),
                        row.getObject("message_id", UUID.class),
                        row.getString("body"),
                        row.getInt("tries"),
                        row.getTimestamp("claimed_until").toInstant()))
                .optional();
    }

    /** @param next when it is tried again; null for never. Nothing happens when somebody else has claimed it meanwhile. */
    boolean tried(Claimed one, HookSender.Outcome outcome, Instant at, @Nullable Instant next) {
        var state = outcome.isHeard() ? "delivered" : next == null ? "failed" : "waiting";
        return jdbc.sql("""
                        update hooks.delivery set state = ?, tries = tries + 1, next_try_at = ?, claimed_until = null, tried_at = ?,
                               millis = ?, status = ?, problem = ?, answer = ? where id = ? and claimed_until = ?""")
                        .params(Arrays.asList(
                                state,
                                next == null ? null : utc(next),
                                utc(at),
                                (int) outcome.took().toMillis(),
                                outcome.status(),
                                outcome.problem(),
                                outcome.answer(),
                                one.id(),
                                utc(one.claimedUntil())))
                        .update()
                == 1;
    }

    /** What waits for an endpoint that wants nothing any more. */
    void giveUp(UUID endpointId) {
        jdbc.sql("""
                        update hooks.delivery set state = 'failed', next_try_at = null, claimed_until = null
                         where endpoint_id = ? and state = 'waiting'""").param(endpointId).update();
    }

    /** From the beginning, as if it had never been tried. */
    boolean again(UUID endpointId, UUID id, Instant now) {
        return jdbc.sql("""
                        update hooks.delivery set state = 'waiting', tries = 0, next_try_at = ?
                         where id = ? and endpoint_id = ? and (claimed_until is null or claimed_until <= ?)""").params(utc(now), id, endpointId, utc(now)).update() == 1;
    }

    List<Delivery> newest(UUID endpointId, int most) {
        return jdbc.sql("select * from hooks.delivery where endpoint_id = ? order by seq desc limit ?")
                .params(endpointId, most)
                .query(DeliveryTables::read)
                .list();
    }

    int waiting(UUID endpointId) {
        return jdbc.sql("select count(*) from hooks.delivery where endpoint_id = ? and state = 'waiting'")
                .param(endpointId)
                .query(Integer.class)
                .single();
    }

    private static Delivery read(ResultSet row, int index) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("message_id", UUID.class),
                row.getString("type"),
                Delivery.State.of(row.getString("state")),
                row.getInt("tries"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("next_try_at")),
                instant(row.getTimestamp("tried_at")),
                row.getObject("millis", Integer.class),
                row.getObject("status", Integer.class),
                row.getString("problem"),
                row.getString("answer"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
