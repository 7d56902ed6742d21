package fr.parvis.relations.usager;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.rights.DataKind;
import fr.parvis.platform.rights.LegalBasis;
import fr.parvis.platform.rights.Term;
import fr.parvis.platform.rights.Terms;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets those whom nobody has seen for long, each night, and shows before whom it would forget. */
@Component
@Transactional
public class UsagerKeeping {
    public static final int FEWEST_MONTHS = 3;
    public static final int MOST_MONTHS = 60;

    static final DataKind KIND =
            new DataKind("usager", LegalBasis.MISSION, Term.months(24, FEWEST_MONTHS, MOST_MONTHS));

    private static final int A_NIGHT = 5000;

    private final UsagerTables tables;
    private final List<Ties> ties;
    private final Terms terms;
    private final Directory directory;
    private final AuditLog audit;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    UsagerKeeping(
            UsagerTables tables,
            List<Ties> ties,
            Terms terms,
            Directory directory,
            AuditLog audit,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.tables = tables;
        this.ties = ties;
        this.terms = terms;
        this.directory = directory;
        this.audit = audit;
        this.publisher = publisher;
        this.clock = clock;
    }

    public int months() {
        return Term.count(terms.of(KIND));
    }

    /** @throws ProblemException when it is out of reason */
    public void change(int months) {
        if (months < FEWEST_MONTHS || months > MOST_MONTHS) {
            throw ProblemException.field(
                    "months", "relations", "usager-months-out-of-range", FEWEST_MONTHS, MOST_MONTHS);
        }
        terms.put(KIND, Period.ofMonths(months));
        audit.write("usagers-keeping-changed", Integer.toString(months));
    }

    /** Whom the next night would forget if so many months were kept, the longest unseen first. */
    public List<Usager> due(int months, int most) {
        return unseen(since(months), most);
    }

    private List<Usager> unseen(Instant since, int most) {
        var roots = tables.unseen(directory.organisation().id(), since, A_NIGHT);
        var found = tables.usagers(roots);
        return roots.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .filter(usager -> ties.stream().noneMatch(one -> one.hold(usager)))
                .limit(most)
                .toList();
    }

    private Instant since(int months) {
        return since(clock.instant(), Period.ofMonths(months));
    }

    private static Instant since(Instant at, Period kept) {
        return at.atOffset(ZoneOffset.UTC).minus(kept).toInstant();
    }

    int due(Instant at, Period kept) {
        return unseen(since(at, kept), A_NIGHT).size();
    }

    int forget(Instant at, Period kept) {
        var since = since(at, kept);
        var organisation = directory.organisation().id();
        var gone = unseen(since, A_NIGHT).stream()
                .filter(usager -> tables.erase(usager.id(), since))
                .toList();
        gone.forEach(usager -> publisher.publishEvent(new UsagerErased(organisation, usager.ids())));
        return gone.size();
    }
}
