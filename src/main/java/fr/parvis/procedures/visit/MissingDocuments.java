package fr.parvis.procedures.visit;

import fr.parvis.directory.Directory;
import fr.parvis.platform.Share;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people come without, by sheet and document. */
@Component
public class MissingDocuments {
    /** Fewer visits than this say nothing about a document. */
    public static final int FEWEST = 10;

    private static final int SHOWN = 3;

    private final JdbcClient jdbc;
    private final Directory directory;

    MissingDocuments(JdbcClient jdbc, Directory directory) {
        this.directory = directory;
        this.jdbc = jdbc;
    }

    /** @param share among those who were looked at */
    public record Missing(String audience, String sheetId, String title, String what, Share share) {
        public boolean isSolid() {
            return share.n() >= FEWEST;
        }
    }

    /** Of one sheet, what is missed most, where enough was looked at: for whoever edits it. */
    public List<Missing> mostMissed(String audience, String sheetId) {
        return of(directory.organisation().id()).stream()
                .filter(one -> one.audience().equals(audience) && one.sheetId().equals(sheetId))
                .filter(one -> one.isSolid() && one.share().hits() > 0)
                .limit(SHOWN)
                .toList();
    }

    /** Most missed first; with fewer than {@link #FEWEST} looked at, last. */
    public List<Missing> of(UUID organisationId) {
        return jdbc
                .sql("""
                        select c.audience, c.sheet_id, coalesce(max(s.title), c.sheet_id) as title, max(c.what) as what,
                               count(*) as seen, count(*) filter (where c.missing) as missing
                          from procedures.document_check c
                          left join procedures.sheet s on s.audience = c.audience and s.id = c.sheet_id
                         where c.organisation_id = ?
                         group by c.audience, c.sheet_id, c.key""")
                .param(organisationId)
                .query((row, _) -> new Missing(
                        row.getString("audience"),
                        row.getString("sheet_id"),
                        row.getString("title"),
                        row.getString("what"),
                        new Share(row.getInt("missing"), row.getInt("seen"))))
                .list()
                .stream()
                .sorted((one, other) -> one.isSolid() == other.isSolid()
                        ? Double.compare(other.share().value(), one.share().value())
                        : Boolean.compare(other.isSolid(), one.isSolid()))
                .toList();
    }
}
