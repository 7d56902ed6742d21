package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened to a request, without a word of anybody. */
@Component
public class RequestHistory {
    /** @param what like "taken" or "closed" */
    public record Event(Instant at, String what, Request.State state) {}

    private final JdbcClient jdbc;
    private final RequestTables tables;
    private final Directory directory;
    private final Clock clock;

    RequestHistory(JdbcClient jdbc, RequestTables tables, Directory directory, Clock clock) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.directory = directory;
        this.clock = clock;
    }

    /** What the caller, or nobody of ours, has done now. */
    public void add(UUID request, String what) {
        tables.event(
                directory.organisation().id(),
                request,
                clock.instant(),
                what,
                Caller.current().map(Caller::id).orElse(null));
    }

    /** In order. */
    public List<Event> of(Request request) {
        return jdbc.sql("select at, what, state from relations.request_event where request_id = ? order by id")
                .param(request.id())
                .query((row, _) -> new Event(
                        row.getTimestamp("at").toInstant(),
                        row.getString("what"),
                        Request.State.valueOf(row.getString("state"))))
                .list();
    }
}
