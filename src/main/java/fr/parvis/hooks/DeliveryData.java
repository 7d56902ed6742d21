package fr.parvis.hooks;

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

/** What other programs were told of something of somebody, and what they answered: words that are not ours. */
@Component
@Order(60)
class DeliveryData implements PersonalDataHolder {
    static final String KIND = "webhook";

    private static final Overdue OLD = Overdue.deleted("hooks.delivery where created_at < :before");
    private static final String THEIRS =
            " from hooks.delivery d where exists (select from unnest(?) mark where strpos(d.body, mark) > 0)";

    private final EndpointTables endpoints;
    private final JdbcClient jdbc;

    DeliveryData(EndpointTables endpoints, JdbcClient jdbc) {
        this.endpoints = endpoints;
        this.jdbc = jdbc;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(new DataKind(KIND, LegalBasis.MISSION, Term.days(30)));
    }

    @Override
    public Set<String> tables() {
        return Set.of("hooks.delivery");
    }

    @Override
    public List<Held> find(Person person) {
        return jdbc.sql("select type, created_at, state, body" + THEIRS + " order by d.seq")
                .param(person.marks())
                .query((row, _) -> Held.of(KIND)
                        .with("what", row.getString("type"))
                        .with("at", row.getTimestamp("created_at").toInstant())
                        .with("state", row.getString("state"))
                        .with("words", row.getString("body")))
                .list();
    }

    /** What waits still leaves: it says what became free, of nobody. */
    @Override
    public Map<String, Integer> erase(Person person) {
        return Map.of(
                KIND,
                jdbc.sql("delete" + THEIRS + " and d.state <> 'waiting'")
                        .param(person.marks())
                        .update());
    }

    @Override
    public int due(String kind, Instant at, Period kept) {
        return OLD.count(jdbc, at, kept);
    }

    @Override
    public int clear(String kind, Instant at, Period kept) {
        endpoints.forgetOldSecrets(at);
        return OLD.clear(jdbc, at, kept);
    }
}
