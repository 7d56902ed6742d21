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
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The words of opinions as data of somebody: whoever came with an appointment is known by it. Scores stay. */
@Component
@Order(50)
class OpinionData implements PersonalDataHolder {
    static final String KIND = "opinion";

    private static final String SHEETS = "sheet-opinion";
    private static final String ANSWERS = "answer-opinion";
    private static final Term KEPT = Term.months(12, 1, 24);
    private static final Overdue OLD =
            Overdue.emptied("feedback.opinion", "verbatim = null", "verbatim is not null and at < :before");
    private static final Overdue OLD_ON_SHEETS =
            Overdue.emptied("feedback.sheet_opinion", "verbatim = null", "verbatim is not null and at < :before");
    private static final Overdue OLD_ON_ANSWERS =
            Overdue.emptied("feedback.request_opinion", "verbatim = null", "verbatim is not null and at < :before");

    private final JdbcClient jdbc;

    OpinionData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(
                new DataKind(KIND, LegalBasis.MISSION, KEPT),
                new DataKind(ANSWERS, LegalBasis.MISSION, KEPT),
                new DataKind(SHEETS, LegalBasis.MISSION, KEPT));
    }

    @Override
    public Set<String> tables() {
        return Set.of("feedback.opinion", "feedback.request_opinion", "feedback.sheet_opinion");
    }

    @Override
    public List<Held> find(Person person) {
        return Stream.concat(
                        held(
                                KIND,
                                "select score, verbatim, at from feedback.opinion where ticket_id = any (?)",
                                person),
                        held(
                                ANSWERS,
                                "select score, verbatim, at from feedback.request_opinion where request_id = any (?) and score is not null",
                                person))
                .toList();
    }

    private Stream<Held> held(String kind, String sql, Person person) {
        return jdbc
                .sql(sql + " order by at")
                .param(person.idArray())
                .query((row, _) -> Held.of(kind)
                        .with("at", row.getTimestamp("at").toInstant())
                        .with("score", row.getInt("score"))
                        .with("words", row.getString("verbatim")))
                .list()
                .stream();
    }

    /** What they said of their visits and answers, and whatever words name an address, number or reference that is theirs alone. */
    @Override
    public Map<String, Integer> erase(Person person) {
        return Map.of(
                KIND,
                emptied("feedback.opinion", "ticket_id = any (:ids)", person),
                ANSWERS,
                emptied("feedback.request_opinion", "request_id = any (:ids)", person),
                SHEETS,
                emptied("feedback.sheet_opinion", "false", person));
    }

    private int emptied(String table, String theirs, Person person) {
        return jdbc.sql("update " + table + " set verbatim = null where verbatim is not null and (" + theirs + "\n"
                        + """
                         or exists (select from unnest(:named::text[]) named where position(lower(named) in lower(verbatim)) > 0)
                         or exists (select from unnest(:phones::text[]) phone
                                     where position(phone in regexp_replace(verbatim, '\\D', '', 'g')) > 0))""")
                .param("ids", person.idArray())
                .param(
                        "named",
                        Stream.concat(Stream.of(person.ownEmails()), person.references().stream())
                                .toArray(String[]::new))
                .param("phones", person.ownPhones())
                .update();
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
        return switch (kind) {
            case KIND -> OLD;
            case ANSWERS -> OLD_ON_ANSWERS;
            default -> OLD_ON_SHEETS;
        };
    }
}
