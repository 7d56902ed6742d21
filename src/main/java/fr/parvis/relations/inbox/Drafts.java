package fr.parvis.relations.inbox;

import fr.parvis.identity.Caller;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
        typed.forEach((field, words) -> {
            if (!FIELDS.contains(field)) {
                return;
            }
            if (words.length() > LONGEST) {
                throw ProblemException.field(field, "relations", "field-too-long", LONGEST);
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
