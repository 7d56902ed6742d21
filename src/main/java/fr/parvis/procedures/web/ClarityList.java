package fr.parvis.procedures.web;

import fr.parvis.platform.Share;
import fr.parvis.procedures.SheetOpinions;
import fr.parvis.procedures.SheetOpinions.SheetName;
import fr.parvis.procedures.clear.Scores;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The public sheets with their scores, for the list of the staff. */
@Repository
class ClarityList {
    static final int A_PAGE = 50;

    enum Order {
        HARDEST("r.kandel_moles, s.key"),
        LONG_WORDS("r.lix desc, s.key"),
        LONG_SENTENCES("r.long_sentences::real / greatest(1, r.sentences) desc, s.key"),
        JARGON("r.jargon::real / greatest(1, r.words) desc, s.key"),
        LEAST_CLEAR("");

        private final String sql;

        Order(String sql) {
            this.sql = sql;
        }
    }

    record Wanted(String audience, String words, Order order, int page) {}

    /** @param change since the state before, null when there is none */
    record Line(
            SheetName name,
            String title,
            double kandelMoles,
            double lix,
            int sentences,
            int longSentences,
            int words,
            int jargon,
            @Nullable Integer change,
            @Nullable Share share) {
        Line with(@Nullable Share judged) {
            return new Line(name, title, kandelMoles, lix, sentences, longSentences, words, jargon, change, judged);
        }

        public int score() {
            return Scores.outOfHundred(kandelMoles);
        }

        public Scores.Level level() {
            return Scores.Level.of(kandelMoles);
        }
    }

    private static final String SCORED = """
            select s.audience, s.id, s.title, r.*, before.kandel_moles earlier
              from procedures.sheet s
              join procedures.sheet_reading r on r.sheet_key = s.key and r.since = s.imported_at
              left join lateral (
                select kandel_moles from procedures.sheet_reading o
                 where o.sheet_key = s.key and o.since < r.since order by o.since desc limit 1) before on true
             where s.publication and s.removed_at is null and r.words >= :fewest and s.audience = :audience
               and (:words = '' or s.title ilike '%' || :words || '%' or s.id = upper(:words))""";

    private final JdbcClient jdbc;
    private final SheetOpinions opinions;

    ClarityList(JdbcClient jdbc, SheetOpinions opinions) {
        this.jdbc = jdbc;
        this.opinions = opinions;
    }

    /** One more than a page holds when there is a next page. */
    List<Line> page(Wanted wanted) {
        var shares = opinions.shares();
        return wanted.order() == Order.LEAST_CLEAR ? judged(wanted, shares) : scored(wanted, shares);
    }

    private List<Line> scored(Wanted wanted, Map<SheetName, Share> shares) {
        return find(SCORED + " order by " + wanted.order().sql + " limit :most offset :from", wanted, new String[0])
                .stream()
                .map(line -> line.with(shares.get(line.name())))
                .toList();
    }

    /** Those of which it is surest that readers do not find them clear. */
    private List<Line> judged(Wanted wanted, Map<SheetName, Share> shares) {
        var ids = shares.keySet().stream()
                .filter(name -> name.audience().equals(wanted.audience()))
                .map(SheetName::id)
                .toArray(String[]::new);
        return find(SCORED + " and s.id = any(:ids)", wanted, ids).stream()
                .map(line -> line.with(shares.get(line.name())))
                .sorted(Comparator.comparingInt((Line line) ->
                                Objects.requireNonNull(line.share()).highPercent())
                        .thenComparing(Line::title))
                .skip((long) (wanted.page() - 1) * A_PAGE)
                .limit(A_PAGE + 1)
                .toList();
    }

    private List<Line> find(String sql, Wanted wanted, String[] ids) {
        return jdbc.sql(sql)
                .param("fewest", Scores.FEWEST_WORDS)
                .param("audience", wanted.audience())
                .param("words", wanted.words().replaceAll("[\\\\%_]", "\\\\$0"))
                .param("most", A_PAGE + 1)
                .param("from", (wanted.page() - 1) * A_PAGE)
                .param("ids", ids)
                .query((row, _) -> {
                    var earlier = row.getObject("earlier", Float.class);
                    var now = row.getDouble("kandel_moles");
                    return new Line(
                            new SheetName(row.getString("audience"), row.getString("id")),
                            row.getString("title"),
                            now,
                            row.getDouble("lix"),
                            row.getInt("sentences"),
                            row.getInt("long_sentences"),
                            row.getInt("words"),
                            row.getInt("jargon"),
                            earlier == null ? null : Scores.outOfHundred(now) - Scores.outOfHundred(earlier),
                            null);
                })
                .list();
    }
}
