package fr.parvis.messaging;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.web.ProblemException;
import java.sql.Time;
import java.time.Instant;
import java.time.LocalTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The rules of sending that an administrator has set, on the organisation's clock. */
@Component
public class Rules {
    public static final int MOST_A_DAY = 20;

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditLog audit;

    Rules(JdbcClient jdbc, Directory directory, AuditLog audit) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
    }

    public SendingRules current() {
        return jdbc.sql("select * from messaging.rules")
                .query((row, _) -> new SendingRules(
                        row.getObject("quiet_from", LocalTime.class),
                        row.getObject("quiet_until", LocalTime.class),
                        row.getBoolean("quiet_sundays"),
                        row.getBoolean("quiet_holidays"),
                        row.getInt("most_a_day")))
                .single();
    }

    @Transactional
    public void save(SendingRules rules) {
        if (rules.mostADay() < 1 || rules.mostADay() > MOST_A_DAY) {
            throw ProblemException.field("mostADay", "messaging", "most-a-day-wrong", MOST_A_DAY);
        }
        jdbc.sql("""
                        update messaging.rules set quiet_from = ?, quiet_until = ?, quiet_sundays = ?, quiet_holidays = ?,
                               most_a_day = ?""")
                .params(
                        Time.valueOf(rules.quietFrom()),
                        Time.valueOf(rules.quietUntil()),
                        rules.quietSundays(),
                        rules.quietHolidays(),
                        rules.mostADay())
                .update();
        audit.write("message-rules-changed", rules.quietFrom() + "-" + rules.quietUntil() + " " + rules.mostADay());
    }

    /** When an SMS that is not urgent may leave. */
    Instant awake(SendingRules rules, Instant now) {
        return rules.awake(
                now, directory.zone(), day -> directory.publicHoliday(day).isPresent());
    }

    Instant tomorrow(SendingRules rules, Instant now) {
        return rules.tomorrow(now, directory.zone());
    }

    Instant startOfDay(Instant now) {
        var zone = directory.zone();
        return now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }
}
