package fr.parvis.messaging;

import fr.parvis.platform.rights.DataKind;
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

/** Browsers that asked to be told, by the ticket or the request that they are told about. */
@Component
@Order(65)
class PushData implements PersonalDataHolder {
    private static final String KIND = "push-device";
    private static final Overdue OLD = Overdue.deleted("messaging.push_device where created_at < :before");

    private final JdbcClient jdbc;

    PushData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(new DataKind(KIND, LegalBasis.MISSION, Term.months(12)));
    }

    @Override
    public Set<String> tables() {
        return Set.of("messaging.push_device");
    }

    @Override
    public Map<String, Integer> erase(Person person) {
        var subjects = person.ids().stream()
                .flatMap(id -> Stream.of("ticket " + id, "request " + id))
                .toArray(String[]::new);
        return Map.of(
                KIND,
                jdbc.sql("delete from messaging.push_device where subject = any (?)")
                        .param(subjects)
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
