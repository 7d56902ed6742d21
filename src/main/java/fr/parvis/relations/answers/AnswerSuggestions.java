package fr.parvis.relations.answers;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import fr.parvis.directory.Directory;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The model answers that may answer a message, with the words that speak for each. PostgreSQL makes the stems, without accents, and finds
 * those that only look alike; {@link AnswerRanking} weighs them. Offered, never written by themselves.
 */
@Component
@Transactional(readOnly = true)
public class AnswerSuggestions {
    /** @param words of the message that speak for it; empty when it is known by the procedure alone */
    public record Suggested(ModelAnswer answer, List<String> words) {}

    public static final int SHOWN = 3;

    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}]*");
    private static final int MOST_WORDS = 80;
    private static final int LONGEST = 4000;
    private static final int MOST_USES = 300;

    /** Said in every message, so they say nothing of it. */
    private static final Set<String> COURTESY = Set.of(
            ("bonjour bonsoir merci madame monsieur mesdames messieurs cordialement salutations avance svp stp plait plaît salut cher chère "
                            + "question demande savoir voudrais voudrait aimerais souhaite souhaiterais pourriez pouvez peux puis faire fait faut "
                            + "dois doit est-ce comment quand quoi quel quelle quels quelles toujours très bien tout tous toute vraiment besoin "
                            + "vais veux aller avoir être mairie ville vous votre vos nous notre mon mes ma "
                            + "les des une aux dans avec pour sans sous sur par entre vers chez dès qui que dont où ces cet cette ceux celle celui "
                            + "leur leurs son ses aussi alors ainsi donc mais car comme plus moins encore déjà depuis pendant avant après "
                            + "est sont était sera ont avons avez avait suis sommes cela ceci rien pas ici là lui elle elles ils eux "
                            + "reçu reçue")
                    .split(" "));

    /** The words are looked for among all stems that there are, each once, and only then in the answers. */
    private static final String HITS = """
            with asked as (
                select distinct on (stem) word, stem from unnest(?::text[]) word, unnest(tsvector_to_array(to_tsvector('relations.inbox', word))) stem
            ), same as materialized (
                select q.word, q.stem, 1.0::float closeness
                  from asked q where exists (select from relations.model_answer_stem s where s.stem = q.stem)
            ), alike as materialized (
                select q.word, v.stem, similarity(v.stem, q.stem)::float closeness
                  from asked q join relations.model_answer_vocabulary v on v.stem % q.stem
                 where length(q.stem) >= 4 and not exists (select from same where same.word = q.word) and similarity(v.stem, q.stem) >= 0.45
            )
            select heard.word, s.answer_id, s.stem, s.place, heard.closeness
              from (select * from same union all select * from alike) heard join relations.model_answer_stem s on s.stem = heard.stem""";

    private final JdbcClient jdbc;
    private final Directory directory;
    private final Requests requests;
    private final ModelAnswers answers;

    AnswerSuggestions(JdbcClient jdbc, Directory directory, Requests requests, ModelAnswers answers) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.requests = requests;
        this.answers = answers;
    }

    /**
     * For what the person said since they were last answered.
     *
     * @param complaint null when it is none
     */
    public List<Suggested> to(Request request, @Nullable Complained complaint) {
        return like(Waiting.of(requests.interactions(request)).words(), request, complaint);
    }

    private List<Suggested> like(String message, Request request, @Nullable Complained complaint) {
        var about = new HashSet<UUID>();
        jdbc.sql("""
                        select id from relations.model_answer
                         where organisation_id = ? and (sheet_id <> '' and sheet_id = ? or type_id = ?::uuid)""")
                .params(Arrays.asList(
                        organisation(),
                        request.about() == null ? "" : request.about().sheet(),
                        request.type()))
                .query(row -> {
                    about.add(Objects.requireNonNull(row.getObject(1, UUID.class)));
                });
        var said = request.said();
        return ranked((said == null ? "" : said.subject() + "\n") + message, about, request.id(), complaint);
    }

    /** Like a text alone. */
    public List<Suggested> like(String message) {
        return ranked(message, Set.of(), null, null);
    }

    private List<Suggested> ranked(
            String message, Set<UUID> about, @Nullable UUID but, @Nullable Complained complaint) {
        var lengths = lengths(complaint);
        var hits = new ArrayList<AnswerRanking.Hit>();
        jdbc.sql(HITS).param(words(message).toArray(String[]::new)).query(row -> {
            var answer = Objects.requireNonNull(row.getObject("answer_id", UUID.class));
            if (lengths.containsKey(answer)) {
                hits.add(new AnswerRanking.Hit(
                        answer,
                        row.getString("word"),
                        row.getString("stem"),
                        AnswerRanking.Place.valueOf(row.getString("place").toUpperCase(Locale.ROOT)),
                        row.getDouble("closeness")));
            }
        });
        var ranked = AnswerRanking.rank(hits, known(hits, lengths, about, but), SHOWN);
        var found =
                answers.all(ranked.stream().map(AnswerRanking.Ranked::answer).toList());
        return ranked.stream()
                .flatMap(one -> found.stream()
                        .filter(answer -> answer.id().equals(one.answer()))
                        .map(answer -> new Suggested(answer, one.words())))
                .toList();
    }

    /** How many stems each answer has that may be offered. */
    private Map<UUID, Integer> lengths(@Nullable Complained complaint) {
        var lengths = new HashMap<UUID, Integer>();
        jdbc.sql("""
                        select id, stems from relations.model_answer
                         where organisation_id = ? and (apology is null or ? and (category_id is null or category_id = ?::uuid))""")
                .params(Arrays.asList(
                        organisation(), complaint != null, complaint == null ? null : complaint.category()))
                .query(row -> {
                    lengths.put(Objects.requireNonNull(row.getObject(1, UUID.class)), row.getInt(2));
                });
        return lengths;
    }

    private AnswerRanking.Known known(
            List<AnswerRanking.Hit> hits, Map<UUID, Integer> lengths, Set<UUID> about, @Nullable UUID but) {
        var holders = hits.stream()
                .collect(groupingBy(
                        AnswerRanking.Hit::stem,
                        mapping(AnswerRanking.Hit::answer, collectingAndThen(toSet(), Set::size))));
        var before = before(List.copyOf(holders.keySet()), but);
        before.keySet().retainAll(lengths.keySet());
        return new AnswerRanking.Known(
                lengths.size(),
                holders,
                lengths,
                before,
                about.stream().filter(lengths::containsKey).collect(toSet()));
    }

    /** What share of the stems the likest of the requests has that were answered with it. */
    private HashMap<UUID, Double> before(List<String> stems, @Nullable UUID but) {
        var before = new HashMap<UUID, Double>();
        if (stems.isEmpty()) {
            return before;
        }
        jdbc.sql("""
                        select u.answer_id, max((select count(*) from unnest(?::text[]) stem where stem = any (tsvector_to_array(s.document))))
                          from (select * from relations.model_answer_use order by at desc limit ?) u
                          join relations.inbox_search s on s.request_id = u.request_id and s.organisation_id = ?
                         where s.request_id is distinct from ?::uuid
                         group by u.answer_id""")
                .params(Arrays.asList(stems.toArray(String[]::new), MOST_USES, organisation(), but))
                .query(row -> {
                    before.put(
                            Objects.requireNonNull(row.getObject(1, UUID.class)),
                            row.getInt(2) / (double) stems.size());
                });
        return before;
    }

    private static Set<String> words(String message) {
        var words = new LinkedHashSet<String>();
        var found = WORD.matcher(message.length() <= LONGEST ? message : message.substring(0, LONGEST));
        while (found.find() && words.size() < MOST_WORDS) {
            var word = found.group().toLowerCase(Locale.FRENCH);
            if (word.length() > 2 && !COURTESY.contains(word)) {
                words.add(word);
            }
        }
        return words;
    }

    private UUID organisation() {
        return directory.organisation().id();
    }
}
