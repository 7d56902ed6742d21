package fr.parvis.relations;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened to a request, without a word of anybody. */
@Component
public class RequestHistory {
    /** @param what like "taken" or "closed" */
    public record Event(Instant at, String what, Request.State state) {}

    private final JdbcClient jdbc;

    RequestHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
