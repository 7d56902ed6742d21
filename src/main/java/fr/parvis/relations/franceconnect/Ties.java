package fr.parvis.relations.franceconnect;

import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which requests somebody whom FranceConnect knows may read. */
@Component
@Transactional
public class Ties {
    private final Requests requests;
    private final FranceConnect connect;
    private final JdbcClient jdbc;
    private final Clock clock;

    Ties(Requests requests, FranceConnect connect, JdbcClient jdbc, Clock clock) {
        this.requests = requests;
        this.connect = connect;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Tied before, or with the address that FranceConnect has verified. A name and a birthday open nothing: others know them. */
    public boolean mayRead(Identified who, Request request) {
        var said = request.said();
        if (said == null) {
            return false;
        }
        return isTied(who, request)
                || !who.mail().isEmpty()
                        && !said.email().isEmpty()
                        && who.mail().equals(connect.mailHash(said.email()));
    }

    public boolean isTied(Identified who, Request request) {
        return jdbc.sql("select exists (select from relations.franceconnect_tie where request_id = ? and person = ?)")
                .params(request.id(), who.person())
                .query(Boolean.class)
                .single();
    }

    /** Only for whoever has the page of the request open; nothing is kept of one that is erased. */
    public void tie(Identified who, UUID request) {
        jdbc.sql("""
                        insert into relations.franceconnect_tie (request_id, person, tied_at)
                        select id, ?, ? from relations.request where id = ? and erased_at is null on conflict do nothing""")
                .params(who.person(), clock.instant().atOffset(ZoneOffset.UTC), request)
                .update();
    }

    public void untie(Identified who, Request request) {
        jdbc.sql("delete from relations.franceconnect_tie where request_id = ? and person = ?")
                .params(request.id(), who.person())
                .update();
    }

    /** The last one tied first. */
    public List<Request> of(Identified who) {
        return jdbc
                .sql("select request_id from relations.franceconnect_tie where person = ? order by tied_at desc")
                .param(who.person())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list()
                .stream()
                .map(requests::find)
                .flatMap(Optional::stream)
                .toList();
    }
}
