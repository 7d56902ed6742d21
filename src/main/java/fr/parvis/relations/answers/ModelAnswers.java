package fr.parvis.relations.answers;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.messaging.ReadingLevel;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.Procedures;
import fr.parvis.relations.OfficeDays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Collator;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The model answers of the organisation, with all that they were before. */
@Component
@Transactional
public class ModelAnswers {
    public static final int LONGEST = 4000;
    public static final int LONGEST_TITLE = 80;
    public static final int LONGEST_SUBJECT = 400;
    /** How long an answer is taken as read, unless somebody says otherwise. */
    public static final int REVIEWED_FOR_DAYS = 180;

    private static final int LONGEST_OWNER = 120;
    /** In one reply. */
    private static final int MOST_USED = 10;

    /**
     * What is typed of an answer.
     *
     * @param closes true whatever was typed for an apology
     * @param category null whatever was typed for what is no apology
     * @param reviewOn null for half a year from now
     * @param texts those without words are left out
     */
    public record Typed(
            String title,
            String subject,
            @Nullable UUID type,
            String sheet,
            boolean closes,
            @Nullable Apology apology,
            @Nullable UUID category,
            @Nullable LocalDate reviewOn,
            String owner,
            List<ModelAnswer.Text> texts) {
        public Typed {
            closes = closes || apology != null;
            category = apology == null ? null : category;
        }

        /** One that fits any request. */
        public Typed(
                String title,
                String subject,
                @Nullable UUID type,
                String sheet,
                boolean closes,
                @Nullable LocalDate reviewOn,
                String owner,
                List<ModelAnswer.Text> texts) {
            this(title, subject, type, sheet, closes, null, null, reviewOn, owner, texts);
        }
    }

    /** One state that an answer had. */
    public record Version(int revision, Instant at, String by, String title, List<ModelAnswer.Text> texts) {}

    /** As it is kept of a version. */
    record Kept(String language, String level, String words) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final Procedures procedures;
    private final OfficeDays days;
    private final AuditLog audit;
    private final JsonMapper json;
    private final Clock clock;

    ModelAnswers(
            JdbcClient jdbc,
            Directory directory,
            Procedures procedures,
            OfficeDays days,
            AuditLog audit,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.procedures = procedures;
        this.days = days;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** By title. */
    public List<ModelAnswer> all() {
        return read("a.organisation_id = ? order by a.id", organisation()).stream()
                .sorted(Comparator.comparing(ModelAnswer::title, Collator.getInstance(Locale.FRENCH)))
                .toList();
    }

    public Optional<ModelAnswer> find(UUID id) {
        return read("a.organisation_id = ? and a.id = ?", organisation(), id).stream()
                .findFirst();
    }

    /** In the order of the numbers; those that are gone are left out. */
    public List<ModelAnswer> all(List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var found = read("a.organisation_id = ? and a.id = any (?)", organisation(), ids.toArray(UUID[]::new)).stream()
                .collect(Collectors.toMap(ModelAnswer::id, one -> one));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** @throws ProblemException about the field that must be corrected */
    public UUID add(Typed typed) {
        check(typed);
        var id = insert(typed, Caller.current().map(Caller::name).orElse(""))
                .orElseThrow(() -> ProblemException.field(
                        "title", "relations", "name-taken", typed.title().strip()));
        audit.write("answer-added", typed.title().strip());
        return id;
    }

    /** One that the organisation starts with, and that nobody wrote: nothing happens when its title is there. */
    public void begin(Typed typed) {
        check(typed);
        insert(typed, "");
    }

    private Optional<UUID> insert(Typed typed, String by) {
        var added = jdbc.sql("""
                        insert into relations.model_answer (id, organisation_id, title, subject, type_id, sheet_id, sheet_state,
                            closes, apology, category_id, review_on, owner, revision, changed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?) on conflict (organisation_id, title) do nothing returning id""")
                .params(Arrays.asList(
                        Ids.next(),
                        organisation(),
                        typed.title().strip(),
                        typed.subject().strip(),
                        typed.type(),
                        typed.sheet(),
                        state(typed.sheet()),
                        typed.closes(),
                        code(typed.apology()),
                        typed.category(),
                        reviewOn(typed),
                        typed.owner().strip(),
                        now()))
                .query(UUID.class)
                .optional();
        added.ifPresent(id -> write(id, 1, typed, by));
        return added;
    }

    private static @Nullable String code(@Nullable Apology apology) {
        return apology == null ? null : apology.name();
    }

    /**
     * @param revision that the writer has seen
     * @throws ProblemException 409 when somebody else changed it meanwhile
     */
    public void change(UUID id, Typed typed, int revision) {
        check(typed);
        int changed;
        try {
            changed = jdbc.sql("""
                            update relations.model_answer
                               set title = ?, subject = ?, type_id = ?, sheet_id = ?, sheet_state = ?, closes = ?, apology = ?, category_id = ?,
                                   review_on = ?, owner = ?, revision = revision + 1, changed_at = ?
                             where organisation_id = ? and id = ? and revision = ?""")
                    .params(Arrays.asList(
                            typed.title().strip(),
                            typed.subject().strip(),
                            typed.type(),
                            typed.sheet(),
                            state(typed.sheet()),
                            typed.closes(),
                            code(typed.apology()),
                            typed.category(),
                            reviewOn(typed),
                            typed.owner().strip(),
                            now(),
                            organisation(),
                            id,
                            revision))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw ProblemException.field(
                    "title", "relations", "name-taken", typed.title().strip());
        }
        if (changed == 0) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "answer-changed-meanwhile");
        }
        jdbc.sql("delete from relations.model_answer_text where answer_id = ?")
                .param(id)
                .update();
        write(id, revision + 1, typed, Caller.current().map(Caller::name).orElse(""));
        audit.write("answer-changed", typed.title().strip());
    }

    /** Somebody has read it again and found it right: until half a year from now. */
    public void reviewed(UUID id) {
        find(id).ifPresent(one -> {
            jdbc.sql(
                            "update relations.model_answer set review_on = ?, sheet_state = ? where organisation_id = ? and id = ?")
                    .params(days.today().plusDays(REVIEWED_FOR_DAYS), state(one.sheet()), organisation(), id)
                    .update();
            audit.write("answer-reviewed", one.title());
        });
    }

    public void remove(UUID id) {
        jdbc.sql("delete from relations.model_answer where organisation_id = ? and id = ? returning title")
                .params(organisation(), id)
                .query(String.class)
                .optional()
                .ifPresent(title -> audit.write("answer-removed", title));
    }

    /** Newest first. */
    public List<Version> versions(UUID id) {
        return jdbc.sql("""
                        select v.* from relations.model_answer_version v join relations.model_answer a on a.id = v.answer_id
                         where a.organisation_id = ? and a.id = ? order by v.revision desc limit 50""")
                .params(organisation(), id)
                .query((row, _) -> new Version(
                        row.getInt("revision"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("by_name"),
                        row.getString("title"),
                        Arrays.stream(json.readValue(row.getString("texts"), Kept[].class))
                                .flatMap(kept -> text(kept.language(), kept.level(), kept.words()).stream())
                                .toList()))
                .list();
    }

    /**
     * The request was answered with them, whatever was changed in their words.
     *
     * @param typed their numbers with spaces between, as forms have them; what is none is passed over
     */
    public void used(UUID request, String typed) {
        var answers = Arrays.stream(typed.split("\\s+"))
                .limit(MOST_USED)
                .filter(one -> one.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"))
                .map(UUID::fromString)
                .distinct()
                .toArray(UUID[]::new);
        jdbc.sql("""
                        insert into relations.model_answer_use (answer_id, request_id, at)
                        select id, ?, ? from relations.model_answer where organisation_id = ? and id = any (?) on conflict do nothing""").params(request, now(), organisation(), answers).update();
    }

    private void write(UUID id, int revision, Typed typed, String by) {
        var texts = said(typed);
        texts.forEach(text -> jdbc.sql(
                        "insert into relations.model_answer_text (answer_id, language, level, words) values (?, ?, ?, ?)")
                .params(
                        id,
                        text.language().tag(),
                        text.level().code(),
                        text.words().strip())
                .update());
        jdbc.sql("""
                        insert into relations.model_answer_version (answer_id, revision, at, by_name, title, texts)
                        values (?, ?, ?, ?, ?, ?::jsonb)""")
                .params(
                        id,
                        revision,
                        now(),
                        by,
                        typed.title().strip(),
                        json.writeValueAsString(texts.stream()
                                .map(text -> new Kept(
                                        text.language().tag(),
                                        text.level().code(),
                                        text.words().strip()))
                                .toList()))
                .update();
        jdbc.sql("select relations.index_answer(?)").param(id).query().listOfRows();
    }

    private static List<ModelAnswer.Text> said(Typed typed) {
        return typed.texts().stream().filter(text -> !text.words().isBlank()).toList();
    }

    private void check(Typed typed) {
        if (typed.title().isBlank() || typed.title().strip().length() > LONGEST_TITLE) {
            throw ProblemException.field("title", "relations", "name-missing", LONGEST_TITLE);
        }
        within("subject", typed.subject(), LONGEST_SUBJECT);
        within("owner", typed.owner(), LONGEST_OWNER);
        if (!typed.sheet().isEmpty() && procedures.find(typed.sheet()).isEmpty()) {
            throw ProblemException.field("sheet", "relations", "answer-sheet-unknown", typed.sheet());
        }
        var texts = said(typed);
        if (texts.stream()
                .noneMatch(text -> text.language() == Language.FRENCH && text.level() == ReadingLevel.USUAL)) {
            throw ProblemException.field("words-fr-usual", "relations", "macro-words-missing", LONGEST);
        }
        texts.forEach(text -> {
            var field = "words-" + text.language().tag() + "-" + text.level().code();
            if (text.words().length() > LONGEST) {
                throw ProblemException.field(field, "relations", "macro-words-missing", LONGEST);
            }
            AnswerVariables.unknown(text.words()).ifPresent(piece -> {
                throw ProblemException.field(field, "relations", "answer-variable-unknown", piece);
            });
            if (typed.apology() == null) {
                AnswerVariables.ofComplaints(text.words()).ifPresent(piece -> {
                    throw ProblemException.field(field, "relations", "answer-variable-of-apologies", piece);
                });
            }
        });
    }

    private static void within(String field, String text, int most) {
        if (text.length() > most) {
            throw ProblemException.field(field, "relations", "field-too-long", most);
        }
    }

    private LocalDate reviewOn(Typed typed) {
        return typed.reviewOn() == null ? days.today().plusDays(REVIEWED_FOR_DAYS) : typed.reviewOn();
    }

    private String state(String sheet) {
        return sheet.isEmpty() ? "" : procedures.states(Set.of(sheet)).getOrDefault(sheet, "");
    }

    private List<ModelAnswer> read(String condition, Object... given) {
        var texts = new HashMap<UUID, List<ModelAnswer.Text>>();
        jdbc.sql("""
                        select t.* from relations.model_answer_text t join relations.model_answer a on a.id = t.answer_id
                         where\s""" + condition.replaceFirst(" order by .*", "")
                        + " order by t.language = 'fr' desc, t.language, t.level desc")
                .params(given)
                .query(row -> {
                    var of = texts.computeIfAbsent(
                            Objects.requireNonNull(row.getObject("answer_id", UUID.class)), _ -> new ArrayList<>());
                    text(row.getString("language"), row.getString("level"), row.getString("words"))
                            .ifPresent(of::add);
                });
        var rows = jdbc.sql("select a.* from relations.model_answer a where " + condition)
                .params(given)
                .query((row, _) -> read(row, texts.getOrDefault(row.getObject("id", UUID.class), List.of())))
                .list();
        var sheets = rows.stream()
                .map(row -> row.answer().sheet())
                .filter(sheet -> !sheet.isEmpty())
                .collect(Collectors.toSet());
        var now = sheets.isEmpty() ? Map.<String, String>of() : procedures.states(sheets);
        return rows.stream()
                .map(row -> row.answer().sheet().isEmpty()
                                || row.state().equals(now.get(row.answer().sheet()))
                        ? row.answer()
                        : row.answer().withSheetChanged())
                .toList();
    }

    private record Row(ModelAnswer answer, String state) {}

    private static Row read(ResultSet row, List<ModelAnswer.Text> texts) throws SQLException {
        var apology = row.getString("apology");
        return new Row(
                new ModelAnswer(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        row.getString("subject"),
                        row.getObject("type_id", UUID.class),
                        row.getString("sheet_id"),
                        row.getBoolean("closes"),
                        apology == null ? null : Apology.valueOf(apology),
                        row.getObject("category_id", UUID.class),
                        row.getObject("review_on", LocalDate.class),
                        row.getString("owner"),
                        false,
                        row.getInt("revision"),
                        row.getTimestamp("changed_at").toInstant(),
                        List.copyOf(texts)),
                row.getString("sheet_state"));
    }

    private static Optional<ModelAnswer.Text> text(String language, String level, String words) {
        return Language.of(language)
                .flatMap(spoken -> ReadingLevel.of(level).map(read -> new ModelAnswer.Text(spoken, read, words)));
    }

    private java.time.OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private UUID organisation() {
        return directory.organisation().id();
    }
}
