package fr.parvis.relations.inbox;

import fr.parvis.identity.Caller;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.OtherTab;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an agent has typed about a request and not sent: kept here, whatever becomes of the page. */
@Component
@Transactional
public class Drafts {
    /** The fields of the page of a request that hold words. */
    public static final Set<String> FIELDS =
            Set.of("reply", "note", "missing", "answer", "reason", "other", "to", "what", "called");

    private static final int LONGEST = 20_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    Drafts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** By field. */
    public Map<String, String> of(UUID request) {
        var drafts = new HashMap<String, String>();
        jdbc.sql("select field, words from relations.draft where request_id = ? and account_id = ?")
                .params(request, me())
                .query(row -> {
                    drafts.put(row.getString(1), row.getString(2));
                });
        return drafts;
    }

    public void keep(UUID request, Map<String, String> typed) {
        keep(request, typed, Map.of());
    }

    /**
     * What stands here in other words than the page knew was typed in another one: it stays, and is given back by field.
     *
     * @param known what the page had of each field; a field without it is kept whatever stood there
     */
    public Map<String, String> keep(UUID request, Map<String, String> typed, Map<String, String> known) {
        lock(request);
        demandWords(request);
        var theirs = new TreeMap<String, String>();
        var here = of(request);
        typed.forEach((field, words) -> {
            if (!FIELDS.contains(field)) {
                return;
            }
            if (words.length() > LONGEST) {
                throw ProblemException.field(field, "relations", "field-too-long", LONGEST);
            }
            var now = here.getOrDefault(field, "");
            if (OtherTab.wrote(now, words, known.get(field))) {
                theirs.put(field, now);
                return;
            }
            if (words.isBlank()) {
                drop(request, Set.of(field));
            } else {
                jdbc.sql("""
                                insert into relations.draft (request_id, account_id, field, words, at) values (?, ?, ?, ?, ?)
                                on conflict (request_id, account_id, field) do update set words = excluded.words, at = excluded.at""")
                        .params(request, me(), field, words, clock.instant().atOffset(ZoneOffset.UTC))
                        .update();
            }
        });
        return theirs;
    }

    /**
     * First the request, as whoever ends it does before the drafts go: in the other order each would wait for the other. Then one page at a
     * time of the same agent.
     */
    private void demandWords(UUID request) {
        if (jdbc.sql("select exists (select from relations.request where id = ? and erased_at is not null)")
                .param(request)
                .query(Boolean.class)
                .single()) {
            throw new ProblemException(HttpStatus.GONE, "relations", "erased");
        }
    }

    private void lock(UUID request) {
        jdbc.sql("select id from relations.request where id = ? for key share")
                .param(request)
                .query()
                .listOfRows();
        jdbc.sql("select pg_advisory_xact_lock(hashtext(?))")
                .param("draft " + request + " " + me())
                .query()
                .listOfRows();
    }

    public void drop(UUID request, Collection<String> fields) {
        jdbc.sql("delete from relations.draft where request_id = ? and account_id = ? and field = any (?)")
                .params(request, me(), fields.toArray(String[]::new))
                .update();
    }

    private static UUID me() {
        return Caller.current().orElseThrow().id();
    }
}
