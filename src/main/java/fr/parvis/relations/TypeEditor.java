package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.law.LegalRule;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Types of request as administrators make them. What was asked before keeps the rule and the promise of its day. */
@Component
public class TypeEditor {
    public static final int MOST_FIELDS = 20;
    private static final int MOST_DAYS = 250;
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_SOURCE = 200;
    private static final int MOST_STEPS = 12;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Directory directory;
    private final AuditLog audit;

    TypeEditor(JdbcClient jdbc, JsonMapper json, Directory directory, AuditLog audit) {
        this.jdbc = jdbc;
        this.json = json;
        this.directory = directory;
        this.audit = audit;
    }

    /** @throws ProblemException about the field that cannot be what was meant; nothing is saved then */
    @Transactional
    public void save(RequestType type, List<FormField> fields) {
        check(type);
        for (int position = 1; position <= fields.size(); position++) {
            check(position, fields);
        }
        var organisation = directory.organisation().id();
        if (taken(type, organisation)) {
            throw ProblemException.field("slug", "relations", "slug-taken", type.slug());
        }
        jdbc.sql("""
                        insert into relations.request_type (id, organisation_id, slug, name, kind, sheet, steps, days, rule_silence,
                            rule_time, rule_acknowledged, rule_source, active, fields)
                        values (:id, :organisation, :slug, :name, :kind, :sheet, :steps, :days, :silence,
                            :time, :acknowledged, :source, :active, :fields::jsonb)
                        on conflict (id) do update set slug = excluded.slug, name = excluded.name, kind = excluded.kind,
                            sheet = excluded.sheet, steps = excluded.steps, days = excluded.days, rule_silence = excluded.rule_silence,
                            rule_time = excluded.rule_time, rule_acknowledged = excluded.rule_acknowledged,
                            rule_source = excluded.rule_source, active = excluded.active, fields = excluded.fields""")
                .param("id", type.id())
                .param("organisation", organisation)
                .param("slug", type.slug())
                .param("name", type.name())
                .param("kind", type.kind().name())
                .param("sheet", type.sheet())
                .param("steps", type.steps().toArray(String[]::new))
                .param("days", type.days())
                .param("silence", type.rule().silence().name())
                .param("time", type.rule().time().toString())
                .param("acknowledged", type.rule().acknowledged())
                .param("source", type.rule().source())
                .param("active", type.active())
                .param("fields", json.writeValueAsString(fields))
                .update();
        audit.write("request-type-saved", type.slug());
    }

    /** One that is not there yet. */
    public static UUID newId() {
        return Ids.next();
    }

    private boolean taken(RequestType type, UUID organisation) {
        return jdbc.sql(
                                "select count(*) from relations.request_type where organisation_id = ? and slug = ? and id <> ?")
                        .params(organisation, type.slug(), type.id())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static void check(RequestType type) {
        if (type.name().isBlank()) {
            throw missing("name");
        }
        fits("name", type.name(), LONGEST_NAME);
        if (!type.slug().matches("[a-z0-9]+(-[a-z0-9]+)*") || type.slug().length() > 60) {
            throw ProblemException.field("slug", "relations", "slug-malformed");
        }
        if (type.days() < 1 || type.days() > MOST_DAYS) {
            throw ProblemException.field("days", "relations", "days-out-of-range", MOST_DAYS);
        }
        if (type.steps().size() > MOST_STEPS) {
            throw ProblemException.field("steps", "relations", "steps-too-many", MOST_STEPS);
        }
        type.steps().forEach(step -> fits("steps", step, LONGEST_NAME));
        fits("source", type.rule().source(), LONGEST_SOURCE);
        if (type.kind() == Request.Kind.COMPLAINT && type.rule().silence() != LegalRule.Silence.REFUSAL) {
            throw ProblemException.field("silence", "relations", "complaint-silence");
        }
        if (type.rule().silence() != LegalRule.Silence.NOTHING
                && type.rule().source().isBlank()) {
            throw ProblemException.field("source", "relations", "source-missing");
        }
    }

    private static void check(int position, List<FormField> fields) {
        var field = fields.get(position - 1);
        var name = "label" + position;
        if (field.label().isBlank()) {
            throw missing(name);
        }
        fits(name, field.label(), FormField.LONGEST_LABEL);
        fits("hint" + position, field.hint(), FormField.LONGEST_LABEL);
        if (field.kind() == FormField.Kind.CHOICE && field.choices().size() < 2) {
            throw ProblemException.field("choices" + position, "relations", "choices-missing");
        }
        var other = other(field, fields);
        if (field.onlyIf() != 0 && (other == null || field.onlyIf() >= position)) {
            throw ProblemException.field("onlyIf" + position, "relations", "condition-unknown");
        }
        if (other != null && field.answered().isBlank()) {
            throw missing("answered" + position);
        }
        if (other != null
                && other.kind() == FormField.Kind.CHOICE
                && !other.choices().contains(field.answered())) {
            throw ProblemException.field("answered" + position, "relations", "choice-unknown");
        }
    }

    private static @Nullable FormField other(FormField field, List<FormField> fields) {
        return field.onlyIf() < 1 || field.onlyIf() > fields.size() ? null : fields.get(field.onlyIf() - 1);
    }

    private static ProblemException missing(String field) {
        return ProblemException.field(field, "relations", "type-field-missing");
    }

    private static void fits(String field, String typed, int most) {
        if (typed.length() > most) {
            throw ProblemException.field(field, "relations", "field-too-long", most);
        }
    }
}
