package fr.parvis.rights;

import fr.parvis.platform.rights.DataKind;
import fr.parvis.platform.rights.LegalBasis;
import fr.parvis.platform.rights.Overdue;
import fr.parvis.platform.rights.PersonalDataHolder;
import fr.parvis.platform.rights.Term;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Receipts, which name nobody, and what was kept beyond an erasure until its day. */
@Component
@Order(PersonalDataHolder.LAST + 1)
class ReceiptData implements PersonalDataHolder {
    private static final String RECEIPTS = "receipt";
    private static final Overdue OLD = Overdue.deleted(
            "rights.receipt where at < :before and not exists (select from rights.kept k where k.receipt_number = number and k.erased_at is null)");

    private final ObjectProvider<Erasing> erasing;
    private final JdbcClient jdbc;

    /** @param erasing asks all holders, of which this is one */
    ReceiptData(ObjectProvider<Erasing> erasing, JdbcClient jdbc) {
        this.erasing = erasing;
        this.jdbc = jdbc;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(
                new DataKind("contestable", LegalBasis.OBLIGATION, Term.days(0)),
                new DataKind(RECEIPTS, LegalBasis.OBLIGATION, Term.months(12, 1, 60)));
    }

    @Override
    public Set<String> tables() {
        return Set.of("rights.receipt", "rights.kept");
    }

    @Override
    public int due(String kind, Instant at, Period kept) {
        return kind.equals(RECEIPTS)
                ? OLD.count(jdbc, at, kept)
                : erasing.getObject().keptDue(at);
    }

    @Override
    public int clear(String kind, Instant at, Period kept) {
        return kind.equals(RECEIPTS)
                ? OLD.clear(jdbc, at, kept)
                : erasing.getObject().eraseKept(at);
    }
}
