package fr.parvis.relations.inbox;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Leading;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Reference;
import fr.parvis.relations.Request;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The lists of the inbox, each reader's own: of the sites where they may act, and of what belongs to no site. */
@Component
public class InboxLines {
    /** @param more whether there is a next page */
    public record Page(List<InboxLine> lines, boolean more) {}

    /** The neighbours of a request in a list, null at its ends. */
    public record Beside(@Nullable UUID before, @Nullable UUID after) {}

    public static final int ON_A_PAGE = 25;
    private static final int EXCERPT = 160;
    private static final int LOOKED_BESIDE = 500;

    private static final String SHOWN = """
            select r.*, t.name as team, left(came.words, 400) as words, coalesce(last.at, r.received_at) as last_at,
                   coalesce(last.direction = 'IN', true) as heard,
                   exists (select from relations.mention m
                            where m.account_id = :me and m.request_id = r.id and m.seen_at is null) as cited
              from (%s) r
              left join relations.team t on t.id = r.team_id
              left join lateral (select i.words from relations.interaction i
                                  where i.request_id = r.id and i.direction = 'IN' order by i.at, i.id limit 1) came on true
              left join lateral (select i.at, i.direction from relations.interaction i
                                  where i.request_id = r.id and i.direction <> 'NOTE'
                                  order by i.at desc, i.id desc limit 1) last on true
            """;
    private static final String MINE =
            " r.organisation_id = :organisation and r.erased_at is null and (:anywhere or r.site_id is null or r.site_id = any (:sites))"
                    // a complaint is nobody's that it is about, nor plain agents' before that is known
                    + " and r.accused_id is distinct from :me and (:leads or not r.held_back) ";

    private final JdbcClient jdbc;
    private final Directory directory;
    private final OfficeDays days;

    InboxLines(JdbcClient jdbc, Directory directory, OfficeDays days) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.days = days;
    }

    public Page page(InboxFilter filter) {
        // what is on the page first, what is said of it then: a list may have thousands
        var shown = "select r.* from relations.request r where " + MINE + " and "
                + filter.view().where() + "\n" + """
                and (:channel::text is null or r.channel = :channel)
                and (:kind::text is null or r.kind = :kind)
                and (:language::text is null or r.language = :language)
                and (:site::uuid is null or r.site_id = :site)
                order by %s limit :most offset :skipped""".formatted(filter.view().order());
        var found = jdbc.sql(
                        SHOWN.formatted(shown) + " order by " + filter.view().order())
                .params(reader())
                .param(
                        "channel",
                        filter.channel() == null ? null : filter.channel().code())
                .param("kind", filter.kind() == null ? null : filter.kind().name())
                .param("language", filter.language())
                .param("site", filter.site())
                .param("most", ON_A_PAGE + 1)
                .param("skipped", filter.page() * ON_A_PAGE)
                .query(InboxLines::read)
                .list();
        return new Page(found.subList(0, Math.min(ON_A_PAGE, found.size())), found.size() > ON_A_PAGE);
    }

    /** In the order of the ids; those that the reader may not see are left out. */
    List<InboxLine> lines(List<UUID> ids) {
        var found = jdbc
                .sql(SHOWN.formatted("select r.* from relations.request r where " + MINE + " and r.id = any (:ids)"))
                .params(reader())
                .param("ids", ids.toArray(UUID[]::new))
                .query(InboxLines::read)
                .stream()
                .collect(Collectors.toMap(InboxLine::id, line -> line));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** How many are in each view; nothing for what is ended, which only grows. Of the view "cited", those not seen yet. */
    public Map<InboxView, Integer> counts() {
        var counted = Arrays.stream(InboxView.values())
                .filter(view -> view != InboxView.CLOSED && view != InboxView.CITED)
                .toList();
        var columns = counted.stream()
                .map(view -> "count(*) filter (where " + view.where() + ")")
                .collect(Collectors.joining(", "));
        return jdbc.sql("select " + columns + """
                        , count(*) filter (where exists (select from relations.mention m
                                            where m.account_id = :me and m.request_id = r.id and m.seen_at is null))
                          from relations.request r where r.closed_at is null and""" + MINE)
                .params(reader())
                .query((row, _) -> {
                    var counts = new EnumMap<InboxView, Integer>(InboxView.class);
                    for (int i = 0; i < counted.size(); i++) {
                        counts.put(counted.get(i), row.getInt(i + 1));
                    }
                    counts.put(InboxView.CITED, row.getInt(counted.size() + 1));
                    return counts;
                })
                .single();
    }

    public Beside beside(InboxView view, UUID id) {
        var ids = jdbc.sql("select r.id from relations.request r where " + MINE + " and " + view.where() + " order by "
                        + view.order() + " limit " + LOOKED_BESIDE)
                .params(reader())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
        var place = ids.indexOf(id);
        return place < 0
                ? new Beside(null, ids.isEmpty() ? null : ids.getFirst())
                : new Beside(
                        place == 0 ? null : ids.get(place - 1), place + 1 == ids.size() ? null : ids.get(place + 1));
    }

    private Map<String, Object> reader() {
        var caller = Caller.current().orElseThrow();
        var reader = new HashMap<String, Object>();
        reader.put("organisation", directory.organisation().id());
        reader.put("me", caller.id());
        reader.put("leads", Leading.leads(caller.roles()));
        reader.put("today", days.today());
        reader.put("anywhere", caller.sites().isEmpty());
        reader.put("sites", caller.sites().toArray(UUID[]::new));
        return reader;
    }

    private static InboxLine read(ResultSet row, int index) throws SQLException {
        var words = shortened(text(row, "words").replaceAll("\\s+", " ").strip());
        var subject = text(row, "subject");
        var sheet = text(row, "sheet_title");
        var title = !subject.isEmpty() ? subject : !words.isEmpty() ? words : sheet;
        var open = row.getTimestamp("closed_at") == null;
        return new InboxLine(
                row.getObject("id", UUID.class),
                new Reference(row.getString("reference")),
                Request.Kind.valueOf(row.getString("kind")),
                Request.State.valueOf(row.getString("state")),
                Channel.of(row.getString("channel")).orElseThrow(),
                row.getString("language"),
                title,
                title.equals(words) ? "" : words,
                (text(row, "first_name") + " " + text(row, "last_name")).strip(),
                open
                        ? earlier(row.getObject("next_due", LocalDate.class), row.getObject("due_on", LocalDate.class))
                        : null,
                moment(row.getTimestamp("call_from"), row.getTimestamp("call_to")),
                row.getInt("tries"),
                row.getObject("assignee_id", UUID.class) == null
                                || text(row, "next_usual").equals("COMPLETE")
                        ? ""
                        : text(row, "next_owner"),
                text(row, "team"),
                row.getObject("snoozed_until", LocalDate.class),
                row.getTimestamp("last_at").toInstant(),
                row.getBoolean("heard"),
                row.getBoolean("cited"));
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static String shortened(String words) {
        return words.length() <= EXCERPT
                ? words
                : words.substring(
                                0,
                                words.lastIndexOf(" ", EXCERPT) > EXCERPT / 2
                                        ? words.lastIndexOf(" ", EXCERPT)
                                        : EXCERPT - 1)
                        + "…";
    }

    private static Request.@Nullable Moment moment(@Nullable Timestamp from, @Nullable Timestamp to) {
        return from == null || to == null ? null : new Request.Moment(instant(from), instant(to));
    }

    private static Instant instant(Timestamp at) {
        return at.toInstant();
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
