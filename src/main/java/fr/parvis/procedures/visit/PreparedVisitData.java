package fr.parvis.procedures.visit;

import fr.parvis.platform.rights.DataKind;
import fr.parvis.platform.rights.Held;
import fr.parvis.platform.rights.LegalBasis;
import fr.parvis.platform.rights.Overdue;
import fr.parvis.platform.rights.Person;
import fr.parvis.platform.rights.PersonalDataHolder;
import fr.parvis.platform.rights.Term;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What somebody in the line has prepared, as data of theirs: gone when the visit ends, or after two days. */
@Component
@Order(55)
class PreparedVisitData implements PersonalDataHolder {
    private static final String KIND = "prepared-visit";
    private static final Overdue OLD = Overdue.deleted("procedures.prepared_visit where prepared_at < :before");

    private final JdbcClient jdbc;

    PreparedVisitData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(new DataKind(KIND, LegalBasis.MISSION, Term.days(2)));
    }

    @Override
    public Set<String> tables() {
        return Set.of("procedures.prepared_visit");
    }

    @Override
    public List<Held> find(Person person) {
        return jdbc.sql("select title, prepared_at from procedures.prepared_visit where ticket_id = any (?) order by 2")
                .param(person.idArray())
                .query((row, _) -> Held.of(KIND)
                        .with("sheet", row.getString("title"))
                        .with("at", row.getTimestamp("prepared_at").toInstant()))
                .list();
    }

    @Override
    public Map<String, Integer> erase(Person person) {
        return Map.of(
                KIND,
                jdbc.sql("delete from procedures.prepared_visit where ticket_id = any (?)")
                        .param(person.idArray())
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
