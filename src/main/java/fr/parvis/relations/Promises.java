package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.web.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** In how many working days the organisation says that it answers. */
@Component
public class Promises {
    public record Days(int question, int callBack, int complaint) {
        public int of(Request.Kind kind) {
            return switch (kind) {
                case QUESTION, APPLICATION -> question;
                case CALL_BACK -> callBack;
                case COMPLAINT -> complaint;
            };
        }
    }

    public static final int MOST_DAYS = 40;
    private static final Days USUAL = new Days(5, 2, 15);

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditLog audit;

    Promises(JdbcClient jdbc, Directory directory, AuditLog audit) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
    }

    public Days days() {
        return jdbc.sql(
                        "select question_days, call_back_days, complaint_days from relations.promise where organisation_id = ?")
                .param(directory.organisation().id())
                .query((row, _) -> new Days(row.getInt(1), row.getInt(2), row.getInt(3)))
                .optional()
                .orElse(USUAL);
    }

    /** For what is asked from now on; what was promised before stays promised. */
    @Transactional
    public void change(Days days) {
        check("questionDays", days.question());
        check("callBackDays", days.callBack());
        check("complaintDays", days.complaint());
        jdbc.sql("""
                        insert into relations.promise (organisation_id, question_days, call_back_days, complaint_days) values (?, ?, ?, ?)
                        on conflict (organisation_id) do update
                        set question_days = excluded.question_days, call_back_days = excluded.call_back_days,
                            complaint_days = excluded.complaint_days""")
                .params(directory.organisation().id(), days.question(), days.callBack(), days.complaint())
                .update();
        audit.write("promise-changed", days.question() + " / " + days.callBack() + " / " + days.complaint());
    }

    private static void check(String field, int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw ProblemException.field(field, "relations", "days-out-of-range", MOST_DAYS);
        }
    }
}
