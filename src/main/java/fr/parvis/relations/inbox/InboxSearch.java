package fr.parvis.relations.inbox;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.relations.Leading;
import fr.parvis.relations.Reference;
import fr.parvis.relations.Requests;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds requests by any of their words, by name, address, number or reference; the one with the latest word first. All the words must be
 * there; when that finds nothing, as beginnings of words, and then as what looks like them.
 */
@Component
public class InboxSearch {
    /** @param like the words that were searched instead of the mistyped ones; empty when something was found as it was typed */
    public record Found(List<InboxLine> lines, boolean more, Set<String> like) {}

    public static final int MOST = 25;

    /** Of so many hits the latest are found by sorting them all: how rare a word is the database does not know of most. */
    private static final int FEW = 4000;

    private static final int LONGEST = 200;
    private static final int MOST_WORDS = 8;
    private static final int SHORTEST_LIKE = 4;
    private static final int DIGITS_OF_A_NUMBER = 6;
    private static final Pattern NUMBER = Pattern.compile("\\+?[\\d\\s.()/-]+");

    private final JdbcClient jdbc;
    private final InboxLines lines;
    private final Requests requests;
    private final Directory directory;

    InboxSearch(JdbcClient jdbc, InboxLines lines, Requests requests, Directory directory) {
        this.jdbc = jdbc;
        this.lines = lines;
        this.requests = requests;
        this.directory = directory;
    }

    @Transactional
    public Found find(String typed) {
        var reference = Reference.parse(typed).flatMap(requests::find);
        if (reference.isPresent()) {
            return new Found(lines.lines(List.of(reference.get().id())), false, Set.of());
        }
        var words = words(typed);
        if (words.isEmpty()) {
            return new Found(List.of(), false, Set.of());
        }
        // how many requests hold a word decides the way: planned for these words, not for any
        jdbc.sql("select set_config('plan_cache_mode', 'force_custom_plan', true)")
                .query()
                .singleRow();
        var found = ids(words.stream().map(InboxSearch::quoted).toList(), List.of());
        if (found.isEmpty()) {
            found = ids(words.stream().map(word -> quoted(word) + ":*").toList(), List.of());
        }
        var like = new LinkedHashSet<String>();
        if (found.isEmpty()) {
            var likes = words.stream().map(this::like).toList();
            likes.forEach(like::addAll);
            found = like.isEmpty()
                    ? found
                    : ids(words.stream().map(InboxSearch::quoted).toList(), likes);
        }
        var shown = found.subList(0, Math.min(MOST, found.size()));
        return new Found(lines.lines(shown), found.size() > MOST, found.isEmpty() ? Set.of() : like);
    }

    /** Never more than one could mean. */
    static List<String> words(String typed) {
        var cut = typed.length() <= LONGEST ? typed : typed.substring(0, LONGEST);
        var digits = cut.strip().replaceFirst("^\\+33", "0").replaceAll("\\D", "");
        if (NUMBER.matcher(cut).matches() && digits.length() >= DIGITS_OF_A_NUMBER) {
            return List.of(digits);
        }
        return Arrays.stream(cut.split("\\s+"))
                .flatMap(word -> word.contains("@")
                        ? Stream.of(word.replaceAll("[^\\p{L}\\p{M}\\d@._+-]", ""))
                        : Arrays.stream(word.split("[^\\p{L}\\p{M}\\d]+")))
                .filter(word -> !word.isBlank())
                .limit(MOST_WORDS)
                .toList();
    }

    private static String quoted(String word) {
        return "'" + word + "'";
    }

    /** Of the words that stand in some request, those that look most like this one. */
    private List<String> like(String word) {
        var plain = Normalizer.normalize(word, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        if (plain.length() < SHORTEST_LIKE) {
            return List.of();
        }
        return jdbc.sql("""
                        select array(select word from relations.inbox_word where word % :word
                                      order by similarity(word, :word) desc, word limit 4)""")
                .param("word", plain)
                .query((row, _) -> List.of((String[]) row.getArray(1).getArray()))
                .single();
    }

    /** @param likes for each word those that would do as well; empty when none would */
    private List<UUID> ids(List<String> words, List<List<String>> likes) {
        var caller = Caller.current().orElseThrow();
        var each = new ArrayList<String>();
        var given = new ArrayList<Object>();
        given.add(directory.organisation().id());
        for (int i = 0; i < words.size(); i++) {
            given.add(words.get(i));
            if (likes.isEmpty() || likes.get(i).isEmpty()) {
                each.add("to_tsquery('relations.inbox', ?)");
            } else {
                each.add("(to_tsquery('relations.inbox', ?) || ?::tsquery)");
                given.add(String.join(" | ", likes.get(i)));
            }
        }
        var sites =
                // the few that are kept from the caller, listed once: joined to each hit, all requests would be looked
                // at
                " and s.request_id <> all (array(select id from relations.request where accused_id = ? union all select id from relations.request where held_back and not ?))";
        given.add(caller.id());
        given.add(Leading.leads(caller.roles()));
        if (!caller.sites().isEmpty()) {
            sites +=
                    " and exists (select from relations.request r where r.id = s.request_id and (r.site_id is null or r.site_id = any (?)))";
            given.add(caller.sites().toArray(UUID[]::new));
        }
        var hits =
                "select s.request_id, s.last_at from relations.inbox_search s where s.organisation_id = ? and s.document @@ ("
                        + String.join(" && ", each) + ")" + sites;
        record Hit(UUID request, int of) {}
        var few = jdbc.sql("select request_id, count(*) over () from (" + hits + " limit " + (FEW + 1)
                        + ") few order by last_at desc limit " + (MOST + 1))
                .params(given)
                .query((row, _) -> new Hit(row.getObject(1, UUID.class), row.getInt(2)))
                .list();
        if (few.isEmpty() || few.getFirst().of() <= FEW) {
            return few.stream().map(Hit::request).toList();
        }
        // the latest of words that stand nearly everywhere are soon met on the way back through time
        return jdbc.sql(hits + " order by s.last_at desc limit " + (MOST + 1))
                .params(given)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }
}
