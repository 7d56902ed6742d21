package fr.parvis.relations.inbox;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestReceived;
import fr.parvis.relations.Requests;
import fr.parvis.relations.Sharing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The rules in their order, applied to what comes in inside the very transaction that receives it. */
@Component
@Transactional
public class AssignmentRules {
    private static final int MOST_WORDS = 30;

    /** Why somebody has it: in the words of the day on which it came. @param agent "" when the team alone was given it */
    public record Why(String rule, String team, String agent, int open, boolean language) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final Teams teams;
    private final Requests requests;
    private final Sharing sharing;
    private final AuditLog audit;
    private final Clock clock;

    AssignmentRules(
            JdbcClient jdbc,
            Directory directory,
            Teams teams,
            Requests requests,
            Sharing sharing,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.teams = teams;
        this.requests = requests;
        this.sharing = sharing;
        this.audit = audit;
        this.clock = clock;
    }

    /** In order. */
    public List<AssignmentRule> all() {
        return jdbc.sql("select * from relations.assignment_rule where organisation_id = ? order by position, id")
                .param(directory.organisation().id())
                .query(AssignmentRules::read)
                .list();
    }

    /** Before a complaint is looked at, which may then be held back. */
    @EventListener
    @Order(0)
    void on(RequestReceived received) {
        var rules = all();
        if (!rules.isEmpty()) {
            requests.find(received.requestId()).ifPresent(request -> give(request, rules));
        }
    }

    /** Those who had it may not have it any more: the rules are asked again, without whom it is about. */
    public void again(UUID id) {
        requests.find(id).ifPresent(request -> give(request, all()));
    }

    private @Nullable UUID accused(Request request) {
        return jdbc.sql("select accused_id from relations.request where id = ? and accused_id is not null")
                .param(request.id())
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional()
                .orElse(null);
    }

    private void give(Request request, List<AssignmentRule> rules) {
        Assignment.choose(rules, AssignmentRule.Facts.of(request), teams.manned(accused(request)))
                .ifPresent(choice -> {
                    var member = choice.member();
                    sharing.give(
                            request.id(),
                            member == null
                                    ? new Sharing.Owner(
                                            choice.team().id(),
                                            null,
                                            choice.team().name())
                                    : new Sharing.Owner(choice.team().id(), member.account(), member.name()));
                    jdbc.sql("""
                                    insert into relations.assignment (request_id, at, rule, team, agent, open, language)
                                    values (?, ?, ?, ?, ?, ?, ?) on conflict (request_id) do update
                                       set at = excluded.at, rule = excluded.rule, team = excluded.team, agent = excluded.agent,
                                           open = excluded.open, language = excluded.language""")
                            .params(
                                    request.id(),
                                    clock.instant().atOffset(ZoneOffset.UTC),
                                    choice.rule().name(),
                                    choice.team().name(),
                                    member == null ? "" : member.name(),
                                    member == null ? 0 : member.open(),
                                    choice.byLanguage())
                            .update();
                });
    }

    /** Empty when no rule held. */
    public Optional<Why> why(UUID request) {
        return jdbc.sql("select * from relations.assignment where request_id = ?")
                .param(request)
                .query((row, _) -> new Why(
                        row.getString("rule"),
                        row.getString("team"),
                        row.getString("agent"),
                        row.getInt("open"),
                        row.getBoolean("language")))
                .optional();
    }

    /** @throws ProblemException about the field at fault */
    public void add(AssignmentRule rule) {
        if (rule.name().isBlank() || rule.name().length() > Teams.LONGEST_NAME) {
            throw ProblemException.field("name", "relations", "name-missing", Teams.LONGEST_NAME);
        }
        if (rule.words().size() > MOST_WORDS
                || rule.words().stream().anyMatch(word -> word.length() > Teams.LONGEST_NAME)) {
            throw ProblemException.field("words", "relations", "rule-words-too-many", MOST_WORDS);
        }
        if (teams.find(rule.team()).isEmpty()) {
            throw ProblemException.field("team", "relations", "team-unknown");
        }
        jdbc.sql("""
                        insert into relations.assignment_rule
                               (id, organisation_id, position, name, kind, type_id, language, site_id, sheet, words, team_id, to_agent)
                        select ?, ?, coalesce(max(position), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ? from relations.assignment_rule""")
                .params(Arrays.asList(
                        Ids.next(),
                        directory.organisation().id(),
                        rule.name().strip(),
                        rule.kind() == null ? null : rule.kind().name(),
                        rule.type(),
                        rule.language(),
                        rule.site(),
                        rule.sheet(),
                        rule.words().toArray(String[]::new),
                        rule.team(),
                        rule.toAgent()))
                .update();
        audit.write("assignment-rule-added", rule.name().strip());
    }

    /** One place earlier. */
    public void raise(UUID id) {
        var order = new ArrayList<>(all().stream().map(AssignmentRule::id).toList());
        var place = order.indexOf(id);
        if (place > 0) {
            Collections.swap(order, place, place - 1);
            for (int i = 0; i < order.size(); i++) {
                jdbc.sql("update relations.assignment_rule set position = ? where id = ?")
                        .params(i + 1, order.get(i))
                        .update();
            }
            audit.write("assignment-rule-moved", id.toString());
        }
    }

    public void remove(UUID id) {
        jdbc.sql("delete from relations.assignment_rule where organisation_id = ? and id = ? returning name")
                .params(directory.organisation().id(), id)
                .query(String.class)
                .optional()
                .ifPresent(name -> audit.write("assignment-rule-removed", name));
    }

    private static AssignmentRule read(ResultSet row, int index) throws SQLException {
        var kind = row.getString("kind");
        return new AssignmentRule(
                row.getObject("id", UUID.class),
                row.getString("name"),
                kind == null ? null : Request.Kind.valueOf(kind),
                uuid(row, "type_id"),
                row.getString("language"),
                uuid(row, "site_id"),
                row.getString("sheet"),
                List.of((String[]) row.getArray("words").getArray()),
                row.getObject("team_id", UUID.class),
                row.getBoolean("to_agent"));
    }

    private static @Nullable UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
