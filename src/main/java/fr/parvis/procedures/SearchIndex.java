package fr.parvis.procedures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Makes the index of the sheets in the database, from their texts alone: BM25F (Robertson and Zaragoza, 2009) with the stems
 * of PostgreSQL's French dictionary, taken with accents and kept without. Measured weights: see docs/benchmarks.md.
 */
@Repository
class SearchIndex {
    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    SearchIndex(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** How much a word counts by where it stands, and how much the length of that place matters (BM25F). */
    static final String FIELDS = """
            (values ('title', 3.2, 0.3), ('folder', 0.3, 0.3), ('summary', 0.6, 0.5), ('headings', 0.18, 0.7),
                    ('opening', 0.3, 0.6), ('body', 0.4, 0.7), ('everyday', 2.56, 0.3), ('asked', 2.0, 0.3))""";

    /** The same places, of the text {@code t}. */
    static final String TEXTS = """
            (values ('title', t.title), ('folder', t.folder), ('summary', t.summary), ('headings', t.headings),
                    ('opening', t.opening), ('body', t.body), ('everyday', t.everyday), ('asked', t.asked))""";

    /** Made with other lists of everyday words than this program has. */
    boolean isOutdated() {
        return jdbc.sql("select lists from procedures.search_index")
                .query(String.class)
                .optional()
                .filter(EverydayWords.read().digest()::equals)
                .isEmpty();
    }

    /** Part of the caller's transaction. */
    void rebuild() {
        var everyday = EverydayWords.read();
        addEverydayWords(everyday);
        jdbc.sql("truncate procedures.posting, procedures.lexeme, procedures.word")
                .update();
        jdbc.sql("""
                        insert into procedures.posting (lexeme, sheet_key, audience, weight)
                        with field (name, boost, b) as %s,
                             stem as materialized (
                               select t.sheet_key, f.name, unaccent(s.lexeme) lexeme, sum(cardinality(s.positions)) n
                                 from procedures.sheet_text t
                                 join procedures.sheet sheet on sheet.key = t.sheet_key and sheet.removed_at is null
                                 cross join lateral %s f (name, words)
                                 cross join lateral unnest(to_tsvector('french', f.words)) s
                                group by 1, 2, 3),
                             length as (select sheet_key, name, sum(n) words from stem group by 1, 2),
                             usual as (select name, case when name = 'asked' then avg(words)
                                              else sum(words) / greatest(1, (select count(distinct sheet_key) from stem)) end words
                                         from length group by 1)
                        select stem.lexeme, stem.sheet_key, sheet.audience,
                               sum(field.boost * stem.n / (stem.n + 0.72 * (1 - field.b
                                   + field.b * length.words / greatest(usual.words, 0.1))))
                          from stem
                          join procedures.sheet sheet on sheet.key = stem.sheet_key
                          join field using (name)
                          join length using (sheet_key, name)
                          join usual using (name)
                         group by 1, 2, 3""".formatted(FIELDS, TEXTS)).update();
        jdbc.sql("""
                        update procedures.sheet_text set title_lexemes = array(
                            select distinct unaccent(s.lexeme) from unnest(to_tsvector('french', title)) s order by 1)""").update();
        jdbc.sql("""
                        insert into procedures.lexeme (lexeme, idf)
                        select lexeme, ln(1 + (total.n - count(*) + 0.5) / (count(*) + 0.5))
                          from procedures.posting, (select count(distinct sheet_key) n from procedures.posting) total
                         group by lexeme, total.n""").update();
        jdbc.sql("""
                        insert into procedures.word (plain, lexeme, sheets)
                        select unaccent(word), unaccent(stem), sum(ndoc)
                          from (select word, ndoc, (ts_lexize('french_stem', word))[1] stem
                                  from ts_stat($$select to_tsvector('simple', concat_ws(' ', title, folder, summary, headings,
                                       opening, body, everyday, asked)) from procedures.sheet_text$$)) found
                         where stem is not null and word ~ '^[[:alpha:]]' and length(word) < 40
                         group by 1, 2""").update();
        addPairs(everyday);
        jdbc.sql("""
                        insert into procedures.search_index (lists) values (?)
                        on conflict (one) do update set lists = excluded.lists""").param(everyday.digest()).update();
        jdbc.sql(
                        "analyze procedures.posting, procedures.lexeme, procedures.word, procedures.sheet, procedures.sheet_text")
                .update();
    }

    private void addEverydayWords(EverydayWords everyday) {
        add("everyday", everyday.words());
        add("asked", everyday.questions());
        jdbc.sql("""
                        with led as (
                          select (regexp_matches(content, '"LienPublication":"([^"]+)"', 'g'))[1] id
                            from procedures.sheet where publication and removed_at is null)
                        update procedures.sheet_text t set links = coalesce(found.n, 0)
                          from procedures.sheet s
                          left join (select id, count(*)::int n from led group by id) found on found.id = s.id
                         where s.key = t.sheet_key""").update();
    }

    private void add(String column, Map<String, String> texts) {
        batch.batchUpdate("""
                update procedures.sheet_text t set %1$s = ?
                  from procedures.sheet s
                 where s.key = t.sheet_key and s.audience = 'particuliers' and s.id = ? and t.%1$s <> ?""".formatted(column), texts.entrySet(), 500, (row, one) -> {
            row.setString(1, one.getValue());
            row.setString(2, one.getKey());
            row.setString(3, one.getValue());
        });
    }

    private record Neighbours(long key, String[] pairs) {}

    private void addPairs(EverydayWords everyday) {
        var vocabulary = Vocabulary.read(jdbc);
        var found = jdbc.sql("""
                        select s.key, s.id, s.audience, t.title, t.summary
                          from procedures.sheet s join procedures.sheet_text t on t.sheet_key = s.key""")
                .query((row, _) -> {
                    var texts = new ArrayList<>(List.of(row.getString("title"), row.getString("summary")));
                    if (row.getString("audience").equals(Procedures.PEOPLE)) {
                        texts.addAll(everyday.phrases(row.getString("id")));
                    }
                    return new Neighbours(
                            row.getLong("key"),
                            texts.stream()
                                    .flatMap(text -> vocabulary.pairs(text).stream())
                                    .distinct()
                                    .toArray(String[]::new));
                })
                .list();
        batch.batchUpdate("update procedures.sheet_text set pairs = ? where sheet_key = ?", found, 500, (row, one) -> {
            row.setArray(1, row.getConnection().createArrayOf("text", one.pairs()));
            row.setLong(2, one.key());
        });
    }
}
