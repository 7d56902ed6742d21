package fr.parvis.relations.calls;

import fr.parvis.identity.Caller;
import fr.parvis.relations.OtherTab;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an agent has typed about a contact and not saved: kept for a day, whatever becomes of the page. */
@Component
@Transactional
public class NoteDrafts {
    public static final Set<String> FIELDS =
            Set.of("phone", "firstName", "lastName", "words", "answer", "what", "owner", "due", "outcome");

    private static final int LONGEST = 20_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    NoteDrafts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * By field.
     *
     * @param subject whom or what the contact is about, "" for a call that begins; what is typed about one is shown with no other
     */
    public Map<String, String> mine(String subject) {
        var drafts = new HashMap<String, String>();
        jdbc.sql("select field, words from relations.note_draft where account_id = ? and subject = ?")
                .params(me(), subject)
                .query(row -> {
                    drafts.put(row.getString(1), row.getString(2));
                });
        return drafts;
    }

    public void keep(String subject, Map<String, String> typed) {
        keep(subject, typed, Map.of());
    }

    /**
     * What stands here in other words than the page knew was typed in another one: it stays, and is given back by field.
     *
     * @param known what the page had of each field; a field without it is kept whatever stood there
     */
    public Map<String, String> keep(String subject, Map<String, String> typed, Map<String, String> known) {
        lock(subject);
        var theirs = new TreeMap<String, String>();
        var here = mine(subject);
        typed.forEach((field, words) -> {
            if (!FIELDS.contains(field)) {
                return;
            }
            var now = here.getOrDefault(field, "");
            if (OtherTab.wrote(now, words, known.get(field))) {
                theirs.put(field, now);
            } else {
                put(subject, field, words);
            }
        });
        return theirs;
    }

    private void put(String subject, String field, String words) {
        if (words.isEmpty()) {
            jdbc.sql("delete from relations.note_draft where account_id = ? and subject = ? and field = ?")
                    .params(me(), subject, field)
                    .update();
            return;
        }
        jdbc.sql("""
                        insert into relations.note_draft (account_id, subject, field, words, at) values (?, ?, ?, ?, ?)
                        on conflict (account_id, subject, field)
                            do update set words = excluded.words, at = excluded.at""")
                .params(
                        me(),
                        subject,
                        field,
                        words.substring(0, Math.min(words.length(), LONGEST)),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** One page at a time of the same agent. */
    private void lock(String subject) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext(?))")
                .param("note draft " + subject + " " + me())
                .query()
                .listOfRows();
    }

    public void drop(String subject) {
        jdbc.sql("delete from relations.note_draft where account_id = ? and subject = ?")
                .params(me(), subject)
                .update();
    }

    private static UUID me() {
        return Caller.current().orElseThrow().id();
    }
}
