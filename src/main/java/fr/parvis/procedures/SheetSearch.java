package fr.parvis.procedures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds sheets for a question as people put it: with everyday words, without accents, with typing errors. */
@Component
class SheetSearch {
    private static final int MOST_WORDS = 24;
    private static final int POSTINGS_OF_A_STEM = 600;
    private static final int PROMISING = 80;

    /** Both by when their ids were made, which no clock set back puts out of order. */
    private static final String LAST_CHANGE = """
            select concat((select id from procedures.import order by id desc limit 1),
                (select id from procedures.local_text_event where act in ('PUBLISHED', 'WITHDRAWN') order by id desc limit 1))""";

    private static final Set<String> OFTEN = EverydayWords.oftenAsked();

    private static final List<Synonyms.Line> SHIPPED = ShippedSynonyms.lines();

    private final JdbcClient jdbc;
    private final OwnSynonyms own;
    private final OpenedSheets opened;
    private volatile @Nullable Known known;

    /** What was last read, and the states that it was read in. */
    private record Known(
            String lastChange, Vocabulary vocabulary, Phrases phrases, String ownState, Synonyms synonyms) {
        Known with(String otherState, Synonyms others) {
            return new Known(lastChange, vocabulary, phrases, otherState, others);
        }
    }

    private record State(String lastChange, String own) {}

    SheetSearch(JdbcClient jdbc, OwnSynonyms own, OpenedSheets opened) {
        this.jdbc = jdbc;
        this.own = own;
        this.opened = opened;
    }

    /** Asked each time, since another process may have imported, published or changed an expression: two small numbers. */
    private Known known() {
        var state = jdbc.sql("select (" + LAST_CHANGE + "), (" + OwnSynonyms.STATE + ")")
                .query((row, _) -> new State(row.getString(1), row.getString(2)))
                .single();
        var now = known;
        if (now == null
                || !now.lastChange().equals(state.lastChange())
                || !now.ownState().equals(state.own())) {
            now = now != null && now.lastChange().equals(state.lastChange())
                    ? now.with(state.own(), synonyms(own.lines(), now.vocabulary()))
                    : read(state);
            known = now;
        }
        return now;
    }

    private Known read(State state) {
        var vocabulary = Vocabulary.read(jdbc);
        return new Known(
                state.lastChange(),
                vocabulary,
                new Phrases(EverydayWords.read(), vocabulary),
                state.own(),
                synonyms(own.lines(), vocabulary));
    }

    private static Synonyms synonyms(List<Synonyms.Line> lines, Vocabulary vocabulary) {
        return new Synonyms(lines, SHIPPED, vocabulary::mainStem);
    }

    /** Another one whenever the sheets that are here are others. */
    String lastChange() {
        return jdbc.sql(LAST_CHANGE).query(String.class).single();
    }

    Vocabulary vocabulary() {
        return known().vocabulary();
    }

    /** Best first; empty when no word of the question is in any sheet. */
    List<Procedures.Hit> find(String text, String audience, int limit) {
        var now = known();
        return find(text, audience, limit, now, now.synonyms());
    }

    /** As it would be with these lines of the organisation instead of those that it has. */
    List<Procedures.Hit> findWith(List<Synonyms.Line> lines, String text, String audience, int limit) {
        var now = known();
        return find(text, audience, limit, now, synonyms(lines, now.vocabulary()));
    }

    private List<Procedures.Hit> find(String text, String audience, int limit, Known now, Synonyms synonyms) {
        var known = now.vocabulary();
        var question = analyse(text, known, synonyms);
        if (question.groups().isEmpty()) {
            return List.of();
        }
        var index = new Loaded(known, postings(Ranking.stems(question), audience));
        var ranking = new Ranking(question, index);
        var found = candidates(ranking.promising(PROMISING), question, ranking, now);
        return ranking.order(found.values().stream().map(Found::candidate).toList()).stream()
                .limit(limit)
                .map(scored -> Objects.requireNonNull(found.get(scored.key())).hit())
                .toList();
    }

    private static Ranking.Question analyse(String text, Vocabulary known, Synonyms synonyms) {
        var words = Words.of(text);
        var telling = words.stream().filter(word -> !Words.isSmall(word)).toList();
        var groups = new ArrayList<Ranking.Group>();
        var main = new ArrayList<String>();
        var typed = new ArrayList<String>();
        for (var word :
                (telling.isEmpty() ? words : telling).stream().limit(MOST_WORDS).toList()) {
            var stems = known.knows(word) ? known.stems(word) : known.guessed(word);
            groups.add(new Ranking.Group(stems));
            main.add(Vocabulary.mainOf(stems, word));
            typed.add(known.mainStem(word));
        }
        // an everyday word that no sheet has may look like a typing error of another one
        var others = Stream.concat(synonyms.in(typed).stream(), synonyms.in(main).stream())
                .distinct()
                .map(found -> new Ranking.Alternative(
                        found.first(),
                        found.length(),
                        found.words().stream()
                                .filter(word -> !Words.isSmall(word))
                                .map(word -> new Ranking.Group(known.stems(word)))
                                .toList()))
                .toList();
        return new Ranking.Question(groups, others, Vocabulary.pairs(main));
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

    private record Found(Suitability.Candidate candidate, Procedures.Hit hit) {}

    private Map<Long, Found> candidates(List<Long> keys, Ranking.Question question, Ranking ranking, Known now) {
        var found = new HashMap<Long, Found>();
        jdbc.sql("""
                        select s.key, s.id, s.audience, s.kind, s.title, s.theme, s.folder, s.description, s.updated, t.links,
                               t.title_lexemes,
                               (select count(*) from unnest(?) pair where pair = any(t.pairs)) pairs,
                               (select coalesce(sum(times), 0) from procedures.opened_sheet o
                                 where o.sheet_key = s.key and o.day > ?) opened
                          from procedures.sheet s join procedures.sheet_text t on t.sheet_key = s.key
                         where s.key = any(?) and s.kind <> 'Theme' and s.title not like '**%'""")
                .params(question.pairs().toArray(String[]::new), opened.before(), keys.toArray(Long[]::new))
                .query(row -> {
                    var key = row.getLong("key");
                    found.put(
                            key,
                            new Found(
                                    new Suitability.Candidate(
                                            key,
                                            row.getString("kind"),
                                            title(row, now.vocabulary()),
                                            row.getInt("pairs"),
                                            row.getString("audience").equals(Procedures.PEOPLE)
                                                    ? now.phrases()
                                                            .nearest(
                                                                    row.getString("id"),
                                                                    ranking.asked(),
                                                                    ranking.wholeMass(),
                                                                    now.vocabulary()::rarity)
                                                    : 0,
                                            Suitability.isOfCivilService(
                                                    row.getString("folder") + " " + row.getString("title")),
                                            new Suitability.Need(
                                                    row.getInt("links"),
                                                    OFTEN.contains(row.getString("id"))
                                                            || row.getString("id")
                                                                    .startsWith(Sheet.LOCAL),
                                                    row.getInt("opened"))),
                                    hit(row)));
                });
        return found;
    }

    private static Map<String, Double> title(ResultSet row, Vocabulary known) throws SQLException {
        var title = new HashMap<String, Double>();
        for (var stem : (String[]) row.getArray("title_lexemes").getArray()) {
            title.put(stem, known.rarity(stem));
        }
        return title;
    }

    static Procedures.Hit hit(ResultSet row) throws SQLException {
        return new Procedures.Hit(
                row.getString("id"),
                row.getString("audience"),
                row.getString("kind"),
                row.getString("title"),
                row.getString("theme"),
                Sheet.summary(row.getString("description")),
                row.getObject("updated", LocalDate.class));
    }
}
