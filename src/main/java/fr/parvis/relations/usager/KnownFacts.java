package fr.parvis.relations.usager;

import fr.parvis.directory.Directory;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What somebody has shown once, so that nobody asks for it again. */
@Component
@Transactional
public class KnownFacts {
    private static final int MOST_YEARS = 15;

    private final JdbcClient jdbc;
    private final Usagers usagers;
    private final Directory directory;
    private final Clock clock;

    KnownFacts(JdbcClient jdbc, Usagers usagers, Directory directory, Clock clock) {
        this.jdbc = jdbc;
        this.usagers = usagers;
        this.directory = directory;
        this.clock = clock;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), directory.zone());
    }

    /** What is still good, whatever runs out first before. */
    public List<KnownFact> of(Usager usager) {
        return jdbc
                .sql("select * from relations.known_fact where usager_id = any (?) order by valid_until, kind, id")
                .param(usager.ids().toArray(UUID[]::new))
                .query((row, _) -> new KnownFact(
                        row.getObject("id", UUID.class),
                        KnownFact.Kind.of(row.getString("kind")).orElseThrow(),
                        KnownFact.Source.of(row.getString("source")).orElseThrow(),
                        row.getObject("seen_on", LocalDate.class),
                        row.getObject("valid_until", LocalDate.class)))
                .list()
                .stream()
                .filter(fact -> fact.isValidOn(today()))
                .toList();
    }

    /** @throws ProblemException when it would not be good any more, or for too long */
    public void note(UUID id, KnownFact.Kind kind, KnownFact.Source source, LocalDate validUntil, UUID by) {
        var today = today();
        if (validUntil.isBefore(today) || validUntil.isAfter(today.plusYears(MOST_YEARS))) {
            throw ProblemException.field("validUntil", "relations", "usager-day-out-of-range", MOST_YEARS);
        }
        var root = usagers.locked(id);
        jdbc.sql("""
                        insert into relations.known_fact (id, usager_id, kind, source, seen_on, valid_until, noted_by)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Ids.next(), root, kind.code(), source.code(), today, validUntil, by)
                .update();
        usagers.note("usager-fact-noted", root, by);
    }

    /** It has changed, or was noted by mistake. */
    public void forget(UUID id, UUID fact, UUID by) {
        var root = usagers.locked(id);
        var gone = jdbc.sql("""
                        delete from relations.known_fact f using relations.usager u
                         where u.id = f.usager_id and u.root_id = ? and f.id = ?""").params(root, fact).update();
        if (gone > 0) {
            usagers.note("usager-fact-forgotten", root, by);
        }
    }
}
