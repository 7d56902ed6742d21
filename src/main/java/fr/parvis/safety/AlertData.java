package fr.parvis.safety;

import fr.parvis.platform.rights.DataKind;
import fr.parvis.platform.rights.LegalBasis;
import fr.parvis.platform.rights.Overdue;
import fr.parvis.platform.rights.PersonalDataHolder;
import fr.parvis.platform.rights.Term;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Silent alerts: data of the staff alone. */
@Component
@Order(80)
class AlertData implements PersonalDataHolder {
    private static final Overdue OLD = Overdue.deleted("safety.alert where raised_at < :before");

    private final JdbcClient jdbc;

    AlertData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(new DataKind("alert", LegalBasis.OBLIGATION, Term.days(30)).ofStaff());
    }

    @Override
    public Set<String> tables() {
        return Set.of("safety.alert");
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
