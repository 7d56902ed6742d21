package fr.parvis.identity;

import fr.parvis.platform.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who signed in, and who changed what, when; never a secret, and of persons nothing but the login. */
@Component
public class AuditLog {
    /** The command line, Parvis itself, or somebody who is not signed in. */
    public static final String NOBODY = "-";

    private final JdbcClient jdbc;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param actor a login, a token's name, or {@link #NOBODY}
     * @param subject what was changed; of an agent the identifier
     */
    public record Entry(Instant at, String actor, String act, String subject) {}

    /** @param account a login; null for all, as for the act */
    public record Filter(@Nullable String account, @Nullable String act) {}

    /** Newest first. */
    public List<Entry> page(Filter filter, int from, int most) {
        return jdbc.sql("""
                        select * from identity.audit
                         where (:account::text is null or actor = :account or split_part(subject, ' ', 1) = :account)
                           and (:act::text is null or act = :act)
                         order by at desc, id desc offset :from limit :most""")
                .param("account", filter.account())
                .param("act", filter.act())
                .param("from", from)
                .param("most", most)
                .query((row, _) -> new Entry(
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("act"),
                        row.getString("subject")))
                .list();
    }

    /** The kinds of acts that have happened. */
    public List<String> acts() {
        return jdbc.sql("select distinct act from identity.audit")
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** @param subject what was changed: a login, a token's, a place's or a sheet's name; no other personal data */
    public void write(String act, String subject) {
        write(actor(), act, subject);
    }

    void write(String actor, String act, String subject) {
        jdbc.sql("insert into identity.audit (id, at, actor, act, subject) values (?, ?, ?, ?, ?)")
                .params(Ids.next(), clock.instant().atOffset(ZoneOffset.UTC), actor, act, subject)
                .update();
    }

    private String actor() {
        return Caller.current()
                .map(caller -> jdbc.sql("""
                                select login from identity.account where id = :id
                                union all select name from identity.api_token where id = :id limit 1""")
                        .param("id", caller.id())
                        .query(String.class)
                        .optional()
                        .orElse(NOBODY))
                .orElse(NOBODY);
    }
}
