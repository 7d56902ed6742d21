package fr.parvis.relations;

import fr.parvis.platform.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for requests. */
@Repository
class RequestTables {
    private final JdbcClient jdbc;

    RequestTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty when this very form has been received before, with the same words. */
    Optional<Request> insert(UUID organisation, NewRequest wanted, Instant at, LocalDate due) {
        var about = wanted.about();
        var when = wanted.said().when();
        return jdbc.sql("""
                        insert into relations.request (id, organisation_id, reference, form, kind, received_at, due_on, language,
                            sheet, sheet_title, words, email, phone, call_from, call_to)
                        values (:id, :organisation, :reference, :form, :kind, :now, :due, :language, :sheet, :title, :words,
                            :email, :phone, :from, :to)
                        on conflict (form) do nothing returning *""")
                .param("id", Ids.next())
                .param("organisation", organisation)
                .param("reference", Reference.next().code())
                .param("form", wanted.key())
                .param("kind", wanted.kind().name())
                .param("now", utc(at))
                .param("due", due)
                .param("language", wanted.language())
                .param("sheet", about == null ? null : about.sheet())
                .param("title", about == null ? null : about.title())
                .param("words", wanted.said().words())
                .param("email", wanted.said().email())
                .param("phone", wanted.said().phone())
                .param("from", when == null ? null : utc(when.from()))
                .param("to", when == null ? null : utc(when.to()))
                .query(RequestTables::read)
                .optional();
    }

    Request sameAs(NewRequest wanted) {
        return jdbc.sql("select * from relations.request where form = ?")
                .param(wanted.key())
                .query(RequestTables::read)
                .single();
    }

    Optional<Request> find(Reference reference) {
        return jdbc.sql("select * from relations.request where reference = ?")
                .param(reference.code())
                .query(RequestTables::read)
                .optional();
    }

    Optional<Request> find(UUID organisation, UUID id) {
        return jdbc.sql("select * from relations.request where organisation_id = ? and id = ?")
                .params(organisation, id)
                .query(RequestTables::read)
                .optional();
    }

    /** Those most overdue first. */
    List<Request> open(UUID organisation) {
        return jdbc.sql("""
                        select * from relations.request
                         where organisation_id = ? and state = 'RECEIVED' and erased_at is null order by due_on, received_at, id""").param(organisation).query(RequestTables::read).list();
    }

    List<Request> closedSince(UUID organisation, Instant since) {
        return jdbc.sql("""
                        select * from relations.request
                         where organisation_id = ? and state <> 'RECEIVED' and closed_at > ? order by closed_at desc limit 50""")
                .params(organisation, utc(since))
                .query(RequestTables::read)
                .list();
    }

    /** Empty when it has an end already. */
    Optional<Request> close(
            UUID organisation, UUID id, Request.State end, @Nullable String outcome, UUID by, Instant at) {
        return jdbc.sql("""
                        update relations.request set state = :state, outcome = :outcome, closed_at = :now, closed_by = :by
                         where organisation_id = :organisation and id = :id and state = 'RECEIVED' and erased_at is null
                        returning *""")
                .param("state", end.name())
                .param("outcome", outcome)
                .param("now", utc(at))
                .param("by", by)
                .param("organisation", organisation)
                .param("id", id)
                .query(RequestTables::read)
                .optional();
    }

    /** One more call that nobody took. Empty when the request has an end already. */
    Optional<Request> tried(UUID organisation, UUID id) {
        return jdbc.sql("""
                        update relations.request set tries = tries + 1
                         where organisation_id = ? and id = ? and kind = 'CALL_BACK' and state = 'RECEIVED'
                           and erased_at is null and tries < 3 returning *""").params(organisation, id).query(RequestTables::read).optional();
    }

    void withdraw(Reference reference, Instant at) {
        jdbc.sql(erasing(Request.State.WITHDRAWN) + "reference = :reference")
                .param("now", utc(at))
                .param("reference", reference.code())
                .update();
    }

    int erase(Instant receivedBefore, Instant at) {
        return jdbc.sql(erasing(Request.State.UNANSWERED) + "received_at < :before")
                .param("now", utc(at))
                .param("before", utc(receivedBefore))
                .update();
    }

    /** What was still open gets this end. */
    private static String erasing(Request.State end) {
        return """
                update relations.request
                   set words = null, email = null, phone = null, call_from = null, call_to = null, outcome = null,
                       erased_at = :now, closed_at = coalesce(closed_at, :now),
                       state = case state when 'RECEIVED' then '%s' else state end
                 where erased_at is null and\s""".formatted(end);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Request read(ResultSet row, int index) throws SQLException {
        var sheet = row.getString("sheet");
        var erased = row.getTimestamp("erased_at") != null;
        return new Request(
                row.getObject("id", UUID.class),
                new Reference(row.getString("reference")),
                Request.Kind.valueOf(row.getString("kind")),
                Request.State.valueOf(row.getString("state")),
                row.getTimestamp("received_at").toInstant(),
                row.getObject("due_on", LocalDate.class),
                row.getString("language"),
                sheet == null
                        ? null
                        : new Request.About(sheet, Objects.requireNonNullElse(row.getString("sheet_title"), "")),
                erased ? null : said(row),
                row.getInt("tries"),
                row.getString("outcome"),
                instant(row.getTimestamp("closed_at")));
    }

    private static Request.Said said(ResultSet row) throws SQLException {
        var from = instant(row.getTimestamp("call_from"));
        var to = instant(row.getTimestamp("call_to"));
        return new Request.Said(
                Objects.requireNonNullElse(row.getString("words"), ""),
                Objects.requireNonNullElse(row.getString("email"), ""),
                Objects.requireNonNullElse(row.getString("phone"), ""),
                from == null || to == null ? null : new Request.Moment(from, to));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
