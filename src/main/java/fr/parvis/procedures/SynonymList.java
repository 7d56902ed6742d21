package fr.parvis.procedures;

import fr.parvis.identity.AuditLog;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The everyday expressions of an organisation beside those that came with the program. A change is effective on every
 * instance with the next question; what is wrong is refused with the field's name.
 */
@Component
public class SynonymList {
    private static final int SHORTEST = 2;
    private static final int LONGEST = 120;
    private static final int MOST_LINES = 500;
    private static final int SHOWN = 5;

    /**
     * A line of the organisation.
     *
     * @param said what people say; commas separate expressions that mean the same
     * @param meant what sheets say; commas separate several meanings
     */
    public record Own(UUID id, String said, String meant) {
        Synonyms.Line line() {
            return new Synonyms.Line(bars(said), bars(meant));
        }
    }

    /** Lines that came with the program, as they are shown. */
    public record Topic(String name, List<Pair> pairs) {}

    public record Pair(String said, String meant) {}

    /** What is found for a question now, and what would be. */
    public record Trial(List<Procedures.Hit> before, List<Procedures.Hit> after) {}

    private final OwnSynonyms own;
    private final SheetSearch search;
    private final AuditLog audit;

    SynonymList(OwnSynonyms own, SheetSearch search, AuditLog audit) {
        this.own = own;
        this.search = search;
        this.audit = audit;
    }

    /** The last changed first. */
    public List<Own> own() {
        return own.all();
    }

    /** @throws ProblemException 404 when it is not there any more */
    public Own own(UUID id) {
        return own.all().stream()
                .filter(line -> line.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-synonym"));
    }

    /** Those that hold every word looked for on either side; all for an empty text. */
    public List<Topic> shipped(String looked) {
        var words = Words.of(looked);
        return ShippedSynonyms.topics().stream()
                .map(topic -> new Topic(
                        topic.name(),
                        topic.lines().stream()
                                .filter(line -> {
                                    var there = String.join(" ", Words.of(line.said() + " " + line.meant()));
                                    return words.stream().allMatch(there::contains);
                                })
                                .map(line -> new Pair(commas(line.said()), commas(line.meant())))
                                .toList()))
                .filter(topic -> !topic.pairs().isEmpty())
                .toList();
    }

    /** @param id null for a new line */
    @Transactional
    public void save(@Nullable UUID id, String said, String meant) {
        check(id, said, meant);
        if (id == null && own.all().size() >= MOST_LINES) {
            throw ProblemException.field("said", "procedures", "synonyms-too-many", MOST_LINES);
        }
        own.save(id == null ? Ids.next() : own(id).id(), said, meant, key(said));
        audit.write(id == null ? "synonym-added" : "synonym-changed", said + " → " + meant);
    }

    @Transactional
    public void remove(UUID id) {
        var line = own(id);
        own.remove(id);
        audit.write("synonym-removed", line.said() + " → " + line.meant());
    }

    /** Nothing is written: the line is tried instead of the one with the id, or beside the others when null. */
    public Trial tried(String question, @Nullable UUID id, String said, String meant) {
        if (question.isEmpty()) {
            throw ProblemException.field("question", "procedures", "synonym-trial-empty");
        }
        check(id, said, meant);
        var lines = new ArrayList<>(own.all().stream()
                .filter(line -> !line.id().equals(id))
                .map(Own::line)
                .toList());
        lines.add(new Own(Ids.next(), said, meant).line());
        return new Trial(
                search.find(question, Procedures.PEOPLE, SHOWN),
                search.findWith(lines, question, Procedures.PEOPLE, SHOWN));
    }

    private void check(@Nullable UUID id, String said, String meant) {
        length("said", said);
        length("meant", meant);
        var vocabulary = search.vocabulary();
        var unknown = Synonyms.expressions(bars(meant)).stream()
                .filter(expression -> Words.of(expression).stream()
                        .filter(word -> !Words.isSmall(word))
                        .noneMatch(word -> vocabulary.rarity(vocabulary.mainStem(word)) > 0))
                .findFirst();
        if (unknown.isPresent()) {
            throw ProblemException.field("meant", "procedures", "synonym-unknown-words", unknown.get());
        }
        if (key(said).equals(key(meant))) {
            throw ProblemException.field("meant", "procedures", "synonym-same", said);
        }
        var mine = new HashSet<>(expressions(said));
        own.all().stream()
                .filter(line -> !line.id().equals(id))
                .forEach(line -> expressions(line.said()).stream()
                        .filter(mine::contains)
                        .findFirst()
                        .ifPresent(twice -> {
                            throw ProblemException.field(
                                    "said", "procedures", "synonym-exists", line.said(), line.meant());
                        }));
    }

    private static void length(String field, String text) {
        if (expressions(text).stream().allMatch(String::isEmpty)) {
            throw ProblemException.field(
                    field, "procedures", field.equals("said") ? "synonym-said-missing" : "synonym-meant-missing");
        }
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            throw ProblemException.field(field, "procedures", "synonym-length", SHORTEST, LONGEST);
        }
    }

    private static List<String> expressions(String text) {
        return Synonyms.expressions(bars(text)).stream()
                .map(expression -> String.join(" ", Words.of(expression)))
                .toList();
    }

    private static String key(String text) {
        return expressions(text).stream().sorted().collect(Collectors.joining(", "));
    }

    private static String bars(String text) {
        return text.replace(',', '|').replace(';', '|');
    }

    private static String commas(String text) {
        return String.join(", ", Synonyms.expressions(text));
    }
}
