package fr.parvis.procedures;

import fr.parvis.platform.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL for sheets. */
@Repository
class Sheets {
    record Name(String audience, String id) {}

    /** A sheet as it is kept; the hash is of everything that it says. */
    record Written(Sheet sheet, String content, String hash) {
        static Written of(Sheet sheet) {
            var content = PartText.write(sheet.content());
            return new Written(sheet, content, Sha256.of(content));
        }
    }

    private static final long IMPORT_LOCK = 7_301_941;

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final JsonMapper json;

    Sheets(JdbcClient jdbc, JdbcTemplate batch, JsonMapper json) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.json = json;
    }

    /** One import at a time, on whatever instance, until the transaction ends. */
    void lockForImport() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(IMPORT_LOCK).query().listOfRows();
    }

    /** False when an import is under way. */
    boolean lockUnlessImporting() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(IMPORT_LOCK)
                .query(Boolean.class)
                .single();
    }

    /** Of every national sheet that has not been removed: those of the organisation are no import's business. */
    Map<Name, String> hashes() {
        var hashes = new HashMap<Name, String>();
        jdbc.sql("""
                        select audience, id, hash from procedures.sheet
                         where removed_at is null and organisation_id is null""")
                .query((row, _) -> hashes.put(new Name(row.getString(1), row.getString(2)), row.getString(3)))
                .list();
        return hashes;
    }

    /** Adds or replaces; what was there before is kept as a version. */
    void write(List<Written> written, Instant at) {
        write(written, at, null);
    }

    /** @param organisation whose own sheets they are, null for national ones */
    void write(List<Written> written, Instant at, @Nullable UUID organisation) {
        var now = at.atOffset(ZoneOffset.UTC);
        batch.batchUpdate("""
                insert into procedures.sheet_version (sheet_key, hash, title, updated, content, since, until)
                select key, hash, title, updated, content, imported_at, ? from procedures.sheet
                 where audience = ? and id = ? and hash <> ?""", written, 100, (row, one) -> {
            row.setObject(1, now);
            row.setString(2, one.sheet().audience());
            row.setString(3, one.sheet().id());
            row.setString(4, one.hash());
        });
        batch.batchUpdate("""
                insert into procedures.sheet (audience, id, kind, publication, title, theme, folder, description, updated,
                    address, content, hash, imported_at, organisation_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (audience, id) do update set kind = excluded.kind, publication = excluded.publication,
                    title = excluded.title, theme = excluded.theme, folder = excluded.folder,
                    description = excluded.description, updated = excluded.updated, address = excluded.address,
                    content = excluded.content, hash = excluded.hash, imported_at = excluded.imported_at,
                    removed_at = null""", written, 100, (row, one) -> {
            var sheet = one.sheet();
            row.setString(1, sheet.audience());
            row.setString(2, sheet.id());
            row.setString(3, sheet.kind());
            row.setBoolean(4, sheet.isPublication());
            row.setString(5, sheet.title());
            row.setString(6, sheet.theme());
            row.setString(7, sheet.folder());
            row.setString(8, sheet.description());
            row.setObject(9, sheet.updated());
            row.setString(10, sheet.address());
            row.setString(11, one.content());
            row.setString(12, one.hash());
            row.setObject(13, now);
            row.setObject(14, organisation);
        });
        batch.batchUpdate("""
                insert into procedures.sheet_text (sheet_key, title, folder, summary, headings, opening, body, everyday)
                select key, ?, ?, ?, ?, ?, ?, '' from procedures.sheet where audience = ? and id = ? and publication
                on conflict (sheet_key) do update set title = excluded.title, folder = excluded.folder,
                    summary = excluded.summary, headings = excluded.headings, opening = excluded.opening,
                    body = excluded.body""", written, 100, (row, one) -> {
            var text = SheetText.of(one.sheet());
            row.setString(1, text.title());
            row.setString(2, text.folder());
            row.setString(3, text.summary());
            row.setString(4, text.headings());
            row.setString(5, text.opening());
            row.setString(6, text.body());
            row.setString(7, one.sheet().audience());
            row.setString(8, one.sheet().id());
        });
    }

    void remove(Collection<Name> names, Instant at) {
        batch.batchUpdate(
                "update procedures.sheet set removed_at = ? where audience = ? and id = ?", names, 500, (row, name) -> {
                    row.setObject(1, at.atOffset(ZoneOffset.UTC));
                    row.setString(2, name.audience());
                    row.setString(3, name.id());
                });
    }

    void record(String source, Instant began, Instant ended, SheetImport.Summary summary) {
        jdbc.sql("""
                        insert into procedures.import (id, source, began_at, ended_at, files, added, changed, unchanged,
                            removed, refused) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""")
                .params(Arrays.asList(
                        summary.id(),
                        source,
                        began.atOffset(ZoneOffset.UTC),
                        ended.atOffset(ZoneOffset.UTC),
                        summary.read() + summary.others() + summary.refused().size(),
                        summary.added(),
                        summary.changed(),
                        summary.unchanged(),
                        summary.removed(),
                        json.writeValueAsString(summary.refused())))
                .update();
    }

    /** Where several audiences have the number, people at home first. */
    Optional<Sheet> find(String id) {
        return jdbc.sql("""
                        select * from procedures.sheet where id = ? and removed_at is null
                         order by audience = 'particuliers' desc, audience limit 1""").param(id).query(Sheets::read).optional();
    }

    Optional<Sheet> find(String audience, String id) {
        return jdbc.sql("select * from procedures.sheet where audience = ? and id = ? and removed_at is null")
                .params(audience, id)
                .query(Sheets::read)
                .optional();
    }

    Set<String> known(Collection<String> ids) {
        return Set.copyOf(jdbc.sql(
                        "select distinct id from procedures.sheet where id = any(?) and publication and removed_at is null")
                .param(ids.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    Map<String, String> titles(Collection<String> ids) {
        var titles = new HashMap<String, String>();
        jdbc.sql("""
                        select distinct on (id) id, title from procedures.sheet where id = any(?) and removed_at is null
                         order by id, audience = 'particuliers' desc, audience""").param(ids.toArray(String[]::new)).query(row -> {
            titles.put(row.getString(1), row.getString(2));
        });
        return titles;
    }

    Map<String, String> states(Collection<String> ids) {
        var states = new HashMap<String, String>();
        jdbc.sql("""
                        select distinct on (id) id, hash from procedures.sheet where id = any(?) and removed_at is null
                         order by id, audience = 'particuliers' desc, audience""").param(ids.toArray(String[]::new)).query(row -> {
            states.put(row.getString(1), row.getString(2));
        });
        return states;
    }

    int count() {
        return jdbc.sql("select count(*) from procedures.sheet where removed_at is null")
                .query(Integer.class)
                .single();
    }

    private static Sheet read(ResultSet row, int index) throws SQLException {
        return new Sheet(
                row.getString("audience"),
                row.getString("id"),
                row.getString("kind"),
                row.getString("title"),
                row.getString("theme"),
                row.getString("folder"),
                row.getString("description"),
                row.getObject("updated", LocalDate.class),
                row.getString("address"),
                PartText.read(row.getString("content")));
    }
}
