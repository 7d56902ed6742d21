package fr.parvis.relations.calls;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.web.ProblemException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How each site telephones. */
@Component
@Transactional
public class CallSites {
    /**
     * @param perHour how many calls are promised within an hour
     * @param missedCalls whether a call that nobody answered is called back
     * @param line the number that people dial, in E.164; "" when it is not said
     */
    public record Rules(int perHour, boolean missedCalls, String line) {}

    public static final int MOST_PER_HOUR = 60;
    static final Rules USUAL = new Rules(3, false, "");

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditLog audit;

    CallSites(JdbcClient jdbc, Directory directory, AuditLog audit) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public Rules of(UUID site) {
        return jdbc.sql("select per_hour, missed_calls, line from relations.call_site where site_id = ?")
                .param(site)
                .query((row, _) -> new Rules(row.getInt(1), row.getBoolean(2), row.getString(3)))
                .optional()
                .orElse(USUAL);
    }

    /** Hours that are promised already keep at least the places that are taken. */
    public void change(UUID site, Rules rules) {
        if (rules.perHour() < 0 || rules.perHour() > MOST_PER_HOUR) {
            throw ProblemException.field("perHour", "relations", "calls-per-hour", MOST_PER_HOUR);
        }
        jdbc.sql("""
                        insert into relations.call_site (site_id, organisation_id, per_hour, missed_calls, line) values (?, ?, ?, ?, ?)
                        on conflict (site_id) do update set per_hour = excluded.per_hour, missed_calls = excluded.missed_calls,
                            line = excluded.line""")
                .params(site, directory.organisation().id(), rules.perHour(), rules.missedCalls(), rules.line())
                .update();
        jdbc.sql("update relations.call_window set capacity = greatest(promised, ?) where site_id = ?")
                .params(rules.perHour(), site)
                .update();
        audit.write("calls-changed", directory.site(site).name());
    }

    /** The site whose line that is. */
    Optional<UUID> ofLine(String line) {
        return line.isEmpty()
                ? Optional.empty()
                : jdbc.sql(
                                "select site_id from relations.call_site where organisation_id = ? and line = ? order by site_id limit 1")
                        .params(directory.organisation().id(), line)
                        .query(UUID.class)
                        .optional();
    }
}
