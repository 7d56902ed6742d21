package fr.parvis.relations.complaint;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.messaging.ReadingLevel;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.RequestHistory;
import fr.parvis.relations.answers.Apology;
import fr.parvis.relations.answers.ModelAnswer;
import fr.parvis.relations.answers.ModelAnswers;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The categories and root causes that the organisation keeps. It starts with some, and with an apology of each kind for each of these
 * categories; from then on they are its own.
 */
@Component("complaintTerms")
@Transactional
public class Terms {
    public static final int LONGEST_NAME = 80;

    private static final List<String> CATEGORIES =
            List.of("delay", "courtesy", "information", "access", "decision", "premises", "online", "other");
    /** About how somebody behaves: the complaint is held back until somebody has said who that is. */
    private static final String PERSONAL = "courtesy";

    private static final List<String> CAUSES = List.of(
            "workload",
            "procedure",
            "information",
            "training",
            "tool",
            "premises",
            "behaviour",
            "rule",
            "partner",
            "none");

    private final JdbcClient jdbc;
    private final Directory directory;
    private final ModelAnswers answers;
    private final RequestHistory history;
    private final AuditLog audit;
    private final MessageSource texts;

    Terms(
            JdbcClient jdbc,
            Directory directory,
            ModelAnswers answers,
            RequestHistory history,
            AuditLog audit,
            MessageSource texts) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.answers = answers;
        this.history = history;
        this.audit = audit;
        this.texts = texts;
    }

    /** In order; those that are not offered any more too. */
    public List<Term> all(Term.Kind kind) {
        var found = read(kind);
        if (!found.isEmpty()) {
            return found;
        }
        begin(Term.Kind.CAUSE, CAUSES);
        begin(Term.Kind.CATEGORY, CATEGORIES).forEach(this::apologise);
        return read(kind);
    }

    private List<Term> read(Term.Kind kind) {
        return jdbc.sql(
                        "select * from relations.complaint_term where organisation_id = ? and list = ? order by position, id")
                .params(organisation(), kind.name())
                .query((row, _) -> new Term(
                        row.getObject("id", UUID.class),
                        kind,
                        row.getString("code"),
                        row.getString("name"),
                        row.getBoolean("active"),
                        row.getBoolean("personal")))
                .list();
    }

    /** Those that were not there. */
    private List<Term> begin(Term.Kind kind, List<String> codes) {
        return codes.stream()
                .flatMap(code -> jdbc
                        .sql("""
                                insert into relations.complaint_term (id, organisation_id, list, code, position, personal) values (?, ?, ?, ?, ?, ?)
                                on conflict do nothing returning id""")
                        .params(
                                Ids.next(),
                                organisation(),
                                kind.name(),
                                code,
                                codes.indexOf(code) + 1,
                                code.equals(PERSONAL))
                        .query(UUID.class)
                        .optional()
                        .map(id -> new Term(id, kind, code, "", true, code.equals(PERSONAL)))
                        .stream())
                .toList();
    }

    private void apologise(Term category) {
        for (var apology : Apology.values()) {
            var which = apology == Apology.WRONG ? "wrong" : "not-wrong";
            var sentence = french("complaints.apology." + which + "." + category.code());
            answers.begin(new ModelAnswers.Typed(
                    french("complaints.apology." + which + ".name", label(category, Locale.FRENCH)),
                    "",
                    null,
                    "",
                    true,
                    apology,
                    category.id(),
                    null,
                    "",
                    List.of(new ModelAnswer.Text(
                            Language.FRENCH,
                            ReadingLevel.USUAL,
                            french("complaints.apology." + which, "{prenom}", sentence, "{remede}", "{reference}")))));
        }
    }

    private String french(String key, Object... arguments) {
        return Objects.requireNonNull(texts.getMessage(key, arguments, Locale.FRENCH));
    }

    public List<Term> offered(Term.Kind kind) {
        return all(kind).stream().filter(Term::active).toList();
    }

    public Optional<Term> find(Term.Kind kind, @Nullable UUID id) {
        return all(kind).stream().filter(term -> term.id().equals(id)).findFirst();
    }

    /** Those that every language has words for in the language of the reader, the others in the words of the organisation. */
    public String label(Term term, Locale locale) {
        var key = (term.kind() == Term.Kind.CATEGORY ? "complaints.category." : "complaints.cause.") + term.code();
        return term.name().isEmpty() ? Objects.requireNonNull(texts.getMessage(key, null, locale)) : term.name();
    }

    /**
     * @param personal about how somebody behaves
     * @throws ProblemException about the fields "name" and "personal"
     */
    public void add(Term.Kind kind, String name, boolean personal) {
        var own = checked(name);
        if (personal && kind != Term.Kind.CATEGORY) {
            throw ProblemException.field("personal", "relations", "cause-not-personal");
        }
        var id = Ids.next();
        jdbc.sql("""
                        insert into relations.complaint_term (id, organisation_id, list, code, name, personal, position)
                        select ?, ?, ?, ?, ?, ?, coalesce(max(position), 0) + 1 from relations.complaint_term""")
                .params(id, organisation(), kind.name(), id.toString(), own, personal)
                .update();
        audit.write("complaint-term-added", own);
    }

    /** @throws ProblemException about the field "name" */
    public void rename(UUID id, String name) {
        var own = checked(name);
        jdbc.sql("update relations.complaint_term set name = ? where organisation_id = ? and id = ?")
                .params(own, organisation(), id)
                .update();
        audit.write("complaint-term-renamed", own);
    }

    /** What has it keeps it. */
    public void offer(UUID id, boolean active) {
        jdbc.sql("update relations.complaint_term set active = ? where organisation_id = ? and id = ?")
                .params(active, organisation(), id)
                .update();
        audit.write(active ? "complaint-term-offered" : "complaint-term-retired", id.toString());
    }

    /**
     * Whether a category of the organisation is about how somebody behaves. What is open in it and of which nobody has said whom it is about is
     * held back at once; what is held back stays so when it is not about that any more.
     *
     * @return how many are held back now that were not
     * @throws ProblemException 404 when it is no category of the organisation's own
     */
    public int behaviour(UUID id, boolean personal) {
        var own = find(Term.Kind.CATEGORY, id)
                .filter(Term::isOwn)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "term-unknown"));
        jdbc.sql("update relations.complaint_term set personal = ? where id = ?")
                .params(personal, own.id())
                .update();
        audit.write(personal ? "complaint-term-personal" : "complaint-term-not-personal", id.toString());
        if (!personal) {
            return 0;
        }
        // each is looked at by the trigger that holds back; without the rules' reason why somebody had it
        var before = held(id);
        jdbc.sql("update relations.complaint set category_id = category_id where category_id = ?")
                .param(id)
                .update();
        jdbc.sql("""
                        delete from relations.assignment a using relations.request r join relations.complaint c on c.request_id = r.id
                         where a.request_id = r.id and r.held_back and c.category_id = ?""").param(id).update();
        var now = held(id);
        now.removeAll(before);
        now.forEach(request -> history.add(request, "complaint-held"));
        return now.size();
    }

    private Set<UUID> held(UUID category) {
        return new HashSet<>(jdbc.sql("""
                                select r.id from relations.request r join relations.complaint c on c.request_id = r.id
                                 where r.held_back and c.category_id = ?""").param(category).query(UUID.class).list());
    }

    private static String checked(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw ProblemException.field("name", "relations", "name-missing", LONGEST_NAME);
        }
        return name.strip();
    }

    private UUID organisation() {
        return directory.organisation().id();
    }
}
