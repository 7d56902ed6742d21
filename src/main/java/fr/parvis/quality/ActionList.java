package fr.parvis.quality;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.quality.ImprovementAction.Origin;
import fr.parvis.quality.ImprovementAction.State;
import fr.parvis.quality.ImprovementAction.Step;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.complaint.Recurrence;
import fr.parvis.relations.complaint.Recurrences;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Improvement actions as the caller may read them: those of their sites, and none whose complaints are all about themselves. */
@Component
@Transactional(readOnly = true)
public class ActionList {
    private static final int DAYS_COMPARED = 90;
    private static final int MOST = 500;

    /**
     * @param by null for Parvis
     * @param owner whoever had it from then on
     * @param words what was done, or why it was dropped; "" otherwise
     */
    public record Change(
            Instant at,
            @Nullable UUID by,
            String act,
            @Nullable UUID owner,
            @Nullable Step next,
            String words) {}

    /**
     * Complaints of the same cause at the same place.
     *
     * @param before on the 90 days up to the one on which the action was done
     * @param since on the days after it
     * @param days how many those are, up to today
     */
    public record Effect(int before, int since, int days) {}

    private final ActionTables tables;
    private final Recurrences recurrences;
    private final OfficeDays days;
    private final Directory directory;

    ActionList(ActionTables tables, Recurrences recurrences, OfficeDays days, Directory directory) {
        this.tables = tables;
        this.recurrences = recurrences;
        this.days = days;
        this.directory = directory;
    }

    /** @throws ProblemException 404 for what does not exist or is not the caller's to read */
    public ImprovementAction find(UUID id) {
        return list("id = :id", "id", 1, Map.of("id", id)).stream().findFirst().orElseThrow(ActionList::unknown);
    }

    static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "quality", "unknown-action");
    }

    /**
     * The caller's: open ones by their day, so the late ones first, then the latest that ended.
     *
     * @param site null for all
     */
    public List<ImprovementAction> mine(Set<State> states, @Nullable UUID site) {
        return list(
                "state = any (:states)" + at(site),
                "due_on nulls last, ended_on desc, id desc",
                MOST,
                values(states, site));
    }

    /** The caller's, the latest opened first, from the one after that id on. @param after null for the first */
    public List<ImprovementAction> after(@Nullable UUID after, Set<State> states, @Nullable UUID site, int most) {
        var values = values(states, site);
        if (after != null) {
            values.put("after", after);
        }
        return list(
                "state = any (:states)" + at(site) + (after == null ? "" : " and id < :after"),
                "id desc",
                most,
                values);
    }

    private static String at(@Nullable UUID site) {
        return site == null ? "" : " and site_id = :site";
    }

    private static HashMap<String, Object> values(Set<State> states, @Nullable UUID site) {
        var values = new HashMap<String, Object>();
        values.put("states", states.stream().map(State::name).toArray(String[]::new));
        if (site != null) {
            values.put("site", site);
        }
        return values;
    }

    private List<ImprovementAction> list(String which, String order, int most, Map<String, Object> more) {
        var caller = Caller.current().orElseThrow();
        var values = new HashMap<>(more);
        values.put("organisation", directory.organisation().id());
        values.put("anywhere", caller.sites().isEmpty());
        values.put("sites", caller.sites().toArray(UUID[]::new));
        values.put("kept", recurrences.keptFrom(caller.id()).toArray(UUID[]::new));
        return tables.list(which, order, most, values);
    }

    List<ImprovementAction> ofRecurrences(Collection<UUID> ids) {
        return tables.ofRecurrences(directory.organisation().id(), ids);
    }

    /** Where they come from, as the caller may read it; by the id of the recurrence. */
    public Map<UUID, Recurrence> origins(Collection<ImprovementAction> actions) {
        return recurrences.of(actions.stream()
                .map(ImprovementAction::origin)
                .filter(Origin.Recurrence.class::isInstance)
                .map(origin -> ((Origin.Recurrence) origin).id())
                .toList());
    }

    /** In order. */
    public List<Change> history(ImprovementAction action) {
        return tables.changes(action.id());
    }

    /** Empty for one that was not done, or that does not come from complaints. */
    public Optional<Effect> effect(ImprovementAction action) {
        var ended = action.endedOn();
        if (action.state() != State.DONE || ended == null || !(action.origin() instanceof Origin.Recurrence cause)) {
            return Optional.empty();
        }
        var today = days.today();
        return Optional.of(new Effect(
                recurrences.received(cause.id(), ended.minusDays(DAYS_COMPARED), ended),
                recurrences.received(cause.id(), ended, today),
                (int) ChronoUnit.DAYS.between(ended, today)));
    }
}
