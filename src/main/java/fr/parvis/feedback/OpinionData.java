package fr.parvis.feedback;

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

/** The words of opinions as data of somebody: whoever came with an appointment is known by it. Scores stay. */
@Component
@Order(50)
class OpinionData implements PersonalDataHolder {
    static final String KIND = "opinion";

    private static final String SHEETS = "sheet-opinion";
    private static final Term KEPT = Term.months(12, 1, 24);
    private static final Overdue OLD =
            Overdue.emptied("feedback.opinion", "verbatim = null", "verbatim is not null and at < :before");
    private static final Overdue OLD_ON_SHEETS =
            Overdue.emptied("feedback.sheet_opinion", "verbatim = null", "verbatim is not null and at < :before");

    private final JdbcClient jdbc;

    OpinionData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(new DataKind(KIND, LegalBasis.MISSION, KEPT), new DataKind(SHEETS, LegalBasis.MISSION, KEPT));
    }

    @Override
    public Set<String> tables() {
        return Set.of("feedback.opinion", "feedback.sheet_opinion");
    }

    @Override
    public List<Held> find(Person person) {
        return jdbc.sql("select score, verbatim, at from feedback.opinion where ticket_id = any (?) order by at, id")
                .param(person.idArray())
                .query((row, _) -> Held.of(KIND)
                        .with("at", row.getTimestamp("at").toInstant())
                        .with("score", row.getInt("score"))
                        .with("words", row.getString("verbatim")))
                .list();
    }

    @Override
    public Map<String, Integer> erase(Person person) {
        return Map.of(
                KIND,
                jdbc.sql(
                                "update feedback.opinion set verbatim = null where ticket_id = any (?) and verbatim is not null")
                        .param(person.idArray())
                        .update());
    }

    @Override
    public int due(String kind, Instant at, Period kept) {
        return old(kind).count(jdbc, at, kept);
    }

    @Override
    public int clear(String kind, Instant at, Period kept) {
        return old(kind).clear(jdbc, at, kept);
    }

    private static Overdue old(String kind) {
        return kind.equals(KIND) ? OLD : OLD_ON_SHEETS;
    }
}
