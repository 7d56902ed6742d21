package fr.parvis.relations.inbox;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.messaging.ReadingLevel;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.Alternatives;
import fr.parvis.relations.Reach;
import fr.parvis.relations.Request;
import fr.parvis.relations.answers.AnswerVariables;
import fr.parvis.relations.answers.Apology;
import fr.parvis.relations.answers.Complained;
import fr.parvis.relations.answers.ModelAnswer;
import fr.parvis.relations.answers.ModelAnswers;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Model answers as the page of a request offers them, and what a person can do instead when the answer is no. */
@Component
@Transactional
public class Macros implements Alternatives {
    public static final int LONGEST = 4000;

    /**
     * @param words with {@link AnswerVariables variables} in the place of the person's own
     * @param closes meant to end a request
     * @param apology null for what fits any request
     * @param category that an apology is for; null for any
     */
    public record Macro(
            UUID id,
            String name,
            String words,
            boolean closes,
            @Nullable Apology apology,
            @Nullable UUID category) {
        /** The field of the page of a request that it fills in. */
        public String into() {
            return apology == Apology.NOT_WRONG ? "reason" : closes ? "answer" : "reply";
        }
    }

    public record Alternative(UUID id, String words) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final ModelAnswers answers;
    private final AnswerVariables variables;
    private final Reach reach;
    private final AuditLog audit;

    Macros(
            JdbcClient jdbc,
            Directory directory,
            ModelAnswers answers,
            AnswerVariables variables,
            Reach reach,
            AuditLog audit) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.answers = answers;
        this.variables = variables;
        this.reach = reach;
        this.audit = audit;
    }

    /** By name, as they are written in French. */
    public List<Macro> all() {
        return answers.all().stream()
                .map(one -> macro(
                        one,
                        one.nearest(Language.FRENCH, ReadingLevel.USUAL)
                                .map(ModelAnswer.Text::words)
                                .orElse("")))
                .toList();
    }

    /** With the words for this person, in their language and their level where there are some; apologies left out. */
    public List<Macro> filled(Request request) {
        return filled(request, null);
    }

    /** @param complaint null when it is none: no apology is offered */
    public List<Macro> filled(Request request, @Nullable Complained complaint) {
        var way = reach.of(request);
        return answers.all().stream()
                .filter(one -> one.isFor(complaint))
                .map(one -> filled(one, request, complaint, way))
                .toList();
    }

    public Macro filled(ModelAnswer one, Request request, @Nullable Complained complaint, Reach.Way way) {
        return macro(
                one,
                one.nearest(way.spoken(), way.level())
                        .map(text -> variables.fill(text.words(), request, complaint, text.language()))
                        .orElse(""));
    }

    private static Macro macro(ModelAnswer one, String words) {
        return new Macro(one.id(), one.title(), words, one.closes(), one.apology(), one.category());
    }

    /** A model answer in French alone; its other words, its subject and its review are for its own page. */
    public void add(String name, String words, boolean closes) {
        answers.add(new ModelAnswers.Typed(
                name,
                "",
                null,
                "",
                closes,
                null,
                "",
                List.of(new ModelAnswer.Text(Language.FRENCH, ReadingLevel.USUAL, words))));
    }

    public void remove(UUID id) {
        answers.remove(id);
    }

    public List<Alternative> alternatives() {
        return jdbc.sql("select * from relations.alternative where organisation_id = ? order by lower(words), id")
                .param(organisation())
                .query((row, _) -> new Alternative(row.getObject("id", UUID.class), row.getString("words")))
                .list();
    }

    @Override
    public List<String> offered() {
        return alternatives().stream().map(Alternative::words).toList();
    }

    public void addAlternative(String words) {
        checkWords(words);
        jdbc.sql("""
                        insert into relations.alternative (id, organisation_id, words) values (?, ?, ?) on conflict do nothing""").params(Ids.next(), organisation(), words.strip()).update();
        audit.write("alternative-added", "");
    }

    public void removeAlternative(UUID id) {
        var removed = jdbc.sql("delete from relations.alternative where organisation_id = ? and id = ?")
                .params(organisation(), id)
                .update();
        if (removed > 0) {
            audit.write("alternative-removed", id.toString());
        }
    }

    private static void checkWords(String words) {
        if (words.isBlank() || words.length() > LONGEST) {
            throw ProblemException.field("words", "relations", "macro-words-missing", LONGEST);
        }
    }

    private UUID organisation() {
        return directory.organisation().id();
    }
}
