package fr.parvis.feedback;

import fr.parvis.directory.Directory;
import fr.parvis.platform.Share;
import fr.parvis.procedures.SheetJudged;
import fr.parvis.procedures.SheetOpinions;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** What readers said of the information sheets. */
@Component
class SheetOpinionBook implements SheetOpinions {
    private final JdbcClient jdbc;
    private final Directory directory;

    SheetOpinionBook(JdbcClient jdbc, Directory directory) {
        this.jdbc = jdbc;
        this.directory = directory;
    }

    /** Idempotent, and blind to the order of delivery: the later word counts, and what it does not repeat stays. */
    @ApplicationModuleListener
    void on(SheetJudged judged) {
        var reason = judged.reason();
        jdbc.sql("""
                        insert into feedback.sheet_opinion as o (id, organisation_id, audience, sheet_id, clear, reason, verbatim, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set
                            clear = case when excluded.at > o.at then excluded.clear else o.clear end,
                            reason = case when excluded.at > o.at then coalesce(excluded.reason, o.reason)
                                          else coalesce(o.reason, excluded.reason) end,
                            verbatim = case when excluded.at > o.at then coalesce(excluded.verbatim, o.verbatim)
                                            else coalesce(o.verbatim, excluded.verbatim) end,
                            at = greatest(o.at, excluded.at)""")
                .params(Arrays.asList(
                        judged.id(),
                        judged.organisationId(),
                        judged.audience(),
                        judged.sheetId(),
                        judged.clear(),
                        reason == null ? null : reason.code(),
                        judged.words(),
                        judged.at().atOffset(ZoneOffset.UTC)))
                .update();
    }

    @Override
    public Map<SheetName, Share> shares() {
        var shares = new HashMap<SheetName, Share>();
        jdbc.sql("""
                        select audience, sheet_id, count(*) n, count(*) filter (where clear) clear
                          from feedback.sheet_opinion where organisation_id = ? group by 1, 2""").param(directory.organisation().id()).query(row -> {
            shares.put(
                    new SheetName(row.getString("audience"), row.getString("sheet_id")),
                    new Share(row.getInt("clear"), row.getInt("n")));
        });
        return shares;
    }

    @Override
    public List<Because> latest(SheetName sheet, int most) {
        return jdbc.sql("""
                        select at, reason, verbatim from feedback.sheet_opinion
                         where organisation_id = ? and audience = ? and sheet_id = ? and (reason is not null or verbatim is not null)
                         order by at desc limit ?""")
                .params(directory.organisation().id(), sheet.audience(), sheet.id(), most)
                .query((row, _) -> new Because(
                        row.getTimestamp("at").toInstant(),
                        SheetJudged.Reason.of(row.getString("reason")).orElse(null),
                        Objects.requireNonNullElse(row.getString("verbatim"), "")))
                .list();
    }
}
