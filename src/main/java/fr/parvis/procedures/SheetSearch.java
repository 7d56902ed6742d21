package fr.parvis.procedures;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds sheets for a question as people put it: with everyday words, without accents, with typing errors. */
@Component
class SheetSearch {
    private static final int MOST_WORDS = 24;
    private static final int POSTINGS_OF_A_STEM = 600;
    private static final int PROMISING = 80;

    private static final UUID NEVER = new UUID(0, 0);

    private final JdbcClient jdbc;
    private volatile @Nullable Known known;

    /** A vocabulary and the last change of the sheets that it holds. */
    private record Known(UUID lastChange, Vocabulary vocabulary) {}

    SheetSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Asked each time, since another process may have imported or published: one row. */
    private Vocabulary vocabulary() {
        var last = jdbc.sql("""
                        select id from (
                          (select id, ended_at at from procedures.import order by ended_at desc, id desc limit 1)
                          union all
                          (select id, at from procedures.local_text_event where act in ('PUBLISHED', 'WITHDRAWN')
                            order by at desc, id desc limit 1)) change
                         order by at desc, id desc limit 1""").query(UUID.class).optional().orElse(NEVER);
        var now = known;
        if (now == null || !now.lastChange().equals(last)) {
            now = new Known(last, Vocabulary.read(jdbc));
            known = now;
        }
        return now.vocabulary();
    }

    /** Best first; empty when no word of the question is in any sheet. */
    List<Procedures.Hit> find(String text, String audience, int limit) {
        var known = vocabulary();
        var question = analyse(text, known);
        if (question.groups().isEmpty()) {
            return List.of();
        }
        var index = new Loaded(known, postings(Ranking.stems(question), audience));
        var found = candidates(Ranking.promising(question, index, PROMISING), known);
        return Ranking.order(
                        question,
                        index,
                        found.values().stream().map(Found::candidate).toList())
                .stream()
                .limit(limit)
                .map(scored -> Objects.requireNonNull(found.get(scored.key())).hit())
                .toList();
    }

    private Ranking.Question analyse(String text, Vocabulary known) {
        var words = Words.of(text);
        var telling = words.stream().filter(word -> !Words.isSmall(word)).toList();
        var groups = new ArrayList<Ranking.Group>();
        var main = new ArrayList<String>();
        for (var word :
                (telling.isEmpty() ? words : telling).stream().limit(MOST_WORDS).toList()) {
            var stems = known.knows(word) ? known.stems(word) : known.guessed(word);
            groups.add(new Ranking.Group(stems));
            main.add(Vocabulary.mainOf(stems, word));
        }
        var others = known.synonyms().in(main).stream()
                .map(found -> new Ranking.Alternative(
                        found.first(),
                        found.length(),
                        found.words().stream()
                                .filter(word -> !Words.isSmall(word))
                                .map(word -> new Ranking.Group(known.stems(word)))
                                .toList()))
                .toList();
        return new Ranking.Question(groups, others);
    }

    private record Loaded(Vocabulary vocabulary, Map<String, Map<Long, Double>> postings) implements Ranking.Index {
        @Override
        public double rarity(String stem) {
            return vocabulary.rarity(stem);
        }

        @Override
        public double unheardOf() {
            return vocabulary.unheardOf();
        }

        @Override
        public Map<Long, Double> weights(String stem) {
            return postings.getOrDefault(stem, Map.of());
        }
    }

    private Map<String, Map<Long, Double>> postings(Collection<String> stems, String audience) {
        var postings = new HashMap<String, Map<Long, Double>>();
        jdbc.sql("""
                        select wanted.lexeme, best.sheet_key, best.weight
                          from unnest(?) wanted (lexeme)
                          cross join lateral (
                            select sheet_key, weight from procedures.posting p
                             where p.lexeme = wanted.lexeme and p.audience = ? order by weight desc limit ?) best""")
                .params(stems.toArray(String[]::new), audience, POSTINGS_OF_A_STEM)
                .query(row -> {
                    postings.computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                            .put(row.getLong(2), row.getDouble(3));
                });
        return postings;
    }

    private record Found(Ranking.Candidate candidate, Procedures.Hit hit) {}

    private Map<Long, Found> candidates(List<Long> keys, Vocabulary known) {
        var found = new HashMap<Long, Found>();
        jdbc.sql("""
                        select s.key, s.id, s.audience, s.kind, s.title, s.theme, s.description, s.updated, t.links,
                               t.title_lexemes
                          from procedures.sheet s join procedures.sheet_text t on t.sheet_key = s.key
                         where s.key = any(?) and s.kind <> 'Theme' and s.title not like '**%'""").param(keys.toArray(Long[]::new)).query(row -> {
            var title = new HashMap<String, Double>();
            for (var stem : (String[]) row.getArray("title_lexemes").getArray()) {
                title.put(stem, known.rarity(stem));
            }
            var kind = row.getString("kind");
            found.put(
                    row.getLong("key"),
                    new Found(
                            new Ranking.Candidate(row.getLong("key"), kind, row.getInt("links"), title),
                            new Procedures.Hit(
                                    row.getString("id"),
                                    row.getString("audience"),
                                    kind,
                                    row.getString("title"),
                                    row.getString("theme"),
                                    row.getString("description"),
                                    row.getObject("updated", LocalDate.class))));
        });
        return found;
    }
}
