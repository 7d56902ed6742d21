package fr.parvis.relations;

import fr.parvis.relations.law.Course;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests and interactions as the database has them. */
final class RequestRows {
    /** With the words that it came with, those that ended it, and what was missing. */
    static final String SHOWN = """
            select r.*, came.words, ended.words as outcome, asked.missing
              from relations.request r
              left join lateral (select i.words from relations.interaction i
                                  where i.request_id = r.id and i.direction = 'IN' order by i.at, i.id limit 1) came on true
              left join lateral (select i.words from relations.interaction i
                                  where i.request_id = r.id and i.closes and r.closed_at is not null
                                  order by i.at desc, i.id desc limit 1) ended on true
              left join lateral (select string_agg(concat_ws('/', m.asked_on, m.until, m.completed_on), ' ' order by m.asked_on) as missing
                                   from relations.request_missing m where m.request_id = r.id and m.asked_on >= r.received_on) asked on true
            """;

    private RequestRows() {}

    static Request read(ResultSet row, int index) throws SQLException {
        var sheet = row.getString("sheet");
        var erased = row.getTimestamp("erased_at") != null;
        return new Request(
                row.getObject("id", UUID.class),
                new Reference(row.getString("reference")),
                new RequestKey(row.getString("key")),
                Request.Kind.valueOf(row.getString("kind")),
                row.getObject("type_id", UUID.class),
                Request.State.valueOf(row.getString("state")),
                row.getInt("step"),
                Channel.of(row.getString("channel")).orElseThrow(),
                row.getTimestamp("received_at").toInstant(),
                row.getObject("due_on", LocalDate.class),
                row.getString("language"),
                sheet == null ? null : new Request.About(sheet, text(row, "sheet_title")),
                row.getObject("site_id", UUID.class),
                row.getObject("usager_id", UUID.class),
                row.getObject("assignee_id", UUID.class),
                erased ? null : said(row),
                next(row),
                legal(row),
                row.getInt("tries"),
                row.getString("outcome"),
                instant(row.getTimestamp("closed_at")),
                row.getInt("revision"));
    }

    private static Request.Said said(ResultSet row) throws SQLException {
        var from = instant(row.getTimestamp("call_from"));
        var to = instant(row.getTimestamp("call_to"));
        return new Request.Said(
                text(row, "subject"),
                text(row, "words"),
                text(row, "first_name"),
                text(row, "last_name"),
                text(row, "email"),
                text(row, "phone"),
                from == null || to == null ? null : new Request.Moment(from, to));
    }

    private static @Nullable NextStep next(ResultSet row) throws SQLException {
        var what = row.getString("next_what");
        var usual = row.getString("next_usual");
        return what == null
                ? null
                : new NextStep(
                        usual == null ? null : NextStep.Usual.valueOf(usual),
                        what,
                        text(row, "next_owner"),
                        row.getObject("next_due", LocalDate.class));
    }

    private static Request.Legal legal(ResultSet row) throws SQLException {
        var competent = row.getObject("competent_on", LocalDate.class);
        var missing = missing(Objects.requireNonNullElse(row.getString("missing"), ""));
        return new Request.Legal(
                RequestTypes.rule(row),
                new Course(row.getObject("received_on", LocalDate.class), competent, missing),
                row.getObject("acknowledge_by", LocalDate.class),
                instant(row.getTimestamp("acknowledged_at")),
                row.getObject("silence_on", LocalDate.class),
                appeal(row));
    }

    private static Request.@Nullable Appeal appeal(ResultSet row) throws SQLException {
        var refused = row.getObject("contests_on", LocalDate.class);
        return refused == null ? null : new Request.Appeal(refused, row.getBoolean("contests_in_time"));
    }

    private static List<Course.Missing> missing(String all) {
        var missing = new ArrayList<Course.Missing>();
        for (var one : all.isEmpty() ? new String[0] : all.split(" ")) {
            var days = one.split("/");
            missing.add(new Course.Missing(
                    LocalDate.parse(days[0]),
                    LocalDate.parse(days[1]),
                    days.length > 2 ? LocalDate.parse(days[2]) : null));
        }
        return missing;
    }

    static Interaction interaction(ResultSet row, int index) throws SQLException {
        return new Interaction(
                row.getObject("id", UUID.class),
                row.getObject("request_id", UUID.class),
                Interaction.Direction.valueOf(row.getString("direction")),
                Channel.of(row.getString("channel")).orElseThrow(),
                row.getTimestamp("at").toInstant(),
                row.getString("by_name"),
                row.getString("words"),
                row.getBoolean("closes"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
