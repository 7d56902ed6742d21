package fr.parvis.relations;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What becomes of a request when its words go: it stays to be counted, and names nobody. */
@Repository
class RequestErasing {
    /** What is counted, and holds no word of anybody; what was said is emptied, and searched by a trigger. */
    static final Set<String> STAYS = Set.of(
            "relations.interaction",
            "relations.inbox_search",
            "relations.intake",
            "relations.request_missing",
            "relations.assignment",
            "relations.escalation",
            "relations.notice",
            "relations.complaint",
            "relations.recurrence_complaint",
            "relations.handover",
            "relations.chat",
            "relations.call_back",
            "relations.call_promise",
            "relations.visit");

    /** Ended before that, twice; what was merged has the end of the one that goes on, and what is open has none. */
    private static final String OVER = """
            r.closed_at < ? and not exists (select from relations.request goes_on
                                             where goes_on.id = r.merged_into_id and goes_on.erased_at is null
                                               and (goes_on.closed_at is null or goes_on.closed_at >= ?))""";

    private final JdbcClient jdbc;

    RequestErasing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Nothing that anybody said remains, in what was merged into it neither; what was still open gets the end. */
    boolean withdraw(UUID id, Instant at) {
        return erase("? in (r.id, r.merged_into_id)", at, List.of(id)).contains(id);
    }

    List<UUID> erase(Instant endedBefore, Instant at) {
        return erase(OVER, at, List.of(utc(endedBefore), utc(endedBefore)));
    }

    int due(Instant endedBefore) {
        return jdbc.sql("select count(*) from relations.request r where r.erased_at is null and " + OVER)
                .params(utc(endedBefore), utc(endedBefore))
                .query(Integer.class)
                .single();
    }

    /** Those alone: what was merged into them goes back to whose it is. */
    void eraseOf(Collection<UUID> ids, Instant at) {
        var these = ids.toArray(UUID[]::new);
        jdbc.sql("""
                        update relations.interaction set request_id = merged_from_id, merged_from_id = null
                         where request_id = any (?) and merged_from_id is not null and not merged_from_id = any (?)""").params(these, these).update();
        jdbc.sql(
                        "update relations.request set merged_into_id = null where merged_into_id = any (?) and not id = any (?)")
                .params(these, these)
                .update();
        erase("r.id = any (?)", at, List.of((Object) these));
    }

    private List<UUID> erase(String which, Instant at, List<Object> values) {
        var parameters = new ArrayList<Object>(List.of(utc(at), utc(at), Request.State.WITHDRAWN.name()));
        parameters.addAll(values);
        var erased = jdbc.sql("""
                        update relations.request r
                           set subject = null, first_name = null, last_name = null, email = null, phone = null, call_from = null,
                               call_to = null, next_usual = null, next_what = null, next_owner = null, next_due = null, usager_id = null,
                               silence_on = null, snoozed_until = null, erased_at = ?, closed_at = coalesce(closed_at, greatest(?, received_at)), revision = revision + 1,
                               state = case when closed_at is null then ? else state end
                         where r.erased_at is null and %s returning id""".formatted(which))
                .params(parameters)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
        var ids = erased.toArray(UUID[]::new);
        jdbc.sql("""
                        update relations.interaction set words = null, by_name = '', erased_at = ?
                         where erased_at is null and (request_id = any (?) or merged_from_id = any (?))""").params(utc(at), ids, ids).update();
        for (var hanging : hanging()) {
            jdbc.sql("delete from %s where %s = any (?)".formatted(hanging.table(), hanging.column()))
                    .param(ids)
                    .update();
        }
        return erased;
    }

    /** @param column that names the request */
    private record Hanging(String table, String column) {}

    /** Whatever hangs on a request goes with its words, also what is added later: only {@link #STAYS} is known to hold none. */
    private List<Hanging> hanging() {
        return jdbc
                .sql("""
                        select c.conrelid::regclass::text as hanging, quote_ident(a.attname) as by
                          from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                         where c.contype = 'f' and c.confdeltype = 'c' and c.confrelid = 'relations.request'::regclass
                         order by 1""")
                .query((row, _) -> new Hanging(row.getString("hanging"), row.getString("by")))
                .list()
                .stream()
                .filter(one -> !STAYS.contains(one.table()))
                .toList();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
