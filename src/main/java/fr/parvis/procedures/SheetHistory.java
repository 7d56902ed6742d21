package fr.parvis.procedures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What imports changed. */
@Component
public class SheetHistory {
    /**
     * A sheet as one import brought it.
     *
     * @param until when the next one replaced it, null for the one that is there now
     */
    public record Version(
            String hash,
            String title,
            @Nullable LocalDate updated,
            Instant since,
            @Nullable Instant until,
            Part.Element content) {}

    /** @param refused files that were not taken, with the reason */
    public record Import(
            UUID id,
            String source,
            Instant began,
            Instant ended,
            int files,
            int added,
            int changed,
            int unchanged,
            int removed,
            List<SheetImport.Refusal> refused) {}

    /** What became of a sheet in an import. */
    public enum Change {
        ADDED,
        CHANGED,
        REMOVED
    }

    public record Changed(String audience, String id, String title, Change change) {}

    private static final TypeReference<List<SheetImport.Refusal>> REFUSALS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SheetHistory(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Newest first; empty when no such sheet was ever there. */
    public List<Version> versions(String audience, String id) {
        return jdbc.sql("""
                        select hash, title, updated, imported_at since, removed_at until, content from procedures.sheet
                         where audience = :audience and id = :id
                        union all
                        select v.hash, v.title, v.updated, v.since, v.until, v.content
                          from procedures.sheet_version v join procedures.sheet s on s.key = v.sheet_key
                         where s.audience = :audience and s.id = :id
                         order by since desc""")
                .param("audience", audience)
                .param("id", id)
                .query((row, _) -> new Version(
                        row.getString("hash"),
                        row.getString("title"),
                        row.getObject("updated", LocalDate.class),
                        instant(row, "since"),
                        row.getObject("until") == null ? null : instant(row, "until"),
                        PartText.read(row.getString("content"))))
                .list();
    }

    /** Of what a sheet says now; empty when it is not there. */
    public Optional<String> hash(String audience, String id) {
        return jdbc.sql("select hash from procedures.sheet where audience = ? and id = ? and removed_at is null")
                .params(audience, id)
                .query(String.class)
                .optional();
    }

    /** Newest first. */
    public List<Import> imports(int most) {
        return jdbc.sql("select * from procedures.import order by ended_at desc, id desc limit ?")
                .param(most)
                .query((row, _) -> read(row))
                .list();
    }

    public Optional<Import> imported(UUID id) {
        return jdbc.sql("select * from procedures.import where id = ?")
                .param(id)
                .query((row, _) -> read(row))
                .optional();
    }

    /** By title. */
    public List<Changed> changes(Import imported, int most) {
        return jdbc.sql("""
                        select s.audience, s.id, s.title,
                               case when s.removed_at = :at then 'REMOVED'
                                    when exists (select from procedures.sheet_version v
                                                  where v.sheet_key = s.key and v.until = :at) then 'CHANGED'
                                    else 'ADDED' end change
                          from procedures.sheet s
                         where s.organisation_id is null
                           and (s.imported_at = :at or s.removed_at = :at or exists (
                                  select from procedures.sheet_version v where v.sheet_key = s.key and v.since = :at))
                         order by s.title, s.audience limit :most""")
                .param("at", imported.began().atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, _) -> new Changed(
                        row.getString("audience"),
                        row.getString("id"),
                        row.getString("title"),
                        Change.valueOf(row.getString("change"))))
                .list();
    }

    private Import read(ResultSet row) throws SQLException {
        return new Import(
                row.getObject("id", UUID.class),
                row.getString("source"),
                instant(row, "began_at"),
                instant(row, "ended_at"),
                row.getInt("files"),
                row.getInt("added"),
                row.getInt("changed"),
                row.getInt("unchanged"),
                row.getInt("removed"),
                json.readValue(row.getString("refused"), REFUSALS));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
