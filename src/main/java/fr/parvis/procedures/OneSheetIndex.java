package fr.parvis.procedures;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Puts one sheet into the index, or takes it out, while people go on searching. Its length is judged against a few hundred
 * others instead of all; the next import weighs it exactly.
 */
@Repository
class OneSheetIndex {
    private static final int COMPARED_WITH = 300;

    private final JdbcClient jdbc;

    OneSheetIndex(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void remove(long key) {
        jdbc.sql("delete from procedures.posting where sheet_key = ?")
                .param(key)
                .update();
    }

    void put(long key) {
        remove(key);
        jdbc.sql("""
                        insert into procedures.posting (lexeme, sheet_key, audience, weight)
                        with field (name, boost, b) as %1$s,
                             compared as (
                               (select t.sheet_key from procedures.sheet_text t
                                  join procedures.sheet s on s.key = t.sheet_key and s.removed_at is null limit %3$d)
                               union select :key),
                             stem as materialized (
                               select t.sheet_key, f.name, unaccent(s.lexeme) lexeme, sum(cardinality(s.positions)) n
                                 from compared
                                 join procedures.sheet_text t using (sheet_key)
                                 cross join lateral %2$s f (name, words)
                                 cross join lateral unnest(to_tsvector('french', f.words)) s
                                group by 1, 2, 3),
                             length as (select sheet_key, name, sum(n) words from stem group by 1, 2),
                             usual as (select name, sum(words) / (select count(*) from compared) words from length group by 1)
                        select stem.lexeme, stem.sheet_key, sheet.audience,
                               sum(field.boost * stem.n / (stem.n + 0.72 * (1 - field.b
                                   + field.b * length.words / greatest(usual.words, 0.1))))
                          from stem
                          join procedures.sheet sheet on sheet.key = stem.sheet_key
                          join field using (name)
                          join length using (sheet_key, name)
                          join usual using (name)
                         where stem.sheet_key = :key
                         group by 1, 2, 3""".formatted(SearchIndex.FIELDS, SearchIndex.TEXTS, COMPARED_WITH))
                .param("key", key)
                .update();
        jdbc.sql("""
                        update procedures.sheet_text set title_lexemes = array(
                            select distinct unaccent(s.lexeme) from unnest(to_tsvector('french', title)) s order by 1)
                         where sheet_key = :key""").param("key", key).update();
        jdbc.sql("""
                        insert into procedures.lexeme (lexeme, idf)
                        select mine.lexeme, ln(1 + (total.n - count(*) + 0.5) / (count(*) + 0.5))
                          from procedures.posting mine
                          join procedures.posting every using (lexeme),
                               (select count(*) n from procedures.sheet where publication and removed_at is null) total
                         where mine.sheet_key = :key
                         group by mine.lexeme, total.n
                        on conflict (lexeme) do update set idf = excluded.idf""").param("key", key).update();
        jdbc.sql("""
                        insert into procedures.word (plain, lexeme, sheets)
                        select unaccent(word), unaccent(stem), 1
                          from (select lexeme word, (ts_lexize('french_stem', lexeme))[1] stem
                                  from procedures.sheet_text
                                  cross join lateral unnest(to_tsvector('simple', concat_ws(' ', title, folder, summary,
                                       headings, opening, body, everyday, asked)))
                                 where sheet_key = :key) found
                         where stem is not null and word ~ '^[[:alpha:]]' and length(word) < 40
                         group by 1, 2
                        on conflict (plain, lexeme) do nothing""").param("key", key).update();
    }
}
