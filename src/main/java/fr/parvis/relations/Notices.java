package fr.parvis.relations;

import fr.parvis.identity.Caller;
import fr.parvis.platform.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Warnings about times, for those who can still keep them. */
@Component
@Transactional
public class Notices {
    /** @param appeal whether it is about a refusal that is contested */
    public record Notice(
            UUID id, UUID request, Reference reference, Warning warning, boolean appeal, LocalDate about, Instant at) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Notices(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those that the caller has not seen, of requests that are open; the nearest day first. */
    public List<Notice> mine() {
        return jdbc.sql("""
                        select n.*, r.reference, r.contests_on is not null as appeal from relations.notice n join relations.request r on r.id = n.request_id
                         where n.account_id = ? and n.seen_at is null and r.closed_at is null
                           and r.accused_id is distinct from n.account_id and (? or not r.held_back) order by n.about_on, n.at, n.id""")
                .params(caller(), Leading.leads(Caller.current().orElseThrow().roles()))
                .query((row, _) -> new Notice(
                        row.getObject("id", UUID.class),
                        row.getObject("request_id", UUID.class),
                        new Reference(row.getString("reference")),
                        Warning.valueOf(row.getString("warning")),
                        row.getBoolean("appeal"),
                        row.getObject("about_on", LocalDate.class),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /** Nobody marks what is for somebody else. */
    public void seen(UUID id) {
        jdbc.sql("update relations.notice set seen_at = ? where id = ? and account_id = ? and seen_at is null")
                .params(clock.instant().atOffset(ZoneOffset.UTC), id, caller())
                .update();
    }

    /** @return false when this warning about this day was given before */
    boolean isFirst(Request request, Warning warning, LocalDate about) {
        return jdbc.sql("""
                        insert into relations.escalation (request_id, warning, about_on, at) values (?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                request.id(),
                                warning.name(),
                                about,
                                clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void give(UUID account, Request request, Warning warning, LocalDate about) {
        jdbc.sql("""
                        insert into relations.notice (id, account_id, request_id, warning, about_on, at) values (?, ?, ?, ?, ?, ?)
                        on conflict do nothing""")
                .params(
                        Ids.next(),
                        account,
                        request.id(),
                        warning.name(),
                        about,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static UUID caller() {
        return Caller.current().orElseThrow().id();
    }
}
