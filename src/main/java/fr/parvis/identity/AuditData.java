package fr.parvis.identity;

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

/** The staff: their accounts, and who did what. Of usagers the log has ids alone, so nothing of it is anybody's. */
@Component
@Order(70)
class AuditData implements PersonalDataHolder {
    /** From six months to a year (CNIL, délibération n° 2021-122). */
    private static final DataKind AUDIT =
            new DataKind("audit", LegalBasis.OBLIGATION, Term.months(12, 6, 12)).ofStaff();

    private static final DataKind ACCOUNTS = new DataKind("account", LegalBasis.MISSION, null).ofStaff();
    private static final Overdue OLD = Overdue.deleted("identity.audit where at < :before");

    private final JdbcClient jdbc;

    AuditData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(ACCOUNTS, AUDIT);
    }

    @Override
    public Set<String> tables() {
        return Set.of(
                "identity.audit",
                "identity.account",
                "identity.account_role",
                "identity.account_site",
                "identity.api_token",
                "identity.sign_in_delay",
                "directory.agent");
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
