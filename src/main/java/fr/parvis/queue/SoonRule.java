package fr.parvis.queue;

import fr.parvis.identity.AuditLog;
import fr.parvis.platform.web.ProblemException;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** With how many people before them somebody is told that their turn comes soon; each hall says so for itself. */
@Component
public class SoonRule {
    public static final int MOST = 20;
    private static final int USUAL = 3;

    private final JdbcClient jdbc;
    private final AuditLog audit;

    SoonRule(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    public int at(UUID siteId) {
        return jdbc.sql("select people_before from queue.soon where site_id = ?")
                .param(siteId)
                .query(Integer.class)
                .optional()
                .orElse(USUAL);
    }

    /** @throws ProblemException about the field {@code before} */
    @Transactional
    public void set(UUID siteId, int peopleBefore) {
        if (peopleBefore < 1 || peopleBefore > MOST) {
            throw ProblemException.field("before", "queue", "soon-out-of-range", MOST);
        }
        jdbc.sql("""
                        insert into queue.soon as s (site_id, people_before) values (?, ?)
                        on conflict (site_id) do update set people_before = excluded.people_before""").params(siteId, peopleBefore).update();
        audit.write("soon-rule-changed", siteId + " " + peopleBefore);
    }
}
