package fr.parvis.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for what counters are doing. A counter without a row has never been opened. */
@Repository
class Counters {
    private final JdbcClient jdbc;

    Counters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the acts at one counter follow each other: an agent's second press waits for the first. */
    CounterState lock(UUID counterId, UUID organisationId, UUID siteId, Instant now) {
        var found = find(counterId, " for update");
        if (found.isPresent()) {
            return found.get();
        }
        jdbc.sql("""
                        insert into queue.counter_state (counter_id, organisation_id, site_id, mode, since)
                        values (:counter, :organisation, :site, 'closed', :now) on conflict do nothing""")
                .param("counter", counterId)
                .param("organisation", organisationId)
                .param("site", siteId)
                .param("now", Tickets.utc(now))
                .update();
        return find(counterId, " for update").orElseThrow();
    }

    Optional<CounterState> find(UUID counterId) {
        return find(counterId, "");
    }

    private Optional<CounterState> find(UUID counterId, String suffix) {
        return jdbc.sql("select * from queue.counter_state where counter_id = :counter" + suffix)
                .param("counter", counterId)
                .query(Counters::read)
                .optional();
    }

    /** Makes the openings by one agent follow each other, until the transaction ends. */
    void lockAgent(UUID agentId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:agent, 0))")
                .param("agent", "queue.agent:" + agentId)
                .query()
                .listOfRows();
    }

    Optional<CounterState> whereAgentSits(UUID agentId) {
        return jdbc.sql("select * from queue.counter_state where agent_id = :agent")
                .param("agent", agentId)
                .query(Counters::read)
                .optional();
    }

    List<CounterState> at(UUID siteId) {
        return jdbc.sql("select * from queue.counter_state where site_id = :site")
                .param("site", siteId)
                .query(Counters::read)
                .list();
    }

    List<CounterState> notClosedSince(Instant before) {
        return jdbc.sql("select * from queue.counter_state where mode <> 'closed' and since < :before")
                .param("before", Tickets.utc(before))
                .query(Counters::read)
                .list();
    }

    void save(CounterState state) {
        jdbc.sql("""
                        update queue.counter_state set mode = ?, services = ?, agent_id = ?, since = ? where counter_id = ?""")
                .params(Arrays.asList(
                        state.mode().code(),
                        state.services().toArray(UUID[]::new),
                        state.agentId(),
                        Tickets.utc(state.since()),
                        state.counterId()))
                .update();
    }

    private static CounterState read(ResultSet row, int index) throws SQLException {
        Set<UUID> services =
                new HashSet<>(Arrays.asList((UUID[]) row.getArray("services").getArray()));
        return new CounterState(
                row.getObject("counter_id", UUID.class),
                row.getObject("site_id", UUID.class),
                CounterState.Mode.valueOf(row.getString("mode").toUpperCase(java.util.Locale.ROOT)),
                Set.copyOf(services),
                row.getObject("agent_id", UUID.class),
                row.getTimestamp("since").toInstant());
    }
}
