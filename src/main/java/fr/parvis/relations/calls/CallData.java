package fr.parvis.relations.calls;

import fr.parvis.platform.rights.DataKind;
import fr.parvis.platform.rights.Held;
import fr.parvis.platform.rights.LegalBasis;
import fr.parvis.platform.rights.Overdue;
import fr.parvis.platform.rights.Person;
import fr.parvis.platform.rights.PersonalDataHolder;
import fr.parvis.platform.rights.Reach;
import fr.parvis.platform.rights.Term;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Calls as the telephone tells them, and what an agent is typing of one: both live a day at most. A draft belongs to nobody yet; it goes with
 * whoever it names by address, number or name.
 */
@Component
@Order(15)
class CallData implements PersonalDataHolder {
    private static final String KIND = "incoming-call";
    private static final Overdue OLD = Overdue.deleted("relations.incoming_call where rung_at < :before");

    private final JdbcClient jdbc;

    CallData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(new DataKind(KIND, LegalBasis.MISSION, Term.days(1)));
    }

    @Override
    public Set<String> tables() {
        return Set.of("relations.incoming_call", "relations.note_draft");
    }

    @Override
    public List<Held> find(Person person) {
        return jdbc.sql(
                        "select caller, rung_at, answered_at from relations.incoming_call where %s = any (?) order by rung_at"
                                .formatted(Reach.lastDigits("caller")))
                .param(person.ownPhones())
                .query((row, _) -> Held.of(KIND)
                        .with("phone", row.getString("caller"))
                        .with("at", row.getTimestamp("rung_at").toInstant()))
                .list();
    }

    @Override
    public Map<String, Integer> erase(Person person) {
        jdbc.sql("""
                        delete from relations.note_draft
                         where (account_id, subject) in (select account_id, subject from relations.note_draft
                                               where lower(words) = any (:emails) or lower(words) = any (:names)
                                                  or %s = any (:phones))""".formatted(Reach.lastDigits("words")))
                .param("emails", person.emails())
                .param("phones", person.phones())
                .param(
                        "names",
                        person.names().stream()
                                .flatMap(name -> name.words().stream())
                                .toArray(String[]::new))
                .update();
        return Map.of(
                KIND,
                jdbc.sql("delete from relations.incoming_call where %s = any (?)".formatted(Reach.lastDigits("caller")))
                        .param(person.ownPhones())
                        .update());
    }

    @Override
    public int due(String kind, Instant at, Period kept) {
        return OLD.count(jdbc, at, kept);
    }

    @Override
    public int clear(String kind, Instant at, Period kept) {
        return OLD.clear(jdbc, at, kept);
    }
}
