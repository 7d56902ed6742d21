package fr.parvis.procedures;

import fr.parvis.platform.live.TopicChanged;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds sheets for a question as people put it: with everyday words, without accents, with typing errors. */
@Component
class SheetSearch {
    private static final String SYNONYMS = "/procedures/synonyms_fr.txt";
    private static final int MOST_WORDS = 24;
    private static final int POSTINGS_OF_A_STEM = 600;
    private static final int PROMISING = 80;
    private static final double RARE_READING = 0.2;
    private static final double ALIKE_ENOUGH = 0.55;

    private final JdbcClient jdbc;
    private volatile @Nullable Synonyms synonyms;

    SheetSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void on(TopicChanged change) {
        if (change.topic().equals(SheetImport.TOPIC)) {
            synonyms = null;
        }
    }

    /** Best first; empty when no word of the question is in any sheet. */
    List<Procedures.Hit> find(String question, String audience, int limit) {
        var words = Words.of(question);
        var telling = words.stream()
                .filter(word -> !Words.isSmall(word))
                .limit(MOST_WORDS)
                .toList();
        var asked = analyse(telling.isEmpty() ? words.stream().limit(MOST_WORDS).toList() : telling);
        if (asked.groups().isEmpty()) {
            return List.of();
        }
        var index = index(Ranking.stems(asked), audience);
        var promising = Ranking.promising(asked, index, PROMISING);
        if (promising.isEmpty()) {
            return List.of();
        }
        var order = Ranking.order(asked, index, candidates(promising)).stream()
                .limit(limit)
                .map(Ranking.Scored::key)
                .toList();
        return hits(order);
    }

    private Ranking.Question analyse(List<String> words) {
        var known = readings(words);
        var groups = new ArrayList<Ranking.Group>();
        var main = new ArrayList<String>();
        for (var word : words) {
            var stems = known.containsKey(word) ? shares(known.get(word)) : guessed(word);
            groups.add(new Ranking.Group(stems));
            main.add(mainOf(stems, word));
        }
        var others = new ArrayList<Ranking.Alternative>();
        var found = synonyms().in(main);
        var meant = readings(
                found.stream().flatMap(one -> one.words().stream()).distinct().toList());
        for (var one : found) {
            others.add(new Ranking.Alternative(
                    one.first(),
                    one.length(),
                    one.words().stream()
                            .filter(word -> !Words.isSmall(word))
                            .map(word -> new Ranking.Group(shares(meant.getOrDefault(word, Map.of(word, 1)))))
                            .toList()));
        }
        return new Ranking.Question(groups, others);
    }

    private Synonyms synonyms() {
        var known = synonyms;
        if (known == null) {
            var lines = lines();
            var readings = readings(Synonyms.words(lines));
            known = new Synonyms(lines, word -> mainOf(shares(readings.getOrDefault(word, Map.of(word, 1))), word));
            synonyms = known;
        }
        return known;
    }

    private static List<String> lines() {
        var resource = Objects.requireNonNull(SheetSearch.class.getResourceAsStream(SYNONYMS));
        try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The stems of each word, with the number of sheets where the word has them; words that no sheet has are left out. */
    private Map<String, Map<String, Integer>> readings(Collection<String> words) {
        if (words.isEmpty()) {
            return Map.of();
        }
        var readings = new HashMap<String, Map<String, Integer>>();
        jdbc.sql("select plain, lexeme, sheets from procedures.word where plain = any(?)")
                .param(words.toArray(String[]::new))
                .query((row, _) -> readings.computeIfAbsent(row.getString(1), _ -> new LinkedHashMap<>())
                        .put(row.getString(2), row.getInt(3)))
                .list();
        return readings;
    }

    private static Map<String, Double> shares(Map<String, Integer> reading) {
        var total = reading.values().stream().mapToInt(Integer::intValue).sum();
        return reading.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, stem -> stem.getValue() > RARE_READING * total ? 1 : 0.5));
    }

    private static String mainOf(Map<String, Double> stems, String word) {
        return stems.entrySet().stream()
                .max(Map.Entry.<String, Double>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(java.util.Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(word);
    }

    private record Alike(String word, double score) {}

    /** For a word that no sheet has: the two that it most looks like. */
    private Map<String, Double> guessed(String word) {
        if (word.length() < 4 || Character.isDigit(word.charAt(0))) {
            return Map.of(word, 1.0);
        }
        var most = word.length() < 6 ? 1 : 2;
        var alike = jdbc
                .sql("""
                        select plain, similarity(plain, ?) alike, sum(sheets) sheets from procedures.word
                         where plain % ? group by plain order by 2 desc limit 60""")
                .params(word, word)
                .query((row, _) -> {
                    var other = row.getString(1);
                    var distance = LevenshteinDistance.getDefaultInstance().apply(word, other);
                    return distance <= most || row.getDouble(2) >= ALIKE_ENOUGH
                            ? new Alike(other, row.getDouble(2) - 0.1 * distance + 0.01 * Math.log1p(row.getDouble(3)))
                            : null;
                })
                .list()
                .stream()
                .filter(Objects::nonNull)
                .sorted(java.util.Comparator.comparingDouble(Alike::score).reversed())
                .limit(2)
                .map(Alike::word)
                .toList();
        var stems = new HashMap<String, Double>();
        readings(alike)
                .values()
                .forEach(reading -> shares(reading).forEach((stem, part) -> stems.merge(stem, part, Math::max)));
        return stems.isEmpty() ? Map.of(word, 1.0) : stems;
    }

    private record Loaded(Map<String, Double> rarities, Map<String, Map<Long, Double>> postings, double unheardOf)
            implements Ranking.Index {
        @Override
        public double rarity(String stem) {
            return rarities.getOrDefault(stem, 0.0);
        }

        @Override
        public Map<Long, Double> weights(String stem) {
            return postings.getOrDefault(stem, Map.of());
        }
    }

    private Ranking.Index index(Collection<String> stems, String audience) {
        var rarities = new HashMap<String, Double>();
        var postings = new HashMap<String, Map<Long, Double>>();
        jdbc.sql("""
                        select l.lexeme, l.idf, p.sheet_key, p.weight
                          from procedures.lexeme l
                          cross join lateral (
                            select sheet_key, weight from procedures.posting best
                             where best.lexeme = l.lexeme order by weight desc limit ?) p
                          join procedures.sheet s on s.key = p.sheet_key and s.audience = ?
                         where l.lexeme = any(?)""")
                .params(POSTINGS_OF_A_STEM, audience, stems.toArray(String[]::new))
                .query(row -> {
                    rarities.put(row.getString(1), row.getDouble(2));
                    postings.computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                            .put(row.getLong(3), row.getDouble(4));
                });
        var sheets = jdbc.sql("select count(*) from procedures.sheet_text")
                .query(Integer.class)
                .single();
        return new Loaded(rarities, postings, Math.log(1 + (sheets + 0.5) / 0.5));
    }

    private List<Ranking.Candidate> candidates(List<Long> keys) {
        var titles = new HashMap<Long, Map<String, Double>>();
        jdbc.sql("""
                        select p.sheet_key, p.lexeme, l.idf from procedures.posting p join procedures.lexeme l using (lexeme)
                         where p.sheet_key = any(?) and p.in_title = 1""").param(keys.toArray(Long[]::new)).query(row -> {
            titles.computeIfAbsent(row.getLong(1), _ -> new HashMap<>()).put(row.getString(2), row.getDouble(3));
        });
        return jdbc.sql("""
                        select s.key, s.kind, t.links from procedures.sheet s join procedures.sheet_text t on t.sheet_key = s.key
                         where s.key = any(?) and s.kind <> 'Theme' and s.title not like '**%'""")
                .param(keys.toArray(Long[]::new))
                .query((row, _) -> new Ranking.Candidate(
                        row.getLong(1), row.getString(2), row.getInt(3), titles.getOrDefault(row.getLong(1), Map.of())))
                .list();
    }

    private List<Procedures.Hit> hits(List<Long> order) {
        var hits = new HashMap<Long, Procedures.Hit>();
        jdbc.sql(
                        "select key, id, audience, kind, title, theme, description, updated from procedures.sheet where key = any(?)")
                .param(order.toArray(Long[]::new))
                .query(row -> {
                    hits.put(
                            row.getLong(1),
                            new Procedures.Hit(
                                    row.getString(2),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getString(5),
                                    row.getString(6),
                                    row.getString(7),
                                    row.getObject(8, LocalDate.class)));
                });
        return order.stream().map(hits::get).filter(Objects::nonNull).toList();
    }
}
