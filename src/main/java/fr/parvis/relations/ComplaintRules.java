package fr.parvis.relations;

import fr.parvis.identity.AuditLog;
import fr.parvis.platform.StoredSettings;
import fr.parvis.platform.web.Corrections;
import fr.parvis.platform.web.ProblemException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** From when a cause comes back, and when whoever had an answer is asked for an opinion. */
@Component
public class ComplaintRules {
    /**
     * @param times complaints with the same root cause at the same place
     * @param days within which they count together
     * @param opinionDays after the end of a request; 0 for at once
     */
    public record Rules(int times, int days, int opinionDays) {}

    private static final String KEY = "relations.complaints";
    private static final Rules USUAL = new Rules(3, 30, 1);
    private static final int MOST_TIMES = 50;
    private static final int MOST_DAYS = 365;
    private static final int MOST_OPINION_DAYS = 30;

    private final StoredSettings stored;
    private final AuditLog audit;

    ComplaintRules(StoredSettings stored, AuditLog audit) {
        this.stored = stored;
        this.audit = audit;
    }

    public Rules rules() {
        return stored.find(KEY).map(ComplaintRules::read).orElse(USUAL);
    }

    private static Rules read(String value) {
        var parts = value.split("/");
        return new Rules(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    /** @throws ProblemException about all fields at fault */
    @Transactional
    public void change(String times, String days, String opinionDays) {
        var wrong = new Corrections();
        var rules = new Rules(
                number(wrong, "times", times, 2, MOST_TIMES),
                number(wrong, "days", days, 1, MOST_DAYS),
                number(wrong, "opinionDays", opinionDays, 0, MOST_OPINION_DAYS));
        wrong.demand();
        var value = rules.times() + "/" + rules.days() + "/" + rules.opinionDays();
        stored.put(KEY, value);
        audit.write("complaint-rules-changed", value);
    }

    private static int number(Corrections wrong, String field, String typed, int least, int most) {
        var number = wrong.of(() -> {
            if (!typed.matches("\\d{1,3}") || Integer.parseInt(typed) < least || Integer.parseInt(typed) > most) {
                throw ProblemException.field(field, "relations", "number-out-of-range", least, most);
            }
            return Integer.valueOf(typed);
        });
        return number == null ? 0 : number;
    }
}
