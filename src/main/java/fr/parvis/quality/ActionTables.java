package fr.parvis.quality;

import fr.parvis.quality.ImprovementAction.Origin;
import fr.parvis.quality.ImprovementAction.State;
import fr.parvis.quality.ImprovementAction.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Actions, and each of their changes: what happened is added, never changed. */
@Repository
class ActionTables {
    enum Act {
        OPENED,
        TAKEN_UP,
        DONE,
        DROPPED,
        REOPENED
    }

    private final JdbcClient jdbc;

    ActionTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether it is new: for a recurrence there is one alone */
    boolean insert(UUID organisation, ImprovementAction action) {
        var cause = action.origin() instanceof Origin.Recurrence origin ? origin : null;
        return jdbc.sql("""
                                insert into quality.action (id, organisation_id, title, what, recurrence_id, cause, site_id, service_id, state,
                                    owner_id, next_step, due_on, opened_at, opened_by)
                                values (:id, :organisation, :title, :what, :recurrence, :cause, :site, :service, :state, :owner, :step, :due,
                                    :at, :by) on conflict (recurrence_id) do nothing""")
                        .param("id", action.id())
                        .param("organisation", organisation)
                        .param("title", action.title())
                        .param("what", action.what())
                        .param("recurrence", cause == null ? null : cause.id(), Types.OTHER)
                        .param("cause", cause == null ? "" : cause.cause())
                        .param("site", action.site(), Types.OTHER)
                        .param("service", action.service(), Types.OTHER)
                        .param("state", action.state().name())
                        .param("owner", action.owner(), Types.OTHER)
                        .param("step", step(action))
                        .param("due", due(action), Types.DATE)
                        .param("at", utc(action.openedAt()))
                        .param("by", action.openedBy(), Types.OTHER)
                        .update()
                == 1;
    }

    void update(ImprovementAction action) {
        jdbc.sql("""
                        update quality.action
                           set state = :state, owner_id = :owner, next_step = :step, due_on = :due, outcome = :outcome, ended_on = :ended,
                               revision = :revision
                         where id = :id""")
                .param("state", action.state().name())
                .param("owner", action.owner(), Types.OTHER)
                .param("step", step(action))
                .param("due", due(action), Types.DATE)
                .param("outcome", action.outcome())
                .param("ended", action.endedOn(), Types.DATE)
                .param("revision", action.revision())
                .param("id", action.id())
                .update();
    }

    /** @param id of the event */
    void event(UUID id, ImprovementAction action, Instant at, @Nullable UUID by, Act act, String words) {
        jdbc.sql("""
                        insert into quality.action_event (id, action_id, at, by_id, act, owner_id, next_step, due_on, words)
                        values (:id, :action, :at, :by, :act, :owner, :step, :due, :words)""")
                .param("id", id)
                .param("action", action.id())
                .param("at", utc(at))
                .param("by", by, Types.OTHER)
                .param("act", act.name())
                .param("owner", action.owner(), Types.OTHER)
                .param("step", step(action))
                .param("due", due(action), Types.DATE)
                .param("words", words)
                .update();
    }

    Optional<ImprovementAction> lock(UUID organisation, UUID id) {
        return jdbc.sql("select * from quality.action where organisation_id = ? and id = ? for update")
                .params(organisation, id)
                .query(ActionTables::read)
                .optional();
    }

    List<ImprovementAction> ofRecurrences(UUID organisation, Collection<UUID> ids) {
        return jdbc.sql("select * from quality.action where organisation_id = ? and recurrence_id = any (?)")
                .params(organisation, ids.toArray(UUID[]::new))
                .query(ActionTables::read)
                .list();
    }

    /** @param values {@code organisation}, {@code anywhere} and {@code sites} of the reader, {@code kept} from them, and what {@code which} needs */
    List<ImprovementAction> list(String which, String order, int most, Map<String, Object> values) {
        return jdbc.sql("""
                        select * from quality.action
                         where organisation_id = :organisation and (:anywhere or site_id is null or site_id = any (:sites))
                           and (recurrence_id is null or recurrence_id <> all (:kept)) and %s order by %s limit %d""".formatted(which, order, most))
                .params(values)
                .query(ActionTables::read)
                .list();
    }

    /** Marks as told those that are late and of which nobody was told since that day. */
    List<ImprovementAction> toTell(UUID organisation, LocalDate today, LocalDate before) {
        return jdbc.sql("""
                        update quality.action set told_on = :today
                         where organisation_id = :organisation and state in ('OPEN', 'TAKEN_UP') and due_on < :today
                           and (told_on is null or told_on <= :before)
                        returning *""")
                .param("today", today)
                .param("before", before)
                .param("organisation", organisation)
                .query(ActionTables::read)
                .list();
    }

    /** In order. */
    List<ActionList.Change> changes(UUID action) {
        return jdbc.sql("select * from quality.action_event where action_id = ? order by at, id")
                .param(action)
                .query((row, _) -> new ActionList.Change(
                        row.getTimestamp("at").toInstant(),
                        row.getObject("by_id", UUID.class),
                        row.getString("act"),
                        row.getObject("owner_id", UUID.class),
                        next(row),
                        row.getString("words")))
                .list();
    }

    private static ImprovementAction read(ResultSet row, int index) throws SQLException {
        var recurrence = row.getObject("recurrence_id", UUID.class);
        return new ImprovementAction(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getString("what"),
                recurrence == null ? new Origin.Hand() : new Origin.Recurrence(recurrence, row.getString("cause")),
                row.getObject("site_id", UUID.class),
                row.getObject("service_id", UUID.class),
                State.valueOf(row.getString("state")),
                row.getObject("owner_id", UUID.class),
                next(row),
                row.getString("outcome"),
                row.getTimestamp("opened_at").toInstant(),
                row.getObject("opened_by", UUID.class),
                row.getObject("ended_on", LocalDate.class),
                row.getInt("revision"));
    }

    private static @Nullable Step next(ResultSet row) throws SQLException {
        var what = row.getString("next_step");
        return what == null ? null : new Step(what, row.getObject("due_on", LocalDate.class));
    }

    private static @Nullable String step(ImprovementAction action) {
        var next = action.next();
        return next == null ? null : next.what();
    }

    private static @Nullable LocalDate due(ImprovementAction action) {
        var next = action.next();
        return next == null ? null : next.due();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
