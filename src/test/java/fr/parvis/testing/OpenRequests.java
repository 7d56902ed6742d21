package fr.parvis.testing;

import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All requests that wait for somebody, whatever list they are on. */
public final class OpenRequests {
    private OpenRequests() {}

    public static List<Request> of(JdbcClient jdbc, Requests requests) {
        return jdbc
                .sql(
                        "select id from relations.request where closed_at is null and erased_at is null order by received_at, id")
                .query((row, _) -> row.getObject("id", UUID.class))
                .list()
                .stream()
                .map(requests::find)
                .flatMap(Optional::stream)
                .toList();
    }
}
