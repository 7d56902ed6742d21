package fr.parvis.relations.calls;

import fr.parvis.identity.Caller;
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
        // always in one order: two pages of one agent do not wait for each other
        new TreeMap<>(typed).forEach((field, words) -> {
            if (!FIELDS.contains(field)) {
                return;
            }
            jdbc.sql("delete from relations.note_draft where account_id = ? and subject = ? and field = ? and ? = ''")
                    .params(me(), subject, field, words)
                    .update();
            if (!words.isEmpty()) {
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
        });
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
