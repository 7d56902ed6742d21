package fr.parvis.procedures.editor;

import fr.parvis.platform.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL for local texts. */
@Repository
class LocalTexts {
    /**
     * A text as it stands.
     *
     * @param newest the number of its newest version, from 1
     * @param published the version that the public reads, null for none
     * @param seenHash of the national sheet when somebody last wrote or confirmed the overlay
     * @param sheetTitle of the national sheet under it, null when it is not there any more, or for an own sheet
     * @param hashNow of the national sheet now; null when it is not there any more, or for an own sheet
     */
    record Entry(
            UUID id,
            State state,
            int newest,
            @Nullable Integer published,
            @Nullable Instant publishedAt,
            @Nullable String seenHash,
            @Nullable String hashNow,
            @Nullable String sheetTitle,
            LocalText text) {

        /** The national sheet under it is not the one that it was written for. */
        boolean isUnsettled() {
            return text instanceof Overlay && seenHash != null && !seenHash.equals(hashNow);
        }
    }

    enum Act {
        SAVED,
        RESTORED,
        SUBMITTED,
        SENT_BACK,
        PUBLISHED,
        WITHDRAWN,
        CONFIRMED
    }

    /** @param account null for what Parvis did by itself */
    record Event(int version, Act act, Instant at, @Nullable UUID account) {}

    private static final String ENTRY = """
            select t.*, v.content, s.hash hash_now, s.title sheet_title
              from procedures.local_text t
              join procedures.local_text_version v on v.text_id = t.id and v.version = %s
              left join procedures.sheet s on t.kind = 'OVERLAY' and s.audience = t.audience and s.id = t.sheet_id
                   and s.removed_at is null
            """;
    private static final String AS_WRITTEN = ENTRY.formatted("t.newest");
    private static final String AS_PUBLISHED = ENTRY.formatted("t.published");

    private final JdbcClient jdbc;
    private final JsonMapper json;

    LocalTexts(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<Entry> all() {
        return jdbc.sql(AS_WRITTEN).query(this::read).list();
    }

    Optional<Entry> find(UUID id) {
        return jdbc.sql(AS_WRITTEN + " where t.id = ?")
                .param(id)
                .query(this::read)
                .optional();
    }

    /** Others who would change it wait for the end of the transaction. */
    Optional<Entry> lock(UUID id) {
        jdbc.sql("select id from procedures.local_text where id = ? for update")
                .param(id)
                .query()
                .listOfRows();
        return find(id);
    }

    Optional<Entry> findOwn(String sheetId) {
        return jdbc.sql(AS_WRITTEN + " where t.kind = 'SHEET' and t.sheet_id = ?")
                .param(sheetId)
                .query(this::read)
                .optional();
    }

    /** With the version that the public reads, oldest first. */
    List<Entry> publishedOver(String audience, String sheetId) {
        return jdbc.sql(AS_PUBLISHED + " where t.kind = 'OVERLAY' and t.audience = ? and t.sheet_id = ? order by t.id")
                .params(audience, sheetId)
                .query(this::read)
                .list();
    }

    Optional<Entry> publishedOwn(String sheetId) {
        return jdbc.sql(AS_PUBLISHED + " where t.kind = 'SHEET' and t.sheet_id = ?")
                .param(sheetId)
                .query(this::read)
                .optional();
    }

    UUID create(UUID organisation, LocalText text, @Nullable String seenHash) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into procedures.local_text (id, organisation_id, kind, audience, sheet_id, state, newest, seen_hash)
                        values (?, ?, ?, ?, ?, 'DRAFT', 1, ?)""")
                .params(Arrays.asList(
                        id,
                        organisation,
                        text instanceof Overlay ? "OVERLAY" : "SHEET",
                        text.audience(),
                        text.sheetId(),
                        seenHash))
                .update();
        write(id, 1, text);
        return id;
    }

    /** A new version, which is a draft. */
    void add(UUID id, int version, LocalText text) {
        write(id, version, text);
        jdbc.sql("update procedures.local_text set newest = ?, state = 'DRAFT' where id = ?")
                .params(version, id)
                .update();
    }

    private void write(UUID id, int version, LocalText text) {
        jdbc.sql("insert into procedures.local_text_version (text_id, version, content) values (?, ?, ?::jsonb)")
                .params(id, version, json.writeValueAsString(text))
                .update();
    }

    void state(UUID id, State state) {
        jdbc.sql("update procedures.local_text set state = ? where id = ?")
                .params(state.name(), id)
                .update();
    }

    /** @param version null when the public reads none any more */
    void publish(UUID id, State state, @Nullable Integer version, Instant at) {
        jdbc.sql("update procedures.local_text set state = ?, published = ?, published_at = ? where id = ?")
                .params(Arrays.asList(state.name(), version, at.atOffset(ZoneOffset.UTC), id))
                .update();
    }

    void seen(UUID id, @Nullable String hash) {
        jdbc.sql("update procedures.local_text set seen_hash = ? where id = ?")
                .params(Arrays.asList(hash, id))
                .update();
    }

    void note(UUID id, int version, Act act, Instant at, @Nullable UUID account) {
        jdbc.sql("""
                        insert into procedures.local_text_event (id, text_id, version, act, at, account_id)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(Ids.next(), id, version, act.name(), at.atOffset(ZoneOffset.UTC), account))
                .update();
    }

    /** Newest first. */
    List<Event> events(UUID id) {
        return jdbc.sql("select * from procedures.local_text_event where text_id = ? order by at desc, id desc")
                .param(id)
                .query((row, _) -> new Event(
                        row.getInt("version"),
                        Act.valueOf(row.getString("act")),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("account_id", UUID.class)))
                .list();
    }

    /** Who wrote what the public does not read yet. */
    Set<UUID> authors(Entry entry) {
        var since = entry.published() == null ? 0 : entry.published();
        return events(entry.id()).stream()
                .filter(event -> event.version() > since && (event.act() == Act.SAVED || event.act() == Act.RESTORED))
                .map(Event::account)
                .flatMap(account -> Optional.ofNullable(account).stream())
                .collect(Collectors.toSet());
    }

    Optional<LocalText> version(UUID id, int version) {
        return jdbc.sql("""
                        select t.kind, v.content from procedures.local_text_version v
                          join procedures.local_text t on t.id = v.text_id
                         where v.text_id = ? and v.version = ?""").params(id, version).query((row, _) -> text(row)).optional();
    }

    private Entry read(ResultSet row, int index) throws SQLException {
        var publishedAt = row.getObject("published_at", OffsetDateTime.class);
        return new Entry(
                row.getObject("id", UUID.class),
                State.valueOf(row.getString("state")),
                row.getInt("newest"),
                row.getObject("published", Integer.class),
                publishedAt == null ? null : publishedAt.toInstant(),
                row.getString("seen_hash"),
                row.getString("hash_now"),
                row.getString("sheet_title"),
                text(row));
    }

    private LocalText text(ResultSet row) throws SQLException {
        var kind = row.getString("kind").equals("OVERLAY") ? Overlay.class : OwnSheet.class;
        return json.readValue(row.getString("content"), kind);
    }
}
