package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.relations.law.LegalRule;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The kinds of request that the organisation distinguishes, and the rule of those that have none. */
@Component
public class RequestTypes {
    /** CRPA L231-4, 2°: what is no procedure of a text, or has the character of a complaint, is refused by silence. */
    static final LegalRule COMPLAINT =
            new LegalRule(LegalRule.Silence.REFUSAL, Period.ofMonths(2), true, "CRPA L231-4, 2°");

    private final JdbcClient jdbc;
    private final Directory directory;

    RequestTypes(JdbcClient jdbc, Directory directory) {
        this.jdbc = jdbc;
        this.directory = directory;
    }

    public List<RequestType> all() {
        return jdbc.sql("select * from relations.request_type where organisation_id = ? order by name, id")
                .param(directory.organisation().id())
                .query(RequestTypes::read)
                .list();
    }

    /** One that is offered. */
    public Optional<RequestType> find(String slug) {
        return all().stream()
                .filter(type -> type.active() && type.slug().equals(slug))
                .findFirst();
    }

    public Optional<RequestType> find(UUID id) {
        return all().stream().filter(type -> type.id().equals(id)).findFirst();
    }

    /** Those that are offered about a procedure. */
    public List<RequestType> about(String sheet) {
        return all().stream()
                .filter(type -> type.active() && sheet.equals(type.sheet()))
                .toList();
    }

    /** The type whose rule and promise it has: what complains about a request of a type is a complaint all the same. */
    static @Nullable RequestType governing(NewRequest wanted) {
        var type = wanted.type();
        return type != null && wanted.kind() == Request.Kind.COMPLAINT && type.kind() != Request.Kind.COMPLAINT
                ? null
                : type;
    }

    static LegalRule rule(NewRequest wanted) {
        var type = governing(wanted);
        return type != null
                ? type.rule()
                : switch (wanted.kind()) {
                    case QUESTION, CALL_BACK -> LegalRule.NONE;
                    case APPLICATION -> LegalRule.ACCEPTED_AFTER_TWO_MONTHS;
                    case COMPLAINT -> COMPLAINT;
                };
    }

    private static RequestType read(ResultSet row, int index) throws SQLException {
        Array steps = row.getArray("steps");
        return new RequestType(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("name"),
                Request.Kind.valueOf(row.getString("kind")),
                row.getString("sheet"),
                List.of((String[]) steps.getArray()),
                row.getInt("days"),
                rule(row),
                row.getBoolean("active"));
    }

    static LegalRule rule(ResultSet row) throws SQLException {
        return new LegalRule(
                LegalRule.Silence.valueOf(row.getString("rule_silence")),
                Period.parse(row.getString("rule_time")),
                row.getBoolean("rule_acknowledged"),
                row.getString("rule_source"));
    }
}
