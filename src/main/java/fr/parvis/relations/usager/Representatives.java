package fr.parvis.relations.usager;

import static fr.parvis.relations.usager.UsagerTables.utc;

import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who may speak for whom, until when and by what right; gone with the mandate. */
@Component
@Transactional
public class Representatives {
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST = 200;
    private static final int MOST_YEARS = 10;

    private final JdbcClient jdbc;
    private final Usagers usagers;
    private final KnownFacts facts;
    private final Clock clock;

    Representatives(JdbcClient jdbc, Usagers usagers, KnownFacts facts, Clock clock) {
        this.jdbc = jdbc;
        this.usagers = usagers;
        this.facts = facts;
        this.clock = clock;
    }

    /** Those whose mandate is not over, the newest first. */
    public List<Representative> of(Usager usager) {
        return jdbc.sql("""
                        select * from relations.representative where usager_id = any (?) and mandate_until >= ?
                         order by added_at desc, id""")
                .params(usager.ids().toArray(UUID[]::new), facts.today())
                .query((row, _) -> new Representative(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("contact"),
                        row.getObject("mandate_until", LocalDate.class),
                        row.getString("proof")))
                .list();
    }

    /** @throws ProblemException about a field that must be corrected */
    public void add(UUID id, String name, String contact, LocalDate until, String proof, UUID by) {
        check("helperName", name, LONGEST_NAME);
        check("helperContact", contact, LONGEST);
        check("helperProof", proof, LONGEST);
        var today = facts.today();
        if (until.isBefore(today) || until.isAfter(today.plusYears(MOST_YEARS))) {
            throw ProblemException.field("helperUntil", "relations", "usager-day-out-of-range", MOST_YEARS);
        }
        var root = usagers.locked(id);
        jdbc.sql("""
                        insert into relations.representative (id, usager_id, name, contact, mandate_until, proof, added_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Ids.next(), root, name, contact, until, proof, utc(clock.instant()))
                .update();
        usagers.note("usager-helper-added", root, by);
    }

    private static void check(String field, String typed, int longest) {
        if (typed.isBlank()) {
            throw ProblemException.field(field, "relations", "usager-field-missing");
        }
        if (typed.length() > longest) {
            throw ProblemException.field(field, "relations", "usager-field-too-long", longest);
        }
    }

    public void end(UUID id, UUID representative, UUID by) {
        var root = usagers.locked(id);
        var gone = jdbc.sql("""
                        delete from relations.representative r using relations.usager u
                         where u.id = r.usager_id and u.root_id = ? and r.id = ?""").params(root, representative).update();
        if (gone > 0) {
            usagers.note("usager-helper-ended", root, by);
        }
    }
}
